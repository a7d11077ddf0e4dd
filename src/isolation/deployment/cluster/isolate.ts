/** From a living cluster to an isolated one. */
import { at, isJsonObject, type JsonObject } from '../../../arm/json.ts';
import { poolNameOf, poolsOf, equalsIgnoringCase, hasFailed, isolatedOutboundTypes, isPrivateCluster, isStopped, outboundTypeOf } from '../../document/cluster.ts';
import { mergeDocument } from '../../document/merge.ts';
import { gapsOf, type Gap } from '../../gaps.ts';
import { changesTo, inPlace } from '../../plan.ts';
import type { ClusterSpecification } from '../../specification.ts';
import { poolSteps } from '../../write-step.ts';
import { bodyOf, stepOf, type Body, type Step } from '../step.ts';
import { subnetId } from '../prerequisites/names.ts';
import { variantOf, type Variant } from '../variant.ts';
import type { Freshness } from './freshness.ts';
import { sourceChange, sourceOf } from './source.ts';
import { changeStep, powerStep, reconcileStep, renewalKey, renewalStep } from './steps.ts';

/** What stands before the first write of the cluster. */
export interface Ground {
  /** Keys of steps that have to be done before the cluster is written. */
  readonly after: readonly string[];
  /** What the variant needs in the cluster's document. */
  readonly clusterPart: Body;
  readonly isFresh: Freshness;
  /** True where a run was cut off before it was done. */
  readonly isUnfinished: boolean;
}

export interface ClusterSteps {
  readonly steps: readonly Step[];
  /** What of it cannot be, one sentence each; nothing is done while there is any. */
  readonly reasons: readonly string[];
  /** Gaps that no step closes; people have to. */
  readonly unclosed: readonly Gap[];
}

/** Gaps that steps close. */
const closable: ReadonlySet<Gap['id']> = new Set(['outbound-type', 'artifact-source', 'node-os-channel', 'run-command']);

const renewalReason = 'Nodes learn where to pull from only when they are made anew; this needs the way out one last time.';

/**
 * The steps in the only safe order: images first, then every node anew while it still reaches the Internet, then the way out (documentation "Create a
 * network isolated cluster"; one PUT for both is refused, hashicorp/terraform-provider-azurerm pull request 32598), then what else was asked for.
 */
