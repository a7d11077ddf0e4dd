import type { MergeTable } from '../../table.ts';

/** Each reads the subnet and sends it again with one reference more (the `…Create` of its file). */
function association(name: string, to: string): MergeTable {
  return {
    kind: 'merge',
    type: `azurerm_subnet_${name}_association`,
    source: `internal/services/network/subnet_${name}_association_resource.go`,
    into: { attribute: 'subnet_id', armType: 'Microsoft.Network/virtualNetworks/subnets' },
    rows: [{ attribute: `${name}_id`, to: `properties.${to}.id` }],
  };
}

export const subnetNetworkSecurityGroupAssociation = association('network_security_group', 'networkSecurityGroup');
export const subnetRouteTableAssociation = association('route_table', 'routeTable');
export const subnetNatGatewayAssociation = association('nat_gateway', 'natGateway');
