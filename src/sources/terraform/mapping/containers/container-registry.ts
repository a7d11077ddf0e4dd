import { identityBlock, locationAndTags, rowsBelow } from '../common-rows.ts';
import type { Conversion, ResourceTable } from '../table.ts';

const enabledOrDisabled: Conversion = { kind: 'choice', values: { true: 'Enabled', false: 'Disabled' } };
/** `PolicyStatus` of the service is in lower case. */
const status: Conversion = { kind: 'choice', values: { true: 'enabled', false: 'disabled' } };

export const containerRegistry: ResourceTable = {
  kind: 'resource',
  type: 'azurerm_container_registry',
  armType: 'Microsoft.ContainerRegistry/registries',
  apiVersion: '2025-04-01',
  source: 'internal/services/containers/container_registry_resource.go, resourceContainerRegistryCreate',
  // Connections are the service's to write, when an endpoint is approved.
  withoutArgument: ['properties.policies.azureADAuthenticationAsArmPolicy.status', 'properties.networkRuleBypassAllowedForTasks', 'properties.privateEndpointConnections'],
  identity: { kind: 'group', group: 'resource_group_name', names: ['name'] },
  rows: [
    ...locationAndTags,
    // Seen in public configurations of 2026; the values are Azure's own.
    { attribute: 'role_assignment_mode', to: 'properties.roleAssignmentMode' },
    ...identityBlock,
    { attribute: 'sku', to: 'sku.name' },
    { attribute: 'sku', to: 'sku.tier' },
    ...rowsBelow('properties', [
      { attribute: 'admin_enabled', to: 'adminUserEnabled', default: false },
      { attribute: 'public_network_access_enabled', to: 'publicNetworkAccess', as: enabledOrDisabled, default: true },
      { attribute: 'anonymous_pull_enabled', to: 'anonymousPullEnabled', default: false },
      { attribute: 'data_endpoint_enabled', to: 'dataEndpointEnabled', default: false },
      { attribute: 'network_rule_bypass_option', to: 'networkRuleBypassOptions', default: 'AzureServices' },
      { attribute: 'zone_redundancy_enabled', to: 'zoneRedundancy', as: enabledOrDisabled, default: false },
      // expandNetworkRuleSet; rules for subnets are of 3.x.
      { attribute: 'network_rule_set.default_action', to: 'networkRuleSet.defaultAction', default: 'Allow' },
      {
        attribute: 'network_rule_set.ip_rule',
        to: 'networkRuleSet.ipRules',
        as: { kind: 'blocks', rows: [{ attribute: 'action', to: 'action' }, { attribute: 'ip_range', to: 'value' }] },
      },
      {
        attribute: 'network_rule_set.virtual_network',
        to: 'networkRuleSet.virtualNetworkRules',
        as: { kind: 'blocks', rows: [{ attribute: 'action', to: 'action' }, { attribute: 'subnet_id', to: 'id' }] },
        until: '4.0.0',
      },
      // expandExportPolicy, expandQuarantinePolicy and their neighbours; blocks up to 3.x.
      { attribute: 'export_policy_enabled', to: 'policies.exportPolicy.status', as: status, default: true },
      { attribute: 'quarantine_policy_enabled', to: 'policies.quarantinePolicy.status', as: status, default: false },
      { attribute: 'trust_policy_enabled', to: 'policies.trustPolicy.status', as: { kind: 'choice', values: { true: 'enabled', false: null } }, since: '4.0.0' },
      { attribute: 'trust_policy.enabled', to: 'policies.trustPolicy.status', as: status, default: false, withoutBlock: false, until: '4.0.0' },
      { attribute: 'retention_policy_in_days', to: 'policies.retentionPolicy.days', unset: 0, since: '4.0.0' },
      { attribute: 'retention_policy.days', to: 'policies.retentionPolicy.days', until: '4.0.0' },
      { attribute: 'retention_policy.enabled', to: 'policies.retentionPolicy.status', as: status, default: false, withoutBlock: false, until: '4.0.0' },
      { attribute: 'encryption.key_vault_key_id', to: 'encryption.keyVaultProperties.keyIdentifier' },
      { attribute: 'encryption.identity_client_id', to: 'encryption.keyVaultProperties.identity' },
    ]),
  ],
  children: [
    {
      blocks: 'georeplications',
      armType: 'Microsoft.ContainerRegistry/registries/replications',
      name: 'location',
      rows: [
        { attribute: 'location', to: 'location', as: { kind: 'location' } },
        { attribute: 'tags', to: 'tags' },
        { attribute: 'zone_redundancy_enabled', to: 'properties.zoneRedundancy', as: enabledOrDisabled, default: false },
        { attribute: 'regional_endpoint_enabled', to: 'properties.regionEndpointEnabled', default: false },
      ],
    },
  ],
};
