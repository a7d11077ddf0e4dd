import type { Resource } from '../../../arm/resource.ts';
import { isUnknown } from '../../../language/unknown.ts';
import type { Truth } from '../../../language/values.ts';
import { listed, notVisible, undetermined, type Listed } from '../evidence.ts';
import type { Followed, Inventory } from './inventory.ts';
import { bodyOf, elements, isMissing, step, type Spot } from './spot.ts';

/** The registry that nodes bootstrap from, and what belongs to it. */
export interface BootstrapRegistry {
  /** `bootstrapProfile.containerRegistryId`. */
  readonly spot: Spot;
  /** `none`: AKS makes the registry and keeps it, or there is none. */
  readonly to: Followed;
  readonly cacheRules: Listed<Resource>;
  /** Private endpoints that lead to it, wherever they are. */
  readonly endpoints: Listed<Resource>;
}

export const registryType = 'Microsoft.ContainerRegistry/registries';
export const cacheRuleType = `${registryType}/cacheRules`;
export const privateEndpointType = 'Microsoft.Network/privateEndpoints';

export function registryOf(properties: Spot, inventory: Inventory): BootstrapRegistry {
  const spot = step(properties, 'bootstrapProfile', 'containerRegistryId');
  const to = isMissing(spot) || spot.value === '' ? { kind: 'none' as const } : inventory.follow(spot);
  if (to.kind !== 'found') return { spot, to, cacheRules: { items: [], rest: [notVisible('the cache rules of the registry', spot)] }, endpoints: { items: [], rest: [notVisible('private endpoints of the registry', spot)] } };
  const registry = to.resource;
  return {
    spot,
    to,
    cacheRules: listed(inventory.childrenOf(registry, cacheRuleType), inventory.isComplete(cacheRuleType, registry.id), 'cache rules that are made elsewhere'),
    endpoints: endpointsTo(registry, inventory),
  };
}

/** The private endpoints that lead to a resource. */
export function endpointsTo(target: Resource, inventory: Inventory): Listed<Resource> {
  const { items, rest } = listed(
    inventory.ofType(privateEndpointType).filter((endpoint) => servicesOf(endpoint).some((service) => leadsTo(target, service, inventory) === true)),
    inventory.isComplete(privateEndpointType, target.id),
    'private endpoints that are made elsewhere',
  );
  const unclear = inventory.ofType(privateEndpointType).flatMap((endpoint) => servicesOf(endpoint).filter((service) => isUnknown(leadsTo(target, service, inventory))).map((service) => undetermined(`where private endpoint \`${endpoint.name}\` leads is not known`, service)));
  return { items, rest: [...unclear, ...rest] };
}

function servicesOf(endpoint: Resource): readonly Spot[] {
  return connectionsOf(endpoint).map((connection) => step(connection, 'properties', 'privateLinkServiceId'));
}

function leadsTo(target: Resource, service: Spot, inventory: Inventory): Truth {
  const to = inventory.follow(service);
  if (to.kind === 'unknown') return isUnknown(service.value) ? service.value : false;
  return to.kind === 'found' && to.resource === target;
}

/** The connections of a private endpoint, approved by hand or not. */
export function connectionsOf(endpoint: Resource): readonly Spot[] {
  const properties = step(bodyOf(endpoint), 'properties');
  return ['privateLinkServiceConnections', 'manualPrivateLinkServiceConnections'].flatMap((name) => elements(step(properties, name)).spots);
}
