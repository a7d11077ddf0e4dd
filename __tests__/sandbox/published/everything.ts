import type { JsonObject } from '../../../src/arm/json.ts';
import { cluster, group, isolatedCluster, makeArmWithGroup, subscription, untilDone, type TestArm } from '../arm-client.ts';
import { assignmentBody, definition, definitionBody, initiative, initiativeBody, policyId } from '../policy-objects.ts';

/** A resource to be written. */
export interface Thing {
  readonly id: string;
  readonly body: JsonObject;
}

const network = `${group}/providers/Microsoft.Network`;
const registry = `${group}/providers/Microsoft.ContainerRegistry/registries/contoso`;
const identity = `${group}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-aks`;
const assignment = policyId('policyAssignments', 'isolation', group);
const regional = (properties: JsonObject, rest: JsonObject = {}): JsonObject => ({ location: 'westeurope', tags: { owner: 'us' }, ...rest, properties });
const standard = { sku: { name: 'Standard' } };
const subnetOf = (name: string): JsonObject => ({ id: `${network}/virtualNetworks/net/subnets/${name}` });
const rule = { protocol: '*', access: 'Deny', direction: 'Outbound', priority: 100, sourceAddressPrefix: '*', sourcePortRange: '*', destinationAddressPrefix: 'Internet', destinationPortRange: '*' };
const role = `${subscription}/providers/Microsoft.Authorization/roleDefinitions/7f951dda-4ed3-4680-a7ca-43fe172d538d`;

