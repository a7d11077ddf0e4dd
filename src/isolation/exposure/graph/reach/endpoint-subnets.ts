import type { Resource } from '../../../../arm/resource.ts';
import type { Inventory } from '../inventory.ts';
import { followSubnet, type SubnetView } from '../network.ts';
import { oncePer } from '../once.ts';
import { privateEndpointType } from '../registry.ts';
import { bodyOf, step, type Spot } from '../spot.ts';

/** Where private endpoints say that they stand in a subnet: `subnet.id` of each. */
export function endpointsIn(subnet: SubnetView, inventory: Inventory): readonly Spot[] {
  const name = subnet.name.toLowerCase();
  return (bySubnet(inventory).get(subnet.resource) ?? []).filter((one) => one.subnet === name).map(({ spot }) => spot);
}

/** By the resource that the subnet is written in. */
const bySubnet = oncePer((inventory) => {
  const found = new Map<Resource, { readonly subnet: string; readonly spot: Spot }[]>();
  for (const endpoint of inventory.ofType(privateEndpointType)) {
    const spot = step(bodyOf(endpoint), 'properties', 'subnet', 'id');
    const to = followSubnet(spot, inventory, []);
    if (to.kind !== 'found') continue;
    const one = { subnet: to.subnet.name.toLowerCase(), spot };
    const there = found.get(to.subnet.resource);
    if (there === undefined) found.set(to.subnet.resource, [one]);
    else there.push(one);
  }
  return found;
});
