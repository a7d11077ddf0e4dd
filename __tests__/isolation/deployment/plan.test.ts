import { describe, expect, test } from '@jest/globals';
import { isJsonObject, type JsonObject } from '../../../src/arm/json.ts';
import { allFresh, needsEvidence, nothingFresh, type Freshness } from '../../../src/isolation/deployment/cluster/freshness.ts';
import { openOutboundTypes, type OpenOutboundType } from '../../../src/isolation/deployment/cluster/leave.ts';
import { planSteps, type Plan } from '../../../src/isolation/deployment/plan.ts';
import type { Step } from '../../../src/isolation/deployment/step.ts';
import type { Variant } from '../../../src/isolation/deployment/variant.ts';
import { livingCluster, specification } from '../clusters.ts';
import { carryOut, freshIn, managedRegistry, mayMove, outboundOf, poolNames, sourceText, type Service } from './service-model.ts';

const ownRegistry = '/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/rg/providers/Microsoft.ContainerRegistry/registries/own';
const subnet = '/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/v/subnets/nodes';

interface Opening {
  readonly network: 'managed' | 'own';
  readonly outboundType: string;
  readonly source: 'Direct' | 'Cache';
  readonly nodes: 'current' | 'stale' | 'mixed';
  readonly apiServer: 'private' | 'public' | 'private in the network' | 'public in the network';
}

const outboundTypes = { managed: ['loadBalancer', 'managedNATGateway', 'managedNATGatewayV2', 'none', 'block'], own: ['loadBalancer', 'userAssignedNATGateway', 'userDefinedRouting', 'none'] } as const;

/** Every state that the service can hold; without a way out nodes are current, or were never able to start. */
const openings: readonly Opening[] = (['managed', 'own'] as const).flatMap((network) => outboundTypes[network].flatMap((outboundType) => (['Direct', 'Cache'] as const).flatMap((source) =>
  (['current', 'stale', 'mixed'] as const).flatMap((nodes) => (['private', 'public', 'private in the network', 'public in the network'] as const).map((apiServer) => ({ network, outboundType, source, nodes, apiServer }))))))
  .filter(({ outboundType, source }) => source === 'Cache' || (outboundType !== 'none' && outboundType !== 'block'));

function serviceAt({ network, outboundType, source, nodes, apiServer }: Opening): Service {
  const pools = ['system', 'work'].map((name, index) => ({ ...(index === 0 ? {} : { mode: 'User', vmSize: 'Standard_D4ds_v5', osType: 'Linux' }), name, provisioningState: 'Succeeded', ...(network === 'own' ? { vnetSubnetID: subnet } : {}) }));
  const cluster = livingCluster({
    properties: {
      agentPoolProfiles: pools,
      networkProfile: { outboundType },
      bootstrapProfile: source === 'Cache' ? { artifactSource: 'Cache', containerRegistryId: managedRegistry } : { artifactSource: 'Direct', containerRegistryId: null },
      apiServerAccessProfile: { enablePrivateCluster: apiServer.startsWith('private'), enableVnetIntegration: apiServer.endsWith('network') ? true : null },
    },
  });
  const current = sourceText(cluster);
  const old = source === 'Cache' ? 'Direct' : 'Cache /old';
  return { cluster, nodes: new Map([['system', nodes === 'stale' ? old : current], ['work', nodes === 'current' ? current : old]]) };
}

interface Wish {
  readonly variant?: Variant;
  readonly leaveTo?: OpenOutboundType;
}

function planFor(service: Service, { variant, leaveTo }: Wish, evidence: 'perfect' | 'none', isUnfinished: boolean): Plan {
  const known: Freshness = evidence === 'perfect' ? freshIn(service) : nothingFresh;
  const isFresh = needsEvidence(service.cluster, { leaves: leaveTo !== undefined, isUnfinished }) ? known : allFresh;
  return planSteps(specification(variant === undefined ? {} : { variant }), { cluster: service.cluster, resourceGroup: undefined, isFresh, isUnfinished }, leaveTo);
}

function stepsOf(plan: Plan): readonly Step[] {
  if (plan.kind !== 'steps') throw new Error(JSON.stringify(plan));
  return plan.steps;
}

