import { textAt } from '../../../../arm/json.ts';
import { formatResourceId } from '../../../../arm/resource-id.ts';
import type { Cluster } from '../cluster.ts';
import { digitsOf } from './digits.ts';
import { nodeGroupOf, type Part } from './parts.ts';
import { natGatewayIdOf } from './way-out.ts';

const networks = 'Microsoft.Network/virtualNetworks';
const securityGroups = 'Microsoft.Network/networkSecurityGroups';

/**
 * The network of a cluster that stands in none of its owner's, with the security group of its subnet; nothing for another. Names and prefixes are AKS's; the
 * subnet is private since September 2025 (aks-network-isolation.md 3.1).
 */
export function networkOf(cluster: Cluster): readonly Part[] {
  if (!isInNetworkOfAks(cluster)) return [];
  const { network, subnet, group } = namesOf(cluster);
  const natGateway = natGatewayIdOf(cluster);
  const isBlocked = textAt(cluster.properties, 'networkProfile', 'outboundType') === 'block';
  const properties = {
    addressPrefix: '10.224.0.0/16',
    defaultOutboundAccess: false,
    networkSecurityGroup: { id: formatResourceId(nodeGroupOf(cluster), securityGroups, group) },
    natGateway: natGateway === undefined ? undefined : { id: natGateway },
  };
  return [
    { type: securityGroups, names: [group], body: { properties: {} } },
    { type: `${securityGroups}/securityRules`, names: [group, denyInternet.name], body: isBlocked ? { properties: denyInternet.properties } : undefined },
    { type: networks, names: [network], body: { properties: { addressSpace: { addressPrefixes: ['10.224.0.0/12'] } } } },
    { type: `${networks}/subnets`, names: [network, subnet], body: { properties } },
  ];
}

/** The subnet that AKS puts the nodes of a cluster into which names none; undefined for another. */
export function subnetIdOf(cluster: Cluster): string | undefined {
  const { network, subnet } = namesOf(cluster);
  return isInNetworkOfAks(cluster) ? formatResourceId(nodeGroupOf(cluster), `${networks}/subnets`, `${network}/${subnet}`) : undefined;
}

function isInNetworkOfAks({ pools }: Cluster): boolean {
  return pools.every(({ properties }) => (textAt(properties, 'vnetSubnetID') ?? '') === '');
}

function namesOf(cluster: Cluster): { readonly network: string; readonly subnet: string; readonly group: string } {
  const digits = digitsOf(cluster);
  return { network: `aks-vnet-${digits}`, subnet: 'aks-subnet', group: `aks-agentpool-${digits}-nsg` };
}

/** What is called `block` is a rule of low priority that denies nodes the Internet (aks-network-isolation.md 2.1); its name and number are assumed. */
const denyInternet = {
  name: 'aks-deny-internet-outbound',
  properties: { direction: 'Outbound', access: 'Deny', priority: 4096, protocol: '*', sourceAddressPrefix: '*', sourcePortRange: '*', destinationAddressPrefix: 'Internet', destinationPortRange: '*' },
} as const;
