import type { Table } from '../../table.ts';
import { firewall } from './firewall.ts';
import { loadBalancer } from './load-balancer.ts';
import { loadBalancerBackendAddressPool, loadBalancerNatRule, loadBalancerOutboundRule, loadBalancerRule } from './load-balancer-rules.ts';
import { publicIp, publicIpPrefix } from './public-ip.ts';
import { virtualHubConnection } from './virtual-hub-connection.ts';
import { virtualNetworkGateway } from './virtual-network-gateway.ts';

/** What gives a network public addresses, or joins it to others. */
export const publicTables: readonly Table[] = [publicIp, publicIpPrefix, loadBalancer, loadBalancerRule, loadBalancerNatRule, loadBalancerOutboundRule, loadBalancerBackendAddressPool, virtualNetworkGateway, virtualHubConnection, firewall];
