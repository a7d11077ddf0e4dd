import type { Resource } from '../../../src/arm/resource.ts';
import { changed, group, ids, nodeGroup, resource, subscription, type Estate } from './estate.ts';

/** What opens a way in the closed configuration: parts to put in the place of its own, or beside them. */
export type Opening = (estate: Estate) => Readonly<Record<string, Resource>>;

const cluster = (path: string, value: unknown): Opening => (estate) => ({ cluster: changed(estate['cluster'], path, value) });

const registry = (path: string, value: unknown): Opening => (estate) => ({ registry: changed(estate['registry'], path, value) });

/** The kubelet identity gets a role on something. */
const kubeletRole = (scope: string, role: string): Opening => () => ({
  role: resource(`${scope}/providers/Microsoft.Authorization/roleAssignments/more`, { principalId: 'kubelet-object', roleDefinitionId: `${subscription}/providers/Microsoft.Authorization/roleDefinitions/${role}` }),
});

/** For each rule what opens its way, each by itself. */
export const openings: Readonly<Record<string, readonly Opening[]>> = {
  'egress-outbound-type': [cluster('networkProfile.outboundType', 'loadBalancer'), cluster('networkProfile.outboundType', undefined), cluster('networkProfile.outboundType', 'managedNATGatewayV2')],
  'egress-node-public-ip': [
    cluster('agentPoolProfiles.0.enableNodePublicIP', true),
    () => ({ pool: resource(`${ids.cluster}/agentPools/web`, { enableNodePublicIP: true, vnetSubnetID: ids.nodes }) }),
    () => ({
      scaleSet: resource(`${nodeGroup}/providers/Microsoft.Compute/virtualMachineScaleSets/aks-web`, {
        virtualMachineProfile: { networkProfile: { networkInterfaceConfigurations: [{ properties: { ipConfigurations: [{ properties: { publicIPAddressConfiguration: { name: 'out' } } }] } }] } },
      }),
    }),
  ],

  'registry-public-access': [registry('publicNetworkAccess', 'Enabled'), registry('publicNetworkAccess', undefined)],
  'registry-network-bypass': [registry('networkRuleBypassOptions', 'AzureServices'), registry('networkRuleBypassOptions', undefined), registry('networkRuleBypassAllowedForTasks', true)],
  'registry-export': [registry('policies.exportPolicy.status', 'enabled'), registry('policies.exportPolicy', undefined)],
  'registry-push': [kubeletRole(ids.registry, '8311e382-0749-4cb8-b61a-304f252e45ec'), kubeletRole(group, 'b24988ac-6180-42a0-ab88-20f7382dd24c'), kubeletRole(subscription, '8e3af657-a8ff-443c-a75c-2fe8c4bcb635')],
  'registry-cache-source': [() => ({ hub: resource(`${ids.registry}/cacheRules/hub`, { sourceRepository: 'docker.io/library/*', targetRepository: 'hub/*' }) })],
  'registry-anonymous-pull': [registry('anonymousPullEnabled', true)],
  'registry-admin-user': [registry('adminUserEnabled', true)],
};
