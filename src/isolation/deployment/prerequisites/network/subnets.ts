/** The subnets that a variant needs, and what each has to be. */
import { arrayAt, textAt, type JsonObject } from '../../../../arm/json.ts';
import { sameId } from '../../../../arm/resource-id.ts';
import { poolsOf } from '../../../document/cluster.ts';
import { nameOf, networkIdOf, subnetId } from '../names.ts';
import { subnetsOf } from '../seen.ts';
import type { NetworkSite } from '../site.ts';
import { apiServerLengths, endpointLengths, type WantedRange } from './address-plan.ts';

export type Purpose = 'nodes' | 'endpoint' | 'api-server';

export interface NeededSubnet {
  readonly name: string;
  readonly id: string;
  /** Nodes and endpoint may share one; the API server shares with nobody. */
  readonly purposes: readonly Purpose[];
}

/** @param needsEndpointSubnet false where the registry's endpoint stands elsewhere already */
export function neededSubnets(site: NetworkSite, needsEndpointSubnet: boolean): readonly NeededSubnet[] {
  const { network, variant } = site;
  const uses: readonly (readonly [Purpose, string])[] = [
    ...nodeSubnetsOf(site).map((name) => ['nodes', name] as const),
    ...(needsEndpointSubnet ? [['endpoint', network.endpointSubnet] as const] : []),
    ...(variant.apiServer === 'vnet-integration' ? [['api-server', apiServerSubnetOf(site)] as const] : []),
  ];
  const names = [...new Set(uses.map(([, name]) => name.toLowerCase()))];
  return names.map((lower) => {
    const own = uses.filter(([, name]) => name.toLowerCase() === lower);
    const name = own[0]?.[1] ?? lower;
    return { name, id: subnetId(network, name), purposes: own.map(([purpose]) => purpose) };
  });
}

/** The subnets that pools name, of a living cluster or in the cluster-file; pools that name none go into the one of the variant. */
export function nodeSubnetsOf({ network, body }: NetworkSite): readonly string[] {
  const named = poolsOf(body).map((pool) => subnetNameIn(network, textAt(pool, 'vnetSubnetID')) ?? network.nodeSubnet);
  const names = named.length === 0 ? [network.nodeSubnet] : named;
  return [...new Map(names.map((name) => [name.toLowerCase(), name])).values()];
}

/** Where the API server of a living cluster is, else where it is to be. */
export function apiServerSubnetOf({ network, cluster }: NetworkSite): string {
  return subnetNameIn(network, textAt(cluster, 'properties', 'apiServerAccessProfile', 'subnetId')) ?? network.apiServerSubnet;
}

/** The name of a subnet of the network; undefined for one of another. */
function subnetNameIn(network: NetworkSite['network'], id = ''): string | undefined {
  return sameId(networkIdOf(id) ?? '', network.id) ? nameOf(id) : undefined;
}

/** The range that a subnet wants. @param nodeLengths what nodes are given */
export function rangeFor({ name, purposes }: NeededSubnet, nodeLengths: readonly number[]): WantedRange {
  if (purposes.includes('nodes')) return { name, lengths: nodeLengths };
  return { name, lengths: purposes.includes('endpoint') ? endpointLengths : apiServerLengths };
}

export const delegatedService = 'Microsoft.ContainerService/managedClusters';

/** The properties of a new subnet: private, whatever is in it. */
export function subnetProperties({ purposes }: NeededSubnet, addressPrefix: string, securityGroupId: string): JsonObject {
  return {
    addressPrefix,
    defaultOutboundAccess: false,
    privateEndpointNetworkPolicies: 'Disabled',
    ...(purposes.includes('nodes') ? { networkSecurityGroup: { id: securityGroupId } } : {}),
    ...(purposes.includes('api-server') ? { delegations: [{ name: 'aks', properties: { serviceName: delegatedService } }] } : {}),
  };
}

/** The address prefixes of all subnets of a network. */
export function takenIn(network: JsonObject): readonly string[] {
  return subnetsOf(network).flatMap((subnet) => prefixesOf(subnet));
}

export function prefixesOf(subnet: JsonObject): readonly string[] {
  const one = textAt(subnet, 'properties', 'addressPrefix');
  const many = arrayAt(subnet, 'properties', 'addressPrefixes').filter((prefix) => typeof prefix === 'string');
  return [...(one === undefined ? [] : [one]), ...many];
}

export function spaceOf(network: JsonObject): readonly string[] {
  return arrayAt(network, 'properties', 'addressSpace', 'addressPrefixes').filter((prefix) => typeof prefix === 'string');
}
