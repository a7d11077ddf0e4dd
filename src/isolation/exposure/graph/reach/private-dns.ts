import type { Resource } from '../../../../arm/resource.ts';
import { isUnknown } from '../../../../language/unknown.ts';
import { undetermined, type Evidence } from '../../evidence.ts';
import type { Followed, Inventory } from '../inventory.ts';
import { oncePer, oncePerThing } from '../once.ts';
import { bodyOf, elements, isMissing, step, textIn, type Spot } from '../spot.ts';
import { networkKey, type NetworkKey } from './node-networks.ts';
import { addTo } from '../add-to.ts';

export const privateDnsZoneType = 'Microsoft.Network/privateDnsZones';
export const zoneLinkType = `${privateDnsZoneType}/virtualNetworkLinks`;
export const addressRecordType = `${privateDnsZoneType}/A`;
const zoneGroupType = 'Microsoft.Network/privateEndpoints/privateDnsZoneGroups';

/** A private DNS zone that a network asks. */
export interface ZoneLink {
  readonly link: Resource;
  /** The zone's name, in lower case. */
  readonly name: string;
  /** When it was given. */
  readonly zone: Resource | undefined;
  /** `virtualNetwork.id`. */
  readonly spot: Spot;
}

interface Links {
  readonly byNetwork: ReadonlyMap<NetworkKey, readonly ZoneLink[]>;
  /** Links of which the network is not known, by the zone's name. */
  readonly unclear: ReadonlyMap<string, readonly ZoneLink[]>;
}

/** The zones that a network is linked to. */
export function zonesOf(network: NetworkKey, inventory: Inventory): readonly ZoneLink[] {
  return linksIn(inventory).byNetwork.get(network) ?? [];
}

/** Evidence that a zone of this name may be linked to any network: one link stands for all. */
export function unclearLink(name: string, inventory: Inventory): readonly Evidence[] {
  const [first] = linksIn(inventory).unclear.get(name.toLowerCase()) ?? [];
  if (first === undefined) return [];
  const { link, spot } = first;
  return [undetermined(`the network of link \`${link.name}\` is not known${isUnknown(spot.value) ? `: ${spot.value.why}` : ''}`, spot)];
}

const linksIn = oncePer((inventory): Links => {
  const byNetwork = new Map<NetworkKey, ZoneLink[]>();
  const unclear = new Map<string, ZoneLink[]>();
  for (const link of inventory.ofType(zoneLinkType)) {
    const spot = step(bodyOf(link), 'properties', 'virtualNetwork', 'id');
    const one: ZoneLink = { link, name: (link.name.split('/')[0] ?? '').toLowerCase(), zone: inventory.parentOf(link), spot };
    const key = networkKey(spot, inventory);
    if (key !== undefined) addTo(byNetwork, key, one);
    else if (!isMissing(spot)) addTo(unclear, one.name, one);
  }
  return { byNetwork, unclear };
});

/** The zones of a name, wherever they lie. */
export function zonesNamed(name: string, inventory: Inventory): readonly Resource[] {
  return zonesByName(inventory).get(name.toLowerCase()) ?? [];
}

/** True where every link of every zone of this name was given. */
export const hasAllLinks = oncePerThing((name: string, inventory: Inventory): boolean => zonesNamed(name, inventory).map((zone) => inventory.isComplete(zoneLinkType, zone.id)).every(Boolean));

/** True where every link of every zone was given that has its name together with another. */
export const hasAllSharedLinks = oncePer((inventory) => [...zonesByName(inventory)].filter(([, zones]) => zones.length > 1).map(([name]) => hasAllLinks(name, inventory)).every(Boolean));

const zonesByName = oncePer((inventory) => {
  const found = new Map<string, Resource[]>();
  for (const zone of inventory.ofType(privateDnsZoneType)) addTo(found, zone.name.toLowerCase(), zone);
  return found;
});

/** The A record of this name in a zone. */
export function addressRecord(zone: Resource, name: string, inventory: Inventory): Resource | undefined {
  return recordsIn(zone, inventory).get(name.toLowerCase());
}

/** A fleet may share one zone, with thousands of records. */
const recordsIn = oncePerThing((zone: Resource, inventory: Inventory): ReadonlyMap<string, Resource> =>
  new Map(inventory.childrenOf(zone, addressRecordType).map((record) => [record.name.split('/').slice(1).join('/').toLowerCase(), record])));

/** The zones in which an endpoint's zone groups keep its records: with a group nobody has to write them by hand. */
export function keptZones(endpoint: Resource, inventory: Inventory): readonly { readonly spot: Spot; readonly to: Followed }[] {
  return inventory.childrenOf(endpoint, zoneGroupType).flatMap((group) =>
    elements(step(bodyOf(group), 'properties', 'privateDnsZoneConfigs')).spots.map((config) => {
      const spot = step(config, 'properties', 'privateDnsZoneId');
      return { spot, to: inventory.follow(spot) };
    }),
  );
}

/** True where every zone group of the endpoint was given. */
export function hasAllZoneGroups(endpoint: Resource, inventory: Inventory): boolean {
  return inventory.isComplete(zoneGroupType, endpoint.id);
}

/**
 * The zone that a registry's private names lie in. By its login server, else by the cloud of its region ("Connect privately to an Azure container registry",
 * and the registry suffixes of the sovereign clouds).
 */
export function registryZone(registry: Resource): string {
  const server = textIn(step(bodyOf(registry), 'properties', 'loginServer'))?.toLowerCase() ?? '';
  const suffix = /\.(azurecr\.(?:io|us|cn))$/.exec(server)?.[1] ?? `azurecr.${cloudOf(textIn(step(bodyOf(registry), 'location')) ?? '')}`;
  return `privatelink.${suffix}`;
}

function cloudOf(location: string): 'io' | 'us' | 'cn' {
  const region = location.replaceAll(' ', '').toLowerCase();
  if (/^us(?:gov|dod)/.test(region)) return 'us';
  return region.startsWith('china') ? 'cn' : 'io';
}
