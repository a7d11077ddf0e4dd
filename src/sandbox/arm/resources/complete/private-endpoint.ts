import { randomUUID } from 'node:crypto';
import { arrayAt, isJsonObject, textAt, type JsonObject } from '../../../../arm/json.ts';
import { asObject } from '../../documents.ts';
import { refusal } from '../../http/refusal.ts';
import type { Completion } from './completion.ts';

/** A private endpoint as byo-acr-create.json shows it: with its connections and the name of its network interface. Throws InvalidRequestFormat for a connection without a name. */
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
  const name = textAt(connection, 'name') ?? '';
  if (name === '') throw refusal(400, 'InvalidRequestFormat', "Cannot parse the request. 'privateLinkServiceConnections' has to be an array of objects that have names.");
  return {
    ...connection,
    id: `${endpointId}/privateLinkServiceConnections/${name}`,
    type: 'Microsoft.Network/privateEndpoints/privateLinkServiceConnections',
    properties: { provisioningState: 'Succeeded', ...asObject(connection['properties']) },
  };
}

function interfaceId(endpointId: string, name: string): string {
  return endpointId.replace(/\/privateEndpoints\/[^/]+$/i, `/networkInterfaces/${name}.nic.${randomUUID()}`);
}
