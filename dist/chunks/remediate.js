import { isJsonObject, parseResourceId, arrayAt, textAt, at, sameId, CancelledError, managedClusterType, throwIfCancelled } from './ground.js';
import { poolNameOf, nodeOsUpgradeChannelOf, equalsIgnoringCase, operationInProgress, isStopped, isInNetworkOfAks, provisioningStateOf } from './cluster.js';
import { quote, inPlace, mergeDocument, changesTo, updateSteps, stoppedReason, gapsOf, differencesBetween, formatValue, migrationSteps, together, disruptionOf, disruptive, reconciliation, objectionsTo, StalePlanError, settledCluster } from './settle.js';
import { addOnFacts, featureFacts } from './catalogue.js';
import { hashOf, withAdvice, checkApproved } from './failure2.js';
import { AzureError } from './arm-error.js';
import { clusterIdOf, clusterApiVersion } from './specification.js';
import { continuesByItself, completed } from './vendor-azure-core-lro.js';
import { formatElapsed } from './start.js';

/** The comparison with only some of its differences: what is sent then says nothing of the others. */
function partOf({ part }            , differences                       )             {
  const paths = new Set(differences.map(({ path }) => path));
  return { differences, part: members(part, '', paths) };
}

/** Paths are put together as `compareDocuments` does, never taken apart: names of tags hold dots. */
function members(value            , path        , paths                     )             {
  return Object.fromEntries(Object.entries(value).flatMap(([name, child]) => {
    const kept = below(child, path === '' ? name : `${path}.${name}`, paths);
    return kept === undefined ? [] : [[name, kept]         ];
  }));
}

function below(value         , path        , paths                     )          {
  if (paths.has(path)) return value;
  if (Array.isArray(value)) {
    const pools = value.filter(isJsonObject).flatMap((pool) => keptPool(pool, `${path}[${poolNameOf(pool)}]`, paths));
    return pools.length === 0 ? undefined : pools;
  }
  if (!isJsonObject(value)) return undefined;
  const kept = members(value, path, paths);
  return Object.keys(kept).length === 0 ? undefined : kept;
}

/** A pool is found again by its name. */
function keptPool(pool            , path        , paths                     )                        {
  if (paths.has(path)) return [pool];
  const kept = members(pool, path, paths);
  return Object.keys(kept).length === 0 ? [] : [{ ...kept, name: pool['name'] }];
}

/** The exposure rules that our policies speak of the same things as: what closes the one satisfies the other. */
const counterparts                                              = {
  'acr-admin-user': ['registry-admin-user'],
  'acr-anonymous-pull': ['registry-anonymous-pull'],
  'acr-arm-audience': ['works-registry-token'],
  'acr-cache-rule': ['works-cache-rule'],
  'acr-cache-rule-present': ['works-cache-rule'],
  'acr-cache-source': ['registry-cache-source'],
  'acr-exports': ['registry-export'],
  'acr-network-bypass': ['registry-network-bypass'],
  'acr-network-rules': ['registry-public-access'],
  'acr-private-link': ['works-registry-endpoint'],
  'acr-public-network-access': ['registry-public-access'],
  'acr-sku': ['works-registry-sku'],
  'aks-bootstrap-artifact-source': ['works-artifact-source'],
  // Which registry and which subnet a policy allows is its owner's choice: nobody but people can follow it.
  'aks-bootstrap-registry': [],
  'aks-extensions': ['works-extensions'],
  'aks-http-proxy': ['egress-http-proxy'],
  'aks-load-balancer-profile': ['egress-leftover-outbound'],
  'aks-nat-gateway-profile': ['egress-leftover-outbound'],
  'aks-network-plugin': ['works-network-plugin'],
  'aks-node-os-upgrade-channel': ['works-node-os-channel'],
  'aks-node-public-ip': ['egress-node-public-ip'],
  'aks-node-resource-group-lockdown': ['node-resource-group-unlocked'],
  'aks-node-subnet': [],
  'aks-outbound-type': ['egress-outbound-type'],
  'aks-private-api-server': ['api-server-public'],
  'aks-private-cluster-public-fqdn': ['api-server-public-name'],
  'aks-public-addons': ['egress-add-on'],
  'aks-run-command': ['run-command'],
  'aks-service-principal': ['works-service-principal'],
  'aks-static-egress-gateway': ['egress-static-gateway'],
  'aks-windows-pools': ['works-windows-pools'],
  'load-balancer-public-frontend': ['egress-public-load-balancer'],
  'nat-gateway-virtual-network': ['egress-virtual-network-nat-gateway'],
  'nsg-internet-outbound': ['egress-network-security-group'],
  'public-ip-address': ['egress-public-load-balancer'],
  'route-internet': ['egress-route'],
  'subnet-default-outbound-access': ['egress-default-outbound-access'],
  'subnet-internet-deny': ['egress-network-security-group'],
  'subnet-nat-gateway': ['egress-subnet-nat-gateway'],
  'subnet-service-endpoints': ['egress-service-endpoint'],
  'virtual-hub-connection': ['egress-peering'],
  'virtual-network-gateway': ['egress-peering'],
  'virtual-network-peering': ['egress-peering'],
};

