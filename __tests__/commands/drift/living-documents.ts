/** Documents of an estate as the sandbox takes them. */
import { isJsonObject, textAt, type JsonObject } from '../../../src/arm/json.ts';
import type { Resource } from '../../../src/arm/resource.ts';
import { ids, resource } from '../../isolation/exposure/estate.ts';

/** Children that Azure shows in the document of their parent as well, and the property that they stand in. */
const mirrored: Readonly<Record<string, string>> = { subnets: 'subnets', virtualNetworkPeerings: 'virtualNetworkPeerings', securityRules: 'securityRules', routes: 'routes' };

/** The documents as Azure has them: children in their parents, no child without one, names of role assignments each once. */
export function livingDocuments(resources: readonly Resource[]): readonly JsonObject[] {
  const known = new Map([...resources, ...consequences(resources)].filter(({ type }) => !type.startsWith('Microsoft.Test/')).map(({ id = '', body }) => [id.toLowerCase(), body] as const));
  const documents = [...known.values()].map((body, index): JsonObject => {
    const id = String(body['id']);
    if (/roleAssignments\/[^/]+$/i.test(id)) return { ...body, id: `${id}-${index}`, name: `${String(body['name'])}-${index}` };
    const children = [...known.values()].filter((child) => String(child['id']).toLowerCase().startsWith(`${id.toLowerCase()}/`));
    const properties = isJsonObject(body['properties']) ? body['properties'] : {};
    const shown = Object.entries(mirrored).flatMap(([segment, property]) => {
      const inside = children.filter((child) => new RegExp(`/${segment}/[^/]+$`, 'i').test(String(child['id'])));
      const embedded: unknown = properties[property];
      const others: readonly unknown[] = Array.isArray(embedded) ? embedded.filter((one) => !inside.some((child) => child['name'] === Reflect.get(Object(one), 'name'))) : [];
      return inside.length === 0 ? [] : [[property, [...others, ...inside]] as const];
    });
    return { ...body, properties: { ...properties, ...Object.fromEntries(shown) } };
  });
  const hubs = resources.flatMap(({ id = '' }) => /^(.*\/virtualHubs\/[^/]+)\/[^/]+\/[^/]+$/i.exec(id)?.[1] ?? []).filter((id) => !known.has(id.toLowerCase()));
  return [...hubs.map((id) => ({ id, type: 'Microsoft.Network/virtualHubs', name: id.split('/').at(-1), location: 'westeurope', properties: {} })), ...documents];
}

/** What Azure shows of a peering, a gateway and a hub connection elsewhere: the other side, a subnet that they stand in, a peering with the hub's own network. */
function consequences(resources: readonly Resource[]): readonly Resource[] {
  return resources.flatMap((one): readonly Resource[] => {
    const properties = isJsonObject(one.body['properties']) ? one.body['properties'] : {};
    const remote = textAt(properties, 'remoteVirtualNetwork', 'id');
    if (/virtualNetworkGateways$/i.test(one.type)) {
      return [resource(`${ids.network}/subnets/GatewaySubnet`, { addressPrefix: '10.0.255.0/27', defaultOutboundAccess: false, ipConfigurations: [{ id: `${one.id ?? ''}/ipConfigurations/default` }] })];
    }
    if (/hubVirtualNetworkConnections$/i.test(one.type)) return peered(`${ids.network.replace('/app/', '/hub/')}-of-hub`, 'RemoteVnetToHubPeering_1');
    return remote === undefined || !/virtualNetworkPeerings$/i.test(one.type) ? [] : peered(remote, one.name.split('/').at(-1) ?? '').slice(1);
  });
}

function peered(remote: string, name: string): readonly Resource[] {
  return [
    resource(`${ids.network}/virtualNetworkPeerings/${name}`, { remoteVirtualNetwork: { id: remote } }),
    resource(remote, { addressSpace: { addressPrefixes: ['10.9.0.0/16'] }, subnets: [] }),
    resource(`${remote}/virtualNetworkPeerings/back`, { remoteVirtualNetwork: { id: ids.network } }),
  ];
}
