import { memberIgnoringCase } from '../../../arm/json.ts';
import { absent, rows, type Rewrite, type TypeFacts } from './rewrite.ts';

const types = 'types of 2025-05-01: flag read-only';
const described = 'types of 2025-05-01: described as the default';
const recorded = 'recorded: filled in or dropped';
const prefixes = 'one prefix may be written, and answered, in either place';
const network = 'Microsoft.Network/virtualNetworks';

const subnetType = `${network}/subnets`;
const peeringType = `${network}/virtualNetworkPeerings`;
const securityRuleType = 'Microsoft.Network/networkSecurityGroups/securityRules';
const routeType = 'Microsoft.Network/routeTables/routes';

const subnet: TypeFacts = {
  type: subnetType,
  noun: 'Subnet',
  rewrites: [
    ...rows(types, 'readOnly', 'properties.privateEndpoints', 'properties.ipConfigurations', 'properties.ipConfigurationProfiles', 'properties.resourceNavigationLinks', 'properties.serviceAssociationLinks', 'properties.purpose',
      'properties.delegations[].id', 'properties.delegations[].type', 'properties.delegations[].etag', 'properties.delegations[].properties.actions', 'properties.delegations[].properties.provisioningState', 'properties.serviceEndpoints[].provisioningState',
      'properties.ipamPoolPrefixAllocations[].allocatedAddressPrefixes'),
    ...rows('hashicorp/terraform-provider-azurerm, expandSubnetServiceEndpoints: services are sent and read without the regions, which Azure writes in', 'filled', 'properties.serviceEndpoints[].locations'),
    { source: prefixes, kind: 'either', path: 'properties', one: 'addressPrefix', many: 'addressPrefixes' },
    { source: 'documentation "Azure CNI dynamic IP allocation", and MicrosoftDocs/azure-docs issue 103167: AKS delegates the subnet of its pods to itself', kind: 'grows', path: 'properties.delegations', when: isDelegatedToAks },
    ...absent(recorded, 'properties.', { privateEndpointNetworkPolicies: 'Disabled', privateLinkServiceNetworkPolicies: 'Enabled' }),
    // A subnet without it lets packets out (documentation "Default outbound access"): what is declared false is missing.
    ...absent('documentation "Default outbound access": a subnet that says nothing has it', 'properties.', { defaultOutboundAccess: true }),
  ],
  weighty: ['properties.routeTable', 'properties.natGateway', 'properties.networkSecurityGroup', 'properties.defaultOutboundAccess', 'properties.serviceEndpoints', 'properties.serviceEndpointPolicies'],
};

function isDelegatedToAks(delegation: unknown): boolean {
  return textIn(memberIgnoringCase(delegation, 'properties'), 'serviceName').toLowerCase() === 'microsoft.containerservice/managedclusters';
}

const peering: TypeFacts = {
  type: peeringType,
  noun: 'Peering',
  rewrites: [
    ...rows(types, 'readOnly', 'properties.remoteVirtualNetworkEncryption', 'properties.remoteBgpCommunities'),
    ...rows('the service writes the state, and copies the addresses of the other side', 'filled', 'properties.peeringState', 'properties.peeringSyncLevel', 'properties.remoteAddressSpace', 'properties.remoteVirtualNetworkAddressSpace', 'properties.localAddressSpace', 'properties.localVirtualNetworkAddressSpace'),
    ...absent('documentation "Create, change, or delete a virtual network peering"', 'properties.', { allowVirtualNetworkAccess: true }),
    ...absent('assumed: a peering that names no subnets is of whole networks', 'properties.', { peerCompleteVnets: true }),
  ],
  weighty: ['properties'],
};

const virtualNetwork: TypeFacts = {
  type: network,
  noun: 'Virtual network',
  rewrites: [
    ...rows(types, 'readOnly', 'properties.flowLogs', 'properties.defaultPublicNatGateway', 'properties.bgpCommunities.regionalCommunity', 'properties.addressSpace.ipamPoolPrefixAllocations[].allocatedAddressPrefixes'),
    ...rows('documentation "Name resolution": servers are asked in their order', 'ordered', 'properties.dhcpOptions.dnsServers'),
    ...absent(recorded, 'properties.', { privateEndpointVNetPolicies: 'Disabled' }),
    ...absent('assumed: encryption that says nothing enforces nothing', 'properties.', { 'encryption.enforcement': 'AllowUnencrypted' }),
  ],
  children: [{ list: 'subnets', type: subnetType }, { list: 'virtualNetworkPeerings', type: peeringType }],
  weighty: ['properties.dhcpOptions'],
};

/** One side of a rule may be written as one value or as several; `*` is every address and port. */
const sides: readonly Rewrite[] = [['sourceAddressPrefix', 'sourceAddressPrefixes'], ['destinationAddressPrefix', 'destinationAddressPrefixes'], ['sourcePortRange', 'sourcePortRanges'], ['destinationPortRange', 'destinationPortRanges']]
  .map(([one = '', many = '']): Rewrite => ({ source: prefixes, kind: 'either', path: 'properties', one, many }));

const securityRule: TypeFacts = { type: securityRuleType, noun: 'Security rule', rewrites: sides, weighty: ['properties'] };

const securityGroup: TypeFacts = {
  type: 'Microsoft.Network/networkSecurityGroups',
  noun: 'Network security group',
  rewrites: rows(types, 'readOnly', 'properties.defaultSecurityRules', 'properties.networkInterfaces', 'properties.subnets', 'properties.flowLogs'),
  children: [{ list: 'securityRules', type: securityRuleType }],
  weighty: ['properties.securityRules'],
};

const route: TypeFacts = { type: routeType, noun: 'Route', rewrites: rows(types, 'readOnly', 'properties.hasBgpOverride'), weighty: ['properties'] };

