import type { Table } from '../table.ts';
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
];
