import { describe, expect, test } from '@jest/globals';
import type { Resource } from '../../../../../../src/arm/resource.ts';
import { registryZone } from '../../../../../../src/isolation/exposure/graph/reach/private-dns.ts';
import { worksRegistryRecords } from '../../../../../../src/isolation/exposure/rules/works/registry/records.ts';
import { worksZoneOnce } from '../../../../../../src/isolation/exposure/rules/works/registry/zone-once.ts';
import { worksRegistryZone } from '../../../../../../src/isolation/exposure/rules/works/registry/zone.ts';
import { Unknown } from '../../../../../../src/language/unknown.ts';
import { answer, changed, closedEstate, estateWith, ids, resource, said, subscription } from '../../../estate.ts';

const { network, zoneLink, record } = closedEstate();
const unknown = new Unknown('the parameter `p` is given no value');
const notSeen = (found: ReturnType<typeof answer>) => found.evidence.filter(({ state }) => state === 'undetermined').map(({ notVisible }) => notVisible);
const hubZone = `${subscription}/resourceGroups/hub/providers/Microsoft.Network/privateDnsZones/privatelink.azurecr.io`;
const zoneGroup = (zone: unknown) => resource(`${ids.endpoint}/privateDnsZoneGroups/default`, { privateDnsZoneConfigs: [{ name: 'acr', properties: { privateDnsZoneId: zone } }] });

/** "Connect privately to an Azure container registry": nodes find the registry through a zone that their network is linked to. */
describe('the zone of the registry', () => {
  test('is linked', () => {
    expect(answer(worksRegistryZone, estateWith({})).state).toBe('closed');
  });

  test('is not linked where everything is known', () => {
    expect(said(answer(worksRegistryZone, estateWith({ zoneLink: undefined })))).toContain('network `v` is not linked to `privatelink.azurecr.io`');
  });

  test('is not linked where the zone that keeps the records lists its links', () => {
    const complete = [{ type: 'Microsoft.Network/privateDnsZones/virtualNetworkLinks', scope: ids.zone }, { type: 'Microsoft.ContainerService/managedClusters/agentPools', scope: ids.cluster }];
    expect(answer(worksRegistryZone, estateWith({ zoneLink: undefined, zoneGroup: zoneGroup(ids.zone) }), complete).state).toBe('open');
    expect(notSeen(answer(worksRegistryZone, estateWith({ zoneLink: undefined }), complete))).toEqual(['a link of network `v` to `privatelink.azurecr.io`']);
  });

  test('looks linked and is not where the zone has another name', () => {
    const other = resource(`${ids.zone.replace('azurecr.io', 'vaultcore.azure.net')}/virtualNetworkLinks/v`, { virtualNetwork: { id: ids.network } });
    expect(answer(worksRegistryZone, estateWith({ zoneLink: undefined, other })).state).toBe('open');
  });

  test('looks unlinked and is not where the zone lies elsewhere', () => {
    const elsewhere = resource(`${hubZone}/virtualNetworkLinks/v`, { virtualNetwork: { id: ids.network.toLowerCase() } });
    expect(answer(worksRegistryZone, estateWith({ zoneLink: undefined, zone: undefined, elsewhere }), [{ type: 'Microsoft.ContainerService/managedClusters/agentPools', scope: ids.cluster }]).state).toBe('closed');
  });

  /** Servers of the owner forward to the zone, or not: no link of this network is needed. */
  test('looks unlinked and is not visible where the network has DNS servers of its own', () => {
    expect(notSeen(answer(worksRegistryZone, estateWith({ zoneLink: undefined, network: changed(network, 'dhcpOptions', { dnsServers: ['10.9.0.4'] }) })))).toEqual(['what the DNS servers of network `v` answer']);
  });

  test('is undetermined where the network of a link is not known', () => {
    expect(said(answer(worksRegistryZone, estateWith({ zoneLink: changed(zoneLink, 'virtualNetwork.id', unknown) })))).toContain('the parameter `p` is given no value');
  });

  test.each([
    ['r.azurecr.us', 'westeurope', 'privatelink.azurecr.us'],
    [undefined, 'USGov Virginia', 'privatelink.azurecr.us'],
    [undefined, 'chinanorth3', 'privatelink.azurecr.cn'],
    [undefined, undefined, 'privatelink.azurecr.io'],
    ['r.azurecr.io.example.org', 'westeurope', 'privatelink.azurecr.io'],
  ])('is that of the cloud: %s, %s', (loginServer, location, zone) => {
    expect(registryZone(resource(ids.registry, { loginServer }, { location }))).toBe(zone);
  });
});

