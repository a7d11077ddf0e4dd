import type { Resource } from '../../../arm/resource.ts';
import { isUnknown } from '../../../language/unknown.ts';
import { listed, notVisible, undetermined, type Evidence, type Listed } from '../evidence.ts';
import type { Followed, Inventory } from './inventory.ts';
import { oncePer } from './once.ts';
import { bodyOf, elements, isMissing, step, type Spot } from './spot.ts';

/** The registry that nodes bootstrap from, and what belongs to it. */
export interface BootstrapRegistry {
  /** `bootstrapProfile.containerRegistryId`. */
  readonly spot: Spot;
  /** `none`: AKS makes the registry and keeps it, or there is none. */
  readonly to: Followed;
  readonly cacheRules: Listed<Resource>;
}

export const registryType = 'Microsoft.ContainerRegistry/registries';
export const cacheRuleType = `${registryType}/cacheRules`;
export const privateEndpointType = 'Microsoft.Network/privateEndpoints';

export function registryOf(properties: Spot, inventory: Inventory): BootstrapRegistry {
  const spot = step(properties, 'bootstrapProfile', 'containerRegistryId');
  const to = isMissing(spot) || spot.value === '' ? { kind: 'none' as const } : inventory.follow(spot);
  if (to.kind !== 'found') return { spot, to, cacheRules: { items: [], rest: [notVisible('the cache rules of the registry', spot)] } };
  const registry = to.resource;
  return {
    spot,
    to,
    cacheRules: listed(inventory.childrenOf(registry, cacheRuleType), inventory.isComplete(cacheRuleType, registry.id), 'cache rules that are made elsewhere'),
  };
}

/** The private endpoints that lead to a resource. */
export function endpointsTo(target: Resource, inventory: Inventory): Listed<Resource> {
  const { byTarget, unclear } = targetsOf(inventory);
  const { items, rest } = listed([...new Set([...(target.id === undefined ? [] : (byTarget.get(target.id.toLowerCase()) ?? [])), ...(byTarget.get(target) ?? [])])], inventory.isComplete(privateEndpointType, target.id), 'private endpoints that are made elsewhere');
  return { items, rest: [...unclear, ...rest] };
}

interface Targets {
  /** By id in lower case; where that is not known in full, by the resource. A whole id is not followed: most endpoints of a subscription are of no matter. */
  readonly byTarget: ReadonlyMap<Resource | string, readonly Resource[]>;
  /** Endpoints that may lead anywhere. */
  readonly unclear: readonly Evidence[];
}

const targetsOf = oncePer((inventory): Targets => {
  const byTarget = new Map<Resource | string, Resource[]>();
  const add = (target: Resource | string, endpoint: Resource): void => {
    const there = byTarget.get(target);
    if (there === undefined) byTarget.set(target, [endpoint]);
    else if (there.at(-1) !== endpoint) there.push(endpoint);
  };
  const unclear: Evidence[] = [];
  for (const endpoint of inventory.ofType(privateEndpointType)) {
    for (const connection of connectionsOf(endpoint)) {
      const service = step(connection, 'properties', 'privateLinkServiceId');
      if (typeof service.value === 'string') {
        add(service.value.replace(/\/+$/, '').toLowerCase(), endpoint);
        continue;
      }
      const to = inventory.follow(service);
      if (to.kind === 'found') add(to.resource, endpoint);
      else if (to.kind === 'unknown' && isUnknown(service.value)) unclear.push(undetermined(`where private endpoint \`${endpoint.name}\` leads is not known: ${to.why}`, service));
    }
  }
  return { byTarget, unclear };
});

/** The connections of a private endpoint, approved by hand or not. */
export function connectionsOf(endpoint: Resource): readonly Spot[] {
  const properties = step(bodyOf(endpoint), 'properties');
  return ['privateLinkServiceConnections', 'manualPrivateLinkServiceConnections'].flatMap((name) => elements(step(properties, name)).spots);
}
