import { expect, test } from '@jest/globals';
import { expression, planned, reference, resourcesOf, shown, type ResourceSpec } from '../plans.ts';

// private_endpoint_resource.go: resourcePrivateEndpointCreate, expandPrivateLinkEndpointServiceConnection, expandPrivateEndpointIPConfigurations,
// createPrivateDnsZoneGroupForPrivateEndpoint.

type Attributes = { readonly [name: string]: unknown };
const subnet = '/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/net/subnets/endpoints';
const acr = '/subscriptions/s/resourceGroups/rg/providers/Microsoft.ContainerRegistry/registries/acr';
const zoneId = '/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/privateDnsZones/privatelink.azurecr.io';
const connection: Attributes = { name: 'acr', is_manual_connection: false, private_connection_resource_id: acr, subresource_names: ['registry'] };
const basic: Attributes = { name: 'pe', resource_group_name: 'rg', location: 'West Europe', subnet_id: subnet, private_service_connection: [connection] };

const endpoint = (attributes: Attributes = {}): ResourceSpec => ({ address: 'azurerm_private_endpoint.pe', attributes: { ...basic, ...attributes } });

async function bodyOf(attributes: Attributes = {}, ...others: readonly ResourceSpec[]): Promise<unknown> {
  const resources = await resourcesOf([endpoint(attributes), ...others]);
  return shown(resources[0]?.body);
}

test('a connection that the registry approves itself', async () => {
  expect(await bodyOf()).toEqual({
    location: 'westeurope',
    properties: {
      subnet: { id: subnet },
      privateLinkServiceConnections: [{ name: 'acr', properties: { privateLinkServiceId: acr, groupIds: ['registry'] } }],
      manualPrivateLinkServiceConnections: [],
    },
  });
});

test('a connection that somebody approves by hand stands in the other list, and may name an alias', async () => {
  const alias = 'svc.00000000-0000-0000-0000-000000000000.westeurope.azure.privatelinkservice';
  const manual = { name: 'other', is_manual_connection: true, private_connection_resource_alias: alias, request_message: 'please' };
  expect(await bodyOf({ private_service_connection: [manual] })).toEqual(
    expect.objectContaining({
      properties: expect.objectContaining({
        privateLinkServiceConnections: [],
        manualPrivateLinkServiceConnections: [{ name: 'other', properties: { privateLinkServiceId: alias, requestMessage: 'please' } }],
      }),
    }),
  );
});

test('in which list it stands is unknown where `is_manual_connection` is', async () => {
  const open = { unknown: '`private_service_connection.is_manual_connection` of azurerm_private_endpoint.pe is known only after apply: it comes from `random_shuffle.x.result`' };
  expect(await bodyOf({ private_service_connection: [{ ...connection, is_manual_connection: expression('random_shuffle.x.result') }] })).toEqual(
    expect.objectContaining({ properties: expect.objectContaining({ privateLinkServiceConnections: open, manualPrivateLinkServiceConnections: open }) }),
  );
});

test('addresses that are chosen: the member is the subresource where none is named', async () => {
  const both = [
    { name: 'a', private_ip_address: '10.0.0.4', subresource_name: 'registry', member_name: 'registry_data_westeurope' },
    { name: 'b', private_ip_address: '10.0.0.5', subresource_name: 'registry' },
  ];
  expect(await bodyOf({ ip_configuration: both, custom_network_interface_name: 'nic' })).toEqual(
    expect.objectContaining({
      properties: expect.objectContaining({
        customNetworkInterfaceName: 'nic',
        ipConfigurations: [
          { name: 'a', properties: { privateIPAddress: '10.0.0.4', groupId: 'registry', memberName: 'registry_data_westeurope' } },
          { name: 'b', properties: { privateIPAddress: '10.0.0.5', groupId: 'registry', memberName: 'registry' } },
        ],
      }),
    }),
  );
});

test('the zone group is a resource below the endpoint', async () => {
  const [, group] = await resourcesOf([endpoint({ private_dns_zone_group: [{ name: 'default', private_dns_zone_ids: [zoneId] }] })]);
  expect(group).toEqual(
    expect.objectContaining({
      type: 'Microsoft.Network/privateEndpoints/privateDnsZoneGroups',
      name: 'pe/default',
      body: { properties: { privateDnsZoneConfigs: [{ properties: { privateDnsZoneId: zoneId } }] } },
    }),
  );
});

test('a zone of the same plan is known but for its subscription, also within a list', async () => {
  const zone: ResourceSpec = { address: 'azurerm_private_dns_zone.acr', attributes: { name: 'privatelink.azurecr.io', resource_group_name: 'rg' } };
  const resources = await resourcesOf([endpoint({ private_dns_zone_group: [{ name: 'default', private_dns_zone_ids: [reference('azurerm_private_dns_zone.acr.id')] }] }), zone]);
  expect(shown(resources[1]?.body)).toEqual({
    properties: {
      privateDnsZoneConfigs: [
        { properties: { privateDnsZoneId: { unknown: 'the id of azurerm_private_dns_zone.acr is known only after apply', pieces: ['/subscriptions/', '/resourceGroups/rg/providers/Microsoft.Network/privateDnsZones/privatelink.azurecr.io'] } } },
      ],
    },
  });
});

test('without a block there is no zone group', async () => {
  expect(await resourcesOf([endpoint({ private_dns_zone_group: planned([]) })])).toHaveLength(1);
});

test('private DNS zones are of no region (private_dns_zone_resource.go)', async () => {
  const [zone] = await resourcesOf([{ address: 'azurerm_private_dns_zone.z', attributes: { name: 'privatelink.azurecr.io', resource_group_name: 'rg', tags: { a: 'b' } } }]);
  expect(zone).toEqual(expect.objectContaining({ type: 'Microsoft.Network/privateDnsZones', name: 'privatelink.azurecr.io', body: { location: 'global', tags: { a: 'b' } } }));
});

test('a link stands below the zone that it names (private_dns_zone_virtual_network_link_resource.go)', async () => {
  const zone: ResourceSpec = { address: 'azurerm_private_dns_zone.z', attributes: { name: 'privatelink.azurecr.io', resource_group_name: 'rg' } };
  const attributes = { name: 'net', resource_group_name: 'rg', private_dns_zone_name: reference('azurerm_private_dns_zone.z.name', 'privatelink.azurecr.io'), virtual_network_id: '/net', registration_enabled: planned(null) };
  const [, link] = await resourcesOf([zone, { address: 'azurerm_private_dns_zone_virtual_network_link.l', attributes }]);
  expect(link).toEqual(
    expect.objectContaining({
      type: 'Microsoft.Network/privateDnsZones/virtualNetworkLinks',
      name: 'privatelink.azurecr.io/net',
      body: { location: 'global', properties: { virtualNetwork: { id: '/net' }, registrationEnabled: false } },
    }),
  );
});

test('an A record has an object for each address (private_dns_a_record_resource.go, expandAzureRmPrivateDnsARecords)', async () => {
  const attributes = { name: 'acr', zone_name: 'privatelink.azurecr.io', resource_group_name: 'rg', ttl: 300, records: ['10.0.0.4', '10.0.0.5'] };
  const [record] = await resourcesOf([{ address: 'azurerm_private_dns_a_record.r', attributes }]);
  expect(record).toEqual(
    expect.objectContaining({
      type: 'Microsoft.Network/privateDnsZones/A',
      name: 'privatelink.azurecr.io/acr',
      body: { properties: { ttl: 300, aRecords: [{ ipv4Address: '10.0.0.4' }, { ipv4Address: '10.0.0.5' }] } },
    }),
  );
});
