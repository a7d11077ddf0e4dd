import { describe, expect, test } from '@jest/globals';
import { reference, type ResourceSpec } from '../plans.ts';
import { basic, documentsOf, idOf, type Attributes } from './documents.ts';

// Two ways to write service endpoints: the list `service_endpoints`, up to 4.x, and the blocks `service_endpoint`, the only way from 5.0 on
// (website/docs/guides/5.0-upgrade-guide, azurerm_subnet and azurerm_virtual_network); subnet_resource_test.go, TestExpandSubnetServiceEndpoints.

const five = { constraint: '~> 5.0' };
const address = idOf('publicIPAddresses/p');

async function subnetEndpoints(attributes: Attributes, spec = five): Promise<unknown> {
  const subnet: ResourceSpec = { address: 'azurerm_subnet.s', attributes: { name: 's', resource_group_name: 'rg', virtual_network_name: 'v', address_prefixes: ['10.0.0.0/24'], ...attributes } };
  const found = (await documentsOf([subnet], spec))['virtualNetworks/subnets v/s'] as { readonly properties: { readonly serviceEndpoints?: unknown } };
  return found.properties.serviceEndpoints;
}

describe('a block `service_endpoint` of a subnet', () => {
  test('names its service, and nothing else where nothing else is written', async () => {
    expect(await subnetEndpoints({ service_endpoint: [{ service: 'Microsoft.Storage', locations: [], network_identifier_id: null }] })).toEqual([{ service: 'Microsoft.Storage' }]);
  });

  test('has regions, and the address that it is seen as', async () => {
    expect(await subnetEndpoints({ service_endpoint: [{ service: 'Microsoft.Storage', network_identifier_id: address }, { service: 'Microsoft.Sql', locations: ['eastus2'] }] })).toEqual([
      { service: 'Microsoft.Storage', networkIdentifier: { id: address } },
      { service: 'Microsoft.Sql', locations: ['eastus2'] },
    ]);
  });

  test('stands behind those of the list, where 4.x has both', async () => {
    expect(await subnetEndpoints({ service_endpoints: ['Microsoft.Storage'], service_endpoint: [{ service: 'Microsoft.Sql', locations: ['eastus2'] }] }, { constraint: '~> 4.0' })).toEqual([
      { service: 'Microsoft.Storage' },
      { service: 'Microsoft.Sql', locations: ['eastus2'] },
    ]);
  });

  test('that nobody wrote is none', async () => {
    expect(await subnetEndpoints({ service_endpoint: [] })).toBeUndefined();
  });

  test('of which the service is known only after apply is there, with a service that is not known', async () => {
    expect(await subnetEndpoints({ service_endpoint: [{ service: reference('random_shuffle.service.result') }] })).toEqual([
      { service: { unknown: '`service_endpoint.service` of azurerm_subnet.s is known only after apply: it comes from `random_shuffle.service.result`' } },
    ]);
  });

  test('of which there may be any number makes the list unknown, or its end', async () => {
    const later = reference('var.endpoints');
    const why = { unknown: '`service_endpoint` of azurerm_subnet.s is known only after apply' };
    expect(await subnetEndpoints({ service_endpoint: later })).toEqual(why);
    expect(await subnetEndpoints({ service_endpoints: ['Microsoft.Sql'], service_endpoint: later })).toEqual([{ service: 'Microsoft.Sql' }, why]);
  });
});

test('the blocks of a network write them alike, each in its own subnet', async () => {
  const subnet = [
    { name: 'one', address_prefixes: ['10.0.0.0/24'], service_endpoint: [{ service: 'Microsoft.Storage' }] },
    { name: 'two', address_prefixes: ['10.0.1.0/24'], service_endpoint: [] },
    { name: 'three', address_prefixes: ['10.0.2.0/24'], service_endpoint: [{ service: 'Microsoft.Sql' }] },
  ];
  const network: ResourceSpec = { address: 'azurerm_virtual_network.v', attributes: { ...basic('v'), address_space: ['10.0.0.0/16'], subnet } };
  const found = (await documentsOf([network], five))['virtualNetworks v'] as { readonly properties: { readonly subnets: readonly { readonly name: string; readonly properties: { readonly serviceEndpoints?: unknown } }[] } };
  expect(found.properties.subnets.map(({ name, properties }) => [name, properties.serviceEndpoints])).toEqual([
    ['one', [{ service: 'Microsoft.Storage' }]],
    ['two', undefined],
    ['three', [{ service: 'Microsoft.Sql' }]],
  ]);
});
