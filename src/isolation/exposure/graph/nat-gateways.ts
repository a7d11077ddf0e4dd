import type { Resource } from '../../../arm/resource.ts';
import { isUnknown } from '../../../language/unknown.ts';
import { notVisible, undetermined, type Evidence, type Listed } from '../evidence.ts';
import type { Inventory } from './inventory.ts';
import { linkOf, type SubnetView } from './network.ts';
import { oncePer } from './once.ts';
import { keyOf, placeKey, placeOf, type PlaceKey } from './places.ts';
import { subscriptionOf } from './subscription.ts';
import { bodyOf, isMissing, step, type Spot } from './spot.ts';

export const natGatewayType = 'Microsoft.Network/natGateways';

/** A NAT gateway that serves a subnet of which the subnet says nothing. */
export interface HiddenNatGateway {
  readonly gateway: Resource;
  /** Where the gateway names what it serves. */
  readonly spot: Spot;
  readonly serves: 'network' | 'service gateway';
}

/**
 * The NAT gateways (sku StandardV2) that serve a whole virtual network, or a service gateway that the subnet names.
 * Looked for in every group of the subscription of the network, which is taken to be that of the gateway too.
 */
export function hiddenNatGateways(subnet: SubnetView, inventory: Inventory): Listed<HiddenNatGateway> {
  const place = placeOf(subnet);
  const { byKey, unclear } = sourcesOf(inventory);
  const service = linkOf(subnet, 'serviceGateway', inventory);
  const serviceKey = keyOf(service.to);
  const items = [...(byKey.network.get(placeKey(place)) ?? []), ...(serviceKey === undefined ? [] : (byKey.service.get(serviceKey) ?? []))];
  const unknown = service.to.kind === 'unknown' ? [undetermined(`the service gateway of subnet \`${subnet.name}\` is not known: ${service.to.why}`, service.spot)] : [];
  const isSeen = inventory.isComplete(natGatewayType, subscriptionOf(place.id));
  return { items, rest: [...unknown, ...unclear, ...(isSeen ? [] : [notVisible(`NAT gateways for the whole of virtual network \`${place.name}\``)])] };
}

interface Sources {
  readonly byKey: { readonly network: ReadonlyMap<PlaceKey, readonly HiddenNatGateway[]>; readonly service: ReadonlyMap<PlaceKey, readonly HiddenNatGateway[]> };
  /** Gateways that may serve any network. */
  readonly unclear: readonly Evidence[];
}

const sourcesOf = oncePer((inventory): Sources => {
  const network = new Map<PlaceKey, HiddenNatGateway[]>();
  const service = new Map<PlaceKey, HiddenNatGateway[]>();
  const unclear: Evidence[] = [];
  for (const gateway of inventory.ofType(natGatewayType)) {
    for (const [property, serves, map] of [['sourceVirtualNetwork', 'network', network], ['serviceGateway', 'service gateway', service]] as const) {
      const spot = step(bodyOf(gateway), 'properties', property, 'id');
      if (isMissing(spot)) continue;
      const key = keyOf(inventory.follow(spot));
      if (key === undefined) {
        if (isUnknown(spot.value)) unclear.push(undetermined(`what NAT gateway \`${gateway.name}\` serves is not known: ${spot.value.why}`, spot));
        continue;
      }
      const there = map.get(key);
      if (there === undefined) map.set(key, [{ gateway, spot, serves }]);
      else there.push({ gateway, spot, serves });
    }
  }
  return { byKey: { network, service }, unclear };
});
