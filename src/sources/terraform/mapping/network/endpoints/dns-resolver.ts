import { locationAndTags } from '../../common-rows.ts';
import type { ResourceTable } from '../../table.ts';

export const dnsResolver: ResourceTable = {
  kind: 'resource',
  type: 'azurerm_private_dns_resolver',
  armType: 'Microsoft.Network/dnsResolvers',
  apiVersion: '2022-07-01',
  source: 'internal/services/privatednsresolver/private_dns_resolver_resource.go, Create',
  notes: 'Its endpoints and rulesets, which are types of their own, are not read.',
  identity: { kind: 'group', group: 'resource_group_name', names: ['name'] },
  rows: [...locationAndTags, { attribute: 'virtual_network_id', to: 'properties.virtualNetwork.id' }],
};
