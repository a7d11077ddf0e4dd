/** Templates to judge: ordinary ones as people write them, and ones of any number of resources. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const schema = 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#';
const clusterType = 'Microsoft.ContainerService/managedClusters';

/** An isolated cluster with its network, behind parameters and variables: about 5 kB, five resources. */
export function ordinaryTemplate(name: string): string {
  return JSON.stringify({
    $schema: schema,
    contentVersion: '1.0.0.0',
    parameters: {
      clusterName: { type: 'string', defaultValue: name, metadata: { description: 'Name of the cluster.' } },
      location: { type: 'string', defaultValue: '[resourceGroup().location]' },
      outboundType: { type: 'string', defaultValue: 'none', allowedValues: ['none', 'block', 'loadBalancer'] },
      nodeCount: { type: 'int', defaultValue: 3, minValue: 1, maxValue: 100 },
      pools: { type: 'array', defaultValue: ['work', 'batch'] },
    },
    variables: {
      vnetName: "[concat(parameters('clusterName'), '-vnet')]",
      subnetId: "[resourceId('Microsoft.Network/virtualNetworks/subnets', variables('vnetName'), 'nodes')]",
      tags: { team: 'platform', cluster: "[parameters('clusterName')]" },
    },
    resources: [
      {
        type: 'Microsoft.Network/virtualNetworks', apiVersion: '2024-05-01', name: "[variables('vnetName')]", location: "[parameters('location')]", tags: "[variables('tags')]",
        properties: {
          addressSpace: { addressPrefixes: ['10.0.0.0/16'] },
          subnets: [{ name: 'nodes', properties: { addressPrefix: '10.0.0.0/20', defaultOutboundAccess: false, networkSecurityGroup: { id: "[resourceId('Microsoft.Network/networkSecurityGroups', 'nodes')]" } } }],
        },
      },
      {
        type: 'Microsoft.Network/networkSecurityGroups', apiVersion: '2024-05-01', name: 'nodes', location: "[parameters('location')]",
        properties: { securityRules: [{ name: 'no-internet', properties: { access: 'Deny', direction: 'Outbound', priority: 100, protocol: '*', sourceAddressPrefix: '*', sourcePortRange: '*', destinationAddressPrefix: 'Internet', destinationPortRange: '*' } }] },
      },
      {
        type: clusterType, apiVersion: '2026-05-01', name: "[parameters('clusterName')]", location: "[parameters('location')]", tags: "[union(variables('tags'), createObject('kind', 'aks'))]",
        identity: { type: 'SystemAssigned' },
        dependsOn: ["[resourceId('Microsoft.Network/virtualNetworks', variables('vnetName'))]"],
        properties: {
          dnsPrefix: "[toLower(parameters('clusterName'))]",
          agentPoolProfiles: [{ name: 'system', mode: 'System', count: "[parameters('nodeCount')]", vmSize: 'Standard_D4ds_v5', osType: 'Linux', enableNodePublicIP: false, vnetSubnetID: "[variables('subnetId')]" }],
          networkProfile: { networkPlugin: 'azure', networkPluginMode: 'overlay', outboundType: "[parameters('outboundType')]" },
          apiServerAccessProfile: { enablePrivateCluster: true, enablePrivateClusterPublicFQDN: false, disableRunCommand: true },
          autoUpgradeProfile: { nodeOSUpgradeChannel: 'NodeImage' },
          bootstrapProfile: { artifactSource: 'Cache' },
        },
      },
      {
        type: `${clusterType}/agentPools`, apiVersion: '2026-05-01', name: "[concat(parameters('clusterName'), '/', parameters('pools')[copyIndex()])]",
        copy: { name: 'pools', count: "[length(parameters('pools'))]" },
        properties: { mode: 'User', count: 1, vmSize: 'Standard_D4ds_v5', osType: 'Linux', enableNodePublicIP: false, vnetSubnetID: "[variables('subnetId')]" },
      },
    ],
    outputs: { clusterId: { type: 'string', value: `[resourceId('${clusterType}', parameters('clusterName'))]` } },
  }, null, 2);
}

/** One template of so many clusters and pools, written out. */
export function largeTemplate(resources: number): string {
  return JSON.stringify({
    $schema: schema,
    contentVersion: '1.0.0.0',
    parameters: { location: { type: 'string', defaultValue: 'westeurope' }, outboundType: { type: 'string', defaultValue: 'none' } },
    resources: Array.from({ length: resources }, (_, index) => (index % 2 === 0 ? cluster(index) : pool(index))),
  }, null, 2);
}

function cluster(index: number): unknown {
  return {
    type: clusterType, apiVersion: '2026-05-01', name: `cluster-${index}`, location: "[parameters('location')]",
    properties: {
      agentPoolProfiles: [{ name: 'system', mode: 'System', count: 3, enableNodePublicIP: false }],
      networkProfile: { networkPlugin: 'azure', outboundType: "[parameters('outboundType')]" },
      apiServerAccessProfile: { enablePrivateCluster: true, disableRunCommand: true },
      autoUpgradeProfile: { nodeOSUpgradeChannel: 'NodeImage' },
      bootstrapProfile: { artifactSource: 'Cache' },
    },
  };
}

function pool(index: number): unknown {
  return {
    type: `${clusterType}/agentPools`, apiVersion: '2026-05-01', name: `[concat('cluster-${index - 1}', '/work')]`, properties: { mode: 'User', count: 1, enableNodePublicIP: false },
  };
}

/** Writes files into a new folder and returns it. */
export async function folderWith(parent: string, name: string, files: readonly (readonly [name: string, text: string])[]): Promise<string> {
  const folder = join(parent, name);
  await mkdir(folder, { recursive: true });
  for (const [file, text] of files) await writeFile(join(folder, file), text);
  return folder;
}
