import { describe, expect, test } from '@jest/globals';
import type { JsonObject } from '../../src/arm/json.ts';
import { objectionsTo } from '../../src/isolation/protected-settings.ts';
import { clusterFile } from './clusters.ts';

const objections = (body: JsonObject): readonly string[] => objectionsTo(clusterFile(body), 'demo');
const properties = (inner: JsonObject): readonly string[] => objections({ properties: inner });

describe('a cluster-file may not weaken isolation', () => {
  test.each<[string, JsonObject]>([
    ['networkProfile/outboundType', { networkProfile: { outboundType: 'loadBalancer' } }],
    ['networkProfile/outboundType', { networkProfile: { outboundType: null } }],
    ['networkProfile/networkPlugin', { networkProfile: { networkPlugin: 'kubenet' } }],
    ['networkProfile/loadBalancerProfile', { networkProfile: { loadBalancerProfile: { managedOutboundIPs: { count: 1 } } } }],
    ['networkProfile/natGatewayProfile', { networkProfile: { natGatewayProfile: { idleTimeoutInMinutes: 4 } } }],
    ['networkProfile/staticEgressGatewayProfile/enabled', { networkProfile: { staticEgressGatewayProfile: { enabled: true } } }],
    ['bootstrapProfile/artifactSource', { bootstrapProfile: { artifactSource: 'Direct' } }],
    ['bootstrapProfile/containerRegistryId', { bootstrapProfile: { containerRegistryId: '/subscriptions/x' } }],
    ['apiServerAccessProfile/enablePrivateCluster', { apiServerAccessProfile: { enablePrivateCluster: false } }],
    ['apiServerAccessProfile/enablePrivateClusterPublicFQDN', { apiServerAccessProfile: { enablePrivateClusterPublicFQDN: true } }],
    ['apiServerAccessProfile/disableRunCommand', { apiServerAccessProfile: { disableRunCommand: false } }],
    ['apiServerAccessProfile/privateDNSZone', { apiServerAccessProfile: { privateDNSZone: 'none' } }],
    ['apiServerAccessProfile/authorizedIPRanges', { apiServerAccessProfile: { authorizedIPRanges: ['0.0.0.0/0'] } }],
    ['apiServerAccessProfile/enableVnetIntegration', { apiServerAccessProfile: { enableVnetIntegration: true } }],
    ['autoUpgradeProfile/nodeOSUpgradeChannel', { autoUpgradeProfile: { nodeOSUpgradeChannel: 'unmanaged' } }],
    ['servicePrincipalProfile', { servicePrincipalProfile: { clientId: 'x', secret: 'y' } }],
    ['kubernetesVersion', { kubernetesVersion: 1.3 }],
    ['agentPoolProfiles/1/enableNodePublicIP', { agentPoolProfiles: [{ name: 'a' }, { name: 'b', enableNodePublicIP: true }] }],
    ['agentPoolProfiles/0/nodePublicIPPrefixID', { agentPoolProfiles: [{ name: 'a', nodePublicIPPrefixID: '/x' }] }],
    ['agentPoolProfiles/0/osType', { agentPoolProfiles: [{ name: 'a', osType: 'Windows' }] }],
    ['agentPoolProfiles/0/type', { agentPoolProfiles: [{ name: 'a', type: 'VirtualMachines' }] }],
    ['agentPoolProfiles/0/mode', { agentPoolProfiles: [{ name: 'a', mode: 'Gateway' }] }],
    ['agentPoolProfiles/0/vnetSubnetID', { agentPoolProfiles: [{ name: 'a', vnetSubnetID: '/x' }] }],
    ['agentPoolProfiles/0/podSubnetID', { agentPoolProfiles: [{ name: 'a', podSubnetID: '/x' }] }],
  ])('%s is refused, with its line', (path, inner) => {
    const found = properties(inner);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(new RegExp(`^cluster\\.yaml:7/properties/${path}: `));
  });

  test.each<[string, JsonObject]>([
    ['properties/networkProfile', { networkProfile: null }], ['properties/networkProfile', { networkProfile: [] }], ['properties/apiServerAccessProfile', { apiServerAccessProfile: 'x' }],
    ['properties/bootstrapProfile', { bootstrapProfile: null }], ['properties/autoUpgradeProfile', { autoUpgradeProfile: null }], ['properties/agentPoolProfiles/0', { agentPoolProfiles: ['x'] }],
  ])('nor by taking away or replacing what holds it: %s', (path, inner) => {
    expect(properties(inner).join('\n')).toMatch(new RegExp(`^cluster\\.yaml:7/${path}: .*must be an object`, 'm'));
    expect(objections({ identity: null }).join(' ')).toMatch(/"identity" must be an object/);
  });

  test.each<[string, JsonObject]>([
    ['"true"', { agentPoolProfiles: [{ name: 'a', enableNodePublicIP: 'true' }] }], ['1', { agentPoolProfiles: [{ name: 'a', enableNodePublicIP: 1 }] }],
    ['"true" for a gateway', { networkProfile: { staticEgressGatewayProfile: { enabled: 'true' } } }], ['a number for a channel', { autoUpgradeProfile: { nodeOSUpgradeChannel: 1 } }],
  ])('nor by a value of another type: %s', (_, inner) => {
    expect(properties(inner)).toHaveLength(1);
  });

  test('nor by another spelling, which Azure would read the same', () => {
    expect(properties({ NetworkProfile: { outboundType: 'loadBalancer' } })[0]).toMatch(/write "NetworkProfile" as "networkProfile"/);
    expect(properties({ networkProfile: { OUTBOUNDTYPE: 'loadBalancer' } })[0]).toMatch(/write "OUTBOUNDTYPE" as "outboundType"/);
  });

  test('identity None is refused', () => {
    expect(objections({ identity: { type: 'None' } })[0]).toMatch(/identity\.type is "None"/);
  });
});