/** One of everything that can be written, each after what it needs. */
export const everything: readonly Thing[] = [
  { id: identity, body: { location: 'westeurope' } },
  { id: `${identity}/federatedIdentityCredentials/workload`, body: { properties: { issuer: 'https://westeurope.oic.prod-aks.azure.com/t/i/', subject: 'system:serviceaccount:ns:account', audiences: ['api://AzureADTokenExchange'] } } },
  { id: registry, body: regional({ publicNetworkAccess: 'Disabled' }, { sku: { name: 'Premium' }, identity: { type: 'SystemAssigned, UserAssigned', userAssignedIdentities: { [identity]: {} } } }) },
  { id: `${registry}/cacheRules/aks-managed-mcr`, body: { properties: { sourceRepository: 'mcr.microsoft.com/*', targetRepository: 'aks-managed-repository/*' } } },
  { id: `${registry}/replications/northeurope`, body: { location: 'northeurope', properties: {} } },
  { id: `${network}/networkSecurityGroups/nsg`, body: regional({ securityRules: [{ name: 'closed', properties: rule }] }) },
  { id: `${network}/networkSecurityGroups/nsg/securityRules/more`, body: { properties: { ...rule, priority: 200 } } },
  { id: `${network}/routeTables/rt`, body: regional({ routes: [{ name: 'out', properties: { addressPrefix: '0.0.0.0/0', nextHopType: 'None' } }] }) },
  { id: `${network}/routeTables/rt/routes/in`, body: { properties: { addressPrefix: '10.0.0.0/8', nextHopType: 'VirtualAppliance', nextHopIpAddress: '10.0.0.4' } } },
  { id: `${network}/publicIPAddresses/ip`, body: regional({ publicIPAllocationMethod: 'Static' }, standard) },
  { id: `${network}/publicIPPrefixes/prefix`, body: regional({ prefixLength: 30 }, standard) },
  { id: `${network}/natGateways/nat`, body: regional({ publicIpAddresses: [{ id: `${network}/publicIPAddresses/ip` }] }, standard) },
  {
    id: `${network}/virtualNetworks/net`,
    body: regional({ addressSpace: { addressPrefixes: ['10.0.0.0/8'] }, subnets: [{ name: 'nodes', properties: { addressPrefix: '10.1.0.0/16', networkSecurityGroup: { id: `${network}/networkSecurityGroups/nsg` } } }] }),
  },
  { id: `${network}/virtualNetworks/net/subnets/endpoints`, body: { properties: { addressPrefix: '10.2.0.0/24', delegations: [{ name: 'aks', properties: { serviceName: 'Microsoft.ContainerService/managedClusters' } }] } } },
  { id: `${network}/virtualNetworks/hub`, body: regional({ addressSpace: { addressPrefixes: ['172.16.0.0/16'] } }) },
  { id: `${network}/virtualNetworks/net/virtualNetworkPeerings/to-hub`, body: { properties: { remoteVirtualNetwork: { id: `${network}/virtualNetworks/hub` } } } },
  { id: `${network}/loadBalancers/lb`, body: regional({ frontendIPConfigurations: [{ name: 'front', properties: { subnet: subnetOf('nodes') } }], backendAddressPools: [{ name: 'back' }] }, standard) },
  { id: `${network}/virtualNetworkGateways/gateway`, body: regional({ gatewayType: 'Vpn', vpnType: 'RouteBased', ipConfigurations: [{ name: 'default', properties: { subnet: subnetOf('nodes'), publicIPAddress: { id: `${network}/publicIPAddresses/ip` } } }] }) },
  { id: `${network}/virtualHubs/vhub`, body: regional({ addressPrefix: '10.9.0.0/23' }) },
  { id: `${network}/virtualHubs/vhub/ipConfigurations/config`, body: { properties: { subnet: subnetOf('nodes') } } },
  { id: `${network}/virtualHubs/vhub/hubVirtualNetworkConnections/to-net`, body: { properties: { remoteVirtualNetwork: { id: `${network}/virtualNetworks/net` } } } },
  { id: `${network}/networkInterfaces/nic`, body: regional({ ipConfigurations: [{ name: 'config', properties: { subnet: subnetOf('nodes') } }] }) },
  { id: `${network}/privateDnsZones/privatelink.azurecr.io`, body: { location: 'global', properties: {} } },
  { id: `${network}/privateDnsZones/privatelink.azurecr.io/virtualNetworkLinks/link`, body: { location: 'global', properties: { virtualNetwork: { id: `${network}/virtualNetworks/net` } } } },
  { id: `${network}/privateDnsZones/privatelink.azurecr.io/A/contoso`, body: { properties: { ttl: 300, aRecords: [{ ipv4Address: '10.2.0.4' }] } } },
  {
    id: `${network}/privateEndpoints/pe`,
    body: regional({ subnet: subnetOf('endpoints'), privateLinkServiceConnections: [{ name: 'acr', properties: { privateLinkServiceId: registry, groupIds: ['registry'] } }] }),
  },
  { id: `${network}/privateEndpoints/pe/privateDnsZoneGroups/default`, body: { properties: { privateDnsZoneConfigs: [{ name: 'acr', properties: { privateDnsZoneId: `${network}/privateDnsZones/privatelink.azurecr.io` } }] } } },
  { id: cluster, body: isolatedCluster() },
  { id: `${cluster}/agentPools/user`, body: { properties: { count: 1, mode: 'User', vmSize: 'Standard_DS2_v2', osType: 'Linux', type: 'VirtualMachineScaleSets' } } },
  { id: `${cluster}-open`, body: isolatedCluster({ networkProfile: { networkPlugin: 'azure', outboundType: 'managedNATGateway' }, bootstrapProfile: { artifactSource: 'Direct' } }, { identity: { type: 'UserAssigned', userAssignedIdentities: { [identity]: {} } } }) },
  { id: `${cluster}-balanced`, body: isolatedCluster({ networkProfile: { networkPlugin: 'kubenet', outboundType: 'loadBalancer' }, apiServerAccessProfile: undefined, oidcIssuerProfile: { enabled: true } }) },
  { id: definition, body: definitionBody() },
  { id: initiative, body: initiativeBody() },
  { id: assignment, body: assignmentBody({ enforcementMode: 'DoNotEnforce' }, { location: 'westeurope', identity: { type: 'SystemAssigned' } }) },
  { id: policyId('policyExemptions', 'later', group), body: { properties: { policyAssignmentId: assignment, exemptionCategory: 'Waiver', displayName: 'Later' } } },
  { id: `${group}/providers/Microsoft.Authorization/roleAssignments/00000000-0000-4000-8000-000000000001`, body: { properties: { roleDefinitionId: role, principalId: '00000000-0000-4000-8000-000000000002', principalType: 'ServicePrincipal' } } },
];

/** Made by the service beside what was written; ids of lists, and of one where there is one by that name. */
export const alsoThere: readonly string[] = [role, `${registry}/privateLinkResources/registry`];

/** An ARM that has everything, done. @param answered is told what each PUT answered */
export function makeArmWithEverything(answered: (thing: Thing, body: unknown) => void = () => {}): TestArm {
  const arm = makeArmWithGroup();
  for (const thing of everything) {
    const { status, body } = arm.send('PUT', thing.id, thing.body);
    if (status >= 300) throw new Error(`${thing.id} is refused: ${JSON.stringify(body)}`);
    answered(thing, body);
    arm.pass(untilDone * 2);
  }
  return arm;
}
