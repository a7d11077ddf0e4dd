/** What is wrong with a subnet that is there. It belongs to somebody: nothing of it is changed. */
import { arrayAt, at, textAt, type JsonObject } from '../../../../arm/json.ts';
import { sameId } from '../../../../arm/resource-id.ts';
import { prefixOf } from '../../../network/addresses/prefixes.ts';
import { az } from '../steps/creation.ts';
import type { NetworkSite } from '../site.ts';
import { unverified, wrong, type Want } from '../want.ts';
import { delegatedService, prefixesOf, type NeededSubnet } from './subnets.ts';

export function existingSubnetWants(site: NetworkSite, subnet: NeededSubnet, document: JsonObject): readonly Want[] {
  return [
    ...(subnet.purposes.includes('nodes') ? nodeWants(subnet, document) : []),
    ...(subnet.purposes.includes('endpoint') ? endpointWants(subnet, document) : []),
    ...(subnet.purposes.includes('api-server') ? apiServerWants(site, subnet, document) : []),
  ];
}

/** A subnet without the property is not private (networks of API versions before 2025-07-01 have none). */
function nodeWants({ name, id }: NeededSubnet, document: JsonObject): readonly Want[] {
  const delegations = delegationsOf(document);
  return [
    ...(at(document, 'properties', 'defaultOutboundAccess') === false ? [] : [wrong(
      id, `subnet ${name} is not private`, 'Azure gives its machines a way out by default.', az('network vnet subnet update', '--ids', id, '--default-outbound', 'false'),
    )]),
    ...(delegations.length === 0 ? [] : [wrong(
      id, `subnet ${name} is delegated to ${delegations.join(', ')}`, 'Nodes go into subnets that are delegated to nobody.', az('network vnet subnet update', '--ids', id, '--remove', 'delegations'),
    )]),
  ];
}

function endpointWants({ name, id }: NeededSubnet, document: JsonObject): readonly Want[] {
  if (textAt(document, 'properties', 'privateEndpointNetworkPolicies')?.toLowerCase() !== 'enabled') return [];
  return [unverified(
    id, `subnet ${name} applies network policies to private endpoints`, 'AKS documents the endpoint of the registry in a subnet where they are disabled.',
    az('network vnet subnet update', '--ids', id, '--private-endpoint-network-policies', 'Disabled'),
  )];
}

function apiServerWants(site: NetworkSite, { name, id }: NeededSubnet, document: JsonObject): readonly Want[] {
  const isDelegated = delegationsOf(document).some((service) => service.toLowerCase() === delegatedService.toLowerCase());
  const tooSmall = prefixesOf(document).find((prefix) => {
    const read = prefixOf(prefix);
    return read?.family === 'IPv4' && read.length > 28;
  });
  return [
    ...(isDelegated ? [] : [wrong(
      id, `subnet ${name} is not delegated to ${delegatedService}`, 'AKS puts the API server only into a subnet that is delegated to it.',
      az('network vnet subnet update', '--ids', id, '--delegations', delegatedService),
    )]),
    ...(tooSmall === undefined ? [] : [wrong(id, `subnet ${name} is smaller than /28 (${tooSmall})`, 'The API server needs 16 addresses; name another subnet.')]),
    ...(isShared(site, id, document) ? [wrong(id, `subnet ${name} holds something else than the API server`, 'The API server needs a subnet for itself; name another one.')] : []),
  ];
}

/** Private endpoints never belong there. Addresses do where this cluster's API server, or another's, is there already: AKS allows several. */
function isShared({ cluster }: NetworkSite, id: string, document: JsonObject): boolean {
  if (arrayAt(document, 'properties', 'privateEndpoints').length > 0) return true;
  if (sameId(textAt(cluster, 'properties', 'apiServerAccessProfile', 'subnetId') ?? '', id)) return false;
  return delegationsOf(document).length === 0 && arrayAt(document, 'properties', 'ipConfigurations').length > 0;
}

function delegationsOf(document: JsonObject): readonly string[] {
  return arrayAt(document, 'properties', 'delegations').map((one) => textAt(one, 'properties', 'serviceName') ?? '').filter((name) => name !== '');
}
