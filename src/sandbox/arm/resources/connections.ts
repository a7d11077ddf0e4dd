import { createHash } from 'node:crypto';
import { arrayAt, textAt, type JsonObject } from '../../../arm/json.ts';
import { sameId } from '../../../arm/resource-id.ts';
import type { ArmState } from '../state.ts';
import type { StoredResource } from './store.ts';

export const connectionType = 'Microsoft.ContainerRegistry/registries/privateEndpointConnections';

/** The private endpoint connections of a registry, as its documents show them: one for each private endpoint that names it. */
export function connectionsOf(registry: StoredResource, state: ArmState): readonly JsonObject[] {
  return state.resources.ofType('Microsoft.Network/privateEndpoints').flatMap((endpoint) => (
    arrayAt(endpoint.properties, 'privateLinkServiceConnections')
      .filter((connection) => sameId(textAt(connection, 'properties', 'privateLinkServiceId') ?? '', registry.id))
      .map((connection) => renderConnection(registry, endpoint, arrayAt(connection, 'properties', 'groupIds')))
  ));
}

/** The name is the endpoint's with 32 hex digits. */
function renderConnection(registry: StoredResource, endpoint: StoredResource, groupIds: readonly unknown[]): JsonObject {
  const digits = createHash('sha256').update(`${registry.id}${endpoint.id}`.toLowerCase()).digest('hex').slice(0, 32);
  const name = `${endpoint.name}.${digits}`;
  return {
    id: `${registry.id}/privateEndpointConnections/${name}`,
    name,
    type: connectionType,
    properties: {
      privateEndpoint: { id: endpoint.id },
      privateLinkServiceConnectionState: { status: 'Approved', description: 'Auto-Approved', actionsRequired: 'None' },
      groupIds,
      provisioningState: 'Succeeded',
    },
  };
}
