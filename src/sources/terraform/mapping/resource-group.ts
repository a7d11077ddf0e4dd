import { locationAndTags } from './common-rows.ts';
import type { ResourceTable } from './table.ts';

export const resourceGroup: ResourceTable = {
  kind: 'resource',
  type: 'azurerm_resource_group',
  armType: 'Microsoft.Resources/resourceGroups',
  apiVersion: '2020-06-01',
  source: 'internal/services/resource/resource_group_resource.go, resourceResourceGroupCreateUpdate',
  identity: { kind: 'resourceGroup', name: 'name' },
  rows: locationAndTags,
};
