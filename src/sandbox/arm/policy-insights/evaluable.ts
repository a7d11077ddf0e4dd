import { agentPoolType, managedClusterType } from '../../../arm/api-versions.ts';
import { textAt, type JsonObject } from '../../../arm/json.ts';
import { parseResourceId, segmentAfter } from '../../../arm/resource-id.ts';
import type { Resource } from '../../../arm/resource.ts';
import type { RelatedLookup } from '../../../policy/index.ts';
import { renderCluster, renderPool } from '../aks/render.ts';
import { isBelow } from '../hierarchy/reach.ts';
import { renderResource } from '../resources/render.ts';
import type { ArmState } from '../state.ts';

/** A resource as an evaluation sees it. */
export type Evaluable = Resource & { readonly id: string };

const newest = '9999-12-31';

/** What is evaluated at or below a scope: clusters, their pools, and everything around them, children too. */
export function evaluablesWithin(scope: string, state: ArmState): readonly Evaluable[] {
  const view = { answerTo: 'GET', apiVersion: newest, operations: state.operations } as const;
  const isWanted = (id: string): boolean => isBelow(id, scope, state.hierarchy);
  const place = /^\/subscriptions\/[^/]+/i.exec(scope)?.[0];
  const [everyCluster, resources] = place === undefined
    ? [[...state.clusters.values()], state.resources.all()]
    : [state.clusters.below(`${place}/`), state.resources.below(`${place}/`)];
  const clusters = everyCluster.flatMap((cluster) => {
    const own: readonly Evaluable[] = isWanted(cluster.id) ? [{ type: managedClusterType, name: cluster.name, id: cluster.id, body: renderCluster(cluster, view) }] : [];
    if (own.length === 0 && !scope.toLowerCase().startsWith(`${cluster.id.toLowerCase()}/`)) return own;
    const pools = cluster.pools.map((pool) => evaluable(agentPoolType, renderPool(cluster, pool, view)));
    return [...own, ...pools.filter(({ id }) => isWanted(id))];
  });
  return [...clusters, ...resources.filter(({ id }) => isWanted(id)).map((resource) => evaluable(resource.type, renderResource(resource, state)))];
}

function evaluable(type: string, body: JsonObject): Evaluable {
  const id = textAt(body, 'id') ?? '';
  return { type, name: parseResourceId(id)?.fullName ?? '', id, body };
}

/** Finds what an IfNotExists effect looks for, among what is there. */
export function relatedIn(state: ArmState): RelatedLookup {
  return ({ primary, type, name, resourceGroupName, existenceScope }) => {
    const subscription = segmentAfter(primary.id ?? '', 'subscriptions') ?? '';
    const group = resourceGroupName ?? segmentAfter(primary.id ?? '', 'resourceGroups') ?? '';
    const scope = existenceScope === 'subscription' ? `/subscriptions/${subscription}` : `/subscriptions/${subscription}/resourceGroups/${group}`;
    return evaluablesWithin(scope, state).filter((resource) => resource.type.toLowerCase() === type.toLowerCase() && (name === undefined || isNamed(resource.name, name)));
  };
}

/** `?` stands for any one segment. */
function isNamed(name: string, wanted: string): boolean {
  const [own, asked] = [name.toLowerCase().split('/'), wanted.toLowerCase().split('/')];
  return own.length === asked.length && asked.every((segment, index) => segment === '?' || segment === own[index]);
}
