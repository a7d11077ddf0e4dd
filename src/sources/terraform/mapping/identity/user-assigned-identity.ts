import { locationAndTags } from '../common-rows.ts';
import type { ResourceTable } from '../table.ts';

export const userAssignedIdentity: ResourceTable = {
  kind: 'resource',
  type: 'azurerm_user_assigned_identity',
  armType: 'Microsoft.ManagedIdentity/userAssignedIdentities',
  apiVersion: '2024-11-30',
  source: 'internal/services/managedidentity/user_assigned_identity_resource.go, Create',
  notes: '`principal_id` and `client_id` are the service\'s to give: they are known of an identity that is there already.',
  identity: { kind: 'group', group: 'resource_group_name', names: ['name'] },
  rows: [
    ...locationAndTags,
    { attribute: 'isolation_scope', to: 'properties.isolationScope', default: 'None' },
    { attribute: 'principal_id', to: 'properties.principalId' },
    { attribute: 'client_id', to: 'properties.clientId' },
  ],
};
