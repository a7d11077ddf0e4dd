import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { at, isJsonObject, type JsonObject } from '../../src/arm/json.ts';
import type { Resource } from '../../src/arm/resource.ts';
import { exposuresOf } from '../../src/isolation/exposure/answers.ts';
import { exposureRules } from '../../src/isolation/exposure/catalogue.ts';
import { exposureFindings, type ExposureFinding } from '../../src/isolation/exposure/findings.ts';
import { judgeExposures } from '../../src/isolation/exposure/meant/meant.ts';
import { disruptionOf } from '../../src/isolation/disruption.ts';
import { planDeployment } from '../../src/isolation/plan.ts';
import { remedyFor, specificationOf, type FoundWrong, type Remedy } from '../../src/isolation/remedy.ts';
import { exposuresOfPolicy } from '../../src/isolation/remedy/policies.ts';
import { ruleRemedies } from '../../src/isolation/remedy/rules.ts';
import type { ClusterFile } from '../../src/isolation/specification.ts';
import type { WriteStep } from '../../src/isolation/write-step.ts';
import type { Finding } from '../../src/policy/finding.ts';
import { clusterFile, livingCluster, specification } from './clusters.ts';
import { closedEstate, everything, ids, resource, type Estate } from './exposure/estate.ts';
import { openings, type Opening } from './exposure/openings.ts';

const inPlaceRules = [...ruleRemedies].flatMap(([rule, { kind }]) => (kind === 'in-place' ? [rule] : []));

function wrongIn(estate: Estate): readonly ExposureFinding[] {
  const [judged] = judgeExposures(exposuresOf(Object.values(estate), everything), []).clusters;
  return judged === undefined ? [] : exposureFindings(judged);
}

function remedy(cluster: JsonObject, found: readonly FoundWrong[], { file, allowDisruption = false }: { readonly file?: ClusterFile; readonly allowDisruption?: boolean } = {}): Remedy {
  const wanted = specificationOf(String(cluster['id']), file);
  if (wanted === undefined) throw new Error('The cluster has no id.');
  return remedyFor(cluster, found, wanted, { allowDisruption });
}

function openedBy(opening: Opening, estate: Estate): Estate {
  return { ...estate, ...opening(estate) };
}

function clusterOf(estate: Estate): JsonObject {
  return estate['cluster']?.body ?? {};
}

/** The estate after the parts were written. */
function after(estate: Estate, { parts }: Remedy): Estate {
  const body = parts.flatMap(({ steps }) => steps).find(({ id }) => id.toLowerCase() === ids.cluster.toLowerCase())?.body;
  const { cluster } = estate;
  if (body === undefined || cluster === undefined) return estate;
  const kept: Resource = { ...cluster, body: { ...body, id: ids.cluster, name: 'c', type: cluster.type, ...withIds(body, cluster) } };
  return { ...estate, cluster: kept };
}

/** A PUT does not echo ids that the service keeps. */
function withIds(body: JsonObject, { body: before }: Resource): JsonObject {
  return { identity: before['identity'], sku: body['sku'] };
}

function violation(rule: string, more: Partial<Finding> = {}): FoundWrong {
  return { finding: { rule, title: rule, verdict: 'violation', effect: 'audit', severity: 'medium', resource: { type: 'Microsoft.ContainerService/managedClusters', name: 'demo' }, message: rule, reasons: [], ...more } };
}

const openedInPlace = inPlaceRules.flatMap((rule) => (openings[rule] ?? []).map((opening, index) => ({ name: `${rule} (${index + 1})`, rule, opening })));

