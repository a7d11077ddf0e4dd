import { createHash } from 'node:crypto';
import { arrayAt, isJsonObject, textAt, type JsonObject } from '../../../arm/json.ts';
import { sameId } from '../../../arm/resource-id.ts';
import { guidFrom } from '../authorization/principals.ts';
import { compact } from '../documents.ts';
import type { ArmState } from '../state.ts';
import { derivedProperties } from './derived.ts';
import type { StoredResource } from './store.ts';

export const interfaceType = 'Microsoft.Network/networkInterfaces';

/** The network interface of that id which a private endpoint brought with it; undefined where none did. */
export function interfaceAt(id: string, state: ArmState): JsonObject | undefined {
  const endpoint = state.resources.ofType('Microsoft.Network/privateEndpoints').find((candidate) => sameId(interfaceIdOf(candidate), id));
  return endpoint === undefined ? undefined : render(endpoint, state);
}

/** The network interfaces of private endpoints whose ids begin so, in lower case; without those of which somebody said how they are. */
export function interfacesBelow(prefix: string, state: ArmState): readonly JsonObject[] {
  const endpoints = state.resources.ofType('Microsoft.Network/privateEndpoints').filter((endpoint) => {
    const id = interfaceIdOf(endpoint);
    return id.toLowerCase().startsWith(prefix) && state.resources.find(id) === undefined;
  });
  return endpoints.map((endpoint) => render(endpoint, state));
}

function interfaceIdOf({ properties }: StoredResource): string {
  return textAt(arrayAt(properties, 'networkInterfaces')[0], 'id') ?? '';
}

/** As byo-acr-create.json shows it: an address for each name that the endpoint answers for, that of the data endpoint first. */
function render(endpoint: StoredResource, state: ArmState): JsonObject {
  const id = interfaceIdOf(endpoint);
  const etag = `W/"${guidFrom(`etag ${id} ${endpoint.etags.settled}`)}"`;
  const configurations = arrayAt(derivedProperties(endpoint, state), 'customDnsConfigs').filter(isJsonObject);
  return {
    name: id.slice(id.lastIndexOf('/') + 1),
    id,
    etag,
    properties: {
      provisioningState: 'Succeeded',
      resourceGuid: guidFrom(`interface ${id}`),
      ipConfigurations: configurations.map((configuration, index) => ipConfiguration(endpoint, id, etag, configuration, index)),
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
    type: interfaceType,
    location: endpoint.location,
    managedBy: endpoint.id,
    kind: 'Regular',
  };
}

function ipConfiguration({ properties, location }: StoredResource, interfaceId: string, etag: string, configuration: JsonObject, index: number): JsonObject {
  const fqdn = textAt(configuration, 'fqdn') ?? '';
  const name = `privateEndpointIpConfig.${guidFrom(`${interfaceId} ${fqdn}`)}`;
  return {
    name,
    id: `${interfaceId}/ipConfigurations/${name}`,
    etag,
    type: 'Microsoft.Network/networkInterfaces/ipConfigurations',
    properties: compact({
      provisioningState: 'Succeeded',
      privateIPAddress: arrayAt(configuration, 'ipAddresses')[0],
      privateIPAllocationMethod: 'Dynamic',
      subnet: properties['subnet'],
      primary: index === 0,
      privateIPAddressVersion: 'IPv4',
      privateLinkConnectionProperties: {
        groupId: 'registry',
        requiredMemberName: fqdn.includes('.data.') ? `registry_data_${location ?? ''}` : 'registry',
        fqdns: [fqdn],
      },
    }),
  };
}
