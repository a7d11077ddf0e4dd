import type { JsonObject } from '../../../../arm/json.ts';
import { omit } from '../../documents.ts';
import type { Completion } from './completion.ts';

/** Members that stand in the document as resources of their own. */
const children: ReadonlySet<string> = new Set(['subnets', 'virtualNetworkPeerings', 'securityRules', 'routes']);

/** What Azure makes of a virtual network, a subnet and so on: byo-acr-create.json where nothing else is said. */
export const networkCompletions: Readonly<Record<string, Completion>> = {
  'Microsoft.Network/virtualNetworks': (sent) => ({
    privateEndpointVNetPolicies: 'Disabled',
    enableDdosProtection: false,
    ...omit(sent, children),
    enableVmProtection: sent['enableVmProtection'] === true ? true : undefined,
  }),
  'Microsoft.Network/virtualNetworks/subnets': (sent) => ({
    delegations: [],
    privateEndpointNetworkPolicies: 'Disabled',
    privateLinkServiceNetworkPolicies: 'Enabled',
    ...sent,
  }),
  // Defaults as the type's published description has them (microsoft.network 2025-05-01).
  'Microsoft.Network/virtualNetworks/virtualNetworkPeerings': (sent) => ({
    allowVirtualNetworkAccess: true,
    allowForwardedTraffic: false,
    allowGatewayTransit: false,
    useRemoteGateways: false,
    ...sent,
  }),
  'Microsoft.Network/networkSecurityGroups': (sent, { id }) => ({ ...omit(sent, children), defaultSecurityRules: defaultRules(id) }),
  'Microsoft.Network/networkSecurityGroups/securityRules': (sent) => ({
    sourcePortRanges: [],
    destinationPortRanges: [],
    sourceAddressPrefixes: [],
    destinationAddressPrefixes: [],
    ...sent,
  }),
  'Microsoft.Network/routeTables': (sent) => ({ disableBgpRoutePropagation: false, ...omit(sent, children) }),
  'Microsoft.Network/natGateways': (sent) => ({ idleTimeoutInMinutes: 4, ...sent }),
  'Microsoft.Network/publicIPAddresses': (sent) => ({
    publicIPAddressVersion: 'IPv4',
    publicIPAllocationMethod: 'Dynamic',
    idleTimeoutInMinutes: 4,
    ipTags: [],
    ...sent,
  }),
};

/** The rules that every network security group has (Microsoft Learn, "Network security groups", default security rules). */
const defaults: readonly (readonly [name: string, direction: string, priority: number, access: string, from: string, to: string])[] = [
  ['AllowVnetInBound', 'Inbound', 65000, 'Allow', 'VirtualNetwork', 'VirtualNetwork'],
  ['AllowAzureLoadBalancerInBound', 'Inbound', 65001, 'Allow', 'AzureLoadBalancer', '*'],
  ['DenyAllInBound', 'Inbound', 65500, 'Deny', '*', '*'],
  ['AllowVnetOutBound', 'Outbound', 65000, 'Allow', 'VirtualNetwork', 'VirtualNetwork'],
  ['AllowInternetOutBound', 'Outbound', 65001, 'Allow', '*', 'Internet'],
  ['DenyAllOutBound', 'Outbound', 65500, 'Deny', '*', '*'],
];

function defaultRules(groupId: string): readonly JsonObject[] {
  return defaults.map(([name, direction, priority, access, sourceAddressPrefix, destinationAddressPrefix]) => ({
    name,
    id: `${groupId}/defaultSecurityRules/${name}`,
    type: 'Microsoft.Network/networkSecurityGroups/defaultSecurityRules',
    properties: {
      provisioningState: 'Succeeded',
      protocol: '*',
      sourcePortRange: '*',
      destinationPortRange: '*',
      sourceAddressPrefix,
      destinationAddressPrefix,
      access,
      priority,
      direction,
    },
  }));
}
