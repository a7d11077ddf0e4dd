import { describe, expect, test } from '@jest/globals';
import type { Resource } from '../../../src/arm/resource.ts';
import { exposuresOf } from '../../../src/isolation/exposure/answers.ts';
import { exposureFindings, type ExposureFinding } from '../../../src/isolation/exposure/findings.ts';
import { foldExposures } from '../../../src/isolation/exposure/fold.ts';
import { judgeExposures } from '../../../src/isolation/exposure/meant/meant.ts';
import type { ExposureRule } from '../../../src/isolation/exposure/rule.ts';
import { nodePublicIp } from '../../../src/isolation/exposure/rules/node-public-ip.ts';
import { outboundType } from '../../../src/isolation/exposure/rules/outbound-type.ts';
import { Unknown } from '../../../src/language/unknown.ts';
import { bundledPolicies } from '../../../src/policy/bundled.ts';
import type { Finding } from '../../../src/policy/finding.ts';
import { judge } from '../../../src/policy/judge/judge.ts';
import { changed, closedEstate, estateWith, everything, ids, resource } from './estate.ts';

const { cluster } = closedEstate();
const open = changed(cluster, 'networkProfile.outboundType', 'loadBalancer');

/** As a template's resource: every value has a line of its own. */
function written(original: Resource, file = 'main.json'): Resource {
  return {
    ...original,
    originOf: (pointer) => ({ file, pointer: `/resources/0${pointer}`, line: 10 + pointer.length, column: 3 }),
    writingOf: (pointer) => ({ kind: 'literal', origin: { file, pointer: `/resources/0${pointer}` }, through: [], range: { line: 10 + pointer.length, column: 20, endLine: 10 + pointer.length, endColumn: 34 }, text: '"loadBalancer"' }),
  };
}

function found(resources: readonly Resource[], rules: readonly ExposureRule[] = [outboundType]): readonly ExposureFinding[] {
  return judgeExposures(exposuresOf(resources, everything, rules), []).clusters.flatMap((one) => exposureFindings(one));
}

function ofPolicies(one: Resource): readonly Finding[] {
  return judge(bundledPolicies('aks-egress-isolation-core'), one).map(({ finding }) => finding).filter(({ verdict }) => verdict !== 'compliant' && verdict !== 'notApplicable');
}

describe('a way that is open', () => {
  test('is a finding about the cluster, on the line of the value that opens it, with a ready fix', () => {
    const [first] = found([written(open)]);
    expect(first?.finding).toMatchObject({
      rule: 'egress-outbound-type', verdict: 'violation', effect: 'audit', severity: 'high', resource: { name: 'c' },
      location: { file: 'main.json', pointer: '/resources/0/properties/networkProfile/outboundType' },
      message: 'Cluster `c`: the outbound type is `loadBalancer`.',
      reasons: [{ path: 'properties.networkProfile.outboundType', actual: 'loadBalancer', operator: 'notEquals', expected: 'none', result: true }],
      fix: { original: '"loadBalancer"', replacement: '"none"' },
    });
  });

  test('names the other places that open it', () => {
    const pools = ['a', 'b'].map((name) => ({ name, enableNodePublicIP: true }));
    const [first] = found([written(changed(cluster, 'agentPoolProfiles', pools))], [nodePublicIp]);
    expect(first?.finding.message).toContain('pool `a` gives its nodes public addresses; pool `b` gives its nodes public addresses');
    expect(first?.finding.location?.pointer).toBe('/resources/0/properties/agentPoolProfiles/0/enableNodePublicIP');
    expect(first?.finding.related).toEqual([expect.objectContaining({ pointer: '/resources/0/properties/agentPoolProfiles/1/enableNodePublicIP' })]);
  });

  test('is undetermined where a value is not known, and says why', () => {
    const [first] = found([changed(cluster, 'networkProfile.outboundType', new Unknown('the parameter `t` is given no value'))]);
    expect(first?.finding).toMatchObject({ verdict: 'undetermined', message: expect.stringContaining('the parameter `t` is given no value') });
  });

  test('is undetermined where it is not known whether the resource that opens it is deployed', () => {
    const pool = { ...resource(`${ids.cluster}/agentPools/web`, { enableNodePublicIP: true }), mayBeAbsent: 'the parameter `web` is given no value' };
    expect(found(estateWith({ pool }), [nodePublicIp])[0]?.finding).toMatchObject({ verdict: 'undetermined', message: expect.stringContaining('the parameter `web` is given no value') });
  });

  test('that is only not visible is no finding', () => {
    expect(judgeExposures(exposuresOf(estateWith({}), [], [nodePublicIp]), []).clusters.flatMap((one) => exposureFindings(one))).toEqual([]);
  });

  test('of less severity than asked for is no finding', () => {
    const [one] = judgeExposures(exposuresOf([open], everything, [{ ...outboundType, severity: 'low' }]), []).clusters;
    expect(one === undefined ? [] : exposureFindings(one, 'medium')).toEqual([]);
    expect(one === undefined ? [] : exposureFindings(one, 'low')).toHaveLength(1);
  });
});

describe('an exposure beside policies', () => {
  test('is told by the policy that objects to the same value, which names it', () => {
    const policies = ofPolicies(open);
    const folded = foldExposures(policies, found([open]));
    expect(folded).toHaveLength(policies.length);
    expect(folded.find(({ rule }) => rule === 'aks-outbound-type')?.exposes).toEqual([{ rule: 'egress-outbound-type', title: outboundType.title }]);
  });

  test('stays where no policy objects', () => {
    expect(foldExposures([], found([open])).map(({ rule }) => rule)).toEqual(['egress-outbound-type']);
  });

  test('stays where the policy objects to another cluster', () => {
    const other: Resource = { ...open, name: 'other', id: `${ids.cluster}-other` };
    expect(foldExposures(ofPolicies(other), found([open])).map(({ rule }) => rule)).toContain('egress-outbound-type');
  });

  test('stays where a policy objects to one of its values only', () => {
    const pools = ['a', 'b'].map((name) => ({ name, enableNodePublicIP: true }));
    const both = changed(cluster, 'agentPoolProfiles', pools);
    const policies = ofPolicies(both);
    const exposed = policies.find(({ rule }) => rule === 'aks-node-public-ip');
    expect(foldExposures(policies, found([both], [nodePublicIp])).map(({ rule }) => rule)).not.toContain('egress-node-public-ip');
    const half = policies.map((finding) => (finding === exposed ? { ...finding, reasons: finding.reasons.filter(({ path }) => path?.includes('[1]') !== true) } : finding));
    expect(foldExposures(half, found([both], [nodePublicIp])).map(({ rule }) => rule)).toContain('egress-node-public-ip');
  });

  test('that is open is not told by a policy that could not decide', () => {
    const policies = ofPolicies(open).map((finding): Finding => ({ ...finding, verdict: 'undetermined' }));
    expect(foldExposures(policies, found([open])).map(({ rule }) => rule)).toContain('egress-outbound-type');
  });
});