/** The same page: `<registry>` and `<registry>.<region>.data`, one of the latter for each replica. */
describe('the records of the registry', () => {
  const complete = [{ type: '*', scope: '' }];
  const records = (parts: Readonly<Record<string, Resource | undefined>>) => answer(worksRegistryRecords, estateWith(parts), complete);

  test('are there', () => {
    expect(records({}).state).toBe('closed');
  });

  test('are missing one by one', () => {
    expect(said(records({ dataRecord: undefined }))).toBe('zone `privatelink.azurecr.io` has no record `r.westeurope.data`');
    expect(said(records({ record: undefined }))).toBe('zone `privatelink.azurecr.io` has no record `r`');
  });

  test('are missing for the region of a replica', () => {
    expect(said(records({ replica: resource(`${ids.registry}/replications/ne`, {}, { location: 'North Europe' }) }))).toBe('zone `privatelink.azurecr.io` has no record `r.northeurope.data`');
  });

  test('look there and are missing where they have no address', () => {
    expect(said(records({ record: changed(record, 'aRecords', []) }))).toBe('record `r` of zone `privatelink.azurecr.io` has no address');
  });

  test('look missing and are kept by the zone group of the endpoint', () => {
    expect(records({ record: undefined, dataRecord: undefined, zoneGroup: zoneGroup(ids.zone) }).state).toBe('closed');
  });

  test('look there and are missing where they lie in a zone that nodes do not ask', () => {
    const otherZone = resource(hubZone, {});
    const otherLink = resource(`${hubZone}/virtualNetworkLinks/v`, { virtualNetwork: { id: ids.network } });
    expect(records({ otherZone, otherLink, zoneLink: undefined }).state).toBe('open');
  });

  test('are undetermined where their addresses are not known', () => {
    expect(records({ record: changed(record, 'aRecords', unknown) }).state).toBe('undetermined');
  });

  test('are not visible where a zone group may keep them, or where the zone was not given', () => {
    expect(notSeen(answer(worksRegistryRecords, estateWith({ record: undefined }), []))).toContain('record `r` of zone `privatelink.azurecr.io`');
    expect(notSeen(answer(worksRegistryRecords, estateWith({ zone: undefined, zoneLink: undefined }), []))).toEqual(['the zone `privatelink.azurecr.io` that nodes ask']);
  });
});

/** AgentBaker, ensurePrivateDNSZone: a network can be linked to one zone of a name. */
describe('two zones of one name', () => {
  const otherLink = (virtualNetwork: string) => resource(`${hubZone}/virtualNetworkLinks/v`, { virtualNetwork: { id: virtualNetwork } });

  test('are refused for one network', () => {
    const found = answer(worksZoneOnce, estateWith({ other: resource(hubZone, {}), otherLink: otherLink(ids.network) }));
    expect(found.evidence.find(({ state }) => state === 'open')?.target).toBe('privatelink.azurecr.io');
  });

  test('look refused and work for two networks', () => {
    expect(answer(worksZoneOnce, estateWith({ other: resource(hubZone, {}), otherLink: otherLink(`${ids.network}-2`) })).state).toBe('closed');
  });

  test('look refused and work where they have different names', () => {
    const vault = resource(`${ids.zone.replace('azurecr.io', 'vaultcore.azure.net')}/virtualNetworkLinks/v`, { virtualNetwork: { id: ids.network } });
    expect(answer(worksZoneOnce, estateWith({ vault })).state).toBe('closed');
  });

  test('are not visible where links may be made elsewhere', () => {
    expect(notSeen(answer(worksZoneOnce, estateWith({}), []))).toEqual(['every link of the network to a private DNS zone']);
  });

  test('are undetermined where the network of a link is not known', () => {
    expect(answer(worksZoneOnce, estateWith({ other: resource(hubZone, {}), otherLink: changed(otherLink(ids.network), 'virtualNetwork.id', unknown) })).state).toBe('undetermined');
  });
});