const byPolicy                                         = new Map(Object.entries(counterparts));

/** The exposure rules of a finding's rule; undefined for a policy of somebody else. */
function exposuresOfPolicy(rule        )                                {
  return byPolicy.get(rule);
}

/** Commands for people, made of ids that come from Azure: every word is quoted for a POSIX shell. */
                                                       

/** More commands of one kind are left to whoever has seen these. */
const mostCommands = 5;

                                                               

/** `az aks … --resource-group rg --name c --subscription s …` for the cluster itself. */
function ofCluster(verb        , ...words                   )           {
  return ({ address }) => [command(`az ${verb}`, ['--resource-group', address.resourceGroup, '--name', address.name, '--subscription', address.subscriptionId, ...words])];
}

/** A command with `--ids` for each resource of a type that the findings rest on. */
function byId(type        , verb        , ...words                   )           {
  return ({ spots }) => idsOf(spots, type).map((id) => command(`az ${verb}`, ['--ids', id, ...words]));
}

/** The same for subnets, which stand in the document of their network as well. */
function bySubnet(verb        , ...words                   )           {
  return ({ spots }) => distinct$1(spots.flatMap(subnetIdOf)).map((id) => command(`az ${verb}`, ['--ids', id, ...words]));
}

/** A command that names a resource of a type, or the parent of one, as `words` has it. */
function named(type        , verb        , words                                       )           {
  return ({ spots }) => idsOf(spots, type).map((id) => {
    const parsed = parseResourceId(id);
    return parsed === undefined ? '' : command(`az ${verb}`, [...words(parsed), '--resource-group', parsed.resourceGroup ?? '', '--subscription', parsed.subscriptionId ?? '']);
  }).filter((line) => line !== '');
}

/** A role for an identity of the cluster on what the cluster names; none where the cluster does not say who, or on what. */
function grant(role        , who                                                 , scopes                                                              )           {
  return (context) => {
    const principal = who(context);
    if (principal === undefined) return [];
    const known = scopes(context).filter((scope) => scope !== undefined).filter((scope) => parseResourceId(scope) !== undefined);
    return distinct$1(known).map((scope) => command('az role assignment create', ['--assignee-object-id', principal, '--assignee-principal-type', 'ServicePrincipal', '--role', role, '--scope', scope]));
  };
}

function kubeletObjectId({ cluster }                )                     {
  return textAt(cluster, 'properties', 'identityProfile', 'kubeletidentity', 'objectId');
}

/** The identity that AKS acts with: the cluster's own, or the one that its owner gave it. */
function controlPlaneObjectId({ cluster }                )                     {
  const given = at(cluster, 'identity', 'userAssignedIdentities');
  const [first] = isJsonObject(given) ? Object.values(given) : [];
  return textAt(first, 'principalId') ?? textAt(cluster, 'identity', 'principalId');
}

/** Texts at a path of the cluster; `pools` stands before a path of every pool. */
function textsAt(...path                   )                                                               {
  return ({ cluster }) => (path[0] === 'pools' ? arrayAt(cluster, 'properties', 'agentPoolProfiles').map((pool) => textAt(pool, ...path.slice(1))) : [textAt(cluster, ...path)]);
}

function command(verb        , words                   )         {
  return `${verb} ${words.map((word) => (/^--[a-z-]+$/.test(word) ? word : quote(word))).join(' ')}`;
}

function idsOf(spots                 , type        )                    {
  return distinct$1(spots.flatMap(({ resource }) => (resource.id !== undefined && resource.type.toLowerCase() === type.toLowerCase() ? [resource.id] : [])));
}

function subnetIdOf({ resource, pointer }      )                    {
  const { id, type, body } = resource;
  if (id === undefined) return [];
  if (/\/virtualNetworks\/subnets$/i.test(type)) return [id];
  const index = /^\/properties\/subnets\/(\d+)(?:\/|$)/i.exec(pointer)?.[1];
  if (index === undefined) return [];
  const subnet = arrayAt(body, 'properties', 'subnets')[Number(index)];
  const name = textAt(subnet, 'name');
  return [textAt(subnet, 'id') ?? (name === undefined ? undefined : `${id}/subnets/${name}`)].filter((one) => one !== undefined);
}

function distinct$1(texts                   )                    {
  return [...new Map(texts.map((text) => [text.toLowerCase(), text])).values()].slice(0, mostCommands);
}

/** What closes a way by a change of the cluster's own document: only what the findings rest on is touched. */

/** @param paths where the values stand that the findings rest on, in lower case: `properties.addonprofiles.omsagent.enabled` */
                                                                                        

const runCommandOff       = () => inPlace['run-command'];

/** Which of the other channels is wanted, where a policy does not allow them all, is for the owner to choose. */
const nodeOsChannel       = (cluster) => (['unmanaged', 'nodeimage'].includes(nodeOsUpgradeChannelOf(cluster).toLowerCase()) ? inPlace['node-os-channel'] : undefined);

/** The proxy stays written down, and is on again by one switch ("HTTP proxy support in AKS": disable). */
const httpProxyOff       = () => ({ properties: { httpProxyConfig: { enabled: false } } });

