import { folderTree } from './exemptions-path.js';
import { isJsonObject, memberIgnoringCase, isUnknown, agentPoolType, managedClusterType, member, escapePointer, severities, parseResourceId, textAt } from './ground.js';
import { inventoryOf } from './inventory.js';
import { fold, piecesOf, matches, foldedPieces } from './engine.js';
import { stateRemedy, titles, declaredRules, missingRemedy } from './drift.js';

/** What a living resource has otherwise than its declaration says. */
                             
     
                              
                                                                  
                                                                
                                                         
     
                                                                  
                                                                                                                                
                        
                                                                                                         
                           
                                                           
                             
                                                 
                           
                                                                  
                        
                                                                                        
                              
 

/** A declaration beside what lives. */
                             
                                              
                                                
                            
                                                                                 
                                                                            
                                                             
                          
 

/** So many differences of one resource are told, and what is nested deeper is not compared: no resource of Azure has so much. */
const most$2 = { differences: 500, open: 500, depth: 64 }         ;

/** Where the walk stands. */
                       
                        
                        
                           
                      
                                            
                                  
                              
                         
 

/** What the walk goes by, besides the two documents. */
                         
                              
                                                                                                                               
                                                                                         
 

/** Collects what the walk finds. */
                        
                          
                                        
                                                                                                                    
                                                                                               
                                          
                                                        
 

function newFinds(around        )                                                                   {
  const differences               = [];
  const opened                                                    = [];
  const counts = { compared: 0 };
  let isCut = false;
  const add = (difference            )       => {
    if (differences.length < most$2.differences) differences.push(difference);
    else isCut = true;
  };
  return {
    finds: {
      around,
      counts,
      differs: ({ path, pointer, isWeighty }, kind, declared, living) => {
        add({ kind, path, pointer, declared, living, isWeighty });
      },
      undetermined: ({ path, pointer, isWeighty }, declared, living, why) => {
        add({ kind: 'undetermined', path, pointer, declared, living, why, isWeighty });
      },
      open: ({ path }, { why }) => {
        if (opened.length < most$2.open) opened.push({ path, why });
      },
    },
    comparison: () => ({ differences, compared: counts.compared, open: opened, isCut }),
  };
}

/** How texts compare at a place: with case, or as one of the forms in which Azure writes the same differently. */
                                                                     

/**
 * A text that two scalars share exactly where Azure means the same by them: numbers and switches may come back as texts, zones as texts, ids and words in
 * another case, a single address with or without its length. Undefined for what is no scalar.
 */
function keyOf$1(value         , form      )                     {
  if (typeof value === 'boolean') return String(value);
  if (typeof value === 'number') return String(value);
  if (typeof value !== 'string') return undefined;
  const text = value.trim();
  if (form === 'exact') return text;
  if (form === 'location') return fold(text.replaceAll(' ', ''));
  if (form === 'time') return timeKey(text);
  if (form === 'words') return text.split(',').map((word) => fold(word.trim())).toSorted().join(',');
  return plainKey(text);
}

function plainKey(text        )         {
  // `01` is no number, and `1.10` is a version and not 1.1: only what JavaScript would write so is one.
  if (/^-?\d{1,15}(?:\.\d{1,15})?$/.test(text) && text.endsWith('.0')) return String(Number(text));
  if (text.startsWith('/')) return fold(text.replace(/\/+$/, '')) || '/';
  const address = /^(\d{1,3}(?:\.\d{1,3}){3})\/32$/.exec(text)?.[1] ?? /^([0-9a-f:.]{2,45}:[0-9a-f:.]*)\/128$/i.exec(text)?.[1];
  return fold(address ?? text);
}

function timeKey(text        )         {
  const milliseconds = Date.parse(text);
  return Number.isNaN(milliseconds) ? fold(text) : String(milliseconds);
}

/** `{}`, `[]`, the empty text, null and absence are one to Azure: it drops them from its answers, or fills them in. */
function isEmpty(value         )          {
  if (value === undefined || value === null || value === '') return true;
  if (Array.isArray(value)) return value.length === 0;
  return isJsonObject(value) && Object.keys(value).length === 0;
}

/** Where a fact was read: `recorded` are recorded requests and answers of Azure; `types` the published types of the API version (Azure/bicep-types-az). */
                          
                          
 

/**
 * A fact about what a service makes of what it is given. Paths are those of the body, with dots; `[]` stands for an element of a list, `*` for any name.
 * Compared without regard to case, as Resource Manager reads names.
 */
                                                             
                                                                                                                                                         
                                                       
                                                                  
                                                        
                                                                        
                                                     
                                                                             
                                
                                                                                                                            
                                 
                             
                              
                                                                                                                                            
                            
                                                                        
                                                                             
                                                                                                                         
                                                                            
                                                                                       
                                                                                                                   
                                                                                                            
                                                                                            
  

/** A value that the service may move by itself. */
                        
                             
                           
                                        
                                                                                  
                              
 

/** Children that stand in the document of their parent as well. */
                           
                                                
                        
                   
                        
                                                                                        
                         
                                                                                                
                                                         
 

/** What is known of one type. */
                            
                   
                        
                                         
                        
                                        
                                          
                                        
                                      
 

/** Rows with the same source. */
function rows(source        , kind                                                                                                          , ...paths                   )                     {
  return paths.map((path)          => ({ source, kind, path }));
}

/** Defaults with the same source: what the service answers without. */
function absent(source        , below        , meanings                                   )                     {
  return Object.entries(meanings).map(([name, means])          => ({ source, kind: 'absent', path: `${below}${name}`, means }));
}

/** The channels by which a living cluster upgrades itself; in lower case. */
                           
                                                                                                
                                       
                                                                                                 
                                             
 

/** Those of a cluster's document; defaults as its type describes them: `none`, and `NodeImage` for the system of the nodes. */
function upgradesOf(cluster         )           {
  const properties = memberIgnoringCase(cluster, 'properties');
  const profile = memberIgnoringCase(properties, 'autoUpgradeProfile');
  if (isUnknown(properties) || isUnknown(profile)) return { channel: undefined, nodeOsChannel: undefined };
  const given = isJsonObject(profile) ? profile : {};
  return { channel: channelIn(memberIgnoringCase(given, 'upgradeChannel'), 'none'), nodeOsChannel: channelIn(memberIgnoringCase(given, 'nodeOSUpgradeChannel'), 'nodeimage') };
}

function channelIn(value         , otherwise        )                     {
  if (isUnknown(value)) return undefined;
  return typeof value === 'string' && value !== '' ? value.toLowerCase() : otherwise;
}

/**
 * Whether a version that runs is what was declared. What a declaration leaves open (`1.34`) any patch fulfils; a channel only moves upwards: `patch` within
 * the minor version, `stable` and `rapid` beyond it (documentation "Automatically upgrade an AKS cluster").
 * @param asked the version that the service was asked for last
 */
function isVersionAsDeclared(declared         , { asked, running }                                                        , { channel }          )                      {
  if (isUnknown(asked) || isUnknown(running)) return 'unknown';
  const wanted = partsOf(declared);
  if (wanted.length === 0) return false;
  const seen = [asked, running].filter((version) => version !== undefined && version !== null).map(partsOf);
  if (seen.some((version) => wanted.every((part, index) => version[index] === part))) return true;
  const newest = seen.at(-1);
  if (newest === undefined || !isNewer(newest, wanted)) return false;
  if (channel === undefined) return 'unknown';
  if (channel === 'patch') return newest[0] === wanted[0] && newest[1] === wanted[1];
  return channel === 'stable' || channel === 'rapid';
}

function partsOf(version         )                    {
  return typeof version === 'string' || typeof version === 'number' ? String(version).toLowerCase().replace(/^v/, '').split('.') : [];
}

function isNewer(left                   , right                   )          {
  for (const [index, part] of right.entries()) {
    const [own, other] = [Number(left[index]), Number(part)];
    if (Number.isNaN(own) || Number.isNaN(other)) return false;
    if (own !== other) return own > other;
  }
  return false;
}

/** The image of nodes is moved by either channel, and by every upgrade of Kubernetes. */
function isImageMoved({ channel, nodeOsChannel }          )                      {
  if (channel === undefined || nodeOsChannel === undefined) return 'unknown';
  return channel !== 'none' || nodeOsChannel === 'nodeimage' || nodeOsChannel === 'securitypatch';
}

const types$3 = 'types of 2026-05-01: flag read-only';
const described$2 = 'types of 2026-05-01: described as the default';
const recorded$3 = 'recorded: filled in or dropped';