test('what agrees with isolation, and everything else, may stand', () => {
  expect(objections({
    type: 'Microsoft.ContainerService/managedClusters', name: 'demo', location: 'westeurope', tags: { a: 'b' }, sku: { tier: 'Free' }, identity: { type: 'UserAssigned' },
    properties: {
      networkProfile: { outboundType: 'None', networkPlugin: 'azure', networkDataplane: 'cilium', podCidr: '10.1.0.0/16' },
      bootstrapProfile: { artifactSource: 'Cache' },
      apiServerAccessProfile: { enablePrivateCluster: true, disableRunCommand: true, authorizedIPRanges: [] },
      agentPoolProfiles: [{ name: 'a', enableNodePublicIP: false, osType: 'Linux', nodeLabels: {} }],
      futureProfile: { anything: true },
    },
  })).toEqual([]);
});

test.each<[string, JsonObject, RegExp]>([
  ['an unknown member', { propertys: {} }, /"propertys" is no part of a cluster/],
  ['another name', { name: 'other' }, /names another cluster/],
  ['another type', { type: 'Microsoft.Compute/virtualMachines' }, /"type" must be/],
  ['properties that are no object', { properties: [] }, /"properties" must be an object/],
  ['pools that are no list', { properties: { agentPoolProfiles: {} } }, /must be a list/],
  ['a pool without a name', { properties: { agentPoolProfiles: [{ count: 1 }] } }, /needs a "name"/],
  ['a location that is no text', { location: 5 }, /"location" must be text/],
  ['tags that are no texts', { tags: { a: 1 } }, /tag "a" must be text/],
  ['a sku that is no object', { sku: 3 }, /"sku" must be an object/],
  ['a pool twice', { properties: { agentPoolProfiles: [{ name: 'a' }, { name: 'a' }] } }, /stands in the file twice/],
])('%s is refused', (_, body, expected) => {
  expect(objections(body).join(' ')).toMatch(expected);
});
