import { absent, rows, type Rewrite } from './rewrite.ts';

/** What every resource has: written by Resource Manager, or the user's own words. */
export const ofEveryResource: readonly Rewrite[] = [
  ...rows('types: flag read-only, or known by the id', 'readOnly', 'id', 'name', 'type', 'apiVersion', 'etag', 'systemData', 'properties.provisioningState', 'properties.resourceGuid', 'properties.privateEndpointConnections'),
  ...rows('what Resource Manager takes of a request and does not answer with', 'filled', 'dependsOn', 'condition', 'scope', 'comments', 'metadata', 'resources', 'copy', 'asserts', 'tenantId', 'subscriptionId', 'resourceGroup', 'managedBy'),
  ...rows('documentation "Use tags": values have case', 'exact', 'tags'),
  ...rows('Resource Manager answers with names without blanks, in lower case', 'location', 'location'),
  ...rows('types: "SystemAssigned, UserAssigned" is a set of words', 'words', 'identity.type'),
  ...absent('types: the word for a resource without an identity', '', { 'identity.type': 'None' }),
  ...rows('types: flag read-only', 'readOnly', 'identity.principalId', 'identity.tenantId'),
  ...rows('recorded: ids in the letters of the service, with the ids of the principals', 'ids', 'identity.userAssignedIdentities'),
];
