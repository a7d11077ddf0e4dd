import { locationAndTags } from '../../common-rows.ts';
import type { ResourceTable } from '../../table.ts';
import { securityRuleRows } from './network-security-rule.ts';

export const networkSecurityGroup: ResourceTable = {
  kind: 'resource',
  type: 'azurerm_network_security_group',
  armType: 'Microsoft.Network/networkSecurityGroups',
  apiVersion: '2025-01-01',
  source: 'internal/services/network/network_security_group_resource.go, expandAzureRmSecurityRules',
  identity: { kind: 'group', group: 'resource_group_name', names: ['name'] },
  rows: [...locationAndTags, { attribute: 'security_rule', to: 'properties.securityRules', isReadBack: true, as: { kind: 'blocks', rows: [{ attribute: 'name', to: 'name' }, ...securityRuleRows] } }],
};