/** A managed cluster; its pools by the facts of pools. */
const managedCluster            = {
  type: managedClusterType,
  noun: 'Cluster',
  rewrites: [
    ...rows(types$3, 'readOnly', 'properties.powerState', 'properties.maxAgentPools', 'properties.currentKubernetesVersion', 'properties.fqdn', 'properties.privateFQDN', 'properties.azurePortalFQDN', 'properties.resourceUID', 'properties.status',
      'properties.addonProfiles.*.identity', 'properties.podIdentityProfile.userAssignedIdentities[].provisioningState', 'properties.podIdentityProfile.userAssignedIdentities[].provisioningInfo', 'properties.oidcIssuerProfile.issuerURL',
      'properties.networkProfile.loadBalancerProfile.effectiveOutboundIPs', 'properties.networkProfile.natGatewayProfile.effectiveOutboundIPs', 'properties.ingressProfile.webAppRouting.identity'),
    ...rows('recorded: the service writes them, and answers differently to PUT and GET', 'filled', 'properties.privateLinkResources'),
    ...rows('documentation "Use an HTTP proxy": the service adds what nodes need', 'filled', 'properties.httpProxyConfig.effectiveNoProxy'),
    ...rows('recorded: never answered with; types: passwords and secrets', 'secret', 'properties.windowsProfile.adminPassword', 'properties.servicePrincipalProfile.secret', 'properties.aadProfile.serverAppSecret'),
    ...rows('the text of keys and certificates has case', 'exact', 'properties.linuxProfile.ssh.publicKeys', 'properties.httpProxyConfig.trustedCa', 'properties.securityProfile.customCATrustCertificates'),
    ...rows('hashicorp/terraform-provider-azurerm, documentation of `no_proxy`: the service adds the ranges of the cluster', 'grows', 'properties.httpProxyConfig.noProxy'),
    ...rows('a time may be written in several ways', 'time', 'properties.upgradeSettings.overrideSettings.until'),
    {
      source: 'documentation "Automatically upgrade an AKS cluster"; recorded: `1.30` is kept, and `currentKubernetesVersion` says what runs', kind: 'moves', path: 'properties.kubernetesVersion',
      isAsDeclared: ({ declared, living, around, upgrades }) => isVersionAsDeclared(declared, { asked: living, running: memberIgnoringCase(around.living, 'currentKubernetesVersion') }, upgrades),
    },
    { source: 'recorded: both profiles vanish where the outbound type is another, and `backendPoolType` stays', kind: 'without', path: 'properties.networkProfile', members: unusedProfiles },
    { source: 'hashicorp/terraform-provider-azurerm, flattenKubernetesAddOns: of an add-on that is off, the switch alone is read', kind: 'without', path: 'properties.addonProfiles.*', members: ({ enabled }) => (enabled === false ? ['config'] : []) },
    ...absent('hashicorp/terraform-provider-azurerm, expandKubernetesAddOns: sent for Azure Policy, whose only version it is, and not read again', 'properties.addonProfiles.*.config.', { version: 'v2' }),
    ...absent(recorded$3, '', { 'sku.name': 'Base', 'sku.tier': 'Free' }),
    ...absent('assumed: a cluster that says no kind is of the one that is not Automatic', '', { kind: 'Base' }),
    ...absent('documentation "Create a private cluster": an API server is public unless it is closed', 'properties.', { publicNetworkAccess: 'Enabled' }),
    ...absent('assumed: a license that is not there is none; hashicorp/terraform-provider-azurerm sends it where nobody says otherwise', 'properties.', { 'windowsProfile.licenseType': 'None' }),
    ...absent('assumed: a mesh that is not there is disabled', 'properties.', { 'serviceMeshProfile.mode': 'Disabled' }),
    // A drift check treats an absent profile and `Direct` alike (a comment in hashicorp/terraform-provider-azurerm).
    ...absent('hashicorp/terraform-provider-azurerm: the service fills it in', 'properties.', { 'bootstrapProfile.artifactSource': 'Direct' }),
    ...absent(recorded$3, 'properties.', {
      'networkProfile.outboundType': 'loadBalancer', 'networkProfile.networkPolicy': 'none', 'networkProfile.networkDataplane': 'azure', 'networkProfile.loadBalancerSku': 'standard',
      'networkProfile.loadBalancerProfile.backendPoolType': 'nodeIPConfiguration', 'networkProfile.loadBalancerProfile.managedOutboundIPs.count': 1, 'networkProfile.ipFamilies': ['IPv4'],
      'apiServerAccessProfile.enablePrivateClusterPublicFQDN': true, 'apiServerAccessProfile.privateDNSZone': 'system', 'autoUpgradeProfile.nodeOSUpgradeChannel': 'NodeImage', enableRBAC: true,
      supportPlan: 'KubernetesOfficial', 'servicePrincipalProfile.clientId': 'msi',
      'storageProfile.diskCSIDriver.enabled': true, 'storageProfile.fileCSIDriver.enabled': true, 'storageProfile.snapshotController.enabled': true,
    }),
    ...absent(described$2, 'properties.', {
      'nodeResourceGroupProfile.restrictionLevel': 'Unrestricted', 'autoUpgradeProfile.upgradeChannel': 'none', 'httpProxyConfig.enabled': true,
      'networkProfile.loadBalancerProfile.allocatedOutboundPorts': 0, 'networkProfile.loadBalancerProfile.idleTimeoutInMinutes': 30,
      'networkProfile.loadBalancerProfile.managedOutboundIPs.countIPv6': 0, 'networkProfile.natGatewayProfile.idleTimeoutInMinutes': 4, 'networkProfile.natGatewayProfile.managedOutboundIPProfile.count': 1,
      'networkProfile.advancedNetworking.security.advancedNetworkPolicies': 'None', 'networkProfile.advancedNetworking.security.transitEncryption.type': 'None', 'networkProfile.advancedNetworking.performance.accelerationMode': 'None',
      'nodeProvisioningProfile.mode': 'Manual', 'securityProfile.azureKeyVaultKms.keyVaultNetworkAccess': 'Public',
      'autoScalerProfile.expander': 'random', 'autoScalerProfile.balance-similar-node-groups': 'false', 'autoScalerProfile.max-empty-bulk-delete': '10', 'autoScalerProfile.max-graceful-termination-sec': '600',
      'autoScalerProfile.max-node-provision-time': '15m', 'autoScalerProfile.max-total-unready-percentage': '45', 'autoScalerProfile.new-pod-scale-up-delay': '0s', 'autoScalerProfile.ok-total-unready-count': '3',
      'autoScalerProfile.scan-interval': '10', 'autoScalerProfile.scale-down-delay-after-add': '10m', 'autoScalerProfile.scale-down-unneeded-time': '10m', 'autoScalerProfile.scale-down-unready-time': '20m',
      'autoScalerProfile.scale-down-utilization-threshold': '0.5', 'autoScalerProfile.skip-nodes-with-local-storage': 'true', 'autoScalerProfile.skip-nodes-with-system-pods': 'true',
    }),
  ],
  children: [{ list: 'agentPoolProfiles', type: agentPoolType, isFlat: true }],
  weighty: [
    'identity.type', 'properties.networkProfile.outboundType', 'properties.networkProfile.loadBalancerProfile', 'properties.networkProfile.natGatewayProfile', 'properties.networkProfile.networkPlugin', 'properties.networkProfile.networkPolicy',
    'properties.networkProfile.staticEgressGatewayProfile', 'properties.bootstrapProfile', 'properties.apiServerAccessProfile', 'properties.publicNetworkAccess', 'properties.httpProxyConfig', 'properties.nodeResourceGroupProfile',
    'properties.hostedSystemProfile',
  ],
};

/** The profiles of load balancer and NAT gateway say something only where both sides leave by them. */
function unusedProfiles(declared            , living            )                    {
  const outbound = [declared, living].map((profile) => {
    const type = memberIgnoringCase(profile, 'outboundType') ?? 'loadBalancer';
    return typeof type === 'string' ? type.toLowerCase() : '';
  });
  return [
    ...(outbound.every((type) => type === 'loadbalancer') ? [] : ['loadBalancerProfile']),
    ...(outbound.every((type) => type.startsWith('managednatgateway')) ? [] : ['natGatewayProfile']),
  ];
}

/** What every resource has: written by Resource Manager, or the user's own words. */
const ofEveryResource                     = [
  ...rows('types: flag read-only, or known by the id', 'readOnly', 'id', 'name', 'type', 'apiVersion', 'etag', 'systemData', 'properties.provisioningState', 'properties.resourceGuid', 'properties.privateEndpointConnections'),
  ...rows('what Resource Manager takes of a request and does not answer with', 'filled', 'dependsOn', 'condition', 'scope', 'comments', 'metadata', 'resources', 'copy', 'asserts', 'tenantId', 'subscriptionId', 'resourceGroup', 'managedBy'),
  ...rows('documentation "Use tags": values have case', 'exact', 'tags'),
  ...rows('Resource Manager answers with names without blanks, in lower case', 'location', 'location'),
  ...rows('types: "SystemAssigned, UserAssigned" is a set of words', 'words', 'identity.type'),
  ...absent('types: the word for a resource without an identity', '', { 'identity.type': 'None' }),
  ...rows('types: flag read-only', 'readOnly', 'identity.principalId', 'identity.tenantId'),
  ...rows('recorded: ids in the letters of the service, with the ids of the principals', 'ids', 'identity.userAssignedIdentities'),
];

const types$2 = 'types of 2025-05-01: flag read-only';
const described$1 = 'types of 2025-05-01: described as the default';
const recorded$2 = 'recorded: filled in or dropped';
const prefixes = 'one prefix may be written, and answered, in either place';
const network = 'Microsoft.Network/virtualNetworks';

const subnetType = `${network}/subnets`;
const peeringType = `${network}/virtualNetworkPeerings`;
const securityRuleType = 'Microsoft.Network/networkSecurityGroups/securityRules';
const routeType = 'Microsoft.Network/routeTables/routes';

const subnet            = {
  type: subnetType,
  noun: 'Subnet',
  rewrites: [
    ...rows(types$2, 'readOnly', 'properties.privateEndpoints', 'properties.ipConfigurations', 'properties.ipConfigurationProfiles', 'properties.resourceNavigationLinks', 'properties.serviceAssociationLinks', 'properties.purpose',
      'properties.delegations[].id', 'properties.delegations[].type', 'properties.delegations[].etag', 'properties.delegations[].properties.actions', 'properties.delegations[].properties.provisioningState', 'properties.serviceEndpoints[].provisioningState',
      'properties.ipamPoolPrefixAllocations[].allocatedAddressPrefixes'),
    ...rows('hashicorp/terraform-provider-azurerm, expandSubnetServiceEndpoints: services are sent and read without the regions, which Azure writes in', 'filled', 'properties.serviceEndpoints[].locations'),
    { source: prefixes, kind: 'either', path: 'properties', one: 'addressPrefix', many: 'addressPrefixes' },
    { source: 'documentation "Azure CNI dynamic IP allocation", and MicrosoftDocs/azure-docs issue 103167: AKS delegates the subnet of its pods to itself', kind: 'grows', path: 'properties.delegations', when: isDelegatedToAks },
    ...absent(recorded$2, 'properties.', { privateEndpointNetworkPolicies: 'Disabled', privateLinkServiceNetworkPolicies: 'Enabled' }),
    // A subnet without it lets packets out (documentation "Default outbound access"): what is declared false is missing.
    ...absent('documentation "Default outbound access": a subnet that says nothing has it', 'properties.', { defaultOutboundAccess: true }),
  ],
  weighty: ['properties.routeTable', 'properties.natGateway', 'properties.networkSecurityGroup', 'properties.defaultOutboundAccess', 'properties.serviceEndpoints', 'properties.serviceEndpointPolicies'],
};