const nodeResourceGroupLocked       = () => ({ properties: { nodeResourceGroupProfile: { restrictionLevel: 'ReadOnly' } } });

/** Without a zone the public name is the only one, and AKS refuses to take it away ("Create a private AKS cluster": limitations). */
const publicNameOff       = (cluster) =>
  (equalsIgnoringCase(textAt(cluster, 'properties', 'apiServerAccessProfile', 'privateDNSZone') ?? 'system', 'none') ? undefined : { properties: { apiServerAccessProfile: { enablePrivateClusterPublicFQDN: false } } });

const virtualNodesOff       = (cluster, paths) => profileOff(cluster, paths, (name) => name === 'aciconnectorlinux');

const addOnsOff       = (cluster, paths) => {
  const known = new Set(addOnFacts.map(({ name }) => name.toLowerCase()));
  const wishes = [
    profileOff(cluster, paths, (name) => known.has(name)),
    ...featureFacts.flatMap((facts) => facts.paths.map((path) => featureOff(paths, path))),
    routingInside(paths),
    gatewaysOff(cluster, paths, 'ingressGateways'),
    gatewaysOff(cluster, paths, 'egressGateways'),
  ].filter((wish) => wish !== undefined);
  return wishes.length === 0 ? undefined : wishes.reduce            (mergeDocument, {});
};

/** Members of `addonProfiles`, as the cluster spells them. */
function profileOff(cluster            , paths                     , concerns                           )                         {
  const profiles = at(cluster, 'properties', 'addonProfiles');
  const names = (isJsonObject(profiles) ? Object.keys(profiles) : []).filter((name) => concerns(name.toLowerCase()) && paths.has(`properties.addonprofiles.${name.toLowerCase()}.enabled`));
  return names.length === 0 ? undefined : { properties: { addonProfiles: Object.fromEntries(names.map((name) => [name, { enabled: false }])) } };
}

function featureOff(paths                     , path                   )                         {
  if (!paths.has(`properties.${path.join('.')}`.toLowerCase())) return undefined;
  return { properties: path.toReversed().reduce         ((value, name) => ({ [name]: value }), false) };
}

/** The default controller gets a private address; the add-on stays. */
function routingInside(paths                     )                         {
  if (!paths.has('properties.ingressprofile.webapprouting.enabled')) return undefined;
  return { properties: { ingressProfile: { webAppRouting: { nginx: { defaultIngressControllerType: 'Internal' } } } } };
}

/** A list is replaced as a whole: those that no finding is about stay as they are. */
function gatewaysOff(cluster            , paths                     , list                                      )                         {
  const gateways = arrayAt(cluster, 'properties', 'serviceMeshProfile', 'istio', 'components', list);
  // A list may have been rewritten since it was judged: what is private now is not touched.
  const found = gateways.map((gateway, index) => paths.has(`properties.servicemeshprofile.istio.components.${list}[${index}].enabled`.toLowerCase()) && isOpenGateway(gateway, list));
  if (!found.includes(true)) return undefined;
  const wanted = gateways.map((gateway, index) => (found[index] === true && isJsonObject(gateway) ? { ...gateway, enabled: false } : gateway));
  return { properties: { serviceMeshProfile: { istio: { components: { [list]: wanted } } } } };
}

function isOpenGateway(gateway         , list        )          {
  return at(gateway, 'enabled') === true && (list === 'egressGateways' || !equalsIgnoringCase(textAt(gateway, 'mode') ?? '', 'Internal'));
}

/**
 * What closes each way out of a living cluster, by the id of its exposure rule. Sources of commands: the Azure CLI's own reference (`az aks`, `az acr`,
 * `az network`, `az role`, `az k8s-extension`) and the pages that the rules name.
 */
                                                                 

const network = (type        )         => `Microsoft.Network/${type}`;
const registryType = 'Microsoft.ContainerRegistry/registries';

/** Whys that several rules share. */
const others = 'It is a resource beside the cluster that others may use: its owner decides.';
const registryOthers = 'Other clusters and people may use the registry: its owner decides.';
const access = 'Roles are given by whoever may give them.';
const fixedPool = 'No update changes this on a living pool.';
const unseen = 'The change to make is not seen in the document of the cluster.';

const around = (title        , why        , commands                           )             => ({ kind: 'around', title, why, ...(commands === undefined ? {} : { commands }) });
const manual = (title        , why        , commands                           )             => ({ kind: 'manual', title, why, ...(commands === undefined ? {} : { commands }) });

const ofRegistry = (...words                   )                           => named(registryType, 'acr update', ({ name }) => ['--name', name, ...words]);

const denyInternet = 'Deny outbound traffic to the Internet in the security group of the subnet';
const denyRule = named(network('networkSecurityGroups'), 'network nsg rule create', ({ name }) => [
  '--nsg-name', name, '--name', 'deny-internet', '--priority', '4000', '--direction', 'Outbound', '--access', 'Deny', '--protocol', '*', '--destination-address-prefixes', 'Internet', '--destination-port-ranges', '*',
]);

