import { createHash, randomUUID } from 'node:crypto';
import { arrayAt, textAt, type JsonObject } from '../../../arm/json.ts';
import { guidFrom } from '../authorization/principals.ts';
import { compact } from '../documents.ts';
import type { ArmState } from '../state.ts';
import type { StoredResource } from './store.ts';

const endpointType = 'Microsoft.Network/privateEndpoints';
const interfaceType = 'Microsoft.Network/networkInterfaces';

/** Keeps the network interface of a private endpoint, which the network makes with it (byo-acr-create.json). */
export function keepInterface(endpoint: StoredResource, now: number, state: ArmState): void {
  for (const id of interfacesOf(endpoint)) {
    const existing = state.resources.find(id);
    // Of one that somebody has described it is known how it is.
    if (existing?.isGiven === true) continue;
    state.resources.put({
      id,
      name: id.slice(id.lastIndexOf('/') + 1),
      type: interfaceType,
      ...(endpoint.location === undefined ? {} : { location: endpoint.location }),
      members: { managedBy: endpoint.id, kind: 'Regular' },
      properties: {
        resourceGuid: existing?.properties['resourceGuid'] ?? randomUUID(),
        dnsSettings: { dnsServers: [], appliedDnsServers: [], internalDomainNameSuffix: `${createHash('sha256').update(id.toLowerCase()).digest('hex').slice(0, 26)}.ax.internal.cloudapp.net` },
        macAddress: '',
        vnetEncryptionSupported: false,
        enableIPForwarding: false,
        disableTcpStateTracking: false,
        hostedWorkloads: [],
        tapConfigurations: [],
        privateEndpoint: { id: endpoint.id },
        nicType: 'Standard',
        allowPort25Out: true,
        auxiliaryMode: 'None',
        auxiliarySku: 'None',
      },
      etags: { running: randomUUID(), settled: randomUUID() },
      createdAt: existing?.createdAt ?? now,
      changedAt: now,
    });
  }
}

/** The ids of the interfaces that are gone when this is; none of what is no private endpoint. */
export function interfacesOf({ type, properties }: StoredResource): readonly string[] {
  return type === endpointType ? arrayAt(properties, 'networkInterfaces').flatMap((one) => textAt(one, 'id') ?? []) : [];
}

/**
 * An address for each name that the private endpoint of an interface answers for, that of the data endpoint first (byo-acr-create.json).
 * @param names `customDnsConfigs` of the endpoint
 */
export function ipConfigurations(own: StoredResource, endpoint: StoredResource, names: readonly JsonObject[], etag: string | undefined): readonly JsonObject[] {
  const group = arrayAt(arrayAt(endpoint.properties, 'privateLinkServiceConnections')[0], 'properties', 'groupIds')[0];
  return names.map((configuration, index) => {
    const fqdn = textAt(configuration, 'fqdn') ?? '';
    const name = `privateEndpointIpConfig.${guidFrom(`${own.id} ${fqdn}`)}`;
    return compact({
      name,
      id: `${own.id}/ipConfigurations/${name}`,
      etag,
      type: 'Microsoft.Network/networkInterfaces/ipConfigurations',
      properties: compact({
        provisioningState: 'Succeeded',
        privateIPAddress: arrayAt(configuration, 'ipAddresses')[0],
        privateIPAllocationMethod: 'Dynamic',
        subnet: endpoint.properties['subnet'],
        primary: index === 0,
        privateIPAddressVersion: 'IPv4',
        privateLinkConnectionProperties: compact({ groupId: group, requiredMemberName: /\.data\./i.test(fqdn) ? `${String(group)}_data_${endpoint.location ?? ''}` : group, fqdns: [fqdn] }),
      }),
    });
  });
}