function isDelegatedToAks(delegation         )          {
  return textIn(memberIgnoringCase(delegation, 'properties'), 'serviceName').toLowerCase() === 'microsoft.containerservice/managedclusters';
}

const peering            = {
  type: peeringType,
  noun: 'Peering',
  rewrites: [
    ...rows(types$2, 'readOnly', 'properties.remoteVirtualNetworkEncryption', 'properties.remoteBgpCommunities'),
    ...rows('the service writes the state, and copies the addresses of the other side', 'filled', 'properties.peeringState', 'properties.peeringSyncLevel', 'properties.remoteAddressSpace', 'properties.remoteVirtualNetworkAddressSpace', 'properties.localAddressSpace', 'properties.localVirtualNetworkAddressSpace'),
    ...absent('documentation "Create, change, or delete a virtual network peering"', 'properties.', { allowVirtualNetworkAccess: true }),
    ...absent('assumed: a peering that names no subnets is of whole networks', 'properties.', { peerCompleteVnets: true }),
  ],
  weighty: ['properties'],
};

const virtualNetwork            = {
  type: network,
  noun: 'Virtual network',
  rewrites: [
    ...rows(types$2, 'readOnly', 'properties.flowLogs', 'properties.defaultPublicNatGateway', 'properties.bgpCommunities.regionalCommunity', 'properties.addressSpace.ipamPoolPrefixAllocations[].allocatedAddressPrefixes'),
    ...rows('documentation "Name resolution": servers are asked in their order', 'ordered', 'properties.dhcpOptions.dnsServers'),
    ...absent(recorded$2, 'properties.', { privateEndpointVNetPolicies: 'Disabled' }),
    ...absent('assumed: encryption that says nothing enforces nothing', 'properties.', { 'encryption.enforcement': 'AllowUnencrypted' }),
  ],
  children: [{ list: 'subnets', type: subnetType }, { list: 'virtualNetworkPeerings', type: peeringType }],
  weighty: ['properties.dhcpOptions'],
};

/** One side of a rule may be written as one value or as several; `*` is every address and port. */
const sides                     = [['sourceAddressPrefix', 'sourceAddressPrefixes'], ['destinationAddressPrefix', 'destinationAddressPrefixes'], ['sourcePortRange', 'sourcePortRanges'], ['destinationPortRange', 'destinationPortRanges']]
  .map(([one = '', many = ''])          => ({ source: prefixes, kind: 'either', path: 'properties', one, many }));

const securityRule            = { type: securityRuleType, noun: 'Security rule', rewrites: sides, weighty: ['properties'] };

const securityGroup            = {
  type: 'Microsoft.Network/networkSecurityGroups',
  noun: 'Network security group',
  rewrites: rows(types$2, 'readOnly', 'properties.defaultSecurityRules', 'properties.networkInterfaces', 'properties.subnets', 'properties.flowLogs'),
  children: [{ list: 'securityRules', type: securityRuleType }],
  weighty: ['properties.securityRules'],
};

const route            = { type: routeType, noun: 'Route', rewrites: rows(types$2, 'readOnly', 'properties.hasBgpOverride'), weighty: ['properties'] };

const routeTable            = {
  type: 'Microsoft.Network/routeTables',
  noun: 'Route table',
  rewrites: rows(types$2, 'readOnly', 'properties.subnets'),
  children: [{ list: 'routes', type: routeType, isMadeByService: leadsToPods }],
  weighty: ['properties.routes', 'properties.disableBgpRoutePropagation'],
};

/**
 * With kubenet AKS writes a route to the pods of each node, in tables of the user's own as well (documentation "Use kubenet networking"): called as the node,
 * or as the node, `____` and the range (kubernetes-sigs/cloud-provider-azure, azure_routes.go, mapNodeNameToRouteName), by way of the node. A name alone hides no route
 * to everywhere: nodes have ranges of /24, of /16 at the most.
 */
function leadsToPods(element         )          {
  const name = textIn(element, 'name');
  const properties = memberIgnoringCase(element, 'properties');
  const [, length = ''] = /^(?:\d{1,3}\.){3}\d{1,3}\/(\d{1,2})$/.exec(textIn(properties, 'addressPrefix')) ?? [];
  return /^aks-[^/]+-(?:vmss[0-9a-z]{6}|\d+-\d+)(?:____[^/]+)?$/i.test(name) && textIn(properties, 'nextHopType').toLowerCase() === 'virtualappliance' && Number(length) >= 16;
}

function textIn(value         , name        )         {
  const found = memberIgnoringCase(value, name);
  return typeof found === 'string' ? found : '';
}

const natGateway            = {
  type: 'Microsoft.Network/natGateways',
  noun: 'NAT gateway',
  rewrites: [...rows(types$2, 'readOnly', 'properties.subnets'), ...absent('documentation "What is Azure NAT Gateway?"', 'properties.', { idleTimeoutInMinutes: 4 }), ...absent('documentation "Public IP addresses": addresses are regional', '', { 'sku.tier': 'Regional' })],
  weighty: ['properties.publicIpAddresses', 'properties.publicIpPrefixes', 'properties.publicIpAddressesV6', 'properties.publicIpPrefixesV6'],
};

const publicAddress            = {
  type: 'Microsoft.Network/publicIPAddresses',
  noun: 'Public IP address',
  rewrites: [
    ...rows(types$2, 'readOnly', 'properties.ipConfiguration'),
    ...rows('Azure gives the address, and makes the name of the label', 'filled', 'properties.ipAddress', 'properties.dnsSettings.fqdn', 'properties.natGateway', 'properties.linkedPublicIPAddress', 'properties.servicePublicIPAddress'),
    ...absent('documentation "Public IP addresses"', '', { 'sku.name': 'Basic', 'sku.tier': 'Regional', 'properties.publicIPAddressVersion': 'IPv4', 'properties.publicIPAllocationMethod': 'Dynamic', 'properties.idleTimeoutInMinutes': 4, 'properties.ddosSettings.protectionMode': 'VirtualNetworkInherited' }),
  ],
  weighty: [],
};

const connections = ['properties.privateLinkServiceConnections[]', 'properties.manualPrivateLinkServiceConnections[]'];

const privateEndpoint            = {
  type: 'Microsoft.Network/privateEndpoints',
  noun: 'Private endpoint',
  rewrites: [
    ...rows(types$2, 'readOnly', 'properties.networkInterfaces', ...connections.flatMap((one) => [`${one}.id`, `${one}.type`, `${one}.etag`, `${one}.properties.provisioningState`]), 'properties.ipConfigurations[].id', 'properties.ipConfigurations[].type', 'properties.ipConfigurations[].etag'),
    ...rows('recorded: written once the endpoint has its addresses', 'filled', 'properties.customDnsConfigs'),
    ...rows('recorded: written by whoever approves ("Auto-Approved")', 'filled', ...connections.flatMap((one) => [`${one}.properties.privateLinkServiceConnectionState.description`, `${one}.properties.privateLinkServiceConnectionState.actionsRequired`])),
    ...absent(described$1, 'properties.', { ipVersionType: 'IPv4' }),
  ],
  weighty: ['properties'],
};

const zoneGroup            = {
  type: 'Microsoft.Network/privateEndpoints/privateDnsZoneGroups',
  noun: 'DNS zone group',
  rewrites: rows(types$2, 'readOnly', 'properties.privateDnsZoneConfigs[].properties.recordSets'),
  weighty: [],
};

const zone            = {
  type: 'Microsoft.Network/privateDnsZones',
  noun: 'Private DNS zone',
  rewrites: rows('types of 2024-06-01: flag read-only', 'readOnly', 'properties.maxNumberOfRecordSets', 'properties.numberOfRecordSets', 'properties.maxNumberOfVirtualNetworkLinks', 'properties.numberOfVirtualNetworkLinks',
    'properties.maxNumberOfVirtualNetworkLinksWithRegistration', 'properties.numberOfVirtualNetworkLinksWithRegistration', 'properties.internalId'),
  weighty: [],
};

const zoneLink            = {
  type: 'Microsoft.Network/privateDnsZones/virtualNetworkLinks',
  noun: 'Virtual network link',
  rewrites: [...rows('types of 2024-06-01: flag read-only', 'readOnly', 'properties.virtualNetworkLinkState'), ...absent(recorded$2, 'properties.', { resolutionPolicy: 'Default' })],
  weighty: ['properties.virtualNetwork', 'properties.resolutionPolicy'],
};

const networkTypes                       = [
  virtualNetwork, subnet, peering, securityGroup, securityRule, routeTable, route, natGateway, publicAddress, privateEndpoint, zoneGroup, zone, zoneLink,
];

const types$1 = 'types of 2026-05-01: flag read-only';
const described = 'types of 2026-05-01: described as the default';
const recorded$1 = 'recorded: filled in or dropped';

