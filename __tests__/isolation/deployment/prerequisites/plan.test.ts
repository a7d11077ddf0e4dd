import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import type { JsonObject } from '../../../../src/arm/json.ts';
import { clusterIdOf, type ClusterSpecification } from '../../../../src/isolation/specification.ts';
import { bodyOf, type Step } from '../../../../src/isolation/deployment/step.ts';
import { creationBody } from '../../../../src/isolation/desired-cluster.ts';
import { mergeDocument } from '../../../../src/isolation/document/merge.ts';
import { idKey } from '../../../../src/isolation/deployment/prerequisites/seen.ts';
import { group, network, registry, variants, zoneId } from './variants.ts';
import { applied, planIn, withDocument, worldOf, type World } from './world.ts';

const names = Object.keys(variants);
const variant = fc.constantFrom(...names).map((name): ClusterSpecification => variants[name] ?? { subscriptionId: '', resourceGroup: '', name: '' });

/** What somebody has built already: any part of it, under names of their own. */
const built = fc.record({
  network: fc.constantFrom('absent', 'foreign subnets', 'nodes', 'all'),
  registry: fc.constantFrom('absent', 'bare', 'with rule'),
  zone: fc.constantFrom('absent', 'beside the registry', 'linked elsewhere'),
  inherited: fc.boolean(),
  identity: fc.boolean(),
}).map(worldWith);

interface Built {
  readonly network: string;
  readonly registry: string;
  readonly zone: string;
  readonly inherited: boolean;
  readonly identity: boolean;
}

const tags = { mine: 'yes' };
const subnet = (name: string, addressPrefix: string, more: JsonObject = {}): JsonObject => ({ name, properties: { addressPrefix, defaultOutboundAccess: false, privateEndpointNetworkPolicies: 'Disabled', ...more } });

function worldWith({ network: net, registry: reg, zone, inherited, identity }: Built): World {
  const subnets = [
    subnet('theirs', '10.224.0.0/22'),
    ...(net === 'nodes' || net === 'all' ? [subnet('nodes', '10.224.8.0/22')] : []),
    ...(net === 'all' ? [subnet('endpoints', '10.224.12.0/26'), subnet('api', '10.224.13.0/28', { delegations: [{ name: 'x', properties: { serviceName: 'Microsoft.ContainerService/managedClusters' } }] })] : []),
  ];
  const hub = `${group.replace(/rg$/, 'hub')}/providers/Microsoft.Network/privateDnsZones/privatelink.azurecr.io`;
  const identityId = `${group}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-demo-control-plane`;
  const documents: (readonly [string, JsonObject])[] = [
    ...(net === 'absent' ? [] : [[network.id, { location: 'West Europe', tags, properties: { addressSpace: { addressPrefixes: ['10.224.0.0/16'] }, subnets } }] as const]),
    ...(reg === 'absent' ? [] : [[registry.id, { location: 'westeurope', tags, sku: { name: 'Premium' }, properties: { publicNetworkAccess: 'Disabled' } }] as const]),
    ...(reg === 'with rule' ? [[`${registry.id}/cacheRules/aks-managed-mcr`, { properties: { sourceRepository: 'mcr.microsoft.com/*', targetRepository: 'aks-managed-repository/*' } }] as const] : []),
    ...(zone === 'beside the registry' ? [[zoneId, { location: 'global', tags }] as const] : []),
    ...(zone === 'linked elsewhere' && net !== 'absent' ? [[hub, { location: 'global', tags }] as const, [`${hub}/virtualNetworkLinks/spoke`, { location: 'global', properties: { virtualNetwork: { id: network.id.toUpperCase() } } }] as const] : []),
    ...(identity ? [[identityId, { location: 'westeurope' }] as const] : []),
    ...(identity && inherited ? [[`${group}/providers/Microsoft.Authorization/roleAssignments/11111111-2222-4333-8444-555555555555`, {
      properties: { principalId: `principal of ${idKey(identityId)}`, roleDefinitionId: '/providers/Microsoft.Authorization/roleDefinitions/b24988ac-6180-42a0-ab88-20f7382dd24c' },
    }] as const] : []),
  ];
  return worldOf(...documents);
}

/** Every run plans several times, and each plan reads in rounds. */
const runs = { numRuns: 40 };

const keysOf = (steps: readonly Step[]): readonly string[] => steps.map(({ key }) => key);

describe('prerequisites that are made', () => {
  test('are made once: a second plan is empty, whatever was there before', () => {
    fc.assert(fc.property(variant, built, (specification, world) => {
      const { steps, refusals } = planIn(world, specification);
      expect(refusals).toEqual([]);
      const after = steps.reduce(applied, world);
      expect(planIn(after, specification)).toMatchObject({ steps: [], refusals: [], verify: [] });
      expect(planIn(after, specification, 'verify').verify).toEqual([]);
    }), runs);
  });

  test('are continued by the next run wherever the last one was killed', () => {
    fc.assert(fc.property(variant, built, fc.infiniteStream(fc.nat()), fc.nat(), (specification, world, choices, count) => {
      const { steps } = planIn(world, specification);
      const done = someDone(steps, choices, steps.length === 0 ? 0 : count % (steps.length + 1));
      const half = done.reduce(applied, world);
      const rest = planIn(half, specification);
      expect(rest.refusals).toEqual([]);
      expect([...keysOf(done), ...keysOf(rest.steps)].toSorted()).toEqual(keysOf(steps).toSorted());
      expect(planIn(rest.steps.reduce(applied, half), specification).steps).toEqual([]);
    }), runs);
  });

  test('never overwrite what is there', () => {
    fc.assert(fc.property(variant, built, (specification, world) => {
      const { steps } = planIn(world, specification);
      const after = steps.reduce(applied, world);
      expect(steps.filter(({ id, work }) => work.kind === 'put' && world.has(idKey(id)))).toEqual([]);
      for (const [id, document] of world) expect(after.get(id)).toEqual(document);
    }), runs);
  });

  test('wait only for steps of their plan, which stand before them', () => {
    fc.assert(fc.property(variant, built, (specification, world) => {
      const keys = keysOf(planIn(world, specification).steps);
      expect(new Set(keys).size).toBe(keys.length);
      const wrong = planIn(world, specification).steps.filter(({ after }, index) => after.some((key) => !keys.slice(0, index).includes(key)));
      expect(keysOf(wrong)).toEqual([]);
    }), runs);
  });

  test('are there for the cluster that stands on them', () => {
    fc.assert(fc.property(variant, built, (specification, world) => {
      const { steps, clusterPart } = planIn(world, specification);
      const after = steps.reduce(applied, world);
      const body = mergeDocument(creationBody(specification), bodyOf(clusterPart, (id) => after.get(idKey(id))));
      const withCluster = withDocument(after, clusterIdOf(specification), body);
      expect(planIn(withCluster, specification)).toMatchObject({ steps: [], refusals: [] });
    }), runs);
  });
});

/** As many steps as may have been done, in an order that their `after` allows. */
function someDone(steps: readonly Step[], choices: Iterable<number>, count: number): readonly Step[] {
  const done: Step[] = [];
  for (const choice of choices) {
    if (done.length >= count) break;
    const ready = steps.filter((step) => !done.includes(step) && step.after.every((key) => done.some((one) => one.key === key)));
    const next = ready[choice % ready.length];
    if (next === undefined) break;
    done.push(next);
  }
  return done;
}
