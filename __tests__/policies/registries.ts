import type { JsonObject } from '../../src/arm/json.ts';
import type { Resource } from '../../src/arm/resource.ts';
import { resource } from '../policy/builders.ts';

export const registryType = 'Microsoft.ContainerRegistry/registries';
export const cacheRuleType = `${registryType}/cacheRules`;

/** A registry with these properties; members of the envelope, such as the SKU, can be given beside. */
export function registry(properties: unknown = {}, envelope: JsonObject = {}): Resource {
  return resource(registryType, 'demo', { location: 'westeurope', sku: { name: 'Premium' }, ...envelope, properties });
}

/** A cache rule of that registry. */
export function cacheRule(name: string, properties: unknown = {}): Resource {
  return resource(cacheRuleType, `demo/${name}`, { properties });
}

/** The rule through which isolated nodes start (reference/aks-network-isolation.md §2.1). */
export const ofAks = { sourceRepository: 'mcr.microsoft.com/*', targetRepository: 'aks-managed-repository/*' };

/** What a registry shows of a private endpoint connection in this state. */
export function connection(status: unknown): JsonObject {
  return { properties: { privateEndpoint: { id: '/endpoint' }, privateLinkServiceConnectionState: { status } } };
}
