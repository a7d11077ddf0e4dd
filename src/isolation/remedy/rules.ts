/**
 * What closes each way out of a living cluster, by the id of its exposure rule. Sources of commands: the Azure CLI's own reference (`az aks`, `az acr`,
 * `az network`, `az role`, `az k8s-extension`) and the pages that the rules name.
 */
import { bySubnet, byId, controlPlaneObjectId, grant, kubeletObjectId, named, ofCluster, textsAt } from './commands.ts';
import { addOnsOff, httpProxyOff, nodeOsChannel, nodeResourceGroupLocked, publicNameOff, runCommandOff, virtualNodesOff } from './in-place.ts';
import type { ManualRemedy, RuleRemedy } from './rule-remedy.ts';

const network = (type: string): string => `Microsoft.Network/${type}`;
const registryType = 'Microsoft.ContainerRegistry/registries';

/** Whys that several rules share. */
const others = 'It is a resource beside the cluster that others may use: its owner decides.';
const registryOthers = 'Other clusters and people may use the registry: its owner decides.';
const access = 'Roles are given by whoever may give them.';
const fixedPool = 'No update changes this on a living pool.';
const unseen = 'The change to make is not seen in the document of the cluster.';

const around = (title: string, why: string, commands?: ManualRemedy['commands']): RuleRemedy => ({ kind: 'around', title, why, ...(commands === undefined ? {} : { commands }) });
const manual = (title: string, why: string, commands?: ManualRemedy['commands']): RuleRemedy => ({ kind: 'manual', title, why, ...(commands === undefined ? {} : { commands }) });

const ofRegistry = (...words: readonly string[]): ManualRemedy['commands'] => named(registryType, 'acr update', ({ name }) => ['--name', name, ...words]);

const denyInternet = 'Deny outbound traffic to the Internet in the security group of the subnet';
const denyRule = named(network('networkSecurityGroups'), 'network nsg rule create', ({ name }) => [
  '--nsg-name', name, '--name', 'deny-internet', '--priority', '4000', '--direction', 'Outbound', '--access', 'Deny', '--protocol', '*', '--destination-address-prefixes', 'Internet', '--destination-port-ranges', '*',
]);

/** Nothing but AKS changes the security group of its own network, and it does so for one outbound type. */
const denyingInternet: RuleRemedy = {
  kind: 'around',
  title: denyInternet,
  why: others,
  commands: denyRule,
  ofAks: {
    title: 'Set the outbound type to block where policies allow it, or declare the way as meant',
    why: 'The network and its security group are AKS\'s own, and are not changed by hand; with `block`, which is a preview, AKS denies the Internet on every node, and connections that it denies break.',
    commands: ofCluster('aks update', '--outbound-type', 'block'),
  },
};

