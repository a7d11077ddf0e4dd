import { arrayAt, isJsonObject, textAt, type JsonObject } from '../../../arm/json.ts';
import { sameId } from '../../../arm/resource-id.ts';
import { asObject } from '../documents.ts';
import type { ArmState } from '../state.ts';
import { connectionsOf } from './connections.ts';
import { ipConfigurations } from './interfaces.ts';
import { etagOf, isRunning } from './progress.ts';
import { groupBy, type ResourceStore, type StoredResource } from './store.ts';
import { recordType } from './types.ts';

const linkType = 'Microsoft.Network/privateDnsZones/virtualNetworkLinks';

type Derivation = (resource: StoredResource, state: ArmState) => JsonObject;

const derivations: Readonly<Record<string, Derivation>> = {
  'Microsoft.ContainerRegistry/registries': (registry, state) => ({ privateEndpointConnections: connectionsOf(registry, state) }),
  'Microsoft.Network/privateEndpoints': (endpoint, state) => ({
    privateLinkServiceConnections: approvals(endpoint, state),
    customDnsConfigs: dnsConfigs(endpoint, state),
  }),
  'Microsoft.Network/networkInterfaces': interfaceProperties,
  'Microsoft.Network/virtualNetworks/virtualNetworkPeerings': (peering, state) => ({ peeringState: peeringState(peering, state) }),
  // The limits are those of byo-acr-create.json; the record of the zone itself (SOA) counts.
  'Microsoft.Network/privateDnsZones': (zone, state) => {
    const links = state.resources.childrenOf(zone.id, linkType);
    return {
      maxNumberOfRecordSets: 25000,
      maxNumberOfVirtualNetworkLinks: 1000,
      maxNumberOfVirtualNetworkLinksWithRegistration: 100,
      numberOfRecordSets: 1 + state.resources.childrenOf(zone.id, recordType).length,
      numberOfVirtualNetworkLinks: links.length,
      numberOfVirtualNetworkLinksWithRegistration: links.filter(({ properties }) => properties['registrationEnabled'] === true).length,
    };
  },
  [linkType]: (link, state) => ({ virtualNetworkLinkState: isRunning(link, state) ? 'InProgress' : 'Completed' }),
};

/** What a document says of the world around its resource. */
export function derivedProperties(resource: StoredResource, state: ArmState): JsonObject {
  return derivations[resource.type]?.(resource, state) ?? {};
}

/** Connected when the other network has a peering back, else Initiated. */
function peeringState(peering: StoredResource, state: ArmState): string {
  const remote = textAt(peering.properties, 'remoteVirtualNetwork', 'id') ?? '';
  const back = state.resources.childrenOf(remote, peering.type).some(({ properties }) => (
    sameId(textAt(properties, 'remoteVirtualNetwork', 'id') ?? '', peering.parentKey ?? '')
  ));
  return back ? 'Connected' : 'Initiated';
}

/** Connections are approved at once; how that is written changes when the endpoint is done, and the etag is the endpoint's. */
function approvals(endpoint: StoredResource, state: ArmState): readonly JsonObject[] {
  const description = isRunning(endpoint, state) ? 'Auto Approved' : 'Auto-Approved';
  return arrayAt(endpoint.properties, 'privateLinkServiceConnections').filter(isJsonObject).map((connection) => ({
    ...connection,
    etag: etagOf(endpoint, state),
    properties: {
      ...asObject(connection['properties']),
      privateLinkServiceConnectionState: { status: 'Approved', description, actionsRequired: 'None' },
    },
  }));
}

/**
 * The names that a private endpoint of a registry answers for, once it has been made (byo-acr-create.json): the data endpoint first,
 * each with an address of the subnet. Other services' names are not known here.
 */
function dnsConfigs(endpoint: StoredResource, state: ArmState): readonly JsonObject[] {
  const [target] = arrayAt(endpoint.properties, 'privateLinkServiceConnections').map((connection) => textAt(connection, 'properties', 'privateLinkServiceId'));
  const registry = target === undefined ? undefined : state.resources.find(target);
  if (registry?.type !== 'Microsoft.ContainerRegistry/registries' || isRunning(endpoint, state)) return [];
  const name = registry.name.toLowerCase();
  const names = [`${name}.${registry.location ?? ''}.data.azurecr.io`, `${name}.azurecr.io`];
  const first = firstAddress(endpoint, state);
  return names.map((fqdn, index) => ({ fqdn, ipAddresses: first === undefined ? [] : [addressAfter(first, index)] }));
}

/** What the network interface of a private endpoint shows of it. */
function interfaceProperties(own: StoredResource, state: ArmState): JsonObject {
  const endpoint = state.resources.find(textAt(own.properties, 'privateEndpoint', 'id') ?? '');
  return endpoint === undefined ? {} : { ipConfigurations: ipConfigurations(own, endpoint, dnsConfigs(endpoint, state), etagOf(own, state)) };
}

/** Azure keeps the first four addresses of a subnet; every private endpoint before this one in it has taken two. */
function firstAddress(endpoint: StoredResource, state: ArmState): string | undefined {
  const subnetId = textAt(endpoint.properties, 'subnet', 'id') ?? '';
  const subnet = state.resources.find(subnetId);
  const prefix = textAt(subnet?.properties, 'addressPrefix') ?? arrayAt(subnet?.properties, 'addressPrefixes')[0];
  const base = typeof prefix === 'string' ? /^(\d+\.\d+\.\d+\.\d+)\/\d+$/.exec(prefix)?.[1] : undefined;
  const neighbours = state.resources.indexed(endpointsBySubnet).get(subnetId.toLowerCase()) ?? [];
  const place = neighbours.findIndex(({ id }) => sameId(id, endpoint.id));
  return base === undefined ? undefined : addressAfter(base, 4 + 2 * place);
}

function endpointsBySubnet(store: ResourceStore): ReadonlyMap<string, readonly StoredResource[]> {
  return groupBy(store.ofType('Microsoft.Network/privateEndpoints'), ({ properties }) => (textAt(properties, 'subnet', 'id') ?? '').toLowerCase());
}

function addressAfter(address: string, count: number): string {
  const number = address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0) + count;
  return [24, 16, 8, 0].map((shift) => Math.floor(number / 2 ** shift) % 256).join('.');
}