describe('the tables', () => {
  test('have an entry for every exposure rule, and none for others', () => {
    expect([...ruleRemedies.keys()].toSorted()).toEqual(exposureRules.map(({ id }) => id).toSorted());
  });

  test('have an entry for every policy of ours, that names rules there are', () => {
    const policies = readdirSync(resolve(import.meta.dirname, '..', '..', 'policies', 'definitions')).map((name) => name.replace('.json', ''));
    expect(policies.filter((name) => exposuresOfPolicy(name) === undefined)).toEqual([]);
    expect(policies.flatMap((name) => exposuresOfPolicy(name) ?? []).filter((rule) => !ruleRemedies.has(rule))).toEqual([]);
  });

  test('say why for every step that people take', () => {
    for (const entry of ruleRemedies.values()) {
      const steps = 'otherwise' in entry ? [entry.otherwise] : [entry, ...('ofAks' in entry && entry.ofAks !== undefined ? [entry.ofAks] : [])];
      for (const { title, why } of steps) expect([title.endsWith('.'), why.endsWith('.')]).toEqual([false, true]);
    }
  });
});

describe('a change in place', () => {
  test.each(openedInPlace)('heals $name, and opens nothing', ({ rule, opening }) => {
    const estate = openedBy(opening, closedEstate());
    const found = wrongIn(estate);
    expect(found.map(({ finding }) => finding.rule)).toContain(rule);
    const made = remedy(clusterOf(estate), found, { allowDisruption: true });
    expect(made.parts).toHaveLength(1);
    expect(wrongIn(after(estate, made)).map(({ finding }) => finding.rule)).toEqual([]);
  });

  test('is all that is written: nothing of the cluster changes that no finding is about', () => {
    const all = Object.entries(openings).flatMap(([rule, several]) => several.map((opening) => ({ rule, opening })));
    fc.assert(fc.property(fc.subarray(all, { maxLength: 5 }), fc.boolean(), (opened, allowDisruption) => {
      const estate = opened.reduce<Estate>((before, { opening }) => openedBy(opening, before), closedEstate());
      const found = wrongIn(estate);
      const made = remedy(clusterOf(estate), found, { allowDisruption });
      const left = new Set(wrongIn(after(estate, made)).map(({ finding }) => finding.rule));
      expect([...left].filter((rule) => !found.some(({ finding }) => finding.rule === rule))).toEqual([]);
      for (const { steps, disruption } of made.parts) if (disruption.kind === 'none') for (const step of steps) expect(disruptionOf(step)).toEqual({ kind: 'none' });
      // Whatever is wrong has a write or a step for people.
      if (found.length > 0) expect(made.parts.length + made.manual.length).toBeGreaterThan(0);
    }), { numRuns: 60 });
  });

  test('touches only the add-on that was found', () => {
    const cluster = livingCluster({ properties: { addonProfiles: { omsAgent: { enabled: true, config: { a: 'b' } }, azurepolicy: { enabled: true } } } });
    const found = violation('egress-add-on', { reasons: [{ kind: 'field', expression: 'x', path: 'properties.addonProfiles.omsAgent.enabled', operator: 'notEquals', actual: true, expected: false, result: true }] });
    const [part] = remedy(cluster, [found]).parts;
    expect(at(part?.steps[0]?.body, 'properties', 'addonProfiles')).toEqual({ omsAgent: { enabled: false, config: { a: 'b' } }, azurepolicy: { enabled: true } });
    expect(part?.steps[0]?.details).toEqual(['properties.addonProfiles.omsAgent.enabled: true → false']);
  });

  test('is none for what is not known, exempt or compliant', () => {
    for (const verdict of ['undetermined', 'exempt', 'compliant', 'error'] as const) {
      expect(remedy(livingCluster({ properties: { apiServerAccessProfile: { disableRunCommand: false } } }), [violation('run-command', { verdict })])).toEqual({ parts: [], manual: [] });
    }
  });

  test('is none where the cluster has it already: it was mended since it was judged', () => {
    expect(remedy(livingCluster(), [violation('run-command')]).parts).toEqual([]);
  });

  test('does not fight the cluster-file', () => {
    const cluster = livingCluster({ properties: { apiServerAccessProfile: { disableRunCommand: false } } });
    const { parts, manual } = remedy(cluster, [violation('run-command')], { file: clusterFile({ properties: { apiServerAccessProfile: { disableRunCommand: false } } }) });
    expect(parts).toEqual([]);
    expect(manual[0]?.title).toMatch(/cluster-file/);
  });

  test('of the public name is none where it is the only name', () => {
    const cluster = livingCluster({ properties: { apiServerAccessProfile: { privateDNSZone: 'none' } } });
    const { parts, manual } = remedy(cluster, [violation('api-server-public-name')], { allowDisruption: true });
    expect([parts.length, manual.length]).toEqual([0, 1]);
  });
});