const egress: Readonly<Record<string, RuleRemedy>> = {
  'egress-outbound-type': {
    // Nodes have to start without the way out before it goes, and Azure refuses what cannot start from a registry.
    kind: 'migration', gaps: ['outbound-type', 'artifact-source', 'service-principal', 'windows-pool', 'node-os-channel'],
    otherwise: { title: 'Set another outbound type', why: 'The outbound type isolates, and is none that the policy allows.', commands: ofCluster('aks update', '--outbound-type', 'none') },
  },
  'egress-node-public-ip': { kind: 'migration', gaps: ['node-public-ip'], otherwise: { title: 'Make the pool of these machines anew', why: 'Somebody gave machines public addresses by hand, past the pool; AKS does not take them back.' } },
  'egress-public-load-balancer': manual('Give the Service an internal load balancer', 'The Service in the cluster asks for the load balancer, and would make it again.'),
  'egress-subnet-nat-gateway': around('Take the NAT gateway off the subnet', others, bySubnet('network vnet subnet update', '--remove', 'natGateway')),
  'egress-virtual-network-nat-gateway': around('Take the network away from the NAT gateway', others, byId(network('natGateways'), 'resource update', '--remove', 'properties.sourceVirtualNetwork')),
  'egress-route': around('Remove the route, or let it lead nowhere', others, byId(network('routeTables/routes'), 'network route-table route update', '--next-hop-type', 'None')),
  'egress-learned-route': around('Let the route table learn no routes', others, byId(network('routeTables'), 'network route-table update', '--disable-bgp-route-propagation', 'true')),
  'egress-default-outbound-access': around('Make the subnet private, and stop and start the machines in it', others, bySubnet('network vnet subnet update', '--default-outbound', 'false')),
  'egress-regional-storage': denyingInternet,
  'egress-peering': around('Remove the peering, the gateway or the hub connection, or declare it as meant', others, byId(network('virtualNetworks/virtualNetworkPeerings'), 'network vnet peering delete')),
  'egress-network-security-group': denyingInternet,
  'egress-static-gateway': { kind: 'migration', gaps: ['gateway-pool', 'egress-gateway'], otherwise: { title: 'Delete the prefix of public addresses that a gateway left', why: unseen, commands: byId(network('publicIPPrefixes'), 'network public-ip prefix delete') } },
  'egress-leftover-outbound': manual('Reconcile the cluster, so that Azure takes the addresses away', 'Azure keeps addresses of an earlier outbound type, and tells of no property that would take them away.', ofCluster('aks update')),
  'egress-http-proxy': { kind: 'in-place', wish: httpProxyOff, otherwise: { title: 'Switch the HTTP proxy off', why: unseen } },
  'egress-virtual-nodes': { kind: 'in-place', wish: virtualNodesOff, otherwise: { title: 'Disable the add-on for virtual nodes', why: unseen, commands: ofCluster('aks disable-addons', '--addons', 'virtual-node') } },
  'egress-add-on': { kind: 'in-place', wish: addOnsOff, otherwise: { title: 'Disable the add-on, give it a private endpoint, or declare it as meant', why: 'The finding does not say which add-on it is about; with exposures it would.' } },
  'network-policy-absent': manual('Choose an engine of network policies', 'Which engine is a choice of the owner; every pool is reimaged at once.', ofCluster('aks update', '--network-dataplane', 'cilium')),
};

const apiServer: Readonly<Record<string, RuleRemedy>> = {
  'api-server-public': { kind: 'migration', gaps: ['private-api-server'], otherwise: { title: 'Make the API server private', why: unseen } },
  'api-server-public-name': { kind: 'in-place', wish: publicNameOff, otherwise: { title: 'Give the private API server a zone', why: 'It has its public name alone, and no update gives a living cluster a zone.' } },
};

const channels: Readonly<Record<string, RuleRemedy>> = {
  'egress-private-endpoint': around('Delete the private endpoint, or declare it as meant', others, byId(network('privateEndpoints'), 'network private-endpoint delete')),
  'egress-service-endpoint': around('Take the service endpoint off the subnet', others, bySubnet('network vnet subnet update', '--remove', 'serviceEndpoints')),
  'egress-dns': around('Link a DNS security policy to the network that blocks what is not needed', 'Which names are needed is for the owner to say.'),
  'run-command': { kind: 'in-place', wish: runCommandOff, otherwise: { title: 'Disable run command', why: unseen } },
  'node-resource-group-unlocked': { kind: 'in-place', wish: nodeResourceGroupLocked, otherwise: { title: 'Lock the node resource group', why: unseen } },
};

const registry: Readonly<Record<string, RuleRemedy>> = {
  'registry-public-access': around('Switch the public endpoint of the registry off', registryOthers, ofRegistry('--public-network-enabled', 'false')),
  'registry-network-bypass': around('Let no service and no task pass by the network rules of the registry', registryOthers, ofRegistry('--allow-trusted-services', 'false')),
  'registry-export': around('Forbid exports from the registry', registryOthers, byId(registryType, 'resource update', '--set', 'properties.policies.exportPolicy.status=disabled', '--set', 'properties.publicNetworkAccess=Disabled')),
  'registry-push': around('Take the role that writes from the kubelet identity', access, byId('Microsoft.Authorization/roleAssignments', 'role assignment delete')),
  'registry-cache-source': around('Delete the cache rule, or declare its source as meant', registryOthers, named(`${registryType}/cacheRules`, 'acr cache delete', ({ name, fullName }) => ['--registry', fullName.split('/')[0] ?? '', '--name', name])),
  'registry-anonymous-pull': around('Ask everybody for a login to the registry', registryOthers, ofRegistry('--anonymous-pull-enabled', 'false')),
  'registry-admin-user': around('Switch the admin user of the registry off', registryOthers, ofRegistry('--admin-enabled', 'false')),
};

