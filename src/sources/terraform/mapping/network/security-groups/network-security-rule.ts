import { rowsBelow } from '../../common-rows.ts';
import type { ResourceTable, Row } from '../../table.ts';

/** Of `azurerm_network_security_rule`, and of the blocks `security_rule` of a group (expandAzureRmSecurityRules). */
export const securityRuleRows: readonly Row[] = rowsBelow('properties', [
  { attribute: 'description', to: 'description' },
  { attribute: 'direction', to: 'direction' },
  { attribute: 'priority', to: 'priority' },
  { attribute: 'access', to: 'access' },
  { attribute: 'protocol', to: 'protocol' },
  ...['source', 'destination'].flatMap((side): readonly Row[] => [
    { attribute: `${side}_address_prefix`, to: `${side}AddressPrefix` },
    { attribute: `${side}_address_prefixes`, to: `${side}AddressPrefixes` },
    { attribute: `${side}_port_range`, to: `${side}PortRange` },
    { attribute: `${side}_port_ranges`, to: `${side}PortRanges` },
    { attribute: `${side}_application_security_group_ids`, to: `${side}ApplicationSecurityGroups`, as: { kind: 'objects', member: 'id' } },
  ]),
]);

export const networkSecurityRule: ResourceTable = {
  kind: 'resource',
  type: 'azurerm_network_security_rule',
  armType: 'Microsoft.Network/networkSecurityGroups/securityRules',
  apiVersion: '2025-01-01',
  source: 'internal/services/network/network_security_rule_resource.go, resourceNetworkSecurityRuleCreate',
  identity: { kind: 'group', group: 'resource_group_name', names: ['network_security_group_name', 'name'] },
  rows: securityRuleRows,
};
