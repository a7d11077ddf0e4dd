import { randomUUID } from 'node:crypto';
import { arrayAt, isJsonObject, type JsonObject } from '../../../../arm/json.ts';
import { asObject } from '../../documents.ts';
import type { Completion } from './complete.ts';

/** A private endpoint as byo-acr-create.json shows it: with its connections and the name of its network interface. */
export const completePrivateEndpoint: Completion = (sent, { id, existing, name }) => {
  const connections = arrayAt(sent, 'privateLinkServiceConnections').filter(isJsonObject);
  return {
    manualPrivateLinkServiceConnections: [],
    customNetworkInterfaceName: '',
    ipConfigurations: [],
    ...sent,
    privateLinkServiceConnections: connections.map((connection) => completeConnection(connection, id)),
    networkInterfaces: existing?.properties['networkInterfaces'] ?? [{ id: interfaceId(id, name) }],
  };
};

function completeConnection(connection: JsonObject, endpointId: string): JsonObject {
  return {
    ...connection,
    id: `${endpointId}/privateLinkServiceConnections/${String(connection['name'])}`,
    type: 'Microsoft.Network/privateEndpoints/privateLinkServiceConnections',
    properties: { provisioningState: 'Succeeded', ...asObject(connection['properties']) },
  };
}

function interfaceId(endpointId: string, name: string): string {
  return endpointId.replace(/\/privateEndpoints\/[^/]+$/i, `/networkInterfaces/${name}.nic.${randomUUID()}`);
}
