import { expect, test } from '@jest/globals';
import type { Resource } from '../../src/arm/resource.ts';
import { bindDefinition, bundledDefinitions, judge, parseDefinition, type Finding } from '../../src/policy/index.ts';
import type { RelatedRequest } from '../../src/policy/rule/related.ts';
import { cluster } from '../policy/builders.ts';
import { unknown, wanted, type Case } from './cases.ts';
import { element, idOf, network, subnet, withSubnets } from './networks.ts';

const group = 'Microsoft.Network/networkSecurityGroups';
const networkSecurityGroup = { id: idOf('networkSecurityGroups', 'nsg', 'security') };
const guarded = subnet({ networkSecurityGroup });
const deny = {
  direction: 'Outbound',
  access: 'Deny',
  protocol: '*',
  sourceAddressPrefix: '*',
  sourcePortRange: '*',
  destinationAddressPrefix: 'Internet',
  destinationPortRange: '*',
  priority: 4096,
};
const ruled = (...rules: readonly unknown[]): readonly Resource[] => [network('networkSecurityGroups', { securityRules: rules })];

const source = 'reference/aks-network-isolation.md §5, row 9, and §7.2 group 5';
const bothForms = 'reference/aks-network-isolation.md §7.1: virtual network body and child subnets';
const noGroups = 'learn.microsoft.com: GatewaySubnet, AzureFirewallSubnet and RouteServerSubnet take no network security group';

/** A case with the groups that are found. */
interface RelatedCase extends Case {
  readonly groups?: readonly Resource[];
}

const cases: readonly RelatedCase[] = [
  { title: 'a group that denies', resource: guarded, groups: ruled(element(deny)), verdict: 'compliant', source },
  { title: 'a group that denies everything', resource: guarded, groups: ruled(element({ ...deny, destinationAddressPrefix: '*' })), verdict: 'compliant', source },
  { title: 'a group that denies behind other rules, in other letters', resource: guarded, groups: ruled(element({ ...deny, access: 'Allow' }), element({ ...deny, access: 'deny', direction: 'outbound' })), verdict: 'compliant', source },
  { title: 'a group without rules', resource: guarded, groups: ruled(), verdict: 'violation', source: `${source}: AllowInternetOutBound 65001` },
  { title: 'a group that denies what comes in', resource: guarded, groups: ruled(element({ ...deny, direction: 'Inbound' })), verdict: 'violation', source },
  { title: 'a group that allows', resource: guarded, groups: ruled(element({ ...deny, access: 'Allow' })), verdict: 'violation', source },
  { title: 'a group that denies one protocol', resource: guarded, groups: ruled(element({ ...deny, protocol: 'Tcp' })), verdict: 'violation', source: 'the others are allowed by AllowInternetOutBound' },
  { title: 'a group that denies one port', resource: guarded, groups: ruled(element({ ...deny, destinationPortRange: '443' })), verdict: 'violation', source: 'the others are allowed by AllowInternetOutBound' },
  { title: 'a group that denies one source', resource: guarded, groups: ruled(element({ ...deny, sourceAddressPrefix: '10.0.0.4' })), verdict: 'violation', source: 'the others are allowed by AllowInternetOutBound' },
  { title: 'parts of the denial in several rules', resource: guarded, groups: ruled(element({ ...deny, access: 'Allow' }), element({ ...deny, direction: 'Inbound' })), verdict: 'violation', source: 'reference/azure-policy-language.md §1.8: one element has to pass the whole condition' },
  { title: 'a group with an unknown rule', resource: guarded, groups: ruled(unknown), verdict: 'undetermined', source: 'design/house.md' },
  { title: 'a group that nobody finds', resource: guarded, groups: [], verdict: 'violation', source: 'reference/azure-policy-language.md §1.10' },
  { title: 'a group that nobody looked for', resource: guarded, verdict: 'undetermined', source: 'design/house.md' },
  { title: 'a subnet without a group, whatever else there is', resource: subnet({}), groups: ruled(element(deny)), verdict: 'violation', source },
  { title: 'a group of null', resource: subnet({ networkSecurityGroup: null }), groups: ruled(element(deny)), verdict: 'violation', source },
  { title: 'an unknown group', resource: subnet({ networkSecurityGroup: { id: unknown } }), groups: ruled(element(deny)), verdict: 'undetermined', source: 'design/house.md' },
  { title: 'a network of which one subnet has no group', resource: withSubnets(element({ networkSecurityGroup }), element({}, 'pods')), groups: ruled(element(deny)), verdict: 'violation', source: bothForms },
  { title: 'a network whose subnets all have a group: those are asked one by one', resource: withSubnets(element({ networkSecurityGroup })), groups: [], verdict: 'notApplicable', source: bothForms },
  { title: 'a network without subnets', resource: withSubnets(), groups: [], verdict: 'notApplicable', source: 'reference/azure-policy-language.md §1.8' },
  { title: 'a subnet that takes no group', resource: subnet({}, 'GatewaySubnet'), groups: [], verdict: 'notApplicable', source: noGroups },
  { title: 'such a subnet in a network', resource: withSubnets(element({}, 'AzureFirewallSubnet')), groups: [], verdict: 'notApplicable', source: noGroups },
  { title: 'subnets of other names are left alone', resource: subnet({}, 'jump'), parameters: { subnetNamePattern: 'aks-*' }, groups: [], verdict: 'notApplicable', source: 'parameter subnetNamePattern' },
  { title: 'other resources', resource: cluster(), groups: [], verdict: 'notApplicable', source: 'reference/azure-policy-language.md §1.11' },
];

function judgedWith({ resource, parameters, groups }: RelatedCase, asked: RelatedRequest[] = []): Finding | undefined {
  const document = bundledDefinitions.find(({ name }) => name === 'subnet-internet-deny')?.document;
  const related = groups === undefined ? {} : { related: (request: RelatedRequest) => (asked.push(request), groups) };
  return judge([bindDefinition(parseDefinition(document), parameters)], resource, related)[0]?.finding;
}

test.each(cases)('subnet-internet-deny: $title', (entry) => {
  expect(judgedWith(entry)).toMatchObject(wanted(entry));
});

test('subnet-internet-deny: looks for the group where the subnet says it is', () => {
  const asked: RelatedRequest[] = [];
  judgedWith({ title: '', resource: guarded, groups: [], verdict: 'violation', source }, asked);
  expect(asked).toMatchObject([{ type: group, name: 'nsg', resourceGroupName: 'security' }]);
});
