import { expect } from '@jest/globals';
import type { JsonObject } from '../../../../src/arm/json.ts';
import type { PreflightObservation } from '../../../../src/isolation/deployment/preflight/observation.ts';
import type { Obstacle } from '../../../../src/isolation/deployment/preflight/obstacle.ts';
import { checks } from '../../../../src/isolation/deployment/preflight/catalogue.ts';
import { preflight } from '../../../../src/isolation/deployment/preflight/preflight.ts';
import type { PreflightOptions } from '../../../../src/isolation/deployment/preflight/situation.ts';
import type { Step } from '../../../../src/isolation/deployment/step.ts';
import type { Variant } from '../../../../src/isolation/deployment/variant.ts';
import { mergeDocument } from '../../../../src/isolation/document/merge.ts';
import type { ClusterSpecification } from '../../../../src/isolation/specification.ts';
import { livingCluster, specification, subscriptionId } from '../../clusters.ts';

export const subscription = `/subscriptions/${subscriptionId}`;
export const group = `${subscription}/resourceGroups/rg`;
export const nodeGroup = `${subscription}/resourceGroups/MC_rg`;
export const clusterId = `${group}/providers/Microsoft.ContainerService/managedClusters/demo`;
export const registryId = `${group}/providers/Microsoft.ContainerRegistry/registries/reg`;
export const networkId = `${group}/providers/Microsoft.Network/virtualNetworks/net`;

/** A cluster that still leaves by a load balancer. */
export function openCluster(overrides: JsonObject = {}): JsonObject {
  return mergeDocument(livingCluster({
    properties: { nodeResourceGroup: 'MC_rg', networkProfile: { outboundType: 'loadBalancer' }, bootstrapProfile: { artifactSource: 'Direct', containerRegistryId: null } },
  }), overrides);
}

/** The pool `system` of an open cluster, changed; or another beside it. */
export function withPool(pool: JsonObject, cluster: JsonObject = openCluster()): JsonObject {
  return mergeDocument(cluster, { properties: { agentPoolProfiles: [{ name: 'system', ...pool }] } });
}

export function step(overrides: Partial<Step> & Pick<Step, 'key' | 'id' | 'work'>): Step {
  return { title: `Step ${overrides.key}`, why: 'Because.', subject: overrides.key, after: [], disruption: { kind: 'none' }, details: [], substance: {}, ...overrides };
}

export function put(key: string, id: string, body: JsonObject = {}): Step {
  return step({ key, id, work: { kind: 'put', apiVersion: '2026-05-01', body, condition: {} } });
}

export function change(key: string, id: string, body: JsonObject, after: readonly string[] = []): Step {
  return step({ key, id, after, work: { kind: 'change', apiVersion: '2026-05-01', change: body } });
}

export function reimage(pool: string, after: readonly string[] = []): Step {
  return step({ key: `reimage/${pool}`, id: `${clusterId}/agentPools/${pool}`, after, work: { kind: 'renew', pool } });
}

/** The way of an open cluster to isolation. */
function wayTo(outboundType: string): readonly Step[] {
  return [
    change('artifact-source', clusterId, { properties: { bootstrapProfile: { artifactSource: 'Cache' } } }),
    reimage('system', ['artifact-source']),
    change('outbound-type', clusterId, { properties: { networkProfile: { outboundType } } }, ['reimage/system']),
  ];
}

export const migration: readonly Step[] = wayTo('none');

export const creation: readonly Step[] = [put('cluster', clusterId, { location: 'westeurope' })];

/** A change that isolates nothing. */
export const tagging: readonly Step[] = [change('tags', clusterId, { tags: { a: 'b' } })];

export const everything: JsonObject = { actions: ['*'], notActions: [] };

export const usage = (name: string, currentValue: number, limit: number): JsonObject => ({ name: { value: name, localizedValue: name }, currentValue, limit, unit: 'Count' });

export interface Opening {
  readonly cluster?: JsonObject | undefined;
  readonly observed?: Partial<PreflightObservation>;
  readonly specification?: Partial<ClusterSpecification>;
  readonly variant?: Variant;
  readonly options?: Partial<PreflightOptions>;
  readonly steps?: readonly Step[];
}

/** Everything read, and nothing in the way, unless the opening says otherwise; `cluster: undefined`, said, is a creation. */
export function observation(opening: Opening = {}): PreflightObservation {
  return {
    cluster: 'cluster' in opening ? opening.cluster : openCluster(),
    extensions: { known: [] }, outboundDependencies: { known: [] }, registry: { known: undefined }, network: { known: undefined }, cacheRules: { known: [] }, locks: [{ scope: subscription, locks: { known: [] } }], assigned: { known: [] },
    permissions: [{ scope: subscription, entries: { known: [everything] } }],
    providers: ['Microsoft.Compute', 'Microsoft.ContainerRegistry', 'Microsoft.ContainerService', 'Microsoft.ManagedIdentity', 'Microsoft.Network']
      .map((namespace) => ({ namespace, document: { known: { namespace, registrationState: 'Registered' } } })),
    assignments: { known: [] }, exemptions: { known: [] },
    objections: stepsOf(opening).map(({ key }) => ({ step: key, said: { known: [] } })),
    usages: { known: [usage('cores', 0, 100), usage('standardDDSv5Family', 0, 100)] },
    ...opening.observed,
  };
}

function isCreation(opening: Opening): boolean {
  return 'cluster' in opening && opening.cluster === undefined;
}

function stepsOf(opening: Opening): readonly Step[] {
  return opening.steps ?? (isCreation(opening) ? creation : wayTo(opening.variant?.outboundType ?? 'none'));
}

export function obstacles(opening: Opening = {}): readonly Obstacle[] {
  const wanted = specification({ ...(isCreation(opening) ? { location: 'westeurope' } : {}), ...opening.specification, ...(opening.variant === undefined ? {} : { variant: opening.variant }) });
  const all = preflight(observation(opening), wanted, { steps: stepsOf(opening), allowUnverified: false, acknowledgeImages: true, ...opening.options });
  // The documentation names what a check may be.
  expect(all.filter(({ id, kind }) => checks.find((check) => check.id === id.split('/')[0])?.kinds.includes(kind) !== true)).toEqual([]);
  return all;
}

/** `id: kind` of what was found, but for the notice of images that every migration has. */
export function found(opening: Opening = {}): readonly string[] {
  return obstacles(opening).filter(({ id, kind }) => !(id === 'images' && kind === 'notice')).map(({ id, kind }) => `${id}: ${kind}`);
}
