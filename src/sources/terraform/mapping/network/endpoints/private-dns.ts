import type { ResourceTable, Row } from '../../table.ts';

// website/docs/guides/5.0-upgrade-guide, of links and records: the names "removed in favour of the `private_dns_zone_id` property".

/** Zones and links are of no region: `Location: pointer.To("global")`. */
const global: readonly Row[] = [{ to: 'location', default: 'global' }, { attribute: 'tags', to: 'tags' }];

export const privateDnsZone: ResourceTable = {
  kind: 'resource',
  type: 'azurerm_private_dns_zone',
  armType: 'Microsoft.Network/privateDnsZones',
  apiVersion: '2024-06-01',
  source: 'internal/services/privatedns/private_dns_zone_resource.go, resourcePrivateDnsZoneCreateUpdate',
  notes: '`soa_record` is not read.',
  identity: { kind: 'group', group: 'resource_group_name', names: ['name'] },
  rows: global,
};

export const privateDnsZoneVirtualNetworkLink: ResourceTable = {
  kind: 'resource',
  type: 'azurerm_private_dns_zone_virtual_network_link',
  armType: 'Microsoft.Network/privateDnsZones/virtualNetworkLinks',
  apiVersion: '2024-06-01',
  source: 'internal/services/privatedns/private_dns_zone_virtual_network_link_resource.go, resourcePrivateDnsZoneVirtualNetworkLinkCreateUpdate',
  identity: { kind: 'group', group: 'resource_group_name', names: ['private_dns_zone_name', 'name'], orBelow: 'private_dns_zone_id' },
  rows: [
    ...global,
    { attribute: 'virtual_network_id', to: 'properties.virtualNetwork.id' },
    { attribute: 'registration_enabled', to: 'properties.registrationEnabled', default: false },
    { attribute: 'resolution_policy', to: 'properties.resolutionPolicy' },
  ],
};

export const privateDnsAddressRecord: ResourceTable = {
  kind: 'resource',
  type: 'azurerm_private_dns_a_record',
  armType: 'Microsoft.Network/privateDnsZones/A',
  apiVersion: '2024-06-01',
  source: 'internal/services/privatedns/private_dns_a_record_resource.go, resourcePrivateDnsARecordCreateUpdate',
  identity: { kind: 'group', group: 'resource_group_name', names: ['zone_name', 'name'], orBelow: 'private_dns_zone_id' },
  rows: [
    { attribute: 'records', to: 'properties.aRecords', as: { kind: 'objects', member: 'ipv4Address' } },
    { attribute: 'ttl', to: 'properties.ttl' },
    { attribute: 'tags', to: 'properties.metadata' },
  ],
};
