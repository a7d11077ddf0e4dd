/** Builders of declared and living resources. */
import type { JsonObject } from '../../../src/arm/json.ts';
import { parseResourceId } from '../../../src/arm/resource-id.ts';
import type { Resource } from '../../../src/arm/resource.ts';

export const group = '/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/rg';
export const clusterId = `${group}/providers/Microsoft.ContainerService/managedClusters/demo`;
export const networkId = `${group}/providers/Microsoft.Network/virtualNetworks/net`;
export const subnetId = `${networkId}/subnets/nodes`;
export const registryId = `${group}/providers/Microsoft.ContainerRegistry/registries/images`;

/** A resource whose values stand, each, in line 7 of a file. */
export function resourceAt(id: string, body: JsonObject, more: Partial<Resource> = {}): Resource {
  const { type = '', fullName = '' } = parseResourceId(id) ?? {};
  return { id, type, name: fullName, body, originOf: (pointer) => ({ file: 'main.json', pointer: `/resources/0${pointer}`, line: 7, column: 3 }), ...more };
}

/** As Resource Manager answers: with id and without origins. */
export function livingAt(id: string, body: JsonObject): Resource {
  const { type = '', fullName = '', name = '' } = parseResourceId(id) ?? {};
  return { id, type, name: fullName, body: { id, name, type, ...body } };
}

export function cluster(properties: JsonObject, more: JsonObject = {}): JsonObject {
  return { location: 'westeurope', ...more, properties };
}
