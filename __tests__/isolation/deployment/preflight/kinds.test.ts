import { describe, expect, test } from '@jest/globals';
import type { JsonObject } from '../../../../src/arm/json.ts';
import { checks } from '../../../../src/isolation/deployment/preflight/catalogue.ts';
import type { Step } from '../../../../src/isolation/deployment/step.ts';
import { managedVariant, type Variant } from '../../../../src/isolation/deployment/variant.ts';
import { mergeDocument } from '../../../../src/isolation/document/merge.ts';
import { clusterFile, livingCluster } from '../../clusters.ts';
import { change, clusterId, found, group, migration, networkId, obstacles, openCluster, registryId, tagging, withPool, type Opening } from './openings.ts';

const properties = (body: JsonObject): JsonObject => openCluster({ properties: body });

const ownNetwork: Variant = { ...managedVariant, network: { id: networkId, nodeSubnet: 'nodes', endpointSubnet: 'endpoints', apiServerSubnet: 'api', addressPrefix: '10.0.0.0/16' } };

const identityId = `${group}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/nodes`;

/** What each check of the kind of a cluster speaks of. */
const speaking: readonly (readonly [string, Opening])[] = [
  ['service-principal: refusal', { cluster: openCluster({ identity: null, properties: { servicePrincipalProfile: { clientId: 'c' } } }) }],
  ['kubenet: refusal', { cluster: properties({ networkProfile: { networkPlugin: 'Kubenet' } }) }],
  ['unmanaged-channel: refusal', { cluster: properties({ autoUpgradeProfile: { nodeOSUpgradeChannel: 'unmanaged' } }) }],
  ['security-patch-channel: notice', { cluster: properties({ autoUpgradeProfile: { nodeOSUpgradeChannel: 'SecurityPatch' } }) }],
  ['kubernetes-version/cluster: refusal', { cluster: properties({ currentKubernetesVersion: '1.29.9' }) }],
  ['kubernetes-version/system: refusal', { cluster: withPool({ currentOrchestratorVersion: '1.28.1' }) }],
  ['public-api-server: refusal', { cluster: properties({ apiServerAccessProfile: { enablePrivateCluster: false } }) }],
  ['public-api-server: warning', { cluster: properties({ apiServerAccessProfile: { enablePrivateCluster: false } }), variant: { ...managedVariant, apiServer: 'vnet-integration' } }],
  ['vnet-integration-region: refusal', { cluster: openCluster({ location: 'qatarcentral' }), variant: { ...managedVariant, apiServer: 'vnet-integration' } }],
  ['basic-load-balancer: refusal', { cluster: properties({ networkProfile: { loadBalancerSku: 'Basic' } }) }],
  ['static-egress-gateway: refusal', { cluster: properties({ networkProfile: { staticEgressGatewayProfile: { enabled: true } } }) }],
  ['kubelet-identity: refusal', { variant: { ...managedVariant, kubeletIdentityId: identityId } }],
  ['private-dns-zone/none: refusal', { cluster: properties({ apiServerAccessProfile: { privateDNSZone: 'none', enablePrivateClusterPublicFQDN: false } }) }],
  ['private-dns-zone/identity: refusal', { cluster: properties({ apiServerAccessProfile: { privateDNSZone: `${group}/providers/Microsoft.Network/privateDnsZones/privatelink.westeurope.azmk8s.io` } }) }],
  ['network-fixed/system: refusal', { variant: { ...ownNetwork, registry: { id: registryId } } }],
  ['automatic: unverified', { cluster: openCluster({ sku: { name: 'Automatic' } }) }],
  ['node-auto-provisioning: unverified', { cluster: properties({ nodeProvisioningProfile: { mode: 'Auto' } }) }],
  ['own-cni: unverified', { cluster: properties({ networkProfile: { networkPlugin: 'none' } }) }],
  ['cilium: unverified', { cluster: properties({ networkProfile: { networkDataplane: 'cilium' } }) }],
  ['dual-stack: unverified', { cluster: properties({ networkProfile: { ipFamilies: ['IPv4', 'IPv6'] } }) }],
  ['national-cloud: unverified', { cluster: openCluster({ location: 'usgovvirginia' }) }],
  ['public-network-access: unverified', { cluster: properties({ publicNetworkAccess: 'Disabled' }) }],
  ['block: unverified', { variant: { ...managedVariant, outboundType: 'block' } }],
  ['managed-registry-own-network: unverified', { cluster: withPool({ vnetSubnetID: `${networkId}/subnets/nodes` }) }],
  ['windows-pool/system: refusal', { cluster: withPool({ osType: 'Windows' }) }],
  ['gateway-pool/system: refusal', { cluster: withPool({ mode: 'Gateway' }) }],
  ['node-public-ip/system: refusal', { cluster: withPool({ enableNodePublicIP: true }) }],
  ['availability-set/system: refusal', { cluster: withPool({ type: 'AvailabilitySet' }) }],
  ['virtual-machines-pool/system: unverified', { cluster: withPool({ type: 'VirtualMachines' }) }],
  ['stopped-pool/system: unverified', { cluster: withPool({ powerState: { code: 'Stopped' } }) }],
  ['local-dns/system: unverified', { cluster: withPool({ localDNSProfile: { mode: 'Required' } }) }],
  ['zero-count/system: notice', { cluster: withPool({ count: 0 }) }],
  ['outbound-transition: unverified', { cluster: properties({ networkProfile: { outboundType: 'managedNATGatewayV2' } }) }],
];

