import { parseResourceId } from '../../../src/arm/resource-id.ts';
import type { Resource } from '../../../src/arm/resource.ts';
import { answerOf } from '../../../src/isolation/exposure/answers.ts';
import type { Answer } from '../../../src/isolation/exposure/evidence.ts';
import { clustersIn } from '../../../src/isolation/exposure/graph/cluster.ts';
import { inventoryOf, type CompleteList } from '../../../src/isolation/exposure/graph/inventory.ts';
import type { ExposureRule } from '../../../src/isolation/exposure/rule.ts';

export const subscription = '/subscriptions/00000000-0000-0000-0000-000000000001';
export const group = `${subscription}/resourceGroups/app`;
export const nodeGroup = `${subscription}/resourceGroups/MC_app_c_westeurope`;

const network = (type: string, name: string): string => `${group}/providers/Microsoft.Network/${type}/${name}`;

export const ids = {
  cluster: `${group}/providers/Microsoft.ContainerService/managedClusters/c`,
  network: network('virtualNetworks', 'v'),
  nodes: `${network('virtualNetworks', 'v')}/subnets/nodes`,
  api: `${network('virtualNetworks', 'v')}/subnets/api`,
  securityGroup: network('networkSecurityGroups', 'guard'),
  routeTable: network('routeTables', 'routes'),
  registry: `${group}/providers/Microsoft.ContainerRegistry/registries/r`,
  cacheRule: `${group}/providers/Microsoft.ContainerRegistry/registries/r/cacheRules/aks-managed-mcr`,
  endpoint: network('privateEndpoints', 'registry'),
  zone: network('privateDnsZones', 'privatelink.azurecr.io'),
  dnsPolicy: network('dnsResolverPolicies', 'guard'),
  domainList: network('dnsResolverDomainLists', 'everything'),
  controlPlane: `${group}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/control-plane`,
  kubelet: `${group}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/kubelet`,
} as const;

/** Everything that a live scan of the cluster's surroundings would have listed. */
export const everything: readonly CompleteList[] = [{ type: '*', scope: '' }];

/** A resource as Azure shows it. Type and name come from the id. */
export function resource(id: string, properties: unknown, more: Readonly<Record<string, unknown>> = {}): Resource {
  const parsed = parseResourceId(id);
  if (parsed === undefined) throw new Error(`${id} is no id`);
  return { id, type: parsed.type, name: parsed.fullName, body: { id, type: parsed.type, name: parsed.name, ...more, properties } };
}

/** The documents of a configuration in which every way is closed, by a name for each. */
export type Estate = Readonly<Record<string, Resource>>;