const routeTable: TypeFacts = {
  type: 'Microsoft.Network/routeTables',
  noun: 'Route table',
  rewrites: rows(types, 'readOnly', 'properties.subnets'),
  children: [{ list: 'routes', type: routeType, isMadeByService: leadsToPods }],
  weighty: ['properties.routes', 'properties.disableBgpRoutePropagation'],
};

/**
 * With kubenet AKS writes a route to the pods of each node, in tables of the user's own as well (documentation "Use kubenet networking"): called as the node,
 * or as the node, `____` and the range (kubernetes-sigs/cloud-provider-azure, azure_routes.go, mapNodeNameToRouteName), by way of the node. A name alone hides no route
 * to everywhere: nodes have ranges of /24, of /16 at the most.
 */
function leadsToPods(element: unknown): boolean {
  const name = textIn(element, 'name');
  const properties = memberIgnoringCase(element, 'properties');
  const [, length = ''] = /^(?:\d{1,3}\.){3}\d{1,3}\/(\d{1,2})$/.exec(textIn(properties, 'addressPrefix')) ?? [];
  return /^aks-[^/]+-(?:vmss[0-9a-z]{6}|\d+-\d+)(?:____[^/]+)?$/i.test(name) && textIn(properties, 'nextHopType').toLowerCase() === 'virtualappliance' && Number(length) >= 16;
}

function textIn(value: unknown, name: string): string {
  const found = memberIgnoringCase(value, name);
  return typeof found === 'string' ? found : '';
}

const natGateway: TypeFacts = {
  type: 'Microsoft.Network/natGateways',
  noun: 'NAT gateway',
  rewrites: [...rows(types, 'readOnly', 'properties.subnets'), ...absent('documentation "What is Azure NAT Gateway?"', 'properties.', { idleTimeoutInMinutes: 4 }), ...absent('documentation "Public IP addresses": addresses are regional', '', { 'sku.tier': 'Regional' })],
  weighty: ['properties.publicIpAddresses', 'properties.publicIpPrefixes', 'properties.publicIpAddressesV6', 'properties.publicIpPrefixesV6'],
};

const publicAddress: TypeFacts = {
  type: 'Microsoft.Network/publicIPAddresses',
  noun: 'Public IP address',
  rewrites: [
    ...rows(types, 'readOnly', 'properties.ipConfiguration'),
    ...rows('Azure gives the address, and makes the name of the label', 'filled', 'properties.ipAddress', 'properties.dnsSettings.fqdn', 'properties.natGateway', 'properties.linkedPublicIPAddress', 'properties.servicePublicIPAddress'),
    ...absent('documentation "Public IP addresses"', '', { 'sku.name': 'Basic', 'sku.tier': 'Regional', 'properties.publicIPAddressVersion': 'IPv4', 'properties.publicIPAllocationMethod': 'Dynamic', 'properties.idleTimeoutInMinutes': 4, 'properties.ddosSettings.protectionMode': 'VirtualNetworkInherited' }),
  ],
  weighty: [],
};

const connections = ['properties.privateLinkServiceConnections[]', 'properties.manualPrivateLinkServiceConnections[]'];

const privateEndpoint: TypeFacts = {
  type: 'Microsoft.Network/privateEndpoints',
  noun: 'Private endpoint',
  rewrites: [
    ...rows(types, 'readOnly', 'properties.networkInterfaces', ...connections.flatMap((one) => [`${one}.id`, `${one}.type`, `${one}.etag`, `${one}.properties.provisioningState`]), 'properties.ipConfigurations[].id', 'properties.ipConfigurations[].type', 'properties.ipConfigurations[].etag'),
    ...rows('recorded: written once the endpoint has its addresses', 'filled', 'properties.customDnsConfigs'),
    ...rows('recorded: written by whoever approves ("Auto-Approved")', 'filled', ...connections.flatMap((one) => [`${one}.properties.privateLinkServiceConnectionState.description`, `${one}.properties.privateLinkServiceConnectionState.actionsRequired`])),
    ...absent(described, 'properties.', { ipVersionType: 'IPv4' }),
  ],
  weighty: ['properties'],
};

const zoneGroup: TypeFacts = {
  type: 'Microsoft.Network/privateEndpoints/privateDnsZoneGroups',
  noun: 'DNS zone group',
  rewrites: rows(types, 'readOnly', 'properties.privateDnsZoneConfigs[].properties.recordSets'),
  weighty: [],
};

const zone: TypeFacts = {
  type: 'Microsoft.Network/privateDnsZones',
  noun: 'Private DNS zone',
  rewrites: rows('types of 2024-06-01: flag read-only', 'readOnly', 'properties.maxNumberOfRecordSets', 'properties.numberOfRecordSets', 'properties.maxNumberOfVirtualNetworkLinks', 'properties.numberOfVirtualNetworkLinks',
    'properties.maxNumberOfVirtualNetworkLinksWithRegistration', 'properties.numberOfVirtualNetworkLinksWithRegistration', 'properties.internalId'),
  weighty: [],
};

const zoneLink: TypeFacts = {
  type: 'Microsoft.Network/privateDnsZones/virtualNetworkLinks',
  noun: 'Virtual network link',
  rewrites: [...rows('types of 2024-06-01: flag read-only', 'readOnly', 'properties.virtualNetworkLinkState'), ...absent(recorded, 'properties.', { resolutionPolicy: 'Default' })],
  weighty: ['properties.virtualNetwork', 'properties.resolutionPolicy'],
};

export const networkTypes: readonly TypeFacts[] = [
  virtualNetwork, subnet, peering, securityGroup, securityRule, routeTable, route, natGateway, publicAddress, privateEndpoint, zoneGroup, zone, zoneLink,
];
