/** What has to be read of Azure before a plan is carried out: no more than what the cluster at hand makes necessary. */
import { textAt, type JsonObject } from '../../../arm/json.ts';
import { parseResourceId, sameId } from '../../../arm/resource-id.ts';
import { artifactSourceOf, equalsIgnoringCase, isolatedOutboundTypes, outboundTypeOf } from '../../document/cluster.ts';
import { clusterIdOf, resourceGroupIdOf, type ClusterSpecification } from '../../specification.ts';
import type { Step } from '../step.ts';
import { judgedWrites, type JudgedWrite } from './policies/judged-writes.ts';
import { isDeparture, renewedPool } from './planned.ts';
import { needsOf, type Need } from './rights/needs.ts';

export interface Questions {
  /** Id of the cluster whose extensions and outbound dependencies matter. */
  readonly migrating?: string;
  /** Id of the registry that nodes start from, or will. */
  readonly registry?: string;
  /** Id of the virtual network that the cluster is to stand in. */
  readonly network?: string;
  /** Id of the subscription whose locks matter. */
  readonly locks: string;
  readonly needs: readonly Need[];
  /** Namespaces of resource providers that the plan makes something with. */
  readonly providers: readonly string[];
  /** Location whose quota of virtual machines matters. */
  readonly usages?: string;
  /** Scope whose assignments matter. */
  readonly assignments: string;
  /** What Azure Policy is to be asked about: of clusters that become isolated, or leave isolation. */
  readonly judged: readonly JudgedWrite[];
}

/** Undefined when nothing is written: then nothing needs to be read. */
export function questionsFor(specification: ClusterSpecification, cluster: JsonObject | undefined, steps: readonly Step[]): Questions | undefined {
  if (steps.length === 0) return undefined;
  const isCreation = cluster === undefined;
  const isLeaving = isDeparture(steps, clusterIdOf(specification));
  const migrating = isCreation || isLeaving || !isMigration(specification, cluster) ? undefined : textAt(cluster, 'id');
  const registry = specification.variant?.registry?.id ?? textAt(cluster, 'properties', 'bootstrapProfile', 'containerRegistryId');
  const location = textAt(cluster, 'location') ?? specification.location ?? textAt(specification.file?.body, 'location') ?? locationIn(steps);
  const isIsolating = isCreation || migrating !== undefined;
  const makesNodes = isCreation || steps.some((step) => renewedPool(step) !== undefined);
  return {
    ...(migrating === undefined ? {} : { migrating }),
    ...(registry === undefined || !isIsolating ? {} : { registry }),
    ...(makesNodes && location !== undefined ? { usages: location.replaceAll(' ', '').toLowerCase() } : {}),
    ...(specification.variant?.network === undefined || !isIsolating ? {} : { network: specification.variant.network.id }),
    locks: `/subscriptions/${specification.subscriptionId}`,
    needs: needsOf(steps, cluster),
    providers: providersOf(steps, isCreation),
    assignments: resourceGroupIdOf(specification),
    judged: isIsolating || isLeaving ? judgedWrites(specification, cluster, steps) : [],
  };
}

/** True when a living cluster still has to be isolated, or isolated otherwise than it is: by another outbound type or registry. */
export function isMigration({ variant }: Pick<ClusterSpecification, 'variant'>, cluster: JsonObject): boolean {
  if (!isIsolated(cluster)) return true;
  const registry = textAt(cluster, 'properties', 'bootstrapProfile', 'containerRegistryId') ?? '';
  const wanted: string | undefined = variant?.outboundType;
  return (wanted !== undefined && !equalsIgnoringCase(wanted, outboundTypeOf(cluster))) || (variant?.registry !== undefined && !sameId(variant.registry.id, registry));
}

/** True when nodes start from a registry and nothing leaves. */
export function isIsolated(cluster: JsonObject): boolean {
  const outboundType = outboundTypeOf(cluster);
  return isolatedOutboundTypes.some((type) => equalsIgnoringCase(type, outboundType)) && equalsIgnoringCase(artifactSourceOf(cluster), 'Cache');
}

/** The namespaces of what is made. A living cluster shows that its own is registered; those of the platform always are. */
function providersOf(steps: readonly Step[], isCreation: boolean): readonly string[] {
  const made = steps.filter(({ work }) => work.kind === 'put').flatMap(({ id }) => parseResourceId(id)?.type.split('/')[0] ?? []);
  const always = new Set(['microsoft.authorization', 'microsoft.resources', ...(isCreation ? [] : ['microsoft.containerservice'])]);
  const besides = isCreation ? ['Microsoft.Compute', 'Microsoft.Network', 'Microsoft.ManagedIdentity', 'Microsoft.ContainerRegistry'] : [];
  const wanted = [...made, ...besides].filter((namespace) => !always.has(namespace.toLowerCase()));
  return [...new Map(wanted.map((namespace) => [namespace.toLowerCase(), namespace])).values()].toSorted();
}

function locationIn(steps: readonly Step[]): string | undefined {
  for (const { work, id } of steps) {
    const location = work.kind === 'put' && typeof work.body !== 'function' ? textAt(work.body, 'location') : undefined;
    if (location !== undefined && /\/resourceGroups\/[^/]+$|\/managedClusters\/[^/]+$/i.test(id)) return location;
  }
  return undefined;
}
