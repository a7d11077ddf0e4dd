import { createHash } from 'node:crypto';
import { arrayAt, textAt, type JsonObject } from '../../../arm/json.ts';
import type { ArmState } from '../state.ts';
import { groupBy, type ResourceStore, type StoredResource } from './store.ts';

export const connectionType = 'Microsoft.ContainerRegistry/registries/privateEndpointConnections';

/** The private endpoint connections of a registry, as its documents show them: one for each private endpoint that names it. */
export function connectionsOf(registry: StoredResource, state: ArmState): readonly JsonObject[] {
  const connections = state.resources.indexed(connectionsByTarget).get(registry.id.toLowerCase()) ?? [];
  return connections.map((endpoint) => renderConnection(registry, endpoint));
}

/** The private endpoint of each connection, by the lower-case id of what it leads to. */
function connectionsByTarget(store: ResourceStore): ReadonlyMap<string, readonly StoredResource[]> {
  const found = store.ofType('Microsoft.Network/privateEndpoints').flatMap((endpoint) => (
    arrayAt(endpoint.properties, 'privateLinkServiceConnections').map((connection) => ({
      target: (textAt(connection, 'properties', 'privateLinkServiceId') ?? '').toLowerCase(), endpoint,
    }))
  ));
  return new Map([...groupBy(found, ({ target }) => target)].map(([target, connections]) => [target, connections.map(({ endpoint }) => endpoint)]));
}

/** The name is the endpoint's with 32 hex digits. */
function renderConnection(registry: StoredResource, endpoint: StoredResource): JsonObject {
  const digits = createHash('sha256').update(`${registry.id}${endpoint.id}`.toLowerCase()).digest('hex').slice(0, 32);
  const name = `${endpoint.name}.${digits}`;
  return {
    id: `${registry.id}/privateEndpointConnections/${name}`,
    name,
    type: connectionType,
    properties: {
      privateEndpoint: { id: endpoint.id },
      privateLinkServiceConnectionState: { status: 'Approved', description: 'Auto-Approved', actionsRequired: 'None' },
      provisioningState: 'Succeeded',
    },
  };
}
