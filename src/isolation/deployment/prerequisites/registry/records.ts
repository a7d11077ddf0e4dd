/** Who keeps the registry's names in the zone: the endpoint's zone group, or people, who write A records. */
import { arrayAt, textAt, type JsonObject } from '../../../../arm/json.ts';
import { sameId } from '../../../../arm/resource-id.ts';
import { addition, addressed, az, creation, detail } from '../steps/creation.ts';
import { keys } from '../steps/keys.ts';
import { defaultEndpointId, defaultZoneGroupId, nameOf } from '../names.ts';
import { idKey } from '../seen.ts';
import { plain, type RegistrySite } from '../site.ts';
import { addressRecordType, zoneGroupType } from '../types.ts';
import { undetermined, wrong, type Want } from '../want.ts';
import type { Endpoint, EndpointSight } from './endpoints.ts';
import { zonesOfGroup, type ZoneSight } from './zones.ts';

type ChosenZone = Extract<ZoneSight, { state: 'chosen' }>;

export function recordWants(site: RegistrySite, endpoint: EndpointSight, zone: ChosenZone): readonly Want[] {
  if (endpoint.state === 'unread' || endpoint.state === 'taken') return [];
  const id = endpoint.state === 'found' ? endpoint.endpoint.id : defaultEndpointId(site.network, site.registry);
  const groups = endpoint.state === 'found' ? site.look.list({ type: zoneGroupType, scope: id }) : { state: 'absent' } as const;
  if (groups.state === 'unread') return [undetermined(id, `the zone group of private endpoint ${nameOf(id)}`, { why: groups.why, right: `${zoneGroupType}/read` })];
  const group = groups.state === 'found' ? groups.value[0] : undefined;
  const kept = group === undefined ? [] : zonesOfGroup(group);
  if (kept.some((one) => sameId(one, zone.id))) return [];
  const records = zone.exists ? site.look.list({ type: addressRecordType, scope: zone.id }) : { state: 'absent' } as const;
  if (records.state === 'unread') return [undetermined(zone.id, `the records of zone ${nameOf(zone.id)}`, { why: records.why, right: `${addressRecordType}/read` })];
  const living = records.state === 'found' ? records.value : [];
  const own = recordNamed(living, nameOf(site.registry.id));
  if (own !== undefined) return writtenRecordWants(site, endpoint, zone, living);
  const twin = kept.find((one) => nameOf(one).toLowerCase() === nameOf(zone.id).toLowerCase());
  if (twin !== undefined) {
    return [wrong(id, `private endpoint ${nameOf(id)} keeps its records in another zone ${nameOf(twin)} (${twin})`, 'An endpoint keeps them in one zone of a name: name that zone.')];
  }
  return [groupWant(id, zone.id, group)];
}

/** Somebody wrote records: they have to be whole, and lead to the endpoint that nodes reach. */
function writtenRecordWants(site: RegistrySite, endpoint: EndpointSight, zone: ChosenZone, records: readonly JsonObject[]): readonly Want[] {
  const [registry, name] = [nameOf(site.registry.id), nameOf(zone.id)];
  if (endpoint.state !== 'found') {
    return [wrong(
      zone.id, `zone ${name} leads to another private endpoint of registry ${registry}`,
      'A second endpoint would change the addresses for all networks that ask the zone: peer with the network of that endpoint, or name another zone.',
    )];
  }
  const addresses = addressesOf(endpoint.endpoint);
  return namesOf(site).flatMap((wanted): readonly Want[] => {
    const record = recordNamed(records, wanted);
    const found = arrayAt(record, 'properties', 'aRecords').map((one) => textAt(one, 'ipv4Address') ?? '');
    const leads = addresses.length === 0 ? found.length > 0 : found.some((one) => addresses.includes(one));
    if (leads) return [];
    const what = record === undefined ? `zone ${name} has no record ${wanted}` : `record ${wanted} of zone ${name} does not lead to private endpoint ${nameOf(endpoint.endpoint.id)}`;
    return [wrong(`${zone.id}/A/${wanted}`, what, 'Somebody keeps these records by hand; a zone group of the endpoint keeps them by itself.', groupCommand(endpoint.endpoint.id, zone.id))];
  });
}

/** One endpoint has one group; what it keeps elsewhere stays. */
function groupWant(endpointId: string, zoneId: string, group: JsonObject | undefined): Want {
  const config = { name: 'registry', properties: { privateDnsZoneId: zoneId } };
  const id = group === undefined ? defaultZoneGroupId(endpointId) : `${endpointId}/privateDnsZoneGroups/${textAt(group, 'name') ?? 'default'}`;
  const why = 'It keeps the names of the registry in the zone, one for each of its regions.';
  const body = { properties: { privateDnsZoneConfigs: [...arrayAt(group, 'properties', 'privateDnsZoneConfigs'), config] } };
  const about = {
    key: keys.zoneGroup, title: `Keep the records of the registry in zone ${nameOf(zoneId)}`, why, subject: `zone group of private endpoint ${nameOf(endpointId)}`, id,
    after: [keys.endpoint, keys.zone], body, details: [detail('privateDnsZoneId', zoneId)],
  };
  const step = group === undefined ? creation(about) : addition(about);
  return { id, what: `nothing keeps the names of the registry in zone ${nameOf(zoneId)}`, why, state: 'missing', command: groupCommand(endpointId, zoneId, group), steps: [step] };
}

function groupCommand(endpointId: string, zoneId: string, group?: JsonObject): string {
  return az(
    `network private-endpoint dns-zone-group ${group === undefined ? 'create' : 'add'}`, '--name', textAt(group, 'name') ?? 'default', '--endpoint-name', ...addressed(endpointId).slice(1),
    '--zone-name', 'registry', '--private-dns-zone', zoneId,
  );
}

/** `<registry>`, and `<registry>.<region>.data` for its region; those of replicas are a zone group's business. */
function namesOf({ registry, look }: RegistrySite): readonly string[] {
  const name = nameOf(registry.id);
  const region = textAt(look.glimpse(registry.id), 'location');
  return [name, ...(region === undefined ? [] : [`${name}.${plain(region)}.data`])];
}

/** None where a zone group keeps them, and where Azure has not said. */
function addressesOf({ document }: Endpoint): readonly string[] {
  return arrayAt(document, 'properties', 'customDnsConfigs').flatMap((config) => arrayAt(config, 'ipAddresses')).filter((address) => typeof address === 'string');
}

function recordNamed(records: readonly JsonObject[], name: string): JsonObject | undefined {
  return records.find((record) => idKey(textAt(record, 'name') ?? '') === name.toLowerCase());
}