export function isolationSteps(specification: ClusterSpecification, live: JsonObject, { after, clusterPart, isFresh, isUnfinished }: Ground): ClusterSteps {
  const variant = variantOf(specification);
  const steps: Step[] = [];
  let planned = live;
  let last = after;
  const change = (about: Omit<Parameters<typeof changeStep>[2], 'after'>): void => {
    const step = changeStep(specification, planned, { ...about, after: last });
    if (step.details.length === 0) return;
    steps.push(step);
    planned = mergeDocument(planned, about.change);
    last = [about.key];
  };

  const restart = (from: 'stop' | 'start'): void => {
    const why = 'The API server gets another address, which nodes learn when the cluster starts again (documentation "API server VNet integration").';
    if (from === 'stop') steps.push(powerStep(specification, 'stop', last, why));
    steps.push(powerStep(specification, 'start', from === 'stop' ? ['stop'] : last, why));
    last = ['start'];
  };

  const unclosed = gapsOf(live).filter(({ id }) => !closable.has(id) && !(id === 'private-api-server' && canTurnPrivate(specification, live)));
  if (!isPrivateCluster(live) && canTurnPrivate(specification, live)) {
    const isNew = at(live, 'properties', 'apiServerAccessProfile', 'enableVnetIntegration') !== true;
    change({
      key: 'api-server', title: 'Make the API server private',
      why: isNew ? 'It moves into a subnet of the network, for good: Azure knows no way back.' : 'Reached from the network alone, it is no way in or out.',
      change: { properties: { apiServerAccessProfile: { enableVnetIntegration: true, enablePrivateCluster: true, ...apiServerSubnet(variant) } } },
    });
    if (isNew) restart('stop');
  } else if (isUnfinished && variant.apiServer === 'vnet-integration') {
    // Whether the run that was cut off came to restart the cluster, nothing tells.
    restart(isStopped(live) ? 'start' : 'stop');
  }

  const outbound = outboundTypeOf(live);
  const wanted = variant.outboundType ?? (isolatedOutboundTypes.some((type) => equalsIgnoringCase(type, outbound)) ? outbound : 'none');
  const source = sourceChange(live, variant);
  const identities = identityPart(bodyOf(clusterPart, () => undefined));
  if (source !== undefined) {
    const parts = (part: JsonObject): JsonObject => mergeDocument(mergeDocument(identityPart(part), repairsFor(live)), { properties: { bootstrapProfile: source } });
    const isRotation = equalsIgnoringCase(sourceOf(live).artifactSource, 'Cache');
    change({
      key: 'artifact-source',
      title: isRotation ? 'Change the registry that nodes pull from' : 'Set the bootstrap artifact source to Cache, leaving the outbound type alone',
      why: isRotation ? 'Nodes pull from the new registry once they are made anew.' : 'Nodes must be able to start from the private registry before the way out is closed.',
      change: parts(bodyOf(clusterPart, () => undefined)),
      ...(typeof clusterPart === 'function' ? { later: (known) => parts(bodyOf(clusterPart, known)) } : {}),
    });
  } else {
    change({ key: 'settings', title: 'Close what an update closes', why: 'Nothing of it disturbs the steps that follow.', change: mergeDocument(identities, repairsFor(live)) });
  }

  const isWritten = steps.some(({ work }) => work.kind === 'change');
  if (!isWritten && hasFailed(live)) {
    steps.push(reconcileStep(specification, last));
    last = ['reconcile'];
  }

  const stale = poolsOf(live).map(poolNameOf).filter((pool) => source !== undefined || !isFresh(pool));
  for (const pool of stale) steps.push(renewalStep(specification, pool, last, renewalReason));
  if (stale.length > 0) last = stale.map(renewalKey);

  change({
    key: 'outbound-type', title: `Set the outbound type to ${wanted}`, why: 'The last step: from here on nothing leaves.', requires: 'nodes-from-cache',
    change: { properties: { networkProfile: { outboundType: wanted, loadBalancerProfile: null, natGatewayProfile: null } } },
  });

  const { comparison, reasons } = changesTo(planned, specification, {});
  const created = poolSteps(specification, planned, comparison);
  change({ key: 'update', title: `Update cluster ${specification.name}`, why: 'What else was asked for.', change: withoutNewPools(comparison.part, created.map(({ name }) => name)) });
  steps.push(...created.map(({ name, step }) => stepOf(step, { key: `pool/${name}`, why: 'It was asked for.', after: last, disruption: { kind: 'none' } })));
  return { steps, reasons, unclosed };
}

/** Only a cluster with its API server in a subnet can turn private, and it gets there only where that was asked for (documentation "Create a private AKS cluster"). */
function canTurnPrivate(specification: ClusterSpecification, live: JsonObject): boolean {
  return at(live, 'properties', 'apiServerAccessProfile', 'enableVnetIntegration') === true || variantOf(specification).apiServer === 'vnet-integration';
}

/** In a network of the user's Azure wants to know the subnet; in its own it makes one. */
function apiServerSubnet({ network }: Variant): JsonObject {
  return network === undefined ? {} : { subnetId: subnetId(network, network.apiServerSubnet) };
}

/** What one PUT closes without harm, beside what it is about. */
function repairsFor(live: JsonObject): JsonObject {
  const repairs: Readonly<Partial<Record<Gap['id'], JsonObject>>> = inPlace;
  return gapsOf(live).reduce<JsonObject>((document, gap) => mergeDocument(document, repairs[gap.id] ?? {}), {});
}

/** Of what a variant needs, what a living cluster takes: who it acts as. Its pools stand where they stand. */
function identityPart(part: JsonObject): JsonObject {
  const identity = part['identity'];
  const profile = at(part, 'properties', 'identityProfile');
  return { ...(isJsonObject(identity) ? { identity } : {}), ...(isJsonObject(profile) ? { properties: { identityProfile: profile } } : {}) };
}

function withoutNewPools(part: JsonObject, names: readonly string[]): JsonObject {
  const pools = poolsOf(part);
  if (names.length === 0) return part;
  const properties = part['properties'];
  return { ...part, properties: { ...(isJsonObject(properties) ? properties : {}), agentPoolProfiles: pools.filter((pool) => !names.includes(poolNameOf(pool))) } };
}
