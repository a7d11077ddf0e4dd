import type { ResourceTable } from '../table.ts';

export const containerRegistryCacheRule: ResourceTable = {
  kind: 'resource',
  type: 'azurerm_container_registry_cache_rule',
  armType: 'Microsoft.ContainerRegistry/registries/cacheRules',
  apiVersion: '2023-07-01',
  source: 'internal/services/containers/container_registry_cache_rule_resource.go, Create',
  identity: { kind: 'child', parent: 'container_registry_id', name: 'name' },
  rows: [
    { attribute: 'source_repo', to: 'properties.sourceRepository' },
    { attribute: 'target_repo', to: 'properties.targetRepository' },
    { attribute: 'credential_set_id', to: 'properties.credentialSetResourceId' },
  ],
};
