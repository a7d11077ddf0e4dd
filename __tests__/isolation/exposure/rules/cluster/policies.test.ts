import { describe, expect, test } from '@jest/globals';
import type { Resource } from '../../../../../src/arm/resource.ts';
import { exposuresOf } from '../../../../../src/isolation/exposure/answers.ts';
import { exposureRules } from '../../../../../src/isolation/exposure/catalogue.ts';
import { exposureFindings } from '../../../../../src/isolation/exposure/findings.ts';
import { foldExposures } from '../../../../../src/isolation/exposure/fold.ts';
import { judgeExposures } from '../../../../../src/isolation/exposure/meant/meant.ts';
import { bundledPolicies } from '../../../../../src/policy/bundled.ts';
import type { Finding } from '../../../../../src/policy/finding.ts';
import { judge } from '../../../../../src/policy/judge/judge.ts';
import { changed, closedEstate, estateWith, everything } from '../../estate.ts';
import { openings } from '../../openings.ts';

const policies = ['aks-egress-isolation-core', 'aks-egress-isolation-posture', 'aks-egress-isolation-network'].flatMap((name) => bundledPolicies(name));

/** What the policies and one exposure rule say together. */
function told(resources: readonly Resource[], rule: string): readonly Finding[] {
  const ofPolicies = resources.flatMap((one) => judge(policies, one).map(({ finding }) => finding)).filter(({ verdict }) => verdict === 'violation');
  const judged = judgeExposures(exposuresOf(resources, everything, exposureRules.filter(({ id }) => id === rule)), []);
  return foldExposures(ofPolicies, judged.clusters.flatMap((one) => exposureFindings(one)));
}

const { cluster } = closedEstate();
const opened = (rule: string, index: number): readonly Resource[] => estateWith(openings[rule]?.[index]?.(closedEstate()) ?? {});

describe('a way out that a policy objects to', () => {
  test.each([
    ['egress-static-gateway', 0, 'aks-static-egress-gateway'],
    ['egress-static-gateway', 1, 'aks-static-egress-gateway'],
    ['egress-static-gateway', 2, 'aks-static-egress-gateway'],
    ['egress-leftover-outbound', 1, 'aks-nat-gateway-profile'],
    ['egress-http-proxy', 0, 'aks-http-proxy'],
    ['egress-http-proxy', 1, 'aks-http-proxy'],
    ['egress-add-on', 1, 'aks-public-addons'],
    ['egress-add-on', 2, 'aks-public-addons'],
    ['egress-add-on', 3, 'aks-public-addons'],
    ['api-server-public', 0, 'aks-private-api-server'],
    ['api-server-public', 1, 'aks-private-api-server'],
    ['api-server-public-name', 0, 'aks-private-cluster-public-fqdn'],
    ['api-server-public-name', 1, 'aks-private-cluster-public-fqdn'],
    ['node-resource-group-unlocked', 0, 'aks-node-resource-group-lockdown'],
    ['egress-service-endpoint', 0, 'subnet-service-endpoints'],
    ['run-command', 0, 'aks-run-command'],
    ['run-command', 1, 'aks-run-command'],
  ])('%s (%i) is told by %s, once: both stand at one value', (rule, index, policy) => {
    const findings = told(opened(rule, index), rule);
    expect(findings.map((finding) => finding.rule)).not.toContain(rule);
    expect(findings.find((finding) => finding.rule === policy)?.exposes?.map((one) => one.rule)).toEqual([rule]);
  });

  test('egress-leftover-outbound is told by the load balancer\'s policy for what a cluster asks for', () => {
    const resources = estateWith({ cluster: changed(cluster, 'networkProfile.loadBalancerProfile', { managedOutboundIPs: {} }) });
    expect(told(resources, 'egress-leftover-outbound').map(({ rule, exposes }) => [rule, exposes?.length])).toEqual([['aks-load-balancer-profile', 1]]);
  });

  /** What the service writes is nothing that a request could be refused for. */
  test('is a finding of its own where policies do not look: addresses that are still in effect', () => {
    expect(told(opened('egress-leftover-outbound', 0), 'egress-leftover-outbound').map(({ rule }) => rule)).toEqual(['egress-leftover-outbound']);
  });
});

describe('what is closed', () => {
  test('is closed for the policies as well', () => {
    expect(told(estateWith({}), 'run-command').map(({ rule }) => rule)).toEqual([]);
  });
});
