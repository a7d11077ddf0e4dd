import type { Resource } from '../../../../arm/resource.ts';
import { isUnknown } from '../../../../language/unknown.ts';
import type { Truth } from '../../../../language/truth.ts';
import { either, open, closed, undetermined, type Evidence } from '../../evidence.ts';
import type { Inventory } from '../../graph/inventory.ts';
import { linkOf, type SubnetView } from '../../graph/network.ts';
import { bodyOf, isGiven, step, type Spot } from '../../graph/spot.ts';

const addresses = ['publicIpAddresses', 'publicIpPrefixes', 'publicIpAddressesV6', 'publicIpPrefixesV6'] as const;

/**
 * What a NAT gateway does for those that it serves. Without a public address it does nothing: "At least one public IP address must be associated with
 * the NAT gateway for it to provide outbound connectivity" (Troubleshoot Azure NAT Gateway, configuration basics).
 * @param way what it serves, in a clause
 * @param spot where it is bound to them
 */
export function throughGateway(gateway: Resource, way: string, spot: Spot): Evidence {
  const target = gateway.id ?? gateway.name;
  const has = hasAddress(gateway);
  if (isUnknown(has)) return undetermined(`${way}, and has a public address or not: ${has.why}`, spot);
  return has ? open(way, spot, { target }) : closed(`${way}, and has no public address`, spot);
}

function hasAddress(gateway: Resource): Truth {
  return addresses
    .map((property): Truth => {
      const list = step(bodyOf(gateway), 'properties', property);
      return isUnknown(list.value) ? list.value : isGiven(list);
    })
    .reduce(either, false);
}

/** What the subnet's own NAT gateway does. */
export function subnetGateway(subnet: SubnetView, inventory: Inventory): Evidence {
  const { spot, to } = linkOf(subnet, 'natGateway', inventory);
  if (to.kind === 'none') return closed(`subnet \`${subnet.name}\` has no NAT gateway`, spot);
  if (to.kind === 'unknown') return undetermined(`the NAT gateway of subnet \`${subnet.name}\` is not known: ${to.why}`, spot);
  if (to.kind === 'outside') return open(`NAT gateway \`${to.id.split('/').at(-1) ?? ''}\` serves subnet \`${subnet.name}\``, spot, { target: to.id });
  return throughGateway(to.resource, `NAT gateway \`${to.resource.name}\` serves subnet \`${subnet.name}\``, spot);
}
