import { locationAndTags } from '../../common-rows.ts';
import type { ResourceTable } from '../../table.ts';

export const serviceEndpointStoragePolicy: ResourceTable = {
  kind: 'resource',
  type: 'azurerm_subnet_service_endpoint_storage_policy',
  armType: 'Microsoft.Network/serviceEndpointPolicies',
  apiVersion: '2025-01-01',
  source: 'internal/services/network/subnet_service_endpoint_storage_policy_resource.go, expandServiceEndpointPolicyDefinitions',
  identity: { kind: 'group', group: 'resource_group_name', names: ['name'] },
  rows: [
    ...locationAndTags,
    {
      attribute: 'definition',
      to: 'properties.serviceEndpointPolicyDefinitions',
      as: {
        kind: 'blocks',
        rows: [
          { attribute: 'name', to: 'name' },
          { attribute: 'description', to: 'properties.description' },
          { attribute: 'service', to: 'properties.service', default: 'Microsoft.Storage' },
          { attribute: 'service_resources', to: 'properties.serviceResources' },
        ],
      },
    },
  ],
};