const works: Readonly<Record<string, RuleRemedy>> = {
  'works-artifact-source': { kind: 'migration', gaps: ['artifact-source', 'service-principal'], otherwise: { title: 'Set the bootstrap artifact source to Cache', why: unseen } },
  'works-network-plugin': manual('Move the cluster to Azure CNI overlay', 'There is no way back, and every node is reimaged.', ofCluster('aks update', '--network-plugin', 'azure', '--network-plugin-mode', 'overlay')),
  'works-windows-pools': { kind: 'migration', gaps: ['windows-pool'], otherwise: { title: 'Delete the Windows pool', why: fixedPool } },
  'works-service-principal': { kind: 'migration', gaps: ['service-principal'], otherwise: { title: 'Give the cluster a managed identity', why: unseen } },
  'works-node-os-channel': { kind: 'in-place', wish: nodeOsChannel, otherwise: { title: 'Choose a node OS upgrade channel that is allowed', why: 'The channel is not Unmanaged; which other one is wanted is a choice of the owner.' } },
  'works-block-own-network': manual('Set the outbound type to none', 'Connections break as the outbound type changes.', ofCluster('aks update', '--outbound-type', 'none')),
  'works-extensions': around('Delete the extension', 'Somebody installed it for a purpose, and it has data of its own.', named('Microsoft.KubernetesConfiguration/extensions', 'k8s-extension delete', ({ name, scope }) => ['--cluster-type', 'managedClusters', '--cluster-name', scope.split('/').at(-1) ?? '', '--name', name])),
  'works-kubernetes-version': manual('Upgrade Kubernetes', 'Which version is a choice of the owner; nodes are replaced one after the other.', ofCluster('aks get-upgrades')),
  'works-private-dns-zone': manual('Make the cluster anew with a zone for its API server', 'A living cluster can only give its zone up.'),
  'works-kubelet-identity': manual('Give the cluster a user-assigned identity', 'Which identity is a choice of the owner; nodes have to be upgraded after it.'),
  'works-api-server-subnet': around('Give the API server a subnet for itself', others),
  'works-public-network-access': manual('Take publicNetworkAccess back', 'What it does to a private API server is not documented.'),
  'works-automatic': manual('Make the cluster anew with the SKU Base if Azure refuses it', 'Azure may take the cluster as it is.'),
  'works-registry-sku': around('Make the registry Premium', `${registryOthers} It costs more.`, ofRegistry('--sku', 'Premium')),
  'works-registry-token': around('Let the registry take tokens of Azure Resource Manager', registryOthers, named(registryType, 'acr config authentication-as-arm update', ({ name }) => ['--registry', name, '--status', 'enabled'])),
  'works-cache-rule': around('Make the cache rule that nodes look for', registryOthers, named(registryType, 'acr cache create', ({ name }) => ['--registry', name, '--name', 'aks-managed-mcr', '--source-repo', 'mcr.microsoft.com/*', '--target-repo', 'aks-managed-repository/*'])),
  'works-registry-endpoint': around('Make a private endpoint for the registry in the network of the nodes', others),
  'works-registry-zone': around('Link the network of the nodes to the zone of the registry', others),
  'works-registry-records': around('Give the private endpoint of the registry a DNS zone group', others),
  'works-zone-once': around('Keep the records in one zone, and delete the other link', others, byId(network('privateDnsZones/virtualNetworkLinks'), 'network private-dns link vnet delete')),
  'works-images': around('Make a private endpoint for the registry, or import its images', registryOthers),
  'works-registry-pull': around('Let the kubelet identity pull from the registry', access, grant('AcrPull', kubeletObjectId, textsAt('properties', 'bootstrapProfile', 'containerRegistryId'))),
  'works-network-contributor': around('Let AKS use the subnets of its nodes', access, grant('Network Contributor', controlPlaneObjectId, textsAt('pools', 'vnetSubnetID'))),
  'works-identity-operator': around('Let AKS give nodes the kubelet identity', access, grant('Managed Identity Operator', controlPlaneObjectId, textsAt('properties', 'identityProfile', 'kubeletidentity', 'resourceId'))),
  'works-zone-contributor': around('Let AKS write the zone of the API server', access, grant('Private DNS Zone Contributor', controlPlaneObjectId, textsAt('properties', 'apiServerAccessProfile', 'privateDNSZone'))),
};

/** One entry for each rule of the catalogue. */
export const ruleRemedies: ReadonlyMap<string, RuleRemedy> = new Map(Object.entries({ ...egress, ...apiServer, ...channels, ...registry, ...works }));