/** A node pool as a resource of its own; in a cluster's document the members of `properties` stand in the element. */
const agentPool            = {
  type: agentPoolType,
  noun: 'Node pool',
  rewrites: [
    ...rows(types$1, 'readOnly', 'properties.eTag', 'properties.currentOrchestratorVersion', 'properties.status', 'properties.localDNSProfile.state', 'properties.virtualMachineNodesStatus'),
    ...absent(recorded$1, 'properties.', {
      scaleSetPriority: 'Regular', scaleSetEvictionPolicy: 'Delete', spotMaxPrice: -1, kubeletDiskType: 'OS',
      type: 'VirtualMachineScaleSets', scaleDownMode: 'Delete', osSKU: 'Ubuntu', 'upgradeSettings.maxSurge': '10%', 'powerState.code': 'Running',
    }),
    ...absent(described, 'properties.', {
      count: 1, osType: 'Linux', podIPAllocationMode: 'DynamicIndividual', 'gpuProfile.driver': 'Install',
      'upgradeSettings.maxUnavailable': '0', 'upgradeSettings.drainTimeoutInMinutes': 30, 'upgradeSettings.nodeSoakDurationInMinutes': 0,
      'kubeletConfig.cpuManagerPolicy': 'none', 'kubeletConfig.cpuCfsQuota': true, 'kubeletConfig.cpuCfsQuotaPeriod': '100ms', 'kubeletConfig.imageGcHighThreshold': 85,
      'kubeletConfig.imageGcLowThreshold': 80, 'kubeletConfig.topologyManagerPolicy': 'none', 'linuxOSConfig.transparentHugePageEnabled': 'always', 'linuxOSConfig.transparentHugePageDefrag': 'madvise',
    }),
    { source: 'types of 2026-05-01: 0 asks for the size that fits the machine', kind: 'moves', path: 'properties.osDiskSizeGB', isAsDeclared: ({ declared }) => declared === 0 || declared === '0' },
    { source: 'documentation "Use the cluster autoscaler": it moves the count between its bounds', kind: 'moves', path: 'properties.count', isAsDeclared: scales },
    {
      source: 'documentation "Automatically upgrade an AKS cluster"; recorded: `1.30` is kept, and `currentOrchestratorVersion` says what runs', kind: 'moves', path: 'properties.orchestratorVersion',
      isAsDeclared: ({ declared, living, around, upgrades }) => isVersionAsDeclared(declared, { asked: living, running: memberIgnoringCase(around.living, 'currentOrchestratorVersion') }, upgrades),
    },
    { source: 'documentation "Automatically upgrade node images": the channel is NodeImage unless another is set', kind: 'moves', path: 'properties.nodeImageVersion', isAsDeclared: ({ upgrades }) => isImageMoved(upgrades) },
    ...rows('Kubernetes tells `App` from `app`', 'exact', 'properties.nodeTaints', 'properties.tags'),
    { source: 'Kubernetes tells `App` from `app`', kind: 'exact', path: 'properties.nodeLabels', names: true },
    { source: 'documentation "Add an Azure Spot node pool": the service adds the taint kubernetes.azure.com/scalesetpriority=spot:NoSchedule', kind: 'grows', path: 'properties.nodeTaints', when: (taint) => typeof taint === 'string' && taint.startsWith('kubernetes.azure.com/') },
  ],
  weighty: ['properties.enableNodePublicIP', 'properties.nodePublicIPPrefixID', 'properties.vnetSubnetID', 'properties.podSubnetID', 'properties.gatewayProfile', 'properties.networkProfile', 'properties.mode'],
};

/** True while the autoscaler, in the declaration or in what lives, decides. */
function scales({ around }       )                      {
  const switches = [memberIgnoringCase(around.declared, 'enableAutoScaling'), memberIgnoringCase(around.living, 'enableAutoScaling')];
  const profiles = [around.declared, around.living].map((pool) => member(member(memberIgnoringCase(pool, 'virtualMachinesProfile'), 'scale'), 'autoscale'));
  if (switches.some((value) => value === true || (typeof value === 'string' && value.toLowerCase() === 'true')) || profiles.some((value) => value !== undefined && value !== null && !isUnknown(value))) return true;
  return [...switches, ...profiles].some(isUnknown) ? 'unknown' : false;
}

const types = 'types of 2025-11-01: flag read-only';
const recorded = 'recorded: filled in or dropped';
const cacheRuleType = 'Microsoft.ContainerRegistry/registries/cacheRules';

const registry            = {
  type: 'Microsoft.ContainerRegistry/registries',
  noun: 'Registry',
  rewrites: [
    ...rows(types, 'readOnly', 'sku.tier', 'properties.loginServer', 'properties.creationDate', 'properties.status', 'properties.dataEndpointHostNames', 'properties.policies.retentionPolicy.lastUpdatedTime',
      'properties.policies.softDeletePolicy.lastUpdatedTime', 'properties.encryption.keyVaultProperties.versionedKeyIdentifier', 'properties.encryption.keyVaultProperties.keyRotationEnabled', 'properties.encryption.keyVaultProperties.lastKeyRotationTimestamp'),
    ...absent(recorded, 'properties.', {
      publicNetworkAccess: 'Enabled', networkRuleBypassOptions: 'AzureServices', zoneRedundancy: 'Disabled', metadataSearch: 'Disabled', 'networkRuleSet.defaultAction': 'Allow', 'encryption.status': 'disabled',
      'policies.quarantinePolicy.status': 'disabled', 'policies.trustPolicy.status': 'disabled', 'policies.trustPolicy.type': 'Notary', 'policies.retentionPolicy.status': 'disabled', 'policies.retentionPolicy.days': 7,
      'policies.exportPolicy.status': 'enabled', 'policies.azureADAuthenticationAsArmPolicy.status': 'enabled', 'policies.softDeletePolicy.status': 'disabled', 'policies.softDeletePolicy.retentionDays': 7,
    }),
    ...absent('types of 2025-11-01: the only word', 'properties.', { 'networkRuleSet.ipRules[].action': 'Allow' }),
    ...absent('documentation "Azure ABAC repository permissions": the other mode "will become the default"', 'properties.', { roleAssignmentMode: 'LegacyRegistryPermissions' }),
  ],
  children: [{ list: 'cacheRules', type: cacheRuleType }],
  weighty: [
    'properties.publicNetworkAccess', 'properties.networkRuleSet', 'properties.networkRuleBypassOptions', 'properties.networkRuleBypassAllowedForTasks', 'properties.adminUserEnabled', 'properties.anonymousPullEnabled',
    'properties.policies.exportPolicy', 'properties.dataEndpointEnabled',
  ],
};

const cacheRule            = { type: cacheRuleType, noun: 'Cache rule', rewrites: rows(types, 'readOnly', 'properties.creationDate'), weighty: ['properties'] };

const identity            = {
  type: 'Microsoft.ManagedIdentity/userAssignedIdentities',
  noun: 'Identity',
  rewrites: [...rows('types of 2024-11-30: flag read-only', 'readOnly', 'properties.tenantId', 'properties.principalId', 'properties.clientId'), ...absent('assumed: an identity that says nothing is not bound to its region', 'properties.', { isolationScope: 'None' })],
  weighty: [],
};

const registryTypes                       = [registry, cacheRule, identity];

/** Every type whose declarations are compared. */
const comparedTypes                       = [managedCluster, agentPool, ...networkTypes, ...registryTypes];

const byType                                 = new Map(comparedTypes.map((facts) => [facts.type.toLowerCase(), facts]));

/** What is known of a type, in whatever case it is written; undefined for one that is not compared. */
function factsOf(type        )                        {
  return byType.get(type.toLowerCase());
}

/** The facts of one kind. */
                                                                                    

/** What is known of a place in a body, and of the places below it. */
                        
                      
                                
                                              
                                            
                                                           
                              
                                  
                           
                                           
                                            
                                               
                                           
                                                                     
                              
                                    
                                          
                                             
 

const compiled = new Map               ();

/** The place of a type's body itself. */
function placeOf({ type }           )        {
  const key = type.toLowerCase();
  const known = compiled.get(key);
  if (known !== undefined) return known;
  const draft = newDraft();
  addType(draft, type, { prefix: [], isFlat: false });
  const place = placeFrom(draft);
  compiled.set(key, place);
  return place;
}

/** The place of a member, or, named `[]`, of an element. */
function placeBelow({ below }       , name        )        {
  return below.get(name) ?? below.get(name.toLowerCase()) ?? below.get('*') ?? nowhere;
}

                 
                            
                     
                                 
                                     
 

function placeFrom({ facts, isWeighty, children, below }       )        {
  const of =                               (kind      )                        => facts.filter((fact)                     => fact.kind === kind);
  return {
    isLeftAlone: facts.some(({ kind }) => kind === 'readOnly' || kind === 'secret' || kind === 'filled'),
    absent: of('absent')[0],
    exact: of('exact')[0],
    form: [...of('location'), ...of('time'), ...of('words')][0]?.kind,
    isOrdered: of('ordered').length > 0,
    areIds: of('ids').length > 0,
    grows: of('grows'),
    pairs: of('either'),
    without: of('without'),
    moves: of('moves'),
    isWeighty,
    children,
    below: new Map(Array.from(below, ([name, draft]) => [name, placeFrom(draft)]         )),
  };
}

function newDraft()        {
  return { facts: [], isWeighty: false, children: undefined, below: new Map() };
}

/** Nothing is known. */
const nowhere = placeFrom(newDraft());

function addType(root       , type        , at                                                                  )       {
  const facts = factsOf(type);
  if (facts === undefined) return;
  const placed = (path        )                    => [...at.prefix, ...stepsOf(at.isFlat ? path.replace(/^properties(?:\.|$)/, '') : path)];
  // In the element of a pool, `type` is another.
  const common = at.isFlat ? ofEveryResource.filter(({ path }) => path.startsWith('properties.')) : ofEveryResource;
  for (const fact of [...common, ...facts.rewrites]) draftAt(root, placed(fact.path)).facts.push(fact);
  for (const path of facts.weighty) draftAt(root, placed(path)).isWeighty = true;
  for (const children of facts.children ?? []) {
    const list = placed(`properties.${children.list}`);
    draftAt(root, list).children = children;
    addType(root, children.type, { prefix: [...list, '[]'], isFlat: children.isFlat === true });
  }
}