describe('the plan', () => {
  const leaking = livingCluster({ properties: { apiServerAccessProfile: { disableRunCommand: false }, autoUpgradeProfile: { nodeOSUpgradeChannel: 'Unmanaged' } } });
  const found = [violation('aks-run-command'), violation('works-node-os-channel')];

  test('is what deploy would do, where a disruption is allowed', () => {
    const file = clusterFile({ tags: { a: 'b' }, properties: { agentPoolProfiles: [{ name: 'work', count: 1 }] } });
    const plan = planDeployment(specification({ file }), { cluster: leaking, resourceGroup: undefined });
    const unordered = (steps: readonly WriteStep[]): unknown => steps.map(({ body, condition, details, id, title }) => ({ body, condition, details: details.toSorted(), id, title }));
    for (const order of [found, found.toReversed()]) {
      const { parts } = remedy(leaking, order, { file, allowDisruption: true });
      expect(unordered(parts.flatMap(({ steps }) => steps))).toEqual(unordered(plan.kind === 'update' ? plan.steps : []));
      expect(parts).toEqual(remedy(leaking, found, { file, allowDisruption: true }).parts);
    }
  });

  test('is cut otherwise: first what disturbs nothing, then the rest with what it disturbs', () => {
    const { parts } = remedy(leaking, found);
    expect(parts.map(({ disruption, steps }) => [disruption.kind, ...steps.flatMap(({ details }) => details)])).toEqual([
      ['none', 'properties.apiServerAccessProfile.disableRunCommand: false → true'],
      ['disruptive', 'properties.autoUpgradeProfile.nodeOSUpgradeChannel: Unmanaged → NodeImage'],
    ]);
    expect(at(parts[0]?.steps[0]?.body, 'properties', 'autoUpgradeProfile')).toEqual({ nodeOSUpgradeChannel: 'Unmanaged' });
  });

  test('leaves alone what nobody objected to, though deploy would mend it', () => {
    expect(remedy(leaking, [violation('works-node-os-channel')]).parts.flatMap(({ steps }) => steps.flatMap(({ details }) => details))).toEqual(['properties.autoUpgradeProfile.nodeOSUpgradeChannel: Unmanaged → NodeImage']);
  });

  test('counts every update as a disruption where the last operation failed', () => {
    const { parts } = remedy(livingCluster({ properties: { provisioningState: 'Failed', apiServerAccessProfile: { disableRunCommand: false } } }), [violation('run-command')]);
    expect(parts.map(({ disruption }) => disruption.kind)).toEqual(['disruptive']);
  });

  test('waits for a cluster that Azure works on, and leaves a stopped one', () => {
    expect(remedy({ ...leaking, properties: { ...(isJsonObject(leaking['properties']) ? leaking['properties'] : {}), provisioningState: 'Updating' } }, found)).toMatchObject({ parts: [], obstacle: expect.stringContaining('Updating') });
    expect(remedy(livingCluster({ properties: { powerState: { code: 'Stopped' }, apiServerAccessProfile: { disableRunCommand: false } } }), found).obstacle).toMatch(/stopped/);
  });

  test('is told why there is none, where the cluster-file asks for what no update can do', () => {
    expect(remedy(leaking, found, { file: clusterFile({ location: 'northeurope' }) })).toMatchObject({ parts: [], obstacle: expect.stringContaining('location') });
  });
});

