import { arrayAt, at, textAt } from '../../../../arm/json.ts';
import { formatResourceId } from '../../../../arm/resource-id.ts';
import type { Cluster } from '../cluster.ts';
import { digitsOf } from './digits.ts';
import { nodeGroupOf, type Part } from './parts.ts';

const balancers = 'Microsoft.Network/loadBalancers';
const gateways = 'Microsoft.Network/natGateways';
const addresses = 'Microsoft.Network/publicIPAddresses';

/** What a cluster leaves by, under AKS's names: the load balancer `kubernetes` or the NAT gateway, and the address of AKS's own; without a body: what is not to be there. */
export function wayOutOf(cluster: Cluster): readonly Part[] {
  const groupPath = nodeGroupOf(cluster);
  const leavesBy = textAt(cluster.properties, 'networkProfile', 'outboundType') ?? '';
  const { publicIpName } = cluster.made;
  const profile = at(cluster.properties, 'networkProfile', 'loadBalancerProfile');
  const isBalanced = leavesBy === 'loadBalancer';
  const isNat = isBehindNat(cluster);
  const hasAddress = isNat || (isBalanced && at(profile, 'managedOutboundIPs') !== undefined);
  const own = formatResourceId(groupPath, addresses, publicIpName);
  const used = hasAddress ? [own] : arrayAt(profile, 'outboundIPs', 'publicIPs').flatMap((address) => textAt(address, 'id') ?? []);
  const balancer = formatResourceId(groupPath, balancers, 'kubernetes');
  const frontends = used.map((id) => ({ name: id.split('/').at(-1) ?? '', properties: { privateIPAllocationMethod: 'Dynamic', publicIPAddress: { id } } }));
  const outboundRules = [{ name: 'aksOutboundRule', properties: { protocol: 'All', idleTimeoutInMinutes: 30, frontendIPConfigurations: frontends.map(({ name }) => ({ id: `${balancer}/frontendIPConfigurations/${name}` })) } }];
  return [
    { type: addresses, names: [publicIpName], body: hasAddress ? { sku: { name: 'Standard' }, properties: { publicIPAllocationMethod: 'Static' } } : undefined },
    { type: balancers, names: ['kubernetes'], body: isBalanced ? { sku: { name: 'Standard' }, properties: { frontendIPConfigurations: frontends, outboundRules } } : undefined },
    { type: gateways, names: [natGatewayOf(cluster)], body: isNat ? { sku: { name: 'Standard' }, properties: { publicIpAddresses: [{ id: own }] } } : undefined },
  ];
}

/** The NAT gateway by its id; undefined where the cluster leaves by none of AKS's own. */
export function natGatewayIdOf(cluster: Cluster): string | undefined {
  return isBehindNat(cluster) ? formatResourceId(nodeGroupOf(cluster), gateways, natGatewayOf(cluster)) : undefined;
}

function isBehindNat({ properties }: Cluster): boolean {
  return (textAt(properties, 'networkProfile', 'outboundType') ?? '').startsWith('managedNATGateway');
}

function natGatewayOf(cluster: Cluster): string {
  return `aks-natgateway-${digitsOf(cluster)}`;
}
