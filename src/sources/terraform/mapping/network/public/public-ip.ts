import { locationAndTags } from '../../common-rows.ts';
import type { ResourceTable, Row } from '../../table.ts';

/** What addresses and prefixes share, with the defaults of the schema. */
const common: readonly Row[] = [
  ...locationAndTags,
  { attribute: 'zones', to: 'zones' },
  { attribute: 'sku_tier', to: 'sku.tier', default: 'Regional' },
  { attribute: 'ip_version', to: 'properties.publicIPAddressVersion', default: 'IPv4' },
];

export const publicIp: ResourceTable = {
  kind: 'resource',
  type: 'azurerm_public_ip',
  armType: 'Microsoft.Network/publicIPAddresses',
  apiVersion: '2025-01-01',
  source: 'internal/services/network/public_ip_resource.go, resourcePublicIpCreate',
  notes: '`ip_tags` is not read.',
  // Written by the service, of what uses the address.
  withoutArgument: ['properties.ipConfiguration.id', 'properties.natGateway.id'],
  identity: { kind: 'group', group: 'resource_group_name', names: ['name'] },
  rows: [
    ...common,
    { attribute: 'edge_zone', to: 'extendedLocation.name' },
    // The schema's default depends on `features.FourPointOhBeta()` in the last versions of 3.x.
    { attribute: 'sku', to: 'sku.name', default: 'Standard', since: '4.0.0' },
    { attribute: 'sku', to: 'sku.name', default: 'Basic', until: '4.0.0' },
    { attribute: 'allocation_method', to: 'properties.publicIPAllocationMethod' },
    { attribute: 'ip_address', to: 'properties.ipAddress' },
    { attribute: 'idle_timeout_in_minutes', to: 'properties.idleTimeoutInMinutes', default: 4 },
    { attribute: 'ddos_protection_mode', to: 'properties.ddosSettings.protectionMode', default: 'VirtualNetworkInherited' },
    { attribute: 'ddos_protection_plan_id', to: 'properties.ddosSettings.ddosProtectionPlan.id' },
    { attribute: 'public_ip_prefix_id', to: 'properties.publicIPPrefix.id' },
    { attribute: 'domain_name_label', to: 'properties.dnsSettings.domainNameLabel' },
    { attribute: 'domain_name_label_scope', to: 'properties.dnsSettings.domainNameLabelScope' },
    { attribute: 'reverse_fqdn', to: 'properties.dnsSettings.reverseFqdn' },
  ],
};

export const publicIpPrefix: ResourceTable = {
  kind: 'resource',
  type: 'azurerm_public_ip_prefix',
  armType: 'Microsoft.Network/publicIPPrefixes',
  apiVersion: '2025-01-01',
  source: 'internal/services/network/public_ip_prefix_resource.go, resourcePublicIpPrefixCreate',
  identity: { kind: 'group', group: 'resource_group_name', names: ['name'] },
  rows: [
    ...common,
    { attribute: 'sku', to: 'sku.name', default: 'Standard' },
    { attribute: 'prefix_length', to: 'properties.prefixLength', default: 28 },
    { attribute: 'custom_ip_prefix_id', to: 'properties.customIPPrefix.id' },
  ],
};
