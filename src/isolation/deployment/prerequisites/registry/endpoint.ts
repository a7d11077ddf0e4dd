/** The private endpoint of the registry: one that nodes reach is used as it is, else the network is given one. */
import type { JsonObject } from '../../../../arm/json.ts';
import { isTerminal, provisioningStateOf } from '../../../document/cluster.ts';
import { ownTags } from '../../variant.ts';
import { addressed, az, creation, detail } from '../steps/creation.ts';
import { afterSubnet, keys } from '../steps/keys.ts';
import { defaultEndpointId, nameOf, subnetId } from '../names.ts';
import type { RegistrySite } from '../site.ts';
import { privateEndpointType } from '../types.ts';
import { undetermined, wrong, type Want } from '../want.ts';
import type { EndpointSight } from './endpoints.ts';

export function endpointWants(site: RegistrySite, sight: EndpointSight): readonly Want[] {
  if (sight.state === 'unread') {
    // That the registry could not be read is said where it is wanted.
    return sight.id === site.registry.id ? [] : [undetermined(sight.id, `private endpoint ${nameOf(sight.id)}`, { why: sight.why, right: `${privateEndpointType}/read` })];
  }
  if (sight.state === 'taken') {
    const remove = az('network private-endpoint delete', '--ids', sight.id);
    return [wrong(sight.id, `private endpoint ${nameOf(sight.id)} leads elsewhere`, 'The endpoint of the registry would have that name.', remove)];
  }
  if (sight.state === 'found') return connectionWants(site, sight);
  return [newEndpointWant(site)];
}

function connectionWants({ registry }: RegistrySite, { endpoint }: Extract<EndpointSight, { state: 'found' }>): readonly Want[] {
  const { id, document, status, connectionId } = endpoint;
  // One that is being made is not in the registry's list yet.
  if (status?.toLowerCase() === 'approved' || (status === undefined && !isTerminal(provisioningStateOf(document)))) return [];
  const what = `private endpoint ${nameOf(id)} of registry ${nameOf(registry.id)} is ${status === undefined ? 'not connected to it' : status.toLowerCase()}`;
  const isWaiting = status?.toLowerCase() === 'pending' && connectionId !== undefined;
  return [isWaiting
    ? wrong(id, what, 'Somebody who may approve it has to.', az('network private-endpoint-connection approve', '--id', connectionId))
    : wrong(id, what, 'It has to be made anew.', az('network private-endpoint delete', '--ids', id))];
}

function newEndpointWant({ network, registry, specification, location }: RegistrySite): Want {
  const id = defaultEndpointId(network, registry);
  const [name, registryName, subnet] = [nameOf(id), nameOf(registry.id), subnetId(network, network.endpointSubnet)];
  const why = 'Nodes without a way out reach the registry only through it.';
  const body: JsonObject = {
    location,
    tags: ownTags(specification),
    properties: { subnet: { id: subnet }, privateLinkServiceConnections: [{ name: 'registry', properties: { privateLinkServiceId: registry.id, groupIds: ['registry'] } }] },
  };
  const step = creation({
    key: keys.endpoint, title: `Create private endpoint ${name}`, why, subject: `private endpoint ${name}`, id, after: [keys.registry, ...afterSubnet(network.endpointSubnet)],
    body, details: [detail('subnet', network.endpointSubnet), detail('registry', registryName)],
  });
  const command = az(
    'network private-endpoint create', ...addressed(id), ...(location === undefined ? [] : ['--location', location]), '--subnet', subnet,
    '--private-connection-resource-id', registry.id, '--group-ids', 'registry', '--connection-name', 'registry',
  );
  return { id, what: `registry ${registryName} has no private endpoint that network ${nameOf(network.id)} reaches`, why, state: 'missing', command, steps: [step] };
}
