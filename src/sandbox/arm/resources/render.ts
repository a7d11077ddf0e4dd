import type { JsonObject } from '../../../arm/json.ts';
import { principalId } from '../../identities.ts';
import { compact } from '../documents.ts';
import type { ArmState } from '../state.ts';
import { offsetTime } from './complete/registry.ts';
import { derivedProperties } from './derived.ts';
import { shownIn } from './registry/preview-members.ts';
import { etagOf, wordFor } from './progress.ts';
import type { StoredResource } from './store.ts';
import { findType, mirroredTypes, type ResourceType } from './types.ts';

/**
 * A resource as its service answers it: with its state, its etag, and what stands under it and is shown in it.
 * @param apiVersion that it is asked for in; absent: the newest that is no preview
 */
export function renderResource(resource: StoredResource, state: ArmState, apiVersion?: string): JsonObject {
  const row = requireRow(resource);
  const derived = derivedProperties(resource, state);
  const own = resource.isGiven === true ? { ...derived, ...resource.properties } : { ...resource.properties, ...derived };
  const properties = { ...stateOf(resource, row, state), ...own, ...mirrors(resource, row, state) };
  return compact({
    name: resource.name,
    id: resource.id,
    etag: etagOf(resource, state),
    type: resource.type,
    location: resource.location,
    ...resource.members,
    ...(row.service === 'registry' ? { systemData: systemData(resource) } : {}),
    properties: compact(resource.isGiven === true ? properties : shownIn(apiVersion, resource.type, properties)),
  });
}

function stateOf(resource: StoredResource, row: ResourceType, state: ArmState): JsonObject {
  if (row.operationMilliseconds === undefined && row.isReadOnly === undefined) return {};
  const operation = state.operations.runningOn(resource.id.toLowerCase())
    ?? (row.mirror === undefined || resource.parentKey === undefined ? undefined : state.operations.runningOn(resource.parentKey));
  return { provisioningState: operation === undefined ? state.operations.restingState(resource.id) : wordFor(row.service, operation.kind) };
}

/** `subnets` of a virtual network and the like: the children as their own documents. */
function mirrors(resource: StoredResource, row: ResourceType, state: ArmState): JsonObject {
  return Object.fromEntries(mirroredTypes(row).map(({ mirror, type }) => [
    mirror, state.resources.childrenOf(resource.id, type).map((child) => renderResource(child, state)),
  ]));
}

function systemData({ createdAt, changedAt, id }: StoredResource): JsonObject {
  return {
    createdBy: principalId,
    createdByType: 'Application',
    createdAt: offsetTime(createdAt, id),
    lastModifiedBy: principalId,
    lastModifiedByType: 'Application',
    lastModifiedAt: offsetTime(changedAt, id),
  };
}

function requireRow({ type }: StoredResource): ResourceType {
  const row = findType(type);
  if (row === undefined) throw new Error(`A resource of type ${type} is kept, which the table does not have.`);
  return row;
}
