import type { Resource } from '../../../../arm/resource.ts';
import type { Inventory } from '../inventory.ts';
import { followSubnet, type SubnetView } from '../network.ts';
import { oncePer } from '../once.ts';
import { privateEndpointType } from '../registry.ts';
import { bodyOf, step, type Spot } from '../spot.ts';
import { addTo } from '../add-to.ts';

/** Where private endpoints say that they stand in a subnet: `subnet.id` of each. */
export function endpointsIn(subnet: SubnetView, inventory: Inventory): readonly Spot[] {
  const found = bySubnet(inventory);
  const name = subnet.name.toLowerCase();
  const id = subnet.network?.id === undefined ? subnet.resource.id : `${subnet.network.id}/subnets/${subnet.name.split('/').at(-1) ?? ''}`;
  const open = (found.get(subnet.resource) ?? []).filter((one) => one.subnet === name);
  return [...(id === undefined ? [] : (found.get(id.toLowerCase()) ?? [])), ...open].map(({ spot }) => spot);
}

/** By id in lower case; where that is not known in full, by the resource that the subnet is written in. */
const bySubnet = oncePer((inventory) => {
  const found = new Map<Resource | string, { readonly subnet: string; readonly spot: Spot }[]>();
  for (const endpoint of inventory.ofType(privateEndpointType)) {
    const spot = step(bodyOf(endpoint), 'properties', 'subnet', 'id');
    if (typeof spot.value === 'string') addTo(found, spot.value.replace(/\/+$/, '').toLowerCase(), { subnet: '', spot });
    else {
      const to = followSubnet(spot, inventory, []);
      if (to.kind === 'found') addTo(found, to.subnet.resource, { subnet: to.subnet.name.toLowerCase(), spot });
    }
  }
  return found;
});
