import type { Row } from './table.ts';

/** The provider's `location.Schema()` and `commonschema.Tags()`, which nearly every type has. */
export const locationAndTags: readonly Row[] = [
  { attribute: 'location', to: 'location', as: { kind: 'location' } },
  { attribute: 'tags', to: 'tags' },
];

/**
 * The block `identity` (hashicorp/go-azure-helpers, resourcemanager/identity: `ExpandSystemOrUserAssignedMap` and its relatives): both kinds are
 * one text with a comma, `SystemAssigned, UserAssigned`.
 */
export const identityBlock: readonly Row[] = [
  { attribute: 'identity.type', to: 'identity.type' },
  { attribute: 'identity.identity_ids', to: 'identity.userAssignedIdentities', as: { kind: 'keys' } },
];

/** Rows whose place in the document is below another. */
export function rowsBelow(place: string, rows: readonly Row[]): readonly Row[] {
  return rows.map((row) => ({ ...row, to: `${place}.${row.to}` }));
}

/** Rows of attributes in a block. */
export function rowsOfBlock(block: string, rows: readonly Row[]): readonly Row[] {
  return rows.map((row) => ({
    ...row,
    ...(row.attribute === undefined ? {} : { attribute: `${block}.${row.attribute}` }),
    when: row.when === undefined ? block : `${block}.${row.when}`,
  }));
}
