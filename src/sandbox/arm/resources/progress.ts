import type { OperationKind } from '../operations.ts';
import type { ArmState } from '../state.ts';
import type { StoredResource } from './store.ts';
import { findType, type Service } from './types.ts';

/** True while an operation works on the resource itself. */
export function isRunning(resource: StoredResource, state: ArmState): boolean {
  return state.operations.runningOn(resource.id.toLowerCase()) !== undefined;
}

/** The etag in the form of the service, or undefined where it has none. */
export function etagOf(resource: StoredResource, state: ArmState): string | undefined {
  const etag = isRunning(resource, state) ? resource.etags.running : resource.etags.settled;
  const service = findType(resource.type)?.service;
  if (service === 'network') return `W/"${etag}"`;
  // A zone and a record set have it bare, a link in quotes (byo-acr-create.json).
  if (service === 'privateDns') return resource.type.endsWith('/virtualNetworkLinks') ? `"${etag}"` : etag;
  return undefined;
}

/** The word that a service has for an operation that runs (ground-truth/README.md, "Long-running operations"). */
export function wordFor(service: Service, kind: OperationKind): string {
  return service === 'network' && kind !== 'Deleting' ? 'Updating' : kind;
}
