import type { MergeTable } from '../../table.ts';

/** Each reads the gateway and sends it again with one address more (the `…Create` of its file). */
function association(name: string, attribute: string, list: string): MergeTable {
  return {
    kind: 'merge',
    type: `azurerm_nat_gateway_${name}_association`,
    source: `internal/services/network/nat_gateway_${name}_association_resource.go`,
    into: { attribute: 'nat_gateway_id', armType: 'Microsoft.Network/natGateways' },
    rows: [{ attribute, to: `properties.${list}[].id` }],
  };
}

export const natGatewayPublicIpAssociation = association('public_ip', 'public_ip_address_id', 'publicIpAddresses');
export const natGatewayPublicIpPrefixAssociation = association('public_ip_prefix', 'public_ip_prefix_id', 'publicIpPrefixes');
/** For gateways of the SKU StandardV2. */
export const natGatewayPublicIpV6Association = association('public_ip_v6', 'public_ip_address_id', 'publicIpAddressesV6');
export const natGatewayPublicIpPrefixV6Association = association('public_ip_prefix_v6', 'public_ip_prefix_id', 'publicIpPrefixesV6');