/** A network isolated cluster in a network and with a registry of its owner, as the AKS documentation builds it, and with every further way closed. */
export function closedEstate(): Estate {
  return {
    cluster: resource(
      ids.cluster,
      {
        networkProfile: { networkPlugin: 'azure', networkPluginMode: 'overlay', networkPolicy: 'cilium', networkDataplane: 'cilium', outboundType: 'none', loadBalancerSku: 'standard' },
        bootstrapProfile: { artifactSource: 'Cache', containerRegistryId: ids.registry },
        apiServerAccessProfile: { enablePrivateCluster: true, enablePrivateClusterPublicFQDN: false, privateDNSZone: 'system', disableRunCommand: true },
        autoUpgradeProfile: { nodeOSUpgradeChannel: 'NodeImage' },
        nodeResourceGroup: 'MC_app_c_westeurope',
        nodeResourceGroupProfile: { restrictionLevel: 'ReadOnly' },
        identityProfile: { kubeletidentity: { resourceId: ids.kubelet, clientId: 'c1', objectId: 'kubelet-object' } },
        agentPoolProfiles: [{ name: 'system', mode: 'System', osType: 'Linux', type: 'VirtualMachineScaleSets', enableNodePublicIP: false, vnetSubnetID: ids.nodes }],
      },
      { location: 'westeurope', identity: { type: 'UserAssigned', userAssignedIdentities: { [ids.controlPlane]: { principalId: 'control-object' } } } },
    ),
    network: resource(ids.network, {
      addressSpace: { addressPrefixes: ['10.0.0.0/16'] },
      subnets: [{ name: 'nodes', id: ids.nodes, properties: { addressPrefix: '10.0.0.0/24', defaultOutboundAccess: false, networkSecurityGroup: { id: ids.securityGroup }, routeTable: { id: ids.routeTable } } }],
    }),
    routeTable: resource(ids.routeTable, { disableBgpRoutePropagation: true, routes: [] }),
    securityGroup: resource(ids.securityGroup, {
      securityRules: [
        { name: 'deny-internet', properties: { priority: 4000, direction: 'Outbound', access: 'Deny', protocol: '*', sourceAddressPrefix: '*', sourcePortRange: '*', destinationAddressPrefix: 'Internet', destinationPortRange: '*' } },
      ],
    }),
    registry: resource(
      ids.registry,
      { publicNetworkAccess: 'Disabled', adminUserEnabled: false, anonymousPullEnabled: false, networkRuleBypassOptions: 'None', policies: { exportPolicy: { status: 'disabled' }, azureADAuthenticationAsArmPolicy: { status: 'enabled' } }, networkRuleBypassAllowedForTasks: false, privateEndpointConnections: [{ properties: { privateEndpoint: { id: ids.endpoint }, privateLinkServiceConnectionState: { status: 'Approved' } } }] },
      { sku: { name: 'Premium' }, location: 'westeurope' },
    ),
    cacheRule: resource(ids.cacheRule, { sourceRepository: 'mcr.microsoft.com/*', targetRepository: 'aks-managed-repository/*' }),
    endpoint: resource(ids.endpoint, { subnet: { id: ids.nodes }, privateLinkServiceConnections: [{ name: 'registry', properties: { privateLinkServiceId: ids.registry, groupIds: ['registry'], privateLinkServiceConnectionState: { status: 'Approved' } } }] }),
    zone: resource(ids.zone, {}, { location: 'global' }),
    zoneLink: resource(`${ids.zone}/virtualNetworkLinks/v`, { registrationEnabled: false, virtualNetwork: { id: ids.network } }),
    record: resource(`${ids.zone}/A/r`, { aRecords: [{ ipv4Address: '10.0.0.5' }] }),
    dataRecord: resource(`${ids.zone}/A/r.westeurope.data`, { aRecords: [{ ipv4Address: '10.0.0.4' }] }),
    dnsPolicy: resource(ids.dnsPolicy, {}, { location: 'westeurope' }),
    dnsLink: resource(`${ids.dnsPolicy}/virtualNetworkLinks/v`, { virtualNetwork: { id: ids.network } }, { location: 'westeurope' }),
    dnsRule: resource(`${ids.dnsPolicy}/dnsSecurityRules/everything`, { priority: 1000, action: { actionType: 'Block' }, dnsSecurityRuleState: 'Enabled', dnsResolverDomainLists: [{ id: ids.domainList }] }, { location: 'westeurope' }),
    domainList: resource(ids.domainList, { domains: ['.'] }, { location: 'westeurope' }),
    controlPlane: resource(ids.controlPlane, { principalId: 'control-object' }),
    kubelet: resource(ids.kubelet, { principalId: 'kubelet-object' }),
    pull: resource(`${ids.registry}/providers/Microsoft.Authorization/roleAssignments/pull`, {
      principalId: 'kubelet-object',
      roleDefinitionId: `${subscription}/providers/Microsoft.Authorization/roleDefinitions/7f951dda-4ed3-4680-a7ca-43fe172d538d`,
    }),
    operator: resource(`${ids.kubelet}/providers/Microsoft.Authorization/roleAssignments/operator`, {
      principalId: 'control-object',
      roleDefinitionId: `${subscription}/providers/Microsoft.Authorization/roleDefinitions/f1a07417-d97a-45cb-824c-7a7467783830`,
    }),
    contributor: resource(`${ids.network}/providers/Microsoft.Authorization/roleAssignments/contributor`, {
      principalId: 'control-object',
      roleDefinitionId: `${subscription}/providers/Microsoft.Authorization/roleDefinitions/4d97b98b-1d4f-4787-a291-c67834d212e7`,
    }),
  };
}

/** The estate with parts changed, added, or (undefined) taken away. */
export function estateWith(parts: Readonly<Record<string, Resource | undefined>>, base: Estate = closedEstate()): readonly Resource[] {
  return Object.values({ ...base, ...parts }).filter((part) => part !== undefined);
}

/** A resource with the value at a path changed; undefined takes it away. Numbers are places in a list. */
export function changed(original: Resource | undefined, path: string, value: unknown): Resource {
  if (original === undefined) throw new Error('There is nothing to change.');
  return { ...original, body: { ...original.body, properties: put(original.body['properties'], path.split('.'), value) } };
}

function put(target: unknown, [name = '', ...rest]: readonly string[], value: unknown): unknown {
  const made = rest.length === 0 ? value : put(typeof target === 'object' && target !== null ? Reflect.get(target, name) : undefined, rest, value);
  if (Array.isArray(target)) return target.map((element: unknown, index) => (index === Number(name) ? made : element));
  const entries = Object.entries(typeof target === 'object' && target !== null ? target : {}).filter(([key]) => key !== name);
  return Object.fromEntries(made === undefined ? entries : [...entries, [name, made]]);
}

/** What a rule answers for the one cluster among the resources. */
export function answer(rule: ExposureRule, resources: readonly Resource[], complete: readonly CompleteList[] = everything): Answer {
  const [cluster] = clustersIn(inventoryOf(resources, complete));
  if (cluster === undefined) throw new Error('There is no cluster.');
  return answerOf(rule.look(cluster), cluster.resource);
}

/** What the evidence says that decides an answer. */
export function said({ state, evidence }: Answer): string {
  return evidence.filter((one) => one.state === state).map(({ message }) => message).join('; ');
}
