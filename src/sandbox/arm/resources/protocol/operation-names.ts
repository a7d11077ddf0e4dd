import type { Operation } from '../../operations.ts';

/** The name of an operation of private DNS: what it does, its id and the subscription, in Base64 (byo-acr-create.json: `FrontEndAsyncOperation;UpsertPrivateDnsZone;…_…`). */
export function privateDnsName({ id, kind, subscriptionId }: Operation, resourceId: string): string {
  const type = resourceId.split('/').at(-2) ?? '';
  const noun = `${type.slice(0, 1).toUpperCase()}${type.slice(1, -1)}`;
  return Buffer.from(`FrontEndAsyncOperation;${kind === 'Deleting' ? 'Delete' : 'Upsert'}${noun};${id}_${subscriptionId}`).toString('base64');
}

/** The id of the operation that the last segment of an address of polling names, in lower case: as it is, after a type (`registries-…`), or as private DNS writes it; undefined where it names none. */
export function operationIdIn(name: string): string | undefined {
  const [, ofPrivateDns] = /;([0-9a-f-]{36})_[^;]+$/.exec(Buffer.from(name, 'base64').toString('latin1')) ?? [];
  return (ofPrivateDns ?? /^(?:[a-z]+-)?([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i.exec(name)?.[1])?.toLowerCase();
}
