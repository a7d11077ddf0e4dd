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
import { regionalStorage } from './rules/network/regional-storage.ts';
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
import { worksIdentityOperator } from './rules/works/access/identity-operator.ts';
import { worksNetworkContributor } from './rules/works/access/network-contributor.ts';
import { worksRegistryPull } from './rules/works/access/registry-pull.ts';
import { worksZoneContributor } from './rules/works/access/zone-contributor.ts';
import { worksApiServerSubnet } from './rules/works/api-server/api-server-subnet.ts';
import { worksPrivateDnsZone } from './rules/works/api-server/private-dns-zone.ts';
import { worksPublicNetworkAccess } from './rules/works/api-server/public-network-access.ts';
import { worksArtifactSource } from './rules/works/cluster/artifact-source.ts';
import { worksAutomatic } from './rules/works/cluster/automatic.ts';
import { worksBlockOwnNetwork } from './rules/works/cluster/block-own-network.ts';
import { worksExtensions } from './rules/works/cluster/extensions.ts';
import { worksKubeletIdentity } from './rules/works/cluster/kubelet-identity.ts';
import { worksKubernetesVersion } from './rules/works/cluster/kubernetes-version.ts';
import { worksNetworkPlugin } from './rules/works/cluster/network-plugin.ts';
import { worksNodeOsChannel } from './rules/works/cluster/node-os-channel.ts';
import { worksServicePrincipal } from './rules/works/cluster/service-principal.ts';
import { worksWindowsPools } from './rules/works/cluster/windows-pools.ts';
import { worksCacheRule } from './rules/works/registry/cache-rule.ts';
import { worksRegistryEndpoint } from './rules/works/registry/endpoint.ts';
import { worksImages } from './rules/works/registry/images.ts';
import { worksRegistryRecords } from './rules/works/registry/records.ts';
import { worksRegistrySku } from './rules/works/registry/sku.ts';
import { worksRegistryToken } from './rules/works/registry/token.ts';
import { worksZoneOnce } from './rules/works/registry/zone-once.ts';
import { worksRegistryZone } from './rules/works/registry/zone.ts';

/** What the cluster's own settings open. */
const cluster: readonly ExposureRule[] = [staticGateway, leftoverOutbound, httpProxy, virtualNodes, addOn, apiServer, apiServerName, nodeResourceGroup, networkPolicy];

/** What carries data out without a route: names, endpoints and commands. */
const channels: readonly ExposureRule[] = [privateEndpoint, serviceEndpoint, dns, runCommand];

/** What leaves through the registry that nodes start from. */
const registry: readonly ExposureRule[] = [registryPublicAccess, registryNetworkBypass, registryExport, registryPush, registryCacheSource, registryAnonymousPull, registryAdminUser];

/** What packets leave by, around the cluster. */
const network: readonly ExposureRule[] = [publicLoadBalancer, subnetNatGateway, virtualNetworkNatGateway, route, learnedRoute, defaultOutboundAccess, regionalStorage, peering, networkSecurityGroup];

/** What Azure or the nodes would refuse. */
const works: readonly ExposureRule[] = [
  worksArtifactSource, worksNetworkPlugin, worksWindowsPools, worksServicePrincipal, worksNodeOsChannel, worksBlockOwnNetwork, worksExtensions, worksKubernetesVersion, worksPrivateDnsZone, worksKubeletIdentity, worksApiServerSubnet, worksPublicNetworkAccess, worksAutomatic,
  worksRegistrySku, worksRegistryToken, worksCacheRule, worksRegistryEndpoint, worksRegistryZone, worksRegistryRecords, worksZoneOnce, worksImages,
  worksRegistryPull, worksNetworkContributor, worksIdentityOperator, worksZoneContributor,
];

/** Every exposure rule, in the order in which people read them. */
export const exposureRules: readonly ExposureRule[] = [outboundType, nodePublicIp, ...network, ...cluster, ...channels, ...registry, ...works];