function draftAt(root       , steps                   )        {
  let draft = root;
  for (const step of steps) {
    const key = step.toLowerCase();
    const next = draft.below.get(key) ?? newDraft();
    draft.below.set(key, next);
    draft = next;
  }
  return draft;
}

/** `properties.delegations[].id` in steps: an element is a step of its own. */
function stepsOf(path        )                    {
  return path.split('.').flatMap((step) => (step.endsWith('[]') ? [step.slice(0, -2), '[]'] : [step])).filter((step) => step !== '');
}

/** The place of a member. */
function stepTo(here      , name        )       {
  const place = placeBelow(here.place, name);
  const { exact } = place;
  return {
    place,
    path: here.path === '' ? name : `${here.path}.${name}`,
    pointer: `${here.pointer}/${escapePointer(name)}`,
    form: here.form === 'exact' || exact !== undefined ? 'exact' : (place.form ?? 'plain'),
    hasExactNames: here.hasExactNames || exact?.names === true,
    isWeighty: here.isWeighty || place.isWeighty,
    depth: here.depth + 1,
  };
}

/** The member of an object with a name. */
                                               

/** Looks members up by name. Resource Manager reads names without case, and answers in its own letters. */
function memberFinder(object            , hasExactNames         )         {
  let byName                                 ;
  return (name) => {
    if (Object.hasOwn(object, name)) return object[name];
    if (hasExactNames) return undefined;
    byName ??= new Map(Object.keys(object).toReversed().map((key) => [key.toLowerCase(), key]));
    const key = byName.get(name.toLowerCase());
    return key === undefined ? undefined : object[key];
  };
}

/** The place of an element of a list. */
function elementAt(here      , { index, shown }                                                    )       {
  const place = placeBelow(here.place, '[]');
  const short = shown.length > 80 ? `${shown.slice(0, 80)}…` : shown;
  return { ...here, place, path: `${here.path}[${short}]`, pointer: `${here.pointer}/${index}`, isWeighty: here.isWeighty || placeBelow(place, 'properties').isWeighty, depth: here.depth + 1 };
}

/** Compares a declared element with the living one. */
                                                                                      

/** By what elements are told apart, the first that all declared ones have and that tells them apart. */
const names = ['name', 'id', 'value', 'service', 'mode', 'keyData', 'size', 'azureContainerRegistry', 'ipTagType', 'portStart']         ;

/** Compares lists: as sets of values, or element by element where these are objects. What is more in what lives is otherwise, too. */
function compareList(here      , declared                    , living         , finds       , compare         )       {
  if (living !== undefined && living !== null && !Array.isArray(living)) {
    finds.counts.compared += 1;
    // One value where a list is declared: Azure answers with some lists so.
    if (declared.length !== 1 || keyOf$1(declared[0], here.form) !== keyOf$1(living, here.form)) finds.differs(here, 'differs', declared, living);
    return;
  }
  const found                     = Array.isArray(living) ? living : [];
  if (declared.some(isJsonObject) || found.some(isJsonObject)) compareElements(here, declared, found, finds, compare);
  else compareSets(here, declared, { living, found }, finds);
}

function compareSets(here      , declared                    , { living, found }                                                                  , finds       )       {
  finds.counts.compared += 1;
  const open = declared.find(isUnknown);
  const unread = found.find(isUnknown);
  const keys = (values                    )                    => values.filter((value) => !isUnknown(value) && !isEmpty(value)).map((value) => keyOf$1(value, here.form) ?? JSON.stringify(value));
  const [wanted, actual] = [keys(declared), keys(found)];
  const [wantedSet, actualSet] = [new Set(wanted), new Set(actual)];
  const { grows } = here.place;
  const isAdded = (value         )          => grows.some(({ when }) => when === undefined || when(value));
  const isLacking = wanted.some((key) => !actualSet.has(key));
  const hasMore = found.some((value) => !isUnknown(value) && !isEmpty(value) && !wantedSet.has(keyOf$1(value, here.form) ?? JSON.stringify(value)) && !isAdded(value));
  const isMoved = here.place.isOrdered && open === undefined && unread === undefined && wanted.join('\n') !== actual.join('\n');
  if (open !== undefined) finds.open(here, open);
  if ((isLacking && unread === undefined) || (hasMore && open === undefined) || isMoved) finds.differs(here, isEmpty(living) ? 'missing' : 'differs', declared, isEmpty(living) ? undefined : living);
  else if (unread !== undefined && (isLacking || open === undefined)) finds.undetermined(here, declared, living, unread.why);
}

function compareElements(here      , declared                    , found                    , finds       , compare         )       {
  const objects = declared.filter(isJsonObject);
  const name = nameOfAll(here, objects, found);
  const open = declared.find(isUnknown) ?? objects.map((element) => (name === undefined ? undefined : memberFinder(element, false)(name))).find(isUnknown);
  const unread = found.find(isUnknown);
  if (open !== undefined) finds.open(here, open);
  const living = new Map                    ();
  const keyOfLiving = keysIn(name);
  for (const [index, element] of found.entries()) if (isJsonObject(element)) living.set(keyOfLiving(element, index), element);
  const keyOfDeclared = keysIn(name);
  const wanted = new Set        ();
  for (const [index, element] of declared.entries()) {
    if (!isJsonObject(element)) continue;
    const own = name === undefined ? undefined : memberFinder(element, false)(name);
    if (isUnknown(own)) continue;
    const key = keyOfDeclared(element, index);
    wanted.add(key);
    const at = elementAt(here, { index, shown: typeof own === 'string' ? own : String(index) });
    const counterpart = living.get(key);
    if (counterpart !== undefined) compare(at, element, counterpart, finds);
    else {
      finds.counts.compared += 1;
      if (unread === undefined) finds.differs(at, 'missing', element, undefined);
      else finds.undetermined(at, element, unread, unread.why);
    }
  }
  tellMore(here, { living, wanted, isOpen: open !== undefined, name }, finds);
}

/** Elements that nobody declares here. */
function tellMore(here      , { living, wanted, isOpen, name }                                                                                                                                                         , finds       )       {
  const { children } = here.place;
  for (const [key, element] of living) {
    if (wanted.has(key) || children?.isMadeByService?.(element) === true || here.place.grows.some(({ when }) => when === undefined || when(element))) continue;
    const own = name === undefined ? undefined : memberFinder(element, false)(name);
    const shown = typeof own === 'string' ? own : key;
    const elsewhere = children === undefined ? false : finds.around.isDeclaredElsewhere(children.type, shown);
    if (elsewhere === true) continue;
    finds.counts.compared += 1;
    const at = { ...elementAt(here, { index: 0, shown }), pointer: here.pointer };
    if (isOpen || elsewhere === 'unknown') finds.undetermined(at, undefined, element, 'the declaration may hold it: it names elements that are known only at deployment');
    else finds.differs(at, 'extra', undefined, element);
  }
}

function nameOfAll(here      , declared                       , found                    )                     {
  if (here.place.children !== undefined) return 'name';
  const elements = declared.length > 0 ? declared : found.filter(isJsonObject);
  return names.find((name) => {
    const values = elements.map((element) => memberFinder(element, false)(name));
    return values.length > 0 && values.every((value) => isUnknown(value) || keyOf$1(value, 'plain') !== undefined) && new Set(values.map((value) => (isUnknown(value) ? value : keyOf$1(value, 'plain')))).size === values.length;
  });
}

/** By what an element is found; a second one of the same name is the second. */
function keysIn(name                    )                                                 {
  const seen = new Map                ();
  return (element, index) => {
    const key = name === undefined ? undefined : keyOf$1(memberFinder(element, false)(name), 'plain');
    if (key === undefined) return `#${index}`;
    const times = seen.get(key) ?? 0;
    seen.set(key, times + 1);
    return times === 0 ? key : `${key}#${times}`;
  };
}

/** Members that are ids, as a set: what a declaration does not name, a write takes away. */
function compareNames(here      , declared            , living            , finds       )       {
  const [wanted, actual] = [declared, living].map((side) => Object.keys(side).filter((id) => side[id] !== null));
  if (wanted === undefined || actual === undefined || wanted.length === 0) return;
  compareSets(here, wanted, { living: actual, found: actual }, finds);
}

/** The objects that two values stand in. */
                          
                                
                              
 

const nobody          = { declared: {}, living: {} };

/** Compares a declared value with what lives in its place. Null declares nothing: of what lives, the service keeps or refills it. */
function compareValue(here      , declared         , living         , finds       , holders          = nobody)       {
  const { place } = here;
  if (declared === undefined || declared === null || place.isLeftAlone) return;
  if (here.depth > most$2.depth) {
    finds.undetermined(here, declared, living, `it is nested deeper than ${most$2.depth} levels`);
    return;
  }
  if (isUnknown(declared)) {
    compareOpen(here, declared, living, finds);
    return;
  }
  const moves = new Set(place.moves.map(({ isAsDeclared }) => isAsDeclared({ declared, living, around: holders, upgrades: finds.around.upgrades })));
  if (moves.has(true)) {
    finds.counts.compared += 1;
    return;
  }
  const actual = living === undefined || living === null ? place.absent?.means : living;
  if (isJsonObject(declared)) compareObject(here, declared, actual, finds);
  else if (isUnknown(living)) unread(here, declared, living, finds);
  else if (Array.isArray(declared)) compareList(here, declared, actual, finds, compareValue);
  else compareScalar(here, declared, { actual, living }, finds, moves.has('unknown'));
}

function unread(here      , declared         , living         , finds       )       {
  if (isEmpty(declared)) return;
  finds.counts.compared += 1;
  finds.undetermined(here, declared, living, living.why);
}

