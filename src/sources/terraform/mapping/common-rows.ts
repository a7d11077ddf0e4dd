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