/** True where the documentation knows a way; the API server of a public cluster turns private only in a network. */
function isPossible({ network, outboundType, apiServer }: Opening, { variant, leaveTo }: Wish): boolean {
  if (leaveTo !== undefined) return mayMove(outboundType, leaveTo, network);
  const to = variant?.outboundType ?? (outboundType === 'block' ? 'block' : 'none');
  if (!mayMove(outboundType, to, network)) return false;
  return apiServer !== 'public' || variant?.apiServer === 'vnet-integration';
}

const wishes: readonly Wish[] = [
  {}, { variant: { outboundType: 'none' } }, { variant: { outboundType: 'block' } }, { variant: { registry: { id: ownRegistry } } }, { variant: { apiServer: 'vnet-integration' } },
  { variant: { outboundType: 'none', apiServer: 'vnet-integration', registry: { id: ownRegistry } } }, ...openOutboundTypes.map((leaveTo) => ({ leaveTo })),
];

/** What should be in the end. */
function expectEnd({ cluster, nodes }: Service, opening: Opening, { variant, leaveTo }: Wish): void {
  const wanted = leaveTo ?? variant?.outboundType ?? (opening.outboundType === 'block' ? 'block' : 'none');
  expect(outboundOf(cluster)).toBe(wanted);
  if (leaveTo !== undefined) expect(sourceText(cluster)).toBe('Direct');
  else expect(sourceText(cluster)).toBe(`Cache ${variant?.registry?.id ?? managedRegistry}`);
  expect([...new Set(nodes.values())].filter((source) => source !== sourceText(cluster) && isRescued(opening))).toEqual([]);
}

/** Nodes that were stale behind a closed way out when the run came are somebody else's ruin: nothing tells of it. */
function isRescued({ outboundType, nodes, source }: Opening): boolean {
  return nodes === 'current' || (source === 'Cache' && outboundType !== 'none' && outboundType !== 'block');
}

describe('every way from where a cluster is to where it should be', () => {
  for (const wish of wishes) {
    test(JSON.stringify(wish), () => {
      let possible = 0;
      for (const opening of openings.filter((one) => isPossible(one, wish))) {
        possible += 1;
        const told = JSON.stringify(opening);
        const steps = stepsOf(planFor(serviceAt(opening), wish, 'perfect', false));
        const services = [serviceAt(opening)];
        let last = serviceAt(opening);
        for (const step of steps) {
          last = carried(last, step, told);
          services.push(last);
        }
        expectEnd(last, opening, wish);
        expect({ told, again: stepsOf(planFor(last, wish, 'perfect', false)).map(({ key }) => key) }).toEqual({ told, again: [] });
        // Cut off after any of them, the next run finds its way with and without a memory of what happened to the nodes.
        for (const [index, service] of services.entries()) {
          for (const evidence of ['perfect', 'none'] as const) {
            const rest = index === 0 ? stepsOf(planFor(service, wish, evidence, false)) : stepsOf(planFor(service, wish, evidence, true));
            const end = rest.reduce((state, step) => carried(state, step, `${told} cut off after ${index}, evidence ${evidence}`), service);
            expectEnd(end, opening, wish);
          }
        }
      }
      expect(possible).toBeGreaterThan(0);
    });
  }

  test('the steps are those of the documentation, in its order', () => {
    const steps = stepsOf(planFor(serviceAt({ network: 'managed', outboundType: 'loadBalancer', source: 'Direct', nodes: 'current', apiServer: 'private' }), {}, 'none', false));
    expect(steps.map(({ key, after }) => `${key} after ${after.join(' and ')}`)).toEqual([
      'artifact-source after ', 'node-image/system after artifact-source', 'node-image/work after artifact-source', 'outbound-type after node-image/system and node-image/work',
    ]);
  });
});