/** What the declaration leaves open is not compared, except for an id of which enough is known to tell that it is another. */
function compareOpen(here      , declared         , living         , finds       )       {
  const pieces = piecesOf(declared);
  const isId = pieces !== undefined && pieces.some((piece) => piece.toLowerCase().includes('/providers/'));
  if (isId && typeof living === 'string' && living !== '' && matches(foldedPieces(pieces), fold(living.replace(/\/+$/, ''))) === 'never') finds.differs(here, 'differs', declared, living);
  else finds.open(here, declared);
}

function compareScalar(here      , declared         , { actual, living }                                                        , finds       , mayMove         )       {
  finds.counts.compared += 1;
  // A switch that is off is left out of answers, unless what is left out is known to be on.
  if (actual === undefined && (isEmpty(declared) || declared === false)) return;
  if (isEmpty(declared) && isEmpty(actual)) return;
  const key = keyOf$1(declared, here.form);
  if (key !== undefined && key === keyOf$1(actual, here.form)) return;
  if (mayMove) finds.undetermined(here, declared, living, 'whether it moves by itself could not be read');
  else finds.differs(here, living === undefined || living === null ? 'missing' : 'differs', declared, living ?? undefined);
}

function compareObject(here      , declared            , living         , finds       )       {
  if (isUnknown(living)) {
    const said = saidBelow(declared, here);
    if (said !== 'nothing') unread({ ...here, isWeighty: said === 'weighty' }, declared, living, finds);
    return;
  }
  if (living !== undefined && living !== null && !isJsonObject(living)) {
    finds.counts.compared += 1;
    finds.differs(here, 'differs', declared, living);
    return;
  }
  const found = isJsonObject(living) ? living : {};
  if (here.place.areIds) {
    compareNames(here, declared, found, finds);
    return;
  }
  const lookUp = memberFinder(found, here.hasExactNames);
  const skipped = new Set(here.place.without.flatMap(({ members }) => members(declared, found)).map((name) => name.toLowerCase()));
  const own = here.place.pairs.length === 0 ? lookUp : memberFinder(declared, false);
  for (const { one, many } of here.place.pairs) {
    comparePair(here, { one, many }, [own, lookUp], finds);
    skipped.add(one.toLowerCase()).add(many.toLowerCase());
  }
  // A reference names a resource; what stands beside the id is that resource's own.
  const isReference = here.depth > 0 && !here.path.endsWith(']') && typeof declared['id'] === 'string';
  for (const [name, value] of Object.entries(declared)) {
    if (skipped.has(name.toLowerCase()) || (isReference && name !== 'id')) continue;
    compareValue(stepTo(here, name), value, lookUp(name), finds, { declared, living: found });
  }
}

/** Whether anything in it would be compared, and whether isolation rests on that. */
function saidBelow(declared            , here      )                                      {
  const said = Object.entries(declared).map(([name, value]) => {
    const below = stepTo(here, name);
    if (isEmpty(value) || isUnknown(value) || below.place.isLeftAlone || below.depth > most$2.depth) return 'nothing';
    if (isJsonObject(value)) return saidBelow(value, below);
    return below.isWeighty ? 'weighty' : 'something';
  });
  return said.find((one) => one === 'weighty') ?? said.find((one) => one === 'something') ?? 'nothing';
}

/** One value, or several, in either of two members: one set. */
function comparePair(here      , { one, many }                                                 , sides                           , finds       )       {
  const [own, other] = sides.map((find) => {
    const list = find(many);
    return { single: find(one), list, all: [find(one), ...(Array.isArray(list) ? (list                      ) : [list])].filter((value) => !isEmpty(value)) };
  });
  if (own === undefined || other === undefined || own.all.length === 0) return;
  const at = stepTo(here, isEmpty(own.single) ? many : one);
  const closed = own.all.find(isUnknown);
  const unseen = other.all.find(isUnknown);
  if (closed !== undefined) finds.open(at, closed);
  else if (unseen !== undefined) unread(at, own.all, unseen, finds);
  else {
    finds.counts.compared += 1;
    const [left, right] = [own.all, other.all].map((values) => [...new Set(values.map((value) => keyOf$1(value, at.form) ?? JSON.stringify(value)))].toSorted().join('\n'));
    if (left !== right) finds.differs(at, other.all.length === 0 ? 'missing' : 'differs', isEmpty(own.single) ? own.list : own.single, isEmpty(other.list) ? (other.single ?? undefined) : isEmpty(other.single) ? other.list : other.all);
  }
}

/** What the two resources do not say themselves. */
                         
                                                                                               
                             
                                                                                                                             
                                                               
 

/** Nothing was compared: the type is not one of `comparedTypes`. */
const nothing             = { differences: [], compared: 0, open: [], isCut: false };

/**
 * What of the declared body the living resource has otherwise, with what was compared and what was left open. What a service rewrites is no difference
 * (`service/`), nor is what the declaration does not mention; what stands beside the elements of a declared list of children is.
 */
function compareDeclared(declared          , living          , { cluster, isDeclaredElsewhere }         = {})             {
  const facts = factsOf(declared.type);
  if (facts === undefined) return nothing;
  const { finds, comparison } = newFinds({ upgrades: upgradesOf(cluster ?? living.body), isDeclaredElsewhere: isDeclaredElsewhere ?? (() => false) });
  compareValue({ place: placeOf(facts), path: '', pointer: '', form: 'plain', hasExactNames: false, isWeighty: false, depth: 0 }, declared.body, living.body, finds);
  return comparison();
}

/** So much of a value stands in a report: UTF-16 units of a text, members and elements of what holds several, levels. */
const most$1 = { text: 200, parts: 12, depth: 4 }         ;

/** Names of members whose values are nobody's to read: a guess by name. Azure does not answer with most of them. */
const secretName = /(?:pass(?:word|wd|phrase)|secret|connectionstring|(?:account|access|primary|secondary|shared|private|storage|admin)key|token|credentials?|protectedsettings|customdata|userdata|trustedca)$/i;

/** A value as a report may show it: short, without what is named like a secret, and without the passwords that proxies have in their addresses. */
function shown(value         , path        )          {
  const name = /([^.[\]]*)(?:\[[^\]]*\])?$/.exec(path)?.[1] ?? '';
  return value === undefined || isUnknown(value) ? value : part(value, name, 0);
}

function part(value         , name        , depth        )          {
  if (isUnknown(value) || value === null || typeof value === 'boolean' || typeof value === 'number') return value;
  if (secretName.test(name)) return '(not shown)';
  if (typeof value === 'string') return textPart(value);
  if (depth >= most$1.depth) return '…';
  if (Array.isArray(value)) {
    const more = value.length - most$1.parts;
    return [...value.slice(0, most$1.parts).map((element         ) => part(element, name, depth + 1)), ...(more > 0 ? [`… and ${more} more`] : [])];
  }
  if (!isJsonObject(value)) return '…';
  const members = Object.entries(value);
  const more = members.length - most$1.parts;
  return Object.fromEntries([...members.slice(0, most$1.parts).map(([key, member]) => [textPart(key), part(member, key, depth + 1)]         ), ...(more > 0 ? [['…', `and ${more} more`]         ] : [])]);
}

function textPart(text        )         {
  const cut = text.length > most$1.text ? `${text.slice(0, most$1.text)}…` : text;
  return cut.replace(/^([a-z][a-z0-9+.-]{0,20}:\/\/)[^/@\s]{1,200}@/i, '$1(not shown)@');
}

/** In a sentence: texts in code, the rest as JSON, what is not there as `absent`. */
function inWords(value         , path        )         {
  const given = shown(value, path);
  if (given === undefined || given === null) return 'absent';
  if (isUnknown(given)) return 'not known';
  const text = typeof given === 'string' ? given.replaceAll('`', "'") : JSON.stringify(given, (_name, member         ) => (isUnknown(member) ? 'not known' : member)).replaceAll('`', "'");
  return `\`${text.length > most$1.text ? `${text.slice(0, most$1.text)}…` : text}\``;
}

/** So many differences are told in a message, named as other places, and given as reasons. */
const most = { told: 3, related: 8, reasons: 20 }         ;

/** The differences of one living resource as a finding; undefined where there are none. @param why what keeps the declaration from being certainly the one of this resource, in a clause */
function declaredFinding({ differences, isCut }                                           , declared          , living          , why         )                      {
  const ordered = worstFirst(differences);
  const [first] = ordered;
  if (first === undefined) return undefined;
  const isCertain = why === undefined && first.kind !== 'undetermined';
  const told = ordered.slice(0, most.told).map(sentenceOf).join('; ');
  const more = ordered.length - most.told;
  const rest = more > 0 ? `; and ${more}${isCut ? ' or' : ''} more` : '';
  const places = ordered.map((difference) => ({ difference, location: locationAt(declared.originOf?.(difference.pointer)) }));
  const location = places[0]?.location ?? locationAt(declared.originOf?.(''));
  const related = relatedTo(places.slice(1), location);
  return {
    rule: declaredRules.state,
    title: titles.state,
    verdict: isCertain ? 'violation' : 'undetermined',
    effect: 'audit',
    severity: worstSeverity(ordered),
    resource: { type: living.type, name: living.name, ...(living.id === undefined ? {} : { id: living.id }) },
    ...(location === undefined ? {} : { location }),
    message: `${nounOf(living)} \`${quoted(living.name)}\` ${isCertain ? 'is not' : 'may not be'} what is declared for it: ${told}${rest}${why === undefined ? '' : `. It is not certain that it is declared there: ${why}`}.`,
    reasons: ordered.slice(0, most.reasons).map((difference) => reasonOf(difference, living)),
    remedy: isCertain ? stateRemedy : (why === undefined ? 'Let the run read what lives, and write out what the declaration leaves open.' : 'Compare one deployment by itself, and name its subscription and resource group, so that it is known which declaration is in force.'),
    ...(related.length === 0 ? {} : { related }),
  };
}

