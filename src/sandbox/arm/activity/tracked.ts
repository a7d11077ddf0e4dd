import { managedClusterType } from '../../../arm/api-versions.ts';
import type { JsonObject } from '../../../arm/json.ts';
import { parseResourceId } from '../../../arm/resource-id.ts';
import { renderCluster } from '../aks/render.ts';
import { renderResource } from '../resources/render.ts';
import { findType } from '../resources/types.ts';
import type { ArmState } from '../state.ts';

/** A tracked resource as it is now. */
export interface TrackedResource {
  readonly id: string;
  readonly type: string;
  readonly document: JsonObject;
}

const newest = '9999-12-31';

/** The lower-case id of the resource whose changes a path is about: children stand in the document of what is above them. */
export function trackedKey(path: string): string | undefined {
  const parsed = parseResourceId(path);
  if (parsed === undefined || /^microsoft\.(?:authorization|management|policyinsights)\//i.test(parsed.type)) return undefined;
  const children = parsed.type.split('/').length - 2;
  return (children === 0 ? parsed.id : parsed.id.split('/').slice(0, -2 * children).join('/')).toLowerCase();
}

/** The tracked resource of a lower-case id, or undefined. */
export function trackedResource(key: string, state: ArmState): TrackedResource | undefined {
  const cluster = state.clusters.get(key);
  if (cluster !== undefined) {
    return { id: cluster.id, type: managedClusterType, document: renderCluster(cluster, { answerTo: 'GET', apiVersion: newest, operations: state.operations }) };
  }
  const resource = state.resources.find(key);
  if (resource === undefined || findType(resource.type)?.location === 'parent') return undefined;
  return { id: resource.id, type: resource.type, document: renderResource(resource, state) };
}

/** The lower-case ids of what a resource group holds. */
export function trackedWithin(group: string, state: ArmState): readonly string[] {
  const resources = state.resources.below(`${group}/`).filter(({ type }) => findType(type)?.location !== 'parent').map(({ id }) => id.toLowerCase());
  return [...state.clusters.below(`${group}/`).map(({ id }) => id.toLowerCase()), ...resources];
}