/** Nothing but AKS changes the security group of its own network, and it does so for one outbound type. */
const denyingInternet             = {
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

const egress                                       = {
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

const apiServer                                       = {
  'api-server-public': { kind: 'migration', gaps: ['private-api-server'], otherwise: { title: 'Make the API server private', why: unseen } },
  'api-server-public-name': { kind: 'in-place', wish: publicNameOff, otherwise: { title: 'Give the private API server a zone', why: 'It has its public name alone, and no update gives a living cluster a zone.' } },
};

const channels                                       = {
  'egress-private-endpoint': around('Delete the private endpoint, or declare it as meant', others, byId(network('privateEndpoints'), 'network private-endpoint delete')),
  'egress-service-endpoint': around('Take the service endpoint off the subnet', others, bySubnet('network vnet subnet update', '--remove', 'serviceEndpoints')),
  'egress-dns': around('Link a DNS security policy to the network that blocks what is not needed', 'Which names are needed is for the owner to say.'),
  'run-command': { kind: 'in-place', wish: runCommandOff, otherwise: { title: 'Disable run command', why: unseen } },
  'node-resource-group-unlocked': { kind: 'in-place', wish: nodeResourceGroupLocked, otherwise: { title: 'Lock the node resource group', why: unseen } },
};

const registry                                       = {
  'registry-public-access': around('Switch the public endpoint of the registry off', registryOthers, ofRegistry('--public-network-enabled', 'false')),
  'registry-network-bypass': around('Let no service and no task pass by the network rules of the registry', registryOthers, ofRegistry('--allow-trusted-services', 'false')),
  'registry-export': around('Forbid exports from the registry', registryOthers, byId(registryType, 'resource update', '--set', 'properties.policies.exportPolicy.status=disabled', '--set', 'properties.publicNetworkAccess=Disabled')),
  'registry-push': around('Take the role that writes from the kubelet identity', access, byId('Microsoft.Authorization/roleAssignments', 'role assignment delete')),
  'registry-cache-source': around('Delete the cache rule, or declare its source as meant', registryOthers, named(`${registryType}/cacheRules`, 'acr cache delete', ({ name, fullName }) => ['--registry', fullName.split('/')[0] ?? '', '--name', name])),
  'registry-anonymous-pull': around('Ask everybody for a login to the registry', registryOthers, ofRegistry('--anonymous-pull-enabled', 'false')),
  'registry-admin-user': around('Switch the admin user of the registry off', registryOthers, ofRegistry('--admin-enabled', 'false')),
};

const works                                       = {
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
const ruleRemedies                                  = new Map(Object.entries({ ...egress, ...apiServer, ...channels, ...registry, ...works }));

/**
 * From a living cluster and what is wrong with it to what would mend it: the writes that `deploy` would plan, cut where they begin to disturb
 * something, and the steps that only people take. Pure.
 */

/** What is wrong, with the values that it rests on where they are known (as `ExposureFinding` has them). */
                             
                            
                                   
 

                         
                                                  
                                        
                                       
                                         
                                                                                              
                             
 

/** Writes that are made together or not at all. */
                             
                                       
                                  
 

                             
                         
                       
                                       
 

/** The specification of a living cluster that asks for nothing but what its file says. Undefined for what is no id of a cluster in a resource group. */
function specificationOf(id        , file              )                                   {
  const { subscriptionId, resourceGroup, name, type } = parseResourceId(id) ?? {};
  if (subscriptionId === undefined || resourceGroup === undefined || name === undefined || type?.toLowerCase() !== 'microsoft.containerservice/managedclusters') return undefined;
  return { subscriptionId, resourceGroup, name, ...(file === undefined ? {} : { file }) };
}

/**
 * What would mend a cluster. Only violations are mended: what is not known is no reason to write, what is exempt or meant is wanted.
 * @param cluster its whole document, as a GET answers it
 * @param options.allowDisruption everything is one write then: a policy may refuse every update that leaves another rule broken
 */
function remedyFor(cluster            , found                       , specification                      , options                                       )         {
  const wrong = found.filter(({ finding }) => finding.verdict === 'violation');
  // One plan, one fingerprint, in whatever order things were found.
  const rules = [...new Set(wrong.flatMap(({ finding }) => rulesOf(finding)))].toSorted();
  const context                 = { cluster, address: specification, spots: wrong.flatMap(spotsOf) };
  const { repair, manual } = sorted(rules, wrong, context, specification.file?.body ?? {});
  const busy = operationInProgress(cluster);
  if (busy !== undefined) return { parts: [], manual, obstacle: `Azure works on the cluster (${busy}): a plan is made when it has come to rest.` };

  const { comparison, reasons } = changesTo(cluster, specification, repair);
  if (reasons.length > 0) return { parts: [], manual, obstacle: reasons.join(' ') };
  const parts = groupsOf(cluster, comparison.differences, options.allowDisruption).map(({ differences, disruption }) => ({ steps: updateSteps(specification, cluster, partOf(comparison, differences)), disruption }));
  return { parts, manual, ...(parts.length > 0 && isStopped(cluster) ? { obstacle: stoppedReason } : {}) };
}

/** True where a change of the cluster's own document closes some of what was found; its document may say otherwise. */
function isMendable(found                       )          {
  return found.some(({ finding }) => finding.verdict === 'violation' && rulesOf(finding).some((rule) => ruleRemedies.get(rule)?.kind === 'in-place'));
}

/** Differences that are written together. Every update of a cluster of which the last operation failed does what that left undone. */
function groupsOf(cluster            , differences                              , allowDisruption         )                                                                                           {
  const hasFailed = ['failed', 'canceled'].includes(provisioningStateOf(cluster).toLowerCase());
  const whole = together([disruptionOf(differences), ...(hasFailed ? [disruptive([reconciliation])] : [])]);
  if (allowDisruption || hasFailed) return differences.length === 0 ? [] : [{ differences, disruption: whole }];
  const isHarmless = (one                              )          => disruptionOf([one]).kind === 'none';
  const groups = [differences.filter(isHarmless), differences.filter((one) => !isHarmless(one))];
  return groups.filter((group) => group.length > 0).map((group) => ({ differences: group, disruption: disruptionOf(group) }));
}

/** The exposure rules that a finding is about; its own where no plan of ours knows it. */
function rulesOf({ rule, exposes = [] }         )                    {
  const own = ruleRemedies.has(rule) ? [rule] : exposuresOfPolicy(rule);
  return [...(own === undefined || own.length === 0 ? [rule] : own), ...exposes.map((one) => one.rule)];
}

/** Where a finding's values stand; at least the resource that it is about. */
function spotsOf({ finding: { resource }, spots = [] }            )                  {
  return [...spots, { resource: { ...resource, body: {} }, pointer: '', value: undefined }];
}

/** What the rules ask for of the cluster's document, and what they leave to people. */
function sorted(rules                   , wrong                       , context                , declared            )                                                                          {
  const gaps = new Map(gapsOf(context.cluster).map((gap) => [`${gap.id} ${gap.title}`, gap]         ));
  const closing = new Map             ();
  const manual               = [];
  let repair             = {};
  for (const rule of rules) {
    const remedy = ruleRemedies.get(rule);
    if (remedy === undefined) {
      manual.push(unknownRule(rule, wrong));
    } else if (remedy.kind === 'migration') {
      const fitting = [...gaps].filter(([, { id }]) => remedy.gaps.includes(id));
      for (const [key, gap] of fitting) closing.set(key, gap);
      if (fitting.length === 0) manual.push(manualStep$1(remedy.otherwise, context));
    } else if (remedy.kind === 'in-place') {
      const wish = remedy.wish(context.cluster, pathsOf(wrong));
      const contradiction = wish === undefined ? undefined : differencesBetween(wish, declared).find(({ from }) => from !== undefined && from !== null);
      if (wish === undefined) manual.push(manualStep$1(remedy.otherwise, context));
      else if (contradiction === undefined) repair = mergeDocument(repair, wish);
      else manual.push({ title: 'Mend the cluster-file, or declare the way as meant', why: `It asks for ${contradiction.path}: ${formatValue(contradiction.from)}, which is what was found.`, commands: [] });
    } else {
      const ofAks = remedy.kind === 'around' && isInNetworkOfAks(context.cluster) ? remedy.ofAks : undefined;
      manual.push(manualStep$1(ofAks ?? remedy, context));
    }
  }
  // What is written in place is no step for people.
  const left = [...gaps].filter(([key, gap]) => closing.has(key) && !isRepaired(gap, repair)).map(([, gap]) => gap);
  const migration = left.length === 0 ? [] : migrationSteps(context.cluster, left, context.address).map(({ title, why, command })             => ({ title, why, commands: command === undefined ? [] : [command] }));
  return { repair, manual: distinct([...migration, ...manual]) };
}

function isRepaired({ id }     , repair            )          {
  return id === 'node-os-channel' && at(repair, 'properties', 'autoUpgradeProfile', 'nodeOSUpgradeChannel') !== undefined;
}

/** Where the values stand that say so, in lower case. */
function pathsOf(wrong                       )                      {
  return new Set(wrong.flatMap(({ finding: { reasons } }) => reasons.flatMap(({ path, result }) => (path === undefined || result !== true ? [] : [path.toLowerCase()]))));
}

function manualStep$1({ title, why, commands }              , context                )             {
  return { title, why, commands: commands?.(context) ?? [] };
}

/** A policy of somebody else, or one of ours of which only its owner knows what it allows. */
function unknownRule(rule        , wrong                       )             {
  const finding = wrong.find((one) => one.finding.rule === rule)?.finding;
  return { title: finding?.remedy ?? `Satisfy "${finding?.title ?? rule}"`, why: `What rule ${rule} wants instead is not in its finding.`, commands: [] };
}

function distinct(steps                       )                        {
  return [...new Map(steps.map((step) => [JSON.stringify([step.title, step.commands]), step])).values()];
}

/** True for a document as remedies need it: whole enough to be written back. */
function isWhole(cluster         )                        {
  return isJsonObject(cluster) && isJsonObject(cluster['properties']) && Array.isArray(at(cluster, 'properties', 'agentPoolProfiles'));
}

/** What would be done about a cluster, or why nothing is. */
                                                                     
                                                                                                      
                                                   
  

/**
 * Reads a cluster whole and plans: what judged it may have been a projection, and a PUT of that would erase the rest. What cannot be read is held
 * with why. Throws `CancelledError` alone.
 */
async function planCluster(cluster                , options                  , tools       )                          {
  const held = (why        )                 => ({ cluster, kind: 'held', why });
  const file = options.fileFor?.(cluster.id);
  const specification = specificationOf(cluster.id, file);
  if (specification === undefined) return held(`${cluster.id} is no id of a cluster.`);
  const { allowedSubscriptions } = options;
  if (allowedSubscriptions.length > 0 && !allowedSubscriptions.includes(specification.subscriptionId.toLowerCase())) {
    return held(`Subscription ${specification.subscriptionId} is not among "allowed-subscriptions"; nothing was asked of Azure.`);
  }
  const objections = file === undefined ? [] : objectionsTo(file, specification.name);
  if (objections.length > 0) return held(objections.join(' '));
  try {
    const document = await tools.arm.find(clusterIdOf(specification), clusterApiVersion);
    return document === undefined ? held(goneReason) : planDocument(document, cluster, specification, options);
  } catch (error) {
    if (error instanceof AzureError) return held(error.message);
    throw error;
  }
}

const goneReason = 'The cluster is not there any more.';

/** The plan for a document as it was just read. */
function planDocument(document                        , cluster                , specification                      , options                                           )                 {
  if (document === undefined) return { cluster, kind: 'held', why: goneReason };
  // What a server says of another resource than the one that it was asked for is not written anywhere.
  if (!isWhole(document) || !sameId(textAt(document, 'id') ?? '', clusterIdOf(specification))) return { cluster, kind: 'held', why: 'Azure answered with something else than the whole document of the cluster.' };
  return { cluster, kind: 'remedy', specification, remedy: remedyFor(document, cluster.found, specification, options) };
}

/** What may be written of a plan. */
function writable(planned                , { allowDisruption }                                           )                        {
  if (planned.kind === 'held' || planned.remedy.obstacle !== undefined) return [];
  return planned.remedy.parts.filter(({ disruption }) => allowDisruption || disruption.kind === 'none');
}

/** Fingerprint of what would be written. */
function hashOfPlan(planned                , options                                           )         {
  return hashOf(writable(planned, options).map(({ steps }) => steps.map(({ id, substance }) => ({ id: id.toLowerCase(), substance }))));
}

/** Carries steps out in order; each is pushed to `journal` as it ends. Returns the last document that Azure answered with. */
async function writeSteps(steps                      , journal              , pollInterval        , tools       )                                  {
  let document                        ;
  for (const step of steps) {
    const started = tools.clock.now();
    tools.logger.info(step.title);
    for (const detail of step.details) tools.logger.info(`  ${detail}`);
    try {
      document = await writeStep(step, pollInterval, tools);
    } catch (error) {
      if (!(error instanceof StalePlanError)) journal.push({ ...described(step, 'failed'), elapsed: tools.clock.now() - started });
      throw error;
    }
    const elapsed = tools.clock.now() - started;
    journal.push({ ...described(step, 'done'), elapsed });
    tools.logger.info(`  done in ${formatElapsed(elapsed)}`);
  }
  return document;
}

async function writeStep(step           , pollInterval        , tools       )                      {
  const request = { method: 'PUT'         , path: step.id, apiVersion: step.apiVersion, body: step.body, headers: step.condition };
  let answer;
  try {
    answer = await tools.arm.send(request);
  } catch (error) {
    if (isStale(error)) throw new StalePlanError(error instanceof Error ? error.message : '', { cause: error });
    if (error instanceof CancelledError) throw new CancelledError(`The request "${step.title}" was on its way when the run was cancelled; Azure may have taken it. ${continuesByItself}`, { cause: error });
    throw error;
  }
  return await completed({ request, answer }, step.subject, { ...tools, pollInterval });
}

/**
 * 412: the state has changed since it was read. 409: another operation came first (AKS: OperationNotAllowed, EtagMismatch).
 * Both mean: look again, never send the old body again.
 */
function isStale(error         )          {
  if (!(error instanceof AzureError)) return false;
  return error.status === 412 || (error.status === 409 && /^(OperationNotAllowed|EtagMismatch)\b/i.test(error.code));
}

function described(step           , status                      )             {
  return { title: step.title, status, resourceId: step.id, details: step.details };
}

/** A part of a plan as it is, or as it turned out. */
function reportPart({ id, name }                , kind                      , { disruption, steps }            , more                                                                      = {})               {
  const untold = steps.slice(more.journal?.length ?? 0).map((step) => described(step, kind === 'planned' ? 'planned' : 'skipped'));
  return {
    cluster: { id, name }, kind, steps: [...(more.journal ?? []), ...untold],
    ...(disruption.kind === 'none' ? {} : { disruption: disruption.what }),
    ...(more.why === undefined ? {} : { why: more.why }),
  };
}

/** What is not written and why: what stands in the way, what would disturb, what people do. @param mode of `plan` also what would disturb is planned */
function reportUnwritten(planned                , options                  , mode                  )                          {
  const { cluster } = planned;
  const { id, name } = cluster;
  if (planned.kind === 'held') return [{ cluster: { id, name }, kind: 'held', steps: [], why: planned.why }];
  const { manual, obstacle, parts } = planned.remedy;
  const left = parts.filter((part) => !writable(planned, options).includes(part));
  const unwritten = left.map((part) => {
    if (obstacle !== undefined) return reportPart(cluster, 'held', part, { why: obstacle });
    return mode === 'plan' ? reportPart(cluster, 'planned', part) : reportPart(cluster, 'held', part, { why: 'It would disturb the cluster, and "allow-disruption" is not set.' });
  });
  const stopped                          = obstacle !== undefined && parts.length === 0 ? [{ cluster: { id, name }, kind: 'held', steps: [], why: obstacle }] : [];
  const byHand                          = manual.length === 0 ? [] : [{ cluster: { id, name }, kind: 'manual', steps: manual.map(manualStep), why: 'No single update of the cluster does this, or it is not ours to do.' }];
  const all = [...unwritten, ...stopped, ...byHand];
  if (all.length > 0 || parts.length > 0) return all;
  return [{ cluster: { id, name }, kind: 'held', steps: [], why: 'Nothing is left to write: the cluster was changed since it was judged, or a setting is not known.' }];
}

function manualStep({ commands, title, why }            )             {
  return { title, status: 'planned', details: [why, ...commands] };
}

/** What became of the parts of a plan; `failure`: the run goes no further. */
                          
                                             
                           
 

/** Somebody else's operation is waited for so long, in milliseconds: a fleet does not wait for one upgrade. */
const longestWait = 600_000;

const changedReason = 'The cluster was changed after it was judged, and its plan is another now: nothing was written.';

/**
 * Writes what may be written to one cluster. It is read again first: only the plan that was judged is carried out, never one like it. What a policy or
 * somebody else's write refuses is held, as nothing was written; every other failure ends the run.
 */
async function applyCluster(planned      , options                  , tools       )                   {
  const { cluster, specification } = planned;
  const [part] = writable(planned, options);
  if (part === undefined) return { remedies: [] };
  const journal               = [];
  const ended = (kind                      , why         )               => reportPart(cluster, kind, part, { journal, ...(why === undefined ? {} : { why }) });
  try {
    const living = await atRest(planned, options, tools);
    if (living === 'busy') return { remedies: [ended('held', 'Azure works on the cluster, and did not come to rest.')] };
    const now = planDocument(living, cluster, specification, options);
    if (hashOfPlan(now, options) !== hashOfPlan(planned, options)) return { remedies: [ended('held', changedReason)] };
    // Its steps are those of the document that was just read: body and condition are its, not those of the one that was judged.
    const [fresh] = writable(now, options);
    const document = await writeSteps(fresh?.steps ?? [], journal, options.pollInterval, tools);
    const left = await unhealed(document, planned, part, options, tools);
    return left === undefined ? { remedies: [ended('applied')] } : { remedies: [ended('failed', left)], failure: new AzureError(left, { status: 200, code: 'NotHealed' }) };
  } catch (error) {
    return failed(error, journal, ended);
  }
}

function failed(error         , journal                       , ended                                                            )          {
  const hasWritten = journal.some(({ status }) => status === 'done');
  if (error instanceof StalePlanError && !hasWritten) return { remedies: [ended('held', changedReason)] };
  if (error instanceof AzureError && error.status === 403 && /^RequestDisallowedByPolicy\b/i.test(error.code) && !hasWritten) {
    return { remedies: [ended('held', `A policy refuses every update that leaves another rule of it broken: ${withAdvice(error).message}`)] };
  }
  const failure = withAdvice(error);
  return { remedies: [ended('failed', failure.message)], failure };
}

/** The cluster when the service has come to rest with it; undefined where it is gone. */
async function atRest({ specification }      , { pollInterval }                  , tools       )                                           {
  const [deadline, done] = [new AbortController(), new AbortController()];
  const waited = tools.clock.sleep(longestWait, AbortSignal.any([done.signal, tools.signal])).then(() => deadline.abort(), () => undefined);
  try {
    const { cluster } = await settledCluster(specification, pollInterval, { ...tools, signal: AbortSignal.any([deadline.signal, tools.signal]) }, false);
    return cluster;
  } catch (error) {
    if (error instanceof CancelledError && deadline.signal.aborted && !tools.signal.aborted) return 'busy';
    throw error;
  } finally {
    done.abort();
    await waited;
  }
}

/** A service may take a PUT and keep what it had; then somebody has to know. */
async function unhealed(document                        , planned      , part            , options                  , tools       )                              {
  const isCluster = textAt(document, 'type')?.toLowerCase() === managedClusterType.toLowerCase();
  const living = isCluster ? document : await tools.arm.find(clusterIdOf(planned.specification), clusterApiVersion);
  const again = planDocument(living, planned.cluster, planned.specification, options);
  if (again.kind === 'held') return `After the write: ${again.why}`;
  const paths = new Set(part.steps.flatMap(({ details }) => details));
  const left = again.remedy.parts.flatMap(({ steps }) => steps.flatMap(({ details }) => details)).filter((detail) => paths.has(detail));
  return left.length === 0 ? undefined : `Azure took the write, and the cluster has not changed: ${left.join('; ')}`;
}

/** What would bring failing clusters back, and bringing them back: one after the other, by the writes that `deploy` would make. */

/** A run plans no more clusters than people can look at, and reads so many at a time. */
const most = { clusters: 50, atOnce: 8 }         ;

/** The plan for each failing cluster, read whole from Azure. Writes nothing. */
async function planRemedies(failing                           , options                  , tools       )                    {
  const { planned, notes } = await planAll(failing, options, tools);
  return { remedies: planned.flatMap((one) => [...asPlanned(one, options), ...reportUnwritten(one, options, 'plan')]), planHash: hashOfAll(planned, options), notes };
}

/**
 * Carries out what disturbs nothing (with `allowDisruption`: everything), one cluster at a time, and stops at the first failure. Every cluster is read
 * again before its write; one that was changed meanwhile is held. A second run plans only what is left. Throws `UserError` where `planHash` approves
 * another plan.
 */
async function applyRemedies(failing                           , options                  , tools       )                    {
  const { planned, notes } = await planAll(failing, options, tools);
  const planHash = hashOfAll(planned, options);
  if (options.dryRun) return { remedies: planned.flatMap((one) => [...asPlanned(one, options), ...reportUnwritten(one, options, 'apply')]), planHash, notes };
  checkApproved(options.planHash, planHash);
  const remedies                 = [];
  let stopped                                                               ;
  for (const one of planned) {
    if (stopped === undefined && tools.signal.aborted) stopped = { failure: new CancelledError(cancelledAfter(remedies)), why: 'The run was cancelled before.' };
    if (stopped !== undefined) {
      remedies.push(...writable(one, options).map((part) => reportPart(one.cluster, 'held', part, { why: stopped?.why ?? '' })));
    } else if (one.kind === 'remedy') {
      const applied = await tools.logger.group(`Mending cluster ${one.cluster.name}`, async () => await applyCluster(one, options, tools));
      remedies.push(...applied.remedies);
      if (applied.failure !== undefined) stopped = stoppedBy(applied.failure, one.cluster, remedies);
    }
    remedies.push(...reportUnwritten(one, options, 'apply'));
  }
  return { remedies, planHash, notes, ...(stopped === undefined ? {} : { failure: stopped.failure }) };
}

function stoppedBy(failure       , { name }                , remedies                         )                                                    {
  if (failure instanceof CancelledError) return { failure: new CancelledError(`${failure.message} ${cancelledAfter(remedies)}`, { cause: failure }), why: 'The run was cancelled before.' };
  return { failure, why: `The run stopped at cluster ${name}.` };
}

function cancelledAfter(remedies                         )         {
  const names = remedies.flatMap(({ kind, cluster }) => (kind === 'applied' ? [cluster.name] : []));
  return `${names.length === 0 ? 'No cluster was mended' : `Mended before: ${names.join(', ')}`}. Run the same command again to do the rest.`;
}

function asPlanned(planned                , options                  )                          {
  return writable(planned, options).map((part) => reportPart(planned.cluster, 'planned', part));
}

function hashOfAll(planned                           , options                  )         {
  const plans = planned.map((one) => ({ id: one.cluster.id.toLowerCase(), plan: hashOfPlan(one, options) }));
  return hashOf(plans.toSorted((left, right) => (left.id < right.id ? -1 : 1)));
}

/** Reads and plans side by side. */
async function planAll(failing                           , options                  , tools       )                                                                                              {
  const all = onceEach(failing);
  // Clusters that only people can mend must not keep the others from their turn.
  const clusters = all.length <= most.clusters ? all : all.toSorted((left, right) => Number(isMendable(right.found)) - Number(isMendable(left.found)));
  const chosen = clusters.slice(0, most.clusters);
  const started = tools.clock.now();
  const planned                                 = chosen.map(() => undefined);
  let next = 0;
  let done = 0;
  const worker = async ()                => {
    for (let index = next++; index < chosen.length; index = next++) {
      const cluster = chosen[index];
      if (cluster === undefined) return;
      throwIfCancelled(tools.signal);
      planned[index] = await planCluster(cluster, options, tools);
      done += 1;
      tools.logger.progress({ subject: 'remedies', state: `${done} of ${chosen.length} clusters planned`, elapsed: tools.clock.now() - started });
    }
  };
  await Promise.all(Array.from({ length: Math.min(most.atOnce, chosen.length) }, worker));
  const rest = clusters.length - chosen.length;
  const notes = rest === 0 ? [] : [`Remedies were planned for ${chosen.length} of ${clusters.length} failing clusters, first for those that a write may mend; the other ${rest} have their turn when these are mended.`];
  return { planned: planned.filter((one) => one !== undefined), notes };
}

/** A cluster that is named twice is planned once, with everything that was found. */
function onceEach(failing                           )                            {
  const byId = new Map                        ();
  for (const cluster of failing) {
    const before = byId.get(cluster.id.toLowerCase());
    byId.set(cluster.id.toLowerCase(), before === undefined ? cluster : { ...before, found: [...before.found, ...cluster.found] });
  }
  return [...byId.values()];
}

export { applyRemedies, planRemedies };
