import { absent, rows, type TypeFacts } from './rewrite.ts';

const types = 'types of 2025-11-01: flag read-only';
const recorded = 'recorded: filled in or dropped';
const cacheRuleType = 'Microsoft.ContainerRegistry/registries/cacheRules';

const registry: TypeFacts = {
  type: 'Microsoft.ContainerRegistry/registries',
  noun: 'Registry',
  rewrites: [
    ...rows(types, 'readOnly', 'sku.tier', 'properties.loginServer', 'properties.creationDate', 'properties.status', 'properties.dataEndpointHostNames', 'properties.policies.retentionPolicy.lastUpdatedTime',
      'properties.policies.softDeletePolicy.lastUpdatedTime', 'properties.encryption.keyVaultProperties.versionedKeyIdentifier', 'properties.encryption.keyVaultProperties.keyRotationEnabled', 'properties.encryption.keyVaultProperties.lastKeyRotationTimestamp'),
    ...absent(recorded, 'properties.', {
      publicNetworkAccess: 'Enabled', networkRuleBypassOptions: 'AzureServices', zoneRedundancy: 'Disabled', metadataSearch: 'Disabled', 'networkRuleSet.defaultAction': 'Allow', 'encryption.status': 'disabled',
      'policies.quarantinePolicy.status': 'disabled', 'policies.trustPolicy.status': 'disabled', 'policies.trustPolicy.type': 'Notary', 'policies.retentionPolicy.status': 'disabled', 'policies.retentionPolicy.days': 7,
      'policies.exportPolicy.status': 'enabled', 'policies.azureADAuthenticationAsArmPolicy.status': 'enabled', 'policies.softDeletePolicy.status': 'disabled', 'policies.softDeletePolicy.retentionDays': 7,
    }),
    ...absent('types of 2025-11-01: the only word', 'properties.', { 'networkRuleSet.ipRules[].action': 'Allow' }),
    ...absent('documentation "Azure ABAC repository permissions": the other mode "will become the default"', 'properties.', { roleAssignmentMode: 'LegacyRegistryPermissions' }),
  ],
  children: [{ list: 'cacheRules', type: cacheRuleType }],
  weighty: [
    'properties.publicNetworkAccess', 'properties.networkRuleSet', 'properties.networkRuleBypassOptions', 'properties.networkRuleBypassAllowedForTasks', 'properties.adminUserEnabled', 'properties.anonymousPullEnabled',
    'properties.policies.exportPolicy', 'properties.dataEndpointEnabled',
  ],
};

const cacheRule: TypeFacts = { type: cacheRuleType, noun: 'Cache rule', rewrites: rows(types, 'readOnly', 'properties.creationDate'), weighty: ['properties'] };

const identity: TypeFacts = {
  type: 'Microsoft.ManagedIdentity/userAssignedIdentities',
  noun: 'Identity',
  rewrites: [...rows('types of 2024-11-30: flag read-only', 'readOnly', 'properties.tenantId', 'properties.principalId', 'properties.clientId'), ...absent('assumed: an identity that says nothing is not bound to its region', 'properties.', { isolationScope: 'None' })],
  weighty: [],
};

export const registryTypes: readonly TypeFacts[] = [registry, cacheRule, identity];
