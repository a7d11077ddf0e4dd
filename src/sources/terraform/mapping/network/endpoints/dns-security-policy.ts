import { locationAndTags } from '../../common-rows.ts';
import type { ResourceTable } from '../../table.ts';

const armType = 'Microsoft.Network/dnsResolverPolicies';
const apiVersion = '2025-05-01';
const folder = 'internal/services/privatednsresolver';

export const dnsPolicy: ResourceTable = {
  kind: 'resource',
  type: 'azurerm_private_dns_resolver_policy',
  armType,
  apiVersion,
  source: `${folder}/private_dns_resolver_policy_resource.go, Create`,
  identity: { kind: 'group', group: 'resource_group_name', names: ['name'] },
  rows: locationAndTags,
};

export const dnsPolicyLink: ResourceTable = {
  kind: 'resource',
  type: 'azurerm_private_dns_resolver_policy_virtual_network_link',
  armType: `${armType}/virtualNetworkLinks`,
  apiVersion,
  source: `${folder}/private_dns_resolver_policy_virtual_network_link_resource.go, Create`,
  identity: { kind: 'child', parent: 'dns_resolver_policy_id', name: 'name' },
  rows: [...locationAndTags, { attribute: 'virtual_network_id', to: 'properties.virtualNetwork.id' }],
};

export const dnsSecurityRule: ResourceTable = {
  kind: 'resource',
  type: 'azurerm_private_dns_resolver_security_rule',
  armType: `${armType}/dnsSecurityRules`,
  apiVersion,
  source: `${folder}/private_dns_resolver_security_rule_resource.go, Create`,
  identity: { kind: 'child', parent: 'dns_resolver_policy_id', name: 'name' },
  rows: [
    ...locationAndTags,
    { attribute: 'action', to: 'properties.action.actionType' },
    { attribute: 'priority', to: 'properties.priority' },
    { attribute: 'enabled', to: 'properties.dnsSecurityRuleState', as: { kind: 'choice', values: { true: 'Enabled', false: 'Disabled' } }, default: true },
    { attribute: 'dns_resolver_domain_list_ids', to: 'properties.dnsResolverDomainLists', as: { kind: 'objects', member: 'id' } },
  ],
};

export const dnsDomainList: ResourceTable = {
  kind: 'resource',
  type: 'azurerm_private_dns_resolver_domain_list',
  armType: 'Microsoft.Network/dnsResolverDomainLists',
  apiVersion,
  source: `${folder}/private_dns_resolver_domain_list_resource.go, Create`,
  identity: { kind: 'group', group: 'resource_group_name', names: ['name'] },
  rows: [...locationAndTags, { attribute: 'domains', to: 'properties.domains' }],
};
