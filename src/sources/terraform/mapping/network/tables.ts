import type { Table } from '../table.ts';
import { endpointTables } from './endpoints/tables.ts';
import { natGatewayPublicIpAssociation, natGatewayPublicIpPrefixAssociation, natGatewayPublicIpPrefixV6Association, natGatewayPublicIpV6Association } from './nat-gateways/nat-gateway-associations.ts';
import { natGateway } from './nat-gateways/nat-gateway.ts';
import { publicTables } from './public/tables.ts';
import { routeTable } from './route-tables/route-table.ts';
import { route } from './route-tables/route.ts';
import { networkSecurityGroup } from './security-groups/network-security-group.ts';
import { networkSecurityRule } from './security-groups/network-security-rule.ts';
import { subnetNatGatewayAssociation, subnetNetworkSecurityGroupAssociation, subnetRouteTableAssociation } from './virtual-networks/subnet-associations.ts';
import { subnet } from './virtual-networks/subnet.ts';
import { virtualNetworkDnsServers } from './virtual-networks/virtual-network-dns-servers.ts';
import { virtualNetworkPeering } from './virtual-networks/virtual-network-peering.ts';
import { virtualNetwork } from './virtual-networks/virtual-network.ts';

export const networkTables: readonly Table[] = [
  virtualNetwork,
  subnet,
  subnetNetworkSecurityGroupAssociation,
  subnetRouteTableAssociation,
  subnetNatGatewayAssociation,
  virtualNetworkPeering,
  virtualNetworkDnsServers,
  natGateway,
  natGatewayPublicIpAssociation,
  natGatewayPublicIpPrefixAssociation,
  natGatewayPublicIpV6Association,
  natGatewayPublicIpPrefixV6Association,
  routeTable,
  route,
  networkSecurityGroup,
  networkSecurityRule,
  ...endpointTables,
  ...publicTables,
];
