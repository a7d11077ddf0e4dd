/** The private DNS zone of the registry, its link to the network, and who keeps the records in it. */
import { ownTags } from '../../variant.ts';
import { addressed, az, creation, detail } from '../steps/creation.ts';
import { keys } from '../steps/keys.ts';
import { nameOf, zoneLinkId } from '../names.ts';
import type { RegistrySite } from '../site.ts';
import { undetermined, wrong, type Want } from '../want.ts';
import type { EndpointSight } from './endpoints.ts';
import { recordWants } from './records.ts';
import { zoneNameOf, type ZoneSight } from './zones.ts';

export function zoneWants(site: RegistrySite, endpoint: EndpointSight, zone: ZoneSight): readonly Want[] {
  if (zone.state === 'unread') return [undetermined(zone.id, zone.what, zone)];
  if (zone.state === 'other') {
    return [wrong(
      zone.linked, `network ${nameOf(site.network.id)} is linked to another zone ${nameOf(zone.linked)} already (${zone.linked})`,
      `A network has one zone of a name; name that one, or take away its link and use ${zone.named}.`,
    )];
  }
  const name = zoneNameOf(site);
  if (nameOf(zone.id).toLowerCase() !== name) return [wrong(zone.id, `zone ${nameOf(zone.id)} is not the zone of registries`, `Nodes ask for the registry in ${name}: name a zone of that name.`)];
  return [
    ...(zone.exists ? [] : [newZoneWant(site, zone.id)]),
    ...(zone.isLinked ? [] : [linkWant(site, zone.id)]),
    ...recordWants(site, endpoint, zone),
  ];
}

function newZoneWant({ specification }: RegistrySite, id: string): Want {
  const name = nameOf(id);
  const why = 'Without it the name of the registry leads to its public address.';
  const step = creation({
    key: keys.zone, title: `Create private DNS zone ${name}`, why, subject: `private DNS zone ${name}`, id, after: [],
    body: { location: 'global', tags: ownTags(specification) }, details: [detail('location', 'global')],
  });
  return { id, what: `private DNS zone ${name} is not there`, why, state: 'missing', command: az('network private-dns zone create', ...addressed(id)), steps: [step] };
}

function linkWant({ network, specification }: RegistrySite, zoneId: string): Want {
  const id = zoneLinkId(zoneId, network);
  const [zone, name] = [nameOf(zoneId), nameOf(network.id)];
  const why = 'Only machines in linked networks ask the zone.';
  const step = creation({
    key: keys.zoneLink, title: `Link network ${name} to zone ${zone}`, why, subject: `link of network ${name}`, id, after: [keys.zone, keys.network],
    body: { location: 'global', tags: ownTags(specification), properties: { registrationEnabled: false, virtualNetwork: { id: network.id } } },
    details: [detail('virtualNetwork', network.id), detail('registrationEnabled', false)],
  });
  const command = az('network private-dns link vnet create', '--name', nameOf(id), '--zone-name', ...addressed(zoneId).slice(1), '--virtual-network', network.id, '--registration-enabled', 'false');
  return { id, what: `network ${name} is not linked to zone ${zone}`, why, state: 'missing', command, steps: [step] };
}