describe('what no single update can do', () => {
  test('is the migration that deploy plans, in its order, with everything that it needs', () => {
    const cluster = livingCluster({ properties: { networkProfile: { outboundType: 'loadBalancer' }, bootstrapProfile: { artifactSource: 'Direct' }, autoUpgradeProfile: { nodeOSUpgradeChannel: 'Unmanaged' } } });
    const { parts, manual } = remedy(cluster, [violation('aks-outbound-type')]);
    expect(parts).toEqual([]);
    expect(manual.map(({ title }) => title)).toEqual([
      'Set the node OS upgrade channel to NodeImage', 'Set the bootstrap artifact source to Cache, leaving the outbound type alone', 'Upgrade the node image of pool system', 'Set the outbound type to none',
    ]);
    expect(manual.at(-1)?.commands).toEqual(['az aks update --resource-group rg --name demo --subscription 00000000-0000-0000-0000-000000000001 --outbound-type none']);
  });

  test('does not keep back what can be done beside it', () => {
    const cluster = livingCluster({ properties: { networkProfile: { outboundType: 'loadBalancer' }, apiServerAccessProfile: { disableRunCommand: false } } });
    const { parts, manual } = remedy(cluster, [violation('egress-outbound-type'), violation('run-command')]);
    expect(parts.map(({ disruption }) => disruption.kind)).toEqual(['none']);
    expect(manual.map(({ title }) => title)).not.toContain('Disable run command');
  });
});

describe('what stands around the cluster', () => {
  test('is suggested with a command for the resource that was found, and written by nobody', () => {
    const estate = { ...closedEstate(), ...openings['egress-subnet-nat-gateway']?.[0]?.(closedEstate()) };
    const { parts, manual } = remedy(clusterOf(estate), wrongIn(estate));
    expect(parts).toEqual([]);
    expect(manual).toContainEqual({ title: 'Take the NAT gateway off the subnet', why: expect.stringContaining('owner'), commands: [`az network vnet subnet update --ids '${ids.nodes}' --remove natGateway`] });
  });

  test('in the network that AKS makes is what AKS offers: nobody else changes its security group', () => {
    const group: Resource = { type: 'Microsoft.Network/networkSecurityGroups', name: 'guard', id: '/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/net/providers/Microsoft.Network/networkSecurityGroups/guard', body: {} };
    const found = [{ ...violation('egress-regional-storage'), spots: [{ resource: group, pointer: '', value: undefined }] }, violation('egress-network-security-group')];
    const inOwn = livingCluster({ properties: { agentPoolProfiles: [{ name: 'system', vnetSubnetID: ids.nodes }] } });
    expect(remedy(inOwn, found).manual.flatMap(({ commands }) => commands)).toEqual([expect.stringMatching(/^az network nsg rule create --nsg-name guard /)]);
    expect(remedy(livingCluster(), found).manual).toEqual([{
      title: expect.stringContaining('block'), why: expect.stringContaining('preview'), commands: ['az aks update --resource-group rg --name demo --subscription 00000000-0000-0000-0000-000000000001 --outbound-type block'],
    }]);
  });

  test('is known by the finding alone where a policy found it', () => {
    const { manual } = remedy(livingCluster(), [violation('acr-admin-user', { resource: { type: 'Microsoft.ContainerRegistry/registries', name: 'r', id: ids.registry } })]);
    expect(manual[0]?.commands).toEqual([`az acr update --name r --admin-enabled false --resource-group app --subscription ${ids.registry.split('/')[2] ?? ''}`]);
  });

  test('has names that a shell takes as they are, whatever Azure calls things', () => {
    const evil = resource(`${ids.registry}'; rm -rf ~ #`, {});
    const { manual } = remedy(livingCluster(), [violation('acr-admin-user', { resource: { type: evil.type, name: evil.name, id: evil.id ?? '' } })]);
    expect(manual[0]?.commands[0]).toContain(String.raw`--name 'r'\''; rm -rf ~ #'`);
  });

  test('of a rule that is not ours is told in the words of the finding', () => {
    expect(remedy(livingCluster(), [violation('team-rule', { remedy: 'Ask the team.' })]).manual).toEqual([{ title: 'Ask the team.', why: expect.stringContaining('team-rule'), commands: [] }]);
  });
});

describe('the id of a cluster', () => {
  test('is understood as AKS writes it; others have no specification', () => {
    expect(specificationOf(String(livingCluster()['id']))).toEqual(specification());
    for (const id of ['', '/subscriptions/x', ids.registry, `${ids.cluster}/agentPools/web`]) expect(specificationOf(id)).toBeUndefined();
  });
});