/** A declared resource that does not live, although everything of its type was read where it would. @param scope where it was looked for */
function missingFinding(declared          , scope        )          {
  const { type, name, id } = declared;
  const location = locationAt(declared.originOf?.(''));
  return {
    rule: declaredRules.missing,
    title: titles.missing,
    verdict: 'violation',
    effect: 'audit',
    // Of a rule, a route, an endpoint, everything is what isolation rests on.
    severity: factsOf(type)?.weighty.includes('properties') === true ? 'high' : 'medium',
    resource: { type, name, ...(id === undefined ? {} : { id }) },
    ...(location === undefined ? {} : { location }),
    message: `${nounOf(declared)} \`${quoted(name)}\` is declared, and does not live${scope === '' ? '' : ` in \`${quoted(scope)}\``}.`,
    reasons: [{ kind: 'field', expression: 'id', path: 'id', operator: 'exists', actual: undefined, expected: true, result: false }],
    remedy: missingRemedy,
  };
}

/** "Cluster"; of a type that nothing is known of, the type. */
function nounOf({ type }          )         {
  return factsOf(type)?.noun ?? type;
}

function quoted(text        )         {
  const plain = text.replaceAll('`', "'");
  return plain.length > 200 ? `${plain.slice(0, 200)}…` : plain;
}

/** What is certain before what is not, what isolation rests on before the rest; else as it is declared. */
function worstFirst(differences                       )                        {
  return differences.toSorted((left, right) => rankOf(left) - rankOf(right));
}

function rankOf(difference            )         {
  return (difference.kind === 'undetermined' ? severities.length : 0) + severities.indexOf(severityOf(difference));
}

/** High where isolation rests on it. Tags change nothing that works. */
function severityOf({ isWeighty, path }            )           {
  if (isWeighty) return 'high';
  return /(?:^|\.)tags(?:\.|$)/i.test(path) ? 'low' : 'medium';
}

/** The worst severity among what is certain; among all where nothing is. */
function worstSeverity(ordered                       )           {
  const certain = ordered.filter(({ kind }) => kind !== 'undetermined');
  const counted = new Set((certain.length === 0 ? ordered : certain).map(severityOf));
  return severities.find((severity) => counted.has(severity)) ?? 'low';
}

function sentenceOf({ kind, path, declared, living, why }            )         {
  const where = `\`${quoted(path)}\``;
  if (kind === 'extra') return `${where} is not declared`;
  if (kind === 'undetermined') return `${where} could not be compared: ${why ?? 'it is not known'}`;
  if (kind === 'missing' && typeof declared === 'object' && !isUnknown(declared)) return `${where} is declared, and is not there`;
  return `${where} is ${inWords(living, path)}, declared is ${isUnknown(declared) ? 'another' : inWords(declared, path)}`;
}

function reasonOf({ kind, path, declared, living }            , { type }          )         {
  return { kind: 'field', expression: `${type}/${path}`, path, operator: 'notEquals', actual: shown(living, path), expected: shown(declared, path), result: kind === 'undetermined' ? 'unknown' : true };
}


function locationAt(origin                    )                       {
  return origin === undefined ? undefined : { file: origin.file, line: origin.line ?? 1, column: origin.column ?? 1, pointer: origin.pointer };
}

function relatedTo(places                                                                                         , first                      )                             {
  const seen = new Set([keyOf(first)]);
  const related                    = [];
  for (const { difference, location } of places) {
    if (related.length === most.related) break;
    if (location === undefined || seen.has(keyOf(location))) continue;
    seen.add(keyOf(location));
    related.push({ ...location, message: sentenceOf(difference) });
  }
  return related;
}

function keyOf(location                      )         {
  return location === undefined ? '' : `${location.file}#${location.pointer}`;
}

/** A cluster-file and the cluster that it is for. */
                                
                             
                     
                             
 

/** The cluster as its file declares it. What deploy adds of its own is not among it: rules judge that. */
function clusterOf({ file: { body, locate }, clusterId }               )           {
  return {
    type: managedClusterType,
    name: parseResourceId(clusterId)?.fullName ?? '',
    id: clusterId.replace(/\/+$/, ''),
    body,
    originOf: (pointer) => originIn(locate(pointer), pointer),
  };
}

/** "cluster.yaml:12". A Windows path has a colon of its own. */
function originIn(place        , pointer        )         {
  const [, file = place, line] = /^(.*):(\d+)$/.exec(place) ?? [];
  return { file, pointer, ...(line === undefined ? {} : { line: Number(line), column: 1 }) };
}

/** The last part of a type, a full name or an id. */
function lastSegment(text        )         {
  return text.slice(text.lastIndexOf('/') + 1);
}

/**
 * What lives, each child both as a resource of its own and in the document of its parent, wherever it was read: pools and subnets may be declared either
 * way. What was read as a resource of its own counts as that.
 */
function wholeLiving(living                     )                      {
  const byId = new Map(living.flatMap((resource) => (resource.id === undefined ? [] : [[resource.id.toLowerCase(), resource]         ])));
  const byParent = new Map                    ();
  for (const resource of byId.values()) {
    const key = parentKey(resource);
    if (key === undefined) continue;
    const there = byParent.get(key);
    if (there === undefined) byParent.set(key, [resource]);
    else there.push(resource);
  }
  const whole             = [];
  for (const resource of byId.values()) {
    let parent = resource;
    for (const children of factsOf(resource.type)?.children ?? []) {
      const list = memberIgnoringCase(memberIgnoringCase(resource.body, 'properties'), children.list);
      if (Array.isArray(list)) whole.push(...inList(resource, children, list).filter(({ id }) => !byId.has(id?.toLowerCase() ?? '')));
      else if (list === undefined) parent = withList(parent, children, (byParent.get(resource.id?.toLowerCase() ?? '') ?? []).filter(({ type }) => type.toLowerCase() === children.type.toLowerCase()));
    }
    whole.push(parent);
  }
  return whole;
}

function parentKey({ id, type }          )                     {
  return id === undefined || type.split('/').length < 3 ? undefined : id.toLowerCase().split('/').slice(0, -2).join('/');
}

function inList(parent          , { type, isFlat }          , list                    )                      {
  return list.flatMap((element)                      => {
    const name = textAt(element, 'name');
    if (!isJsonObject(element) || name === undefined || name === '' || name.includes('/')) return [];
    const id = `${parent.id ?? ''}/${lastSegment(type)}/${name}`;
    const { name: _, ...members } = element;
    return [{ type, name: `${parent.name}/${name}`, id, body: isFlat === true ? { id, name, properties: members } : element }];
  });
}

function withList(parent          , { list, isFlat }          , children                     )           {
  const properties = memberIgnoringCase(parent.body, 'properties');
  if (children.length === 0 || !isJsonObject(properties)) return parent;
  const elements = children.map(({ name, body })             => {
    const own = memberIgnoringCase(body, 'properties');
    return isFlat === true ? { ...(isJsonObject(own) ? own : {}), name: lastSegment(name) } : { ...body, name: lastSegment(name) };
  });
  return { ...parent, body: { ...parent.body, properties: { ...properties, [list]: elements } } };
}

/** A declaration that may be the one of a living resource. */
                        
                              
                                                       
                        
 

                          
                                                                                         
                                                         
                                                       
                                          
 

/**
 * Which living resource a declaration is of: by its id; where that is not known in full, by type, name and what is known of the id. Types that are not compared
 * are left out. Where several fit, all are claimed, and none for certain.
 */
function matchDeclared(declared                     , living                     )          {
  const byId = new Map(living.flatMap((resource) => (resource.id === undefined ? [] : [[resource.id.toLowerCase(), resource]         ])));
  const byName = grouped(living, ({ type, name }) => `${type}|${name}`);
  const byType = grouped(living, ({ type }) => type);
  const claims = new Map                 ();
  const unmatched             = [];
  for (const one of declared) {
    if (factsOf(one.type) === undefined) continue;
    const { found, isNameOpen } = candidates(one);
    const why = found.length > 1 ? `${found.length} resources that live fit it` : isNameOpen ? 'its name is known only at deployment' : one.mayBeAbsent;
    for (const { id = '' } of found) {
      const claim        = { declared: one, ...(why === undefined ? {} : { why }) };
      const there = claims.get(id.toLowerCase());
      if (there === undefined) claims.set(id.toLowerCase(), [claim]);
      else there.push(claim);
    }
    if (found.length === 0) unmatched.push(one);
  }
  return { claims: new Map(Array.from(claims, ([id, several]) => [id, certainFirst(several)]         )), unmatched };

  function candidates({ id, openId, type, name }          )                                                                        {
    if (id !== undefined) {
      const exact = byId.get(id.toLowerCase().replace(/\/+$/, ''));
      return { found: exact === undefined ? [] : [exact], isNameOpen: false };
    }
    const pieces = openId === undefined ? undefined : foldedPieces(openId.length === 1 ? [...openId, ''] : openId);
    const isNameOpen = pieces !== undefined && !endsWithName(pieces, name);
    const named = (isNameOpen ? byType.get(fold(type)) : byName.get(fold(`${type}|${name}`))) ?? [];
    return { found: named.filter((one) => one.id !== undefined && (pieces === undefined || matches(pieces, fold(one.id)) !== 'never')), isNameOpen };
  }
}

/** What certainly declares a resource leaves no room for what may. */
function certainFirst(claims                  )                   {
  const certain = claims.filter(({ why }) => why === undefined);
  return certain.length === 0 ? claims : certain;
}

/** Whether every name of a resource stands in what is known of the end of its id. */
function endsWithName(pieces        , name        )          {
  const last = pieces.at(-1) ?? '';
  const names = name.split('/').map(fold);
  const segments = last.split('/').filter((_, index, all) => (all.length - 1 - index) % 2 === 0);
  return names.every((one, index) => segments.at(index - names.length) === one);
}

function grouped(resources                     , keyOf                                )                                           {
  const groups = new Map                    ();
  for (const resource of resources) {
    const key = fold(keyOf(resource));
    const there = groups.get(key);
    if (there === undefined) groups.set(key, [resource]);
    else there.push(resource);
  }
  return groups;
}