describe('a registry of AKS\'s that no node pulls from any more', () => {
  const isolated: Opening = { network: 'managed', outboundType: 'none', source: 'Cache', nodes: 'current', apiServer: 'private' };
  const orphans = (service: Service, wish: Wish, seen: readonly string[] = []): readonly string[] => {
    const cluster = { ...service.cluster, properties: { nodeResourceGroup: 'MC_rg', ...(isJsonObject(service.cluster['properties']) ? service.cluster['properties'] : {}) } };
    const plan = planSteps(specification(wish.variant === undefined ? {} : { variant: wish.variant }), { cluster, resourceGroup: undefined, isFresh: allFresh, isUnfinished: true, nodeGroupRegistries: seen }, wish.leaveTo);
    return stepsOf(plan).filter(({ work }) => work.kind === 'delete').map(({ id }) => id);
  };

  test('goes when the cluster moves to another one, and when it leaves isolation', () => {
    expect(orphans(serviceAt(isolated), { variant: { registry: { id: ownRegistry } } })).toEqual([managedRegistry]);
    expect(orphans(serviceAt(isolated), { leaveTo: 'loadBalancer' })).toEqual([managedRegistry]);
  });

  test('goes by a later run where one was cut off, and not while it is used', () => {
    const rotated = { ...serviceAt(isolated), cluster: livingCluster({ properties: { bootstrapProfile: { artifactSource: 'Cache', containerRegistryId: ownRegistry } } }) };
    expect(orphans(rotated, {}, [managedRegistry, ownRegistry])).toEqual([managedRegistry]);
    expect(orphans(serviceAt(isolated), {}, [managedRegistry])).toEqual([]);
    expect(orphans(serviceAt({ ...isolated, outboundType: 'loadBalancer', source: 'Direct' }), {}, [managedRegistry])).toEqual([]);
  });

  test('stays in a node resource group that is locked', () => {
    const locked = serviceAt(isolated);
    const cluster = livingCluster({ properties: { ...(isJsonObject(locked.cluster['properties']) ? locked.cluster['properties'] : {}), nodeResourceGroupProfile: { restrictionLevel: 'ReadOnly' } } });
    expect(orphans({ ...locked, cluster }, { leaveTo: 'loadBalancer' })).toEqual([]);
  });
});

describe('what cannot be is refused, with the reason and what people have to do', () => {
  const opening: Opening = { network: 'managed', outboundType: 'loadBalancer', source: 'Direct', nodes: 'current', apiServer: 'private' };
  const refusedAt = (service: Service, wish: Wish = {}): Extract<Plan, { readonly kind: 'refused' }> => {
    const plan = planFor(service, wish, 'perfect', false);
    if (plan.kind !== 'refused') throw new Error('It was planned.');
    return plan;
  };
  const changed = (properties: JsonObject): Service => ({ ...serviceAt(opening), cluster: livingCluster({ properties: { networkProfile: { outboundType: 'loadBalancer' }, ...properties } }) });

  test.each<[string, JsonObject, string]>([
    ['a public API server outside a network', { apiServerAccessProfile: { enablePrivateCluster: false } }, 'private-api-server'],
    ['a pool whose nodes have public addresses', { agentPoolProfiles: [{ name: 'system', enableNodePublicIP: true }] }, 'node-public-ip'],
    ['Windows nodes', { agentPoolProfiles: [{ name: 'system', osType: 'Windows' }] }, 'windows-pool'],
    ['a gateway pool', { agentPoolProfiles: [{ name: 'system', mode: 'Gateway' }] }, 'gateway-pool'],
    ['a static egress gateway', { networkProfile: { outboundType: 'loadBalancer', staticEgressGatewayProfile: { enabled: true } } }, 'egress-gateway'],
  ])('%s', (_, properties, gap) => {
    const { gaps, manual } = refusedAt(changed(properties));
    expect(gaps.map(({ id }) => id)).toContain(gap);
    expect(manual.length).toBeGreaterThan(0);
  });

  test('a stopped cluster that would have to change', () => {
    expect(refusedAt(changed({ powerState: { code: 'Stopped' } })).reasons.join(' ')).toMatch(/stopped/);
  });

  test('leaving with a cluster that is not there', () => {
    expect(planSteps(specification(), { cluster: undefined, resourceGroup: undefined, isFresh: nothingFresh, isUnfinished: false }, 'loadBalancer')).toMatchObject({ kind: 'refused' });
  });
});

function carried(service: Service, step: Step, told: string): Service {
  try {
    return carryOut(service, step);
  } catch (error) {
    throw new Error(`${told}: ${step.key} (${poolNames(service).join(', ')}): ${String(error)}`, { cause: error });
  }
}
