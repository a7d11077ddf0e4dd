/**
 * What protects an isolated cluster, by hand: each protection with what takes it away and the definitions that have to object, after
 * aks-network-isolation.md (§7.2 where nothing else is said). Bodies are whole requests, for the cluster and for a pool alone.
 */
import type { JsonObject } from '../../../src/arm/json.ts';

export const registry = '/subscriptions/44444444-4444-4444-8444-444444444444/resourceGroups/rg-demo/providers/Microsoft.ContainerRegistry/registries/bootstrap';
export const subnet = '/subscriptions/44444444-4444-4444-8444-444444444444/resourceGroups/rg-demo/providers/Microsoft.Network/virtualNetworks/v/subnets/nodes';

/** Parameters with which every rule of the core initiative has something to say. */
export const parameters: JsonObject = { allowedRegistryIds: [registry], allowedSubnetIds: [subnet] };

export const isolatedPool: JsonObject = { mode: 'User', count: 1, vmSize: 'Standard_D4ds_v5', osType: 'Linux', enableNodePublicIP: false, vnetSubnetID: subnet };

export const isolatedCluster: JsonObject = {
  location: 'westeurope',
  identity: { type: 'SystemAssigned' },
  properties: {
    dnsPrefix: 'demo',
    agentPoolProfiles: [{ ...isolatedPool, name: 'system', mode: 'System', type: 'VirtualMachineScaleSets' }],
    networkProfile: { networkPlugin: 'azure', networkPluginMode: 'overlay', outboundType: 'none' },
    bootstrapProfile: { artifactSource: 'Cache', containerRegistryId: registry },
    apiServerAccessProfile: { enablePrivateCluster: true, enablePrivateClusterPublicFQDN: false, disableRunCommand: true },
    autoUpgradeProfile: { nodeOSUpgradeChannel: 'NodeImage' },
  },
};

/** One way to take a protection away. */
export interface Weakening {
  /** From `properties`: `networkProfile.outboundType`; `agentPoolProfiles.0.osType`. */
  readonly path: string;
  /** Undefined: the member is taken out. */
  readonly value: unknown;
  readonly rules: readonly string[];
}

const all = (path: string, values: readonly unknown[], ...rules: readonly string[]): readonly Weakening[] => values.map((value) => ({ path, value, rules }));

/** Of a pool, in the cluster's list or as a resource of its own (§7.1: every pool rule needs both branches). */
export const ofPool: readonly Weakening[] = [
  ...all('enableNodePublicIP', [true, 'true'], 'aks-node-public-ip'),
  ...all('nodePublicIPPrefixID', ['/subscriptions/44444444-4444-4444-8444-444444444444/resourceGroups/rg-demo/providers/Microsoft.Network/publicIPPrefixes/p'], 'aks-node-public-ip'),
  ...all('osType', ['Windows', 'windows'], 'aks-windows-pools'),
  ...all('mode', ['Gateway'], 'aks-static-egress-gateway'),
  ...all('vnetSubnetID', [`${subnet}-of-others`], 'aks-node-subnet'),
  ...all('podSubnetID', [`${subnet}-of-others`], 'aks-node-subnet'),
];

export const ofCluster: readonly Weakening[] = [
  // §1.1: missing means loadBalancer.
  ...all('networkProfile.outboundType', [undefined, 'loadBalancer', 'LoadBalancer', 'userDefinedRouting', 'managedNATGateway', 'managedNATGatewayV2', 'userAssignedNATGateway', 'block'], 'aks-outbound-type'),
  ...all('networkProfile.loadBalancerProfile', [{ managedOutboundIPs: { count: 1 } }, { outboundIPs: { publicIPs: [{ id: '/x' }] } }, { outboundIPPrefixes: { publicIPPrefixes: [{ id: '/x' }] } }], 'aks-load-balancer-profile'),
  ...all('networkProfile.natGatewayProfile', [{ managedOutboundIPProfile: { count: 1 } }], 'aks-nat-gateway-profile'),
  ...all('networkProfile.staticEgressGatewayProfile', [{ enabled: true }], 'aks-static-egress-gateway'),
  ...all('networkProfile.networkPlugin', ['kubenet', 'none', undefined], 'aks-network-plugin'),
  // §1.2: missing means Direct.
  ...all('bootstrapProfile.artifactSource', [undefined, 'Direct'], 'aks-bootstrap-artifact-source'),
  ...all('bootstrapProfile', [undefined], 'aks-bootstrap-artifact-source'),
  ...all('bootstrapProfile.containerRegistryId', [`${registry}-of-others`], 'aks-bootstrap-registry'),
  ...all('apiServerAccessProfile.enablePrivateCluster', [undefined, false], 'aks-private-api-server'),
  ...all('apiServerAccessProfile.disableRunCommand', [undefined, false], 'aks-run-command'),
  ...all('apiServerAccessProfile', [undefined], 'aks-private-api-server', 'aks-run-command'),
  ...all('autoUpgradeProfile.nodeOSUpgradeChannel', ['Unmanaged'], 'aks-node-os-upgrade-channel'),
  ...ofPool.map(({ path, ...weakening }) => ({ ...weakening, path: `agentPoolProfiles.0.${path}` })),
];

/** What looks like a weakening and is none. */
export const harmless: readonly (readonly [path: string, value: unknown])[] = [
  ['networkProfile.loadBalancerProfile', { backendPoolType: 'nodeIPConfiguration' }],
  ['networkProfile.natGatewayProfile', { idleTimeoutInMinutes: 4 }],
  ['networkProfile.staticEgressGatewayProfile', { enabled: false }],
  ['networkProfile.outboundType', 'None'],
  ['bootstrapProfile.artifactSource', 'cache'],
  ['bootstrapProfile.containerRegistryId', registry.toUpperCase()],
  ['autoUpgradeProfile', undefined],
  ['agentPoolProfiles.0.enableNodePublicIP', undefined],
  ['agentPoolProfiles.0.nodePublicIPPrefixID', ''],
  ['agentPoolProfiles.0.vnetSubnetID', undefined],
];

/** The document with one of its properties changed. */
export function withProperty(body: JsonObject, path: string, value: unknown): JsonObject {
  return { ...body, properties: changed(body['properties'], path.split('.'), value) };
}

function changed(document: unknown, [head, ...rest]: readonly string[], value: unknown): unknown {
  if (head === undefined) return value;
  if (Array.isArray(document)) return document.map((element: unknown, index) => (String(index) === head ? changed(element, rest, value) : element));
  const object = (typeof document === 'object' && document !== null ? document : {}) as JsonObject;
  return Object.fromEntries(Object.entries({ ...object, [head]: changed(object[head], rest, value) }).filter(([, child]) => child !== undefined));
}