/** The id of a child of a living resource. */
function childId(parent        , type        , name        )         {
  return `${parent}/${lastSegment(type)}/${name}`.toLowerCase();
}

/** What of the declarations without a living resource is missing for certain. A child of what is missing itself is not told. @param living by id in lower case */
function missingAmong(unmatched                     , living                               , { isComplete }                               )          {
  const findings = new Map                 ();
  let notLookedFor = 0;
  for (const declared of unmatched) {
    if (declared.mayBeAbsent !== undefined) continue;
    const { id, type } = declared;
    const place = id ?? beginningOf(declared);
    const scope = id?.replace(/\/providers\/.*$/i, '') ?? place;
    const parent = parentId(declared);
    if (parent !== undefined && !living.has(parent)) {
      // It is told of the parent, if anybody declares that.
      if (!isComplete(parentType(type), place)) notLookedFor += 1;
    } else if ((parent !== undefined && listsChildren(living.get(parent), type)) || isComplete(type, place)) {
      const key = (id ?? `${type}|${declared.name}`).toLowerCase();
      if (!findings.has(key)) findings.set(key, missingFinding(declared, scope ?? ''));
    } else notLookedFor += 1;
  }
  return { findings: [...findings.values()], notLookedFor };
}

/** The subscription or resource group that an id of which not all is known is certainly in. */
function beginningOf({ openId }          )                     {
  return /^\/subscriptions\/[^/]+(?:\/resourceGroups\/[^/]+(?=\/))?(?=\/)/i.exec(openId?.[0] ?? '')?.[0];
}

function parentId({ id, type }          )                     {
  return id === undefined || type.split('/').length < 3 ? undefined : id.toLowerCase().split('/').slice(0, -2).join('/');
}

function parentType(type        )         {
  return type.split('/').slice(0, -1).join('/');
}

/** Whether the document of the parent holds all its children of this type. */
function listsChildren(parent                      , type        )          {
  const children = parent === undefined ? undefined : factsOf(parent.type)?.children?.find((one) => one.type.toLowerCase() === type.toLowerCase());
  return children !== undefined && Array.isArray(memberIgnoringCase(memberIgnoringCase(parent?.body, 'properties'), children.list));
}

/** What lives, and what is declared for it. */
                                  
                                                       
                                       
                                                                                                         
                                              
                                                                                                                                 
                                                                           
                                       
 

                                 
                                                                                 
                                        
                                                   
                                    
                                                                    
                            
 

/** So many clusters that nobody declares are named; the rest is counted. */
const mostNamed = 10;

/** Compares what lives with what is declared for it: differences, what is missing, and clusters that nobody declares. */
function compareWithDeclared({ living, complete = [], infrastructure, clusterFile }                 )                 {
  const declared = [...(clusterFile === undefined ? [] : [clusterOf(clusterFile)]), ...(infrastructure?.resources ?? [])];
  const whole = wholeLiving(living);
  const byId = new Map(whole.map((resource) => [resource.id?.toLowerCase() ?? '', resource]         ));
  const matched = matchDeclared(declared, whole);
  const findings            = [];
  const open = { values: 0, resources: 0 };
  for (const [id, claims] of matched.claims) {
    const resource = byId.get(id);
    if (resource === undefined) continue;
    const beside = besideOf(resource, byId, matched);
    const compared = claims.map((claim)           => ({ claim, comparison: withStrangers(claim.declared, resource, compareDeclared(claim.declared, resource, beside), matched) }));
    const left = Math.max(...compared.map(({ comparison }) => comparison.open.length));
    if (left > 0) open.resources += 1;
    open.values += left;
    const finding = findingOf(resource, compared);
    if (finding !== undefined) findings.push(finding);
  }
  const missing = missingAmong(matched.unmatched, byId, inventoryOf(whole, complete));
  return {
    findings: [...findings, ...missing.findings],
    notes: [
      ...(open.values === 0 ? [] : [`${counted(open.values, 'declared value')} of ${counted(open.resources, 'living resource')} ${open.values === 1 ? 'is' : 'are'} known only at deployment, and not compared with what lives.`]),
      ...(missing.notLookedFor === 0 ? [] : [`${counted(missing.notLookedFor, 'declared resource')} could not be looked for: where ${missing.notLookedFor === 1 ? 'it lives' : 'they live'} is known only at deployment, or was not read.`]),
      ...(infrastructure === undefined || infrastructure.problems.length === 0 ? [] : [`${counted(infrastructure.problems.length, 'problem')} in reading what is declared: what could not be read is not compared with what lives.`]),
      ...undeclaredClusters(living, declared, matched),
    ],
    compared: matched.claims.size,
  };
}

                    
                        
                                  
 

/** The cluster of a pool, and which children are declared by themselves. */
function besideOf(living          , byId                               , { claims }         )         {
  const id = living.id ?? '';
  const cluster = byId.get(id.toLowerCase().replace(/\/agentpools\/[^/]*$/, ''));
  return {
    ...(cluster === undefined ? {} : { cluster: cluster.body }),
    isDeclaredElsewhere: (type, name) => {
      const own = claims.get(childId(id, type, name));
      if (own === undefined) return false;
      return own.some(({ why }) => why === undefined) ? true : 'unknown';
    },
  };
}

/**
 * Adds living children that nobody declares, where the declaration has no list of them but children by themselves: with a list, they are found in it.
 */
function withStrangers(declared          , living          , comparison            , { claims }         )             {
  const strangers = (factsOf(living.type)?.children ?? []).flatMap((children)                        => {
    const properties = memberIgnoringCase(declared.body, 'properties');
    const list = memberIgnoringCase(memberIgnoringCase(living.body, 'properties'), children.list);
    if (memberIgnoringCase(properties, children.list) !== undefined || !Array.isArray(list)) return [];
    const named = (list                      ).map((element) => ({ element, name: memberIgnoringCase(element, 'name') }));
    const of = (name         )                   => (typeof name === 'string' ? (claims.get(childId(living.id ?? '', children.type, name)) ?? []) : []);
    if (!named.some(({ name }) => of(name).length > 0)) return [];
    return named.flatMap(({ element, name })                        => {
      if (typeof name !== 'string' || of(name).length > 0 || children.isMadeByService?.(element) === true) return [];
      const isWeighty = factsOf(children.type)?.weighty.includes('properties') === true;
      return [{ kind: 'extra', path: `properties.${children.list}[${name}]`, pointer: '', declared: undefined, living: element, isWeighty }];
    });
  });
  return strangers.length === 0 ? comparison : { ...comparison, differences: [...comparison.differences, ...strangers] };
}

/**
 * One declaration is compared as it is. Of several, each may be the one in force: what lives is not what is declared when it is none of them, and nothing
 * can be said when it is some of them.
 */
function findingOf(living          , compared                     )                      {
  const different = compared.filter(({ comparison }) => comparison.differences.length > 0);
  const [first] = different.toSorted((left, right) => left.comparison.differences.length - right.comparison.differences.length);
  if (first === undefined) return undefined;
  const { claim, comparison } = first;
  if (compared.length === 1) return declaredFinding(comparison, claim.declared, living, claim.why);
  const open = compared.find((one) => one.claim.why !== undefined)?.claim.why;
  const isNone = different.length === compared.length && different.every((one) => one.comparison.differences.some(({ kind }) => kind !== 'undetermined'));
  if (isNone && open === undefined) return declaredFinding(comparison, claim.declared, living);
  return declaredFinding(comparison, claim.declared, living, open ?? `${compared.length} declarations are of it (${placesOf(compared)}), and it is as only some of them say`);
}

function placesOf(compared                     )         {
  const places = [...new Set(compared.map(({ claim: { declared } }) => declared.deployment ?? declared.originOf?.('')?.file ?? 'elsewhere'))];
  return `${places.slice(0, 3).map((place) => `\`${quoted(place)}\``).join(', ')}${places.length > 3 ? ` and ${places.length - 3} more` : ''}`;
}

/** Whoever declares clusters at all may have forgotten one; whoever declares none means something else by drift. */
function undeclaredClusters(living                     , declared                     , { claims }         )                    {
  if (!declared.some(isCluster)) return [];
  const strangers = living.filter((resource) => isCluster(resource) && !claims.has(resource.id?.toLowerCase() ?? ''));
  const named = strangers.slice(0, mostNamed).map(({ id, name }) => `Nothing declares cluster \`${quoted(name)}\` (${quoted(id ?? '')}).`);
  return strangers.length > mostNamed ? [...named, `Nothing declares ${strangers.length - mostNamed} more clusters.`] : named;
}

function isCluster({ type }          )          {
  return type.toLowerCase() === managedClusterType.toLowerCase();
}

function counted(number        , noun        )         {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

/** Where what lives differs from what the repository declares for it: its infrastructure files, the cluster-file of the one cluster. */
async function declaredSide(living        , { paths, parameterFiles, templateParameters, facts, providerVersion, clusterFile }                 , target             , { folder, logger, signal }                                                  )                        {
  const [{ readInfrastructure }, { expandDeployment }] = await Promise.all([import('./read-infrastructure.js').then(n => n.readInfrastructure$1), import('./index.js')]);
  const infrastructure = paths.length === 0 ? undefined : await readInfrastructure({
    folder, paths, parameters: templateParameters, parameterFiles, facts, tree: folderTree(folder), ...(providerVersion === undefined ? {} : { providerVersion }),
    // What is secret is not compared, and not shown.
  }, { expand: (deployment) => expandDeployment({ ...deployment, secrets: 'withheld' }), logger, signal });
  return compareWithDeclared({
    living: living.resources(),
    complete: living.complete(),
    ...(infrastructure === undefined ? {} : { infrastructure }),
    ...(clusterFile === undefined || target.kind !== 'cluster' ? {} : { clusterFile: { file: clusterFile, clusterId: target.id } }),
  });
}

export { declaredSide };
