/** What a plan writes, as policies would see it. */
import { textAt, type JsonObject } from '../../../../arm/json.ts';
import { parseResourceId, sameId } from '../../../../arm/resource-id.ts';
import { parseScope } from '../../../../arm/scope.ts';
import { mergeDocument } from '../../../document/merge.ts';
import { putBodyOf } from '../../../document/put-body.ts';
import { clusterIdOf, type ClusterSpecification } from '../../../specification.ts';
import type { Step } from '../../step.ts';
import { writtenBody } from '../planned.ts';
import { groupOf } from '../rights/roles-to-grant.ts';

/** A document that Azure Policy can be asked about before it is written. */
export interface JudgedWrite {
  /** Key of the step that writes it. */
  readonly step: string;
  /** Of that step. */
  readonly title: string;
  readonly id: string;
  /** Id of the resource group that it lies in; its subscription where the plan makes the group. */
  readonly scope: string;
  readonly apiVersion: string;
  readonly content: JsonObject;
  /** Id of the parent, for a child. */
  readonly parentId?: string;
}

const judgedTypes: ReadonlySet<string> = new Set(['microsoft.containerservice/managedclusters', 'microsoft.containerregistry/registries', 'microsoft.containerregistry/registries/cacherules']);

/**
 * Clusters, registries and cache rules among what the steps write, each as it is after its step: a cluster on its way to isolation goes through
 * states that a policy may refuse although it would take the last one. What cannot be made without earlier answers is left out.
 */
export function judgedWrites(specification: ClusterSpecification, living: JsonObject | undefined, steps: readonly Step[]): readonly JudgedWrite[] {
  const clusterId = clusterIdOf(specification);
  const made = new Set(steps.filter(({ id, work }) => work.kind === 'put' && parseScope(id)?.kind === 'resourceGroup').map(({ id }) => id.toLowerCase()));
  let cluster = living;
  return steps.flatMap((step): readonly JudgedWrite[] => {
    const { work, id } = step;
    const resource = parseResourceId(id);
    const group = groupOf(id);
    if (resource === undefined || group === undefined || !judgedTypes.has(resource.type.toLowerCase()) || (work.kind !== 'put' && work.kind !== 'change')) return [];
    const isCluster = sameId(id, clusterId);
    const body = documentAfter(step, isCluster ? cluster : undefined);
    if (body === undefined) return [];
    if (isCluster) cluster = body;
    const scope = made.has(group.id.toLowerCase()) && group.kind === 'resourceGroup' ? `/subscriptions/${group.subscriptionId}` : group.id;
    const parentId = resource.type.split('/').length > 2 ? id.split('/').slice(0, -2).join('/') : undefined;
    const location = textAt(body, 'location') ?? specification.location;
    return [{
      step: step.key, title: step.title, id, scope, apiVersion: work.apiVersion, ...(parentId === undefined ? {} : { parentId }),
      content: { ...putBodyOf(body), ...(location === undefined || parentId !== undefined ? {} : { location }), type: resource.type, name: resource.fullName },
    }];
  });
}

/** A change of something that was not read is not known in whole. */
function documentAfter(step: Step, before: JsonObject | undefined): JsonObject | undefined {
  const body = writtenBody(step);
  if (body === undefined || step.work.kind === 'put') return body;
  return before === undefined ? undefined : mergeDocument(before, body);
}
