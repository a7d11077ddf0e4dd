import { expect, test } from '@jest/globals';
import { planned, reference, resourcesOf, secret, shown, type PlanSpec } from './plans.ts';

// container_registry_resource.go, resourceContainerRegistryCreate, and container_registry_resource_test.go.

type Attributes = { readonly [name: string]: unknown };
const basic: Attributes = { name: 'acr', resource_group_name: 'rg', location: 'West Europe', sku: 'Premium', public_network_access_enabled: planned(true), network_rule_bypass_option: planned('AzureServices') };

async function registry(attributes: Attributes, spec?: Omit<PlanSpec, 'resources'>): Promise<unknown> {
  const [found] = await resourcesOf([{ address: 'azurerm_container_registry.acr', attributes: { ...basic, ...attributes } }], spec);
  return shown(found?.body);
}
const properties = (expected: object): unknown => expect.objectContaining({ properties: expect.objectContaining(expected) });

test('as the schema presets it: open, with exports', async () => {
  expect(await registry({})).toEqual({
    location: 'westeurope',
    sku: { name: 'Premium', tier: 'Premium' },
    properties: {
      adminUserEnabled: false,
      publicNetworkAccess: 'Enabled',
      anonymousPullEnabled: false,
      dataEndpointEnabled: false,
      networkRuleBypassOptions: 'AzureServices',
      zoneRedundancy: 'Disabled',
      policies: { exportPolicy: { status: 'enabled' }, quarantinePolicy: { status: 'disabled' } },
    },
  });
});

test('closed: no public access, no exports, no bypass, no anonymous pull', async () => {
  expect(await registry({ public_network_access_enabled: false, export_policy_enabled: false, network_rule_bypass_option: 'None', anonymous_pull_enabled: false })).toEqual(
    properties({ publicNetworkAccess: 'Disabled', networkRuleBypassOptions: 'None', anonymousPullEnabled: false, policies: { exportPolicy: { status: 'disabled' }, quarantinePolicy: { status: 'disabled' } } }),
  );
});

test('network rules (expandNetworkRuleSet)', async () => {
  expect(await registry({ network_rule_set: [{ default_action: 'Deny', ip_rule: [{ action: 'Allow', ip_range: '8.8.8.8/32' }] }] })).toEqual(properties({ networkRuleSet: { defaultAction: 'Deny', ipRules: [{ action: 'Allow', value: '8.8.8.8/32' }] } }));
});

test('3.x: retention and trust are blocks, subnets may pass', async () => {
  const body = await registry(
    { retention_policy: [{ days: 7, enabled: true }], trust_policy: [{ enabled: true }], network_rule_set: [{ default_action: 'Deny', ip_rule: planned([]), virtual_network: [{ action: 'Allow', subnet_id: '/s/subnet' }] }] },
    { constraint: '~> 3.0' },
  );
  expect(body).toEqual(
    properties({
      networkRuleSet: { defaultAction: 'Deny', virtualNetworkRules: [{ action: 'Allow', id: '/s/subnet' }] },
      policies: { exportPolicy: { status: 'enabled' }, quarantinePolicy: { status: 'disabled' }, trustPolicy: { status: 'enabled' }, retentionPolicy: { days: 7, status: 'enabled' } },
    }),
  );
});

test('each replication is a resource below the registry', async () => {
  const resources = await resourcesOf([{ address: 'azurerm_container_registry.acr', attributes: { ...basic, georeplications: [{ location: 'North Europe', zone_redundancy_enabled: true }, { location: 'France Central' }] } }]);
  expect(resources.map(({ type, name }) => `${type} ${name}`)).toEqual([
    'Microsoft.ContainerRegistry/registries acr',
    'Microsoft.ContainerRegistry/registries/replications acr/North Europe',
    'Microsoft.ContainerRegistry/registries/replications acr/France Central',
  ]);
  expect(shown(resources[1]?.body)).toEqual({ location: 'northeurope', properties: { zoneRedundancy: 'Enabled', regionEndpointEnabled: false } });
});

test('a cache rule stands below the registry that it names (container_registry_cache_rule_resource.go, Create)', async () => {
  const rule = { name: 'aks-managed-mcr', container_registry_id: reference('azurerm_container_registry.acr.id'), source_repo: 'mcr.microsoft.com/*', target_repo: 'aks-managed-repository/*' };
  const [, found] = await resourcesOf([{ address: 'azurerm_container_registry.acr', attributes: basic }, { address: 'azurerm_container_registry_cache_rule.r', attributes: rule }]);
  expect(found).toEqual(expect.objectContaining({
    type: 'Microsoft.ContainerRegistry/registries/cacheRules',
    name: 'acr/aks-managed-mcr',
    openId: ['/subscriptions/', '/resourceGroups/rg/providers/Microsoft.ContainerRegistry/registries/acr/cacheRules/aks-managed-mcr'],
    body: { properties: { sourceRepository: 'mcr.microsoft.com/*', targetRepository: 'aks-managed-repository/*' } },
  }));
});

test('a sensitive value is not in the document, and no message could show it', async () => {
  const body = await registry({ public_network_access_enabled: secret(false) });
  expect(body).toEqual(properties({ publicNetworkAccess: { unknown: '`public_network_access_enabled` of azurerm_container_registry.acr is sensitive, and not read' } }));
});
