import { managedClusterType } from '../../../arm/api-versions.ts';
import { segmentAfter } from '../../../arm/resource-id.ts';
import type { Resource } from '../../../arm/resource.ts';
import { isUnknown } from '../../../language/unknown.ts';
import type { Truth } from '../../../language/truth.ts';
import { isolatedOutboundTypes } from '../../document/cluster.ts';
import { listed, notVisible, type Listed } from '../evidence.ts';
import type { Inventory } from './inventory.ts';
import { networkOf, type ClusterNetwork } from './network.ts';
import { lazily } from './once.ts';
import { poolsOf, type PoolView } from './pools.ts';
import { registryOf, type BootstrapRegistry } from './registry.ts';
import { bodyOf, isOneOf, step, textIn, type Spot } from './spot.ts';

/** A cluster with everything in its graph. What costs is worked out when it is asked for, once. */
export interface ClusterView {
  readonly resource: Resource;
  readonly name: string;
  readonly inventory: Inventory;
  /** `properties`. */
  readonly properties: Spot;
  readonly pools: Listed<PoolView>;
  /** Absent reads as the service's default, `loadBalancer`. */
  readonly outboundType: Spot;
  /** Whether the outbound type is `none` or `block`. */
  readonly isIsolated: Truth;
  /** The subnets that nodes and pods live in, with all that filters, routes and translates there. */
  readonly network: ClusterNetwork;
  /** The registry that nodes bootstrap from. */
  readonly registry: BootstrapRegistry;
  /** Id of the resource group of the nodes, as far as it is known. */
  readonly nodeResourceGroup: string | undefined;
  /** Resources of a type in the node resource group. */
  readonly inNodeResourceGroup: (type: string) => Listed<Resource>;
}

/** The clusters among the resources. */
export function clustersIn(inventory: Inventory): readonly ClusterView[] {
  return inventory.ofType(managedClusterType).map((resource) => clusterView(resource, inventory));
}

/** One cluster with its surroundings. */
export function clusterView(resource: Resource, inventory: Inventory): ClusterView {
  const properties = step(bodyOf(resource), 'properties');
  const outboundType = step(properties, 'networkProfile', 'outboundType');
  const pools = poolsOf(resource, properties, inventory);
  const group = nodeResourceGroupOf(resource, properties);
  const network = lazily(inventory, () => networkOf({ resource, properties, pools, group, inventory }));
  const registry = lazily(inventory, () => registryOf(properties, inventory));
  return {
    resource,
    name: resource.name,
    inventory,
    properties,
    pools,
    outboundType,
    isIsolated: isOneOf(outboundType, isolatedOutboundTypes),
    nodeResourceGroup: group,
    inNodeResourceGroup: (type) => inGroup(type, group, inventory),
    get network() {
      return network();
    },
    get registry() {
      return registry();
    },
  };
}

/** Named by the cluster, else by the service: `MC_group_name_location` (AKS documentation, "Create a node resource group"). */
function nodeResourceGroupOf({ id, name, body }: Resource, properties: Spot): string | undefined {
  const subscription = id === undefined ? undefined : segmentAfter(id, 'subscriptions');
  if (id === undefined || subscription === undefined) return undefined;
  const named = step(properties, 'nodeResourceGroup');
  if (isUnknown(named.value)) return undefined;
  const location = textIn(step({ resource: { type: '', name: '', body }, pointer: '', value: body }, 'location'))?.replaceAll(' ', '').toLowerCase();
  const group = textIn(named) ?? (location === undefined ? undefined : `MC_${segmentAfter(id, 'resourceGroups') ?? ''}_${name}_${location}`);
  return group === undefined ? undefined : `/subscriptions/${subscription}/resourceGroups/${group}`;
}

function inGroup(type: string, group: string | undefined, inventory: Inventory): Listed<Resource> {
  if (group === undefined) return { items: [], rest: [notVisible('the node resource group')] };
  return listed(inventory.inGroup(type, group), inventory.isComplete(type, group), `${type.split('/').at(-1) ?? type} in the node resource group`);
}

