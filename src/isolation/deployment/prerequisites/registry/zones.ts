/** Which private DNS zone nodes ask for the registry. A network is linked to one zone of a name at most. */
import { arrayAt, textAt, type JsonObject } from '../../../../arm/json.ts';
import { sameId } from '../../../../arm/resource-id.ts';
import { defaultZoneId, nameOf, registryZoneName, subscriptionScopeOf } from '../names.ts';
import type { Sight } from '../seen.ts';
import type { RegistrySite } from '../site.ts';
import { privateDnsZoneType, zoneGroupType, zoneLinkType } from '../types.ts';
import type { EndpointSight } from './endpoints.ts';

export type ZoneSight =
  | { readonly state: 'chosen'; readonly id: string; readonly exists: boolean; readonly isLinked: boolean }
  /** Another zone than the one that was named is linked. */
  | { readonly state: 'other'; readonly named: string; readonly linked: string }
  | { readonly state: 'unread'; readonly id: string; readonly what: string; readonly why: string; readonly right: string };

/** The zone that the network is linked to; else the named one; else the one that the endpoint keeps its records in; else one beside the registry. */
export function zoneOf(site: RegistrySite, endpoint: EndpointSight): ZoneSight {
  const { registry, network, look } = site;
  const name = zoneNameOf(site);
  if (registry.zoneId !== undefined) {
    const named = knownZone(site, registry.zoneId);
    if (named.state !== 'chosen' || named.isLinked) return named;
  }
  const scope = subscriptionScopeOf(network.id);
  const zones = look.list({ type: privateDnsZoneType, scope });
  const candidates = zones.state === 'found' ? zones.value.filter((zone) => textAt(zone, 'name')?.toLowerCase() === name).flatMap((zone) => textAt(zone, 'id') ?? []) : [];
  const links = candidates.filter((id) => registry.zoneId === undefined || !sameId(id, registry.zoneId)).map((id) => ({ id, links: linksOf(site, id) }));
  const linked = links.find((one) => one.links.state === 'found' && isLinked(one.links.value, network.id));
  if (registry.zoneId !== undefined) {
    // Zones of others may stay hidden: Azure itself refuses a second link.
    return linked === undefined ? knownZone(site, registry.zoneId) : { state: 'other', named: registry.zoneId, linked: linked.id };
  }
  if (linked !== undefined) return { state: 'chosen', id: linked.id, exists: true, isLinked: true };
  const unread = links.flatMap((one) => (one.links.state === 'unread' ? [{ id: one.id, why: one.links.why }] : []))[0];
  if (unread !== undefined) return { state: 'unread', ...unread, what: `the links of zone ${nameOf(unread.id)}`, right: `${zoneLinkType}/read` };
  if (zones.state === 'unread') return { state: 'unread', id: scope, what: 'the private DNS zones of the subscription', why: zones.why, right: `${privateDnsZoneType}/read` };
  const kept = endpoint.state === 'found' ? keptZones(site, endpoint.endpoint.id).find((id) => nameOf(id).toLowerCase() === name) : undefined;
  return knownZone(site, kept ?? defaultZoneId(registry, name));
}

/** What the zone of the registry is called in its cloud. */
export function zoneNameOf({ registry, look, location }: RegistrySite): string {
  const living = look.document(registry.id);
  return registryZoneName(living.state === 'found' ? textAt(living.value, 'properties', 'loginServer') : undefined, location);
}

/** The zones that an endpoint's group keeps records in. */
export function keptZones(site: RegistrySite, endpointId: string): readonly string[] {
  const groups = site.look.list({ type: zoneGroupType, scope: endpointId });
  return groups.state === 'found' ? groups.value.flatMap(zonesOfGroup) : [];
}

export function zonesOfGroup(group: JsonObject): readonly string[] {
  return arrayAt(group, 'properties', 'privateDnsZoneConfigs').flatMap((config) => textAt(config, 'properties', 'privateDnsZoneId') ?? []);
}

function knownZone(site: RegistrySite, id: string): ZoneSight {
  const zone = site.look.document(id);
  if (zone.state === 'absent') return { state: 'chosen', id, exists: false, isLinked: false };
  if (zone.state === 'unread') return { state: 'unread', id, what: `zone ${nameOf(id)}`, why: zone.why, right: `${privateDnsZoneType}/read` };
  const links = linksOf(site, id);
  if (links.state === 'unread') return { state: 'unread', id, what: `the links of zone ${nameOf(id)}`, why: links.why, right: `${zoneLinkType}/read` };
  return { state: 'chosen', id, exists: true, isLinked: links.state === 'found' && isLinked(links.value, site.network.id) };
}

function linksOf({ look }: RegistrySite, zoneId: string): Sight<readonly JsonObject[]> {
  return look.list({ type: zoneLinkType, scope: zoneId });
}

function isLinked(links: readonly JsonObject[], networkId: string): boolean {
  return links.some((link) => sameId(textAt(link, 'properties', 'virtualNetwork', 'id') ?? '', networkId));
}
