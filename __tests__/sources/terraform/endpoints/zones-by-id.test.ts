import { expect, test } from '@jest/globals';
import { inventoryOf } from '../../../../src/isolation/exposure/graph/inventory.ts';
import { computed, reference, resourcesOf, type ResourceSpec } from '../plans.ts';

// website/docs/guides/5.0-upgrade-guide, azurerm_private_dns_zone_virtual_network_link and azurerm_private_dns_a_record: group and name of the zone
// "removed in favour of the `private_dns_zone_id` property". The last versions of 4.x have both, and compute what is not written.

const zone: ResourceSpec = { address: 'azurerm_private_dns_zone.z', attributes: { name: 'privatelink.azurecr.io', resource_group_name: 'dns' } };
const below = { private_dns_zone_id: reference('azurerm_private_dns_zone.z.id') };
const link = (attributes: ResourceSpec['attributes']): ResourceSpec => ({ address: 'azurerm_private_dns_zone_virtual_network_link.l', attributes: { name: 'net', virtual_network_id: '/net', ...attributes } });
const record = (attributes: ResourceSpec['attributes']): ResourceSpec => ({ address: 'azurerm_private_dns_a_record.r', attributes: { name: 'acr', ttl: 10, records: ['10.0.0.4'], ...attributes } });
const five = { constraint: '~> 5.0' };
const zonePiece = '/resourceGroups/dns/providers/Microsoft.Network/privateDnsZones/privatelink.azurecr.io';

test('links and records lie in the zone whose id they hold', async () => {
  const [found, linked, named] = await resourcesOf([zone, link(below), record(below)], five);
  expect(linked).toEqual(expect.objectContaining({ type: 'Microsoft.Network/privateDnsZones/virtualNetworkLinks', name: 'privatelink.azurecr.io/net', openId: ['/subscriptions/', `${zonePiece}/virtualNetworkLinks/net`] }));
  expect(named).toEqual(expect.objectContaining({ type: 'Microsoft.Network/privateDnsZones/A', name: 'privatelink.azurecr.io/acr', openId: ['/subscriptions/', `${zonePiece}/A/acr`] }));
  if (found === undefined || linked === undefined || named === undefined) throw new Error('there are three');
  const graph = inventoryOf([found, linked, named]);
  expect([graph.parentOf(linked), graph.parentOf(named)]).toEqual([found, found]);
});

test('an id that is written out says everything', async () => {
  const id = `/subscriptions/00000000-0000-0000-0000-000000000001${zonePiece}`;
  const [linked] = await resourcesOf([link({ private_dns_zone_id: id })], five);
  expect(linked).toEqual(expect.objectContaining({ id: `${id}/virtualNetworkLinks/net`, name: 'privatelink.azurecr.io/net' }));
});

test('4.x: whichever is written says it, not what the provider computes', async () => {
  const byId = link({ ...below, private_dns_zone_name: computed, resource_group_name: computed });
  const byName = link({ private_dns_zone_id: computed, private_dns_zone_name: 'privatelink.azurecr.io', resource_group_name: 'dns' });
  for (const spec of [byId, byName]) expect((await resourcesOf([zone, spec]))[1]).toEqual(expect.objectContaining({ name: 'privatelink.azurecr.io/net', openId: ['/subscriptions/', `${zonePiece}/virtualNetworkLinks/net`] }));
});

test('an id of which nothing is known leaves the zone open', async () => {
  const [linked] = await resourcesOf([link({ private_dns_zone_id: reference('module.dns.zones') })], five);
  expect(linked).toEqual(expect.objectContaining({ name: '(known after apply)/net' }));
});
