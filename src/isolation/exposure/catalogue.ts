import type { ExposureRule } from './rule.ts';
import { dns } from './rules/channels/dns.ts';
import { privateEndpoint } from './rules/channels/private-endpoint.ts';
import { runCommand } from './rules/channels/run-command.ts';
import { serviceEndpoint } from './rules/channels/service-endpoint.ts';
import { addOn } from './rules/cluster/add-on.ts';
import { apiServer, apiServerName } from './rules/cluster/api-server.ts';
import { httpProxy } from './rules/cluster/http-proxy.ts';
import { leftoverOutbound } from './rules/cluster/leftover-outbound.ts';
import { networkPolicy } from './rules/cluster/network-policy.ts';
import { nodeResourceGroup } from './rules/cluster/node-resource-group.ts';
import { staticGateway } from './rules/cluster/static-gateway.ts';
import { virtualNodes } from './rules/cluster/virtual-nodes.ts';
import { nodePublicIp } from './rules/node-public-ip.ts';
import { defaultOutboundAccess } from './rules/network/default-outbound-access.ts';
import { learnedRoute } from './rules/network/learned-route.ts';
import { networkSecurityGroup } from './rules/network/network-security-group.ts';
import { peering } from './rules/network/peering.ts';
import { publicLoadBalancer } from './rules/network/public-load-balancer.ts';
import { route } from './rules/network/route.ts';
import { subnetNatGateway } from './rules/network/subnet-nat-gateway.ts';
import { virtualNetworkNatGateway } from './rules/network/virtual-network-nat-gateway.ts';
import { outboundType } from './rules/outbound-type.ts';
import { registryAdminUser } from './rules/registry/admin-user.ts';
import { registryAnonymousPull } from './rules/registry/anonymous-pull.ts';
import { registryCacheSource } from './rules/registry/cache-source.ts';
import { registryExport } from './rules/registry/export.ts';
import { registryNetworkBypass } from './rules/registry/network-bypass.ts';
import { registryPublicAccess } from './rules/registry/public-access.ts';
import { registryPush } from './rules/registry/push.ts';

/** What the cluster's own settings open. */
const cluster: readonly ExposureRule[] = [staticGateway, leftoverOutbound, httpProxy, virtualNodes, addOn, apiServer, apiServerName, nodeResourceGroup, networkPolicy];

/** What carries data out without a route: names, endpoints and commands. */
const channels: readonly ExposureRule[] = [privateEndpoint, serviceEndpoint, dns, runCommand];

/** What leaves through the registry that nodes start from. */
const registry: readonly ExposureRule[] = [registryPublicAccess, registryNetworkBypass, registryExport, registryPush, registryCacheSource, registryAnonymousPull, registryAdminUser];

/** What packets leave by, around the cluster. */
const network: readonly ExposureRule[] = [publicLoadBalancer, subnetNatGateway, virtualNetworkNatGateway, route, learnedRoute, defaultOutboundAccess, peering, networkSecurityGroup];

/** Every exposure rule, in the order in which people read them. */
export const exposureRules: readonly ExposureRule[] = [outboundType, nodePublicIp, ...network, ...cluster, ...channels, ...registry];
