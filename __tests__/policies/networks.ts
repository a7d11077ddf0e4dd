import type { JsonObject } from '../../src/arm/json.ts';
import type { Resource } from '../../src/arm/resource.ts';
import { resource } from '../policy/builders.ts';

const provider = 'Microsoft.Network';

/** The id of a resource of the network provider, as a request names it. */
export function idOf(type: string, name: string, group = 'rg'): string {
  return `/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/${group}/providers/${provider}/${type}/${name}`;
}

/** A resource of the network provider with tags and location. */
export function network(type: string, properties: JsonObject = {}, overrides: Partial<Resource> = {}): Resource {
  return resource(`${provider}/${type}`, 'demo', { location: 'westeurope', properties }, overrides);
}

/** A resource written beside its parent: neither tags nor location. */
export function child(type: string, name: string, properties: unknown): Resource {
  return resource(`${provider}/${type}`, name, { properties });
}

/** One of a list inside its parent: `{ name, properties }`. */
export function element(properties: unknown, name = 'aks'): JsonObject {
  return { name, properties };
}

/** A virtual network with these subnets, each an `element` or something else. */
export function withSubnets(...subnets: readonly unknown[]): Resource {
  return network('virtualNetworks', { addressSpace: { addressPrefixes: ['10.0.0.0/16'] }, subnets });
}

/** A subnet as a request of its own. */
export function subnet(properties: unknown, name = 'aks'): Resource {
  return child('virtualNetworks/subnets', `demo/${name}`, properties);
}