describe('the kind of a cluster', () => {
  test.each(speaking)('%s', (expected, opening) => {
    expect(found(opening)).toEqual([expected]);
  });

  test('says nothing of a cluster that may be isolated', () => {
    expect(found()).toEqual([]);
    expect(found({ cluster: undefined })).toEqual([]);
  });

  test.each(speaking)('%s is not said where nothing is written', (_, opening) => {
    expect(obstacles({ ...opening, steps: [] })).toEqual([]);
  });

  test.each(speaking.filter(([, { variant }]) => variant === undefined))('%s is not said of an isolated cluster that only gets a tag', (_, { cluster }) => {
    const isolated = mergeDocument(cluster ?? {}, { properties: { networkProfile: { outboundType: 'none' }, bootstrapProfile: { artifactSource: 'Cache' } } });
    expect(found({ cluster: isolated, steps: tagging })).toEqual([]);
  });

  test('is also looked at before a cluster is made', () => {
    const file = clusterFile({ sku: { name: 'Automatic' }, properties: { kubernetesVersion: '1.29', networkProfile: { networkDataplane: 'cilium' } } });
    expect(found({ cluster: undefined, specification: { file } })).toEqual(['kubernetes-version/cluster: refusal', 'automatic: unverified', 'cilium: unverified']);
  });

  test('does not matter where the plan mends it', () => {
    const cluster = openCluster({ properties: { autoUpgradeProfile: { nodeOSUpgradeChannel: 'Unmanaged' }, currentKubernetesVersion: '1.29.9' } });
    const mending = change('mend', clusterId, { properties: { kubernetesVersion: '1.34', autoUpgradeProfile: { nodeOSUpgradeChannel: 'NodeImage' } } });
    expect(found({ cluster, steps: [mending, ...migration] })).toEqual([]);
  });

  test('with identities of its own for both may have a zone of its own', () => {
    const cluster = properties({ apiServerAccessProfile: { privateDNSZone: `${group}/providers/Microsoft.Network/privateDnsZones/zone` } });
    expect(found({ cluster, variant: { ...managedVariant, controlPlaneIdentityId: identityId, kubeletIdentityId: identityId } })).toEqual([]);
  });

  test('that is to start from another registry is isolated anew, and no pulls end', () => {
    const variant: Variant = { ...managedVariant, registry: { id: registryId } };
    const steps = [change('registry', clusterId, { properties: { bootstrapProfile: { containerRegistryId: registryId } } })];
    const observed = { registry: { known: { sku: { name: 'Basic' } } } };
    expect(obstacles({ cluster: livingCluster(), variant, steps, observed }).map(({ id }) => id)).toEqual(['registry-tier']);
    expect(obstacles({ cluster: livingCluster({ properties: { bootstrapProfile: { containerRegistryId: registryId } } }), variant, steps: tagging, observed })).toEqual([]);
  });

  test('that is stopped or worked on is said of every write', () => {
    expect(found({ cluster: livingCluster({ properties: { powerState: { code: 'Stopped' } } }), steps: tagging })).toEqual(['stopped: refusal']);
    expect(found({ cluster: livingCluster({ properties: { provisioningState: 'Updating' } }), steps: tagging })).toEqual(['operation-in-progress: refusal']);
    expect(found({ cluster: livingCluster({ properties: { provisioningState: 'Failed' } }), steps: tagging })).toEqual(['failed-operation/cluster: warning']);
  });

  test('that is stopped is none of the plan that starts it, as after a run that was cut off', () => {
    const start: Step = { ...tagging[0] ?? change('none', clusterId, {}), key: 'start', work: { kind: 'power', action: 'start' } };
    const powerState = { code: 'Stopped' };
    const cluster = mergeDocument(withPool({ powerState }), { properties: { powerState } });
    expect(found({ cluster, steps: [start, ...migration] }).filter((one) => one.startsWith('stopped'))).toEqual([]);
    const stop: Step = { ...start, key: 'stop', work: { kind: 'power', action: 'stop' } };
    expect(found({ cluster, steps: [stop, start, ...migration] }).filter((one) => one.startsWith('stopped'))).toEqual(['stopped: refusal', 'stopped-pool/system: unverified']);
  });

  test('a registry of its own answers for a network of its own', () => {
    const variant: Variant = { ...ownNetwork, registry: { id: registryId } };
    expect(found({ cluster: withPool({ vnetSubnetID: `${networkId}/subnets/nodes` }), variant })).toEqual([]);
    expect(found({ cluster: undefined, variant: ownNetwork })).toEqual(['managed-registry-own-network: unverified']);
  });

  test('block is refused in an own network, whatever comes before', () => {
    expect(found({ cluster: withPool({ vnetSubnetID: `${networkId}/subnets/nodes` }), variant: { ...ownNetwork, registry: { id: registryId }, outboundType: 'block' } })).toEqual(['block: unverified', 'block-own-network: refusal']);
  });
});

test('names of pools and groups are quoted in commands', () => {
  const [obstacle] = obstacles({ cluster: openCluster({ identity: null, properties: { servicePrincipalProfile: { clientId: 'c' } } }), specification: { resourceGroup: "a'b (c)" } });
  expect(obstacle?.command).toBe(String.raw`az aks update --resource-group 'a'\''b (c)' --name demo --subscription 00000000-0000-0000-0000-000000000001 --enable-managed-identity`);
});

test('each check has an id of its own, and says what to do and where that was read', () => {
  expect(new Set(checks.map(({ id }) => id)).size).toBe(checks.length);
  for (const { why, remedy, source, title } of checks) {
    expect([why, remedy].filter((text) => !text.endsWith('.'))).toEqual([]);
    expect([source, title].filter((text) => text === '' || text.endsWith('.'))).toEqual([]);
  }
});
