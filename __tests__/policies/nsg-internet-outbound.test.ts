import { expect, test } from '@jest/globals';
import { cluster } from '../policy/builders.ts';
import { judged, unknown, wanted, type Case } from './cases.ts';
import { child, element, network } from './networks.ts';

const group = (...securityRules: readonly unknown[]) => network('networkSecurityGroups', { securityRules });
const rule = (properties: unknown) => child('networkSecurityGroups/securityRules', 'demo/out', properties);
const outbound = (properties: object) => ({ direction: 'Outbound', access: 'Allow', protocol: '*', priority: 100, ...properties });
const open = outbound({ destinationAddressPrefix: 'Internet' });
const source = 'reference/aks-network-isolation.md §5, row 9, and §7.2 group 5';
const bothForms = 'reference/aks-network-isolation.md §7.1: body and child';
const listRules = 'reference/azure-policy-language.md §1.8';

const cases: readonly Case[] = [
  { title: 'a group without rules', resource: group(), verdict: 'compliant', source: listRules },
  { title: 'a group that lists no rules', resource: network('networkSecurityGroups'), verdict: 'compliant', source: listRules },
  { title: 'traffic inside the network', resource: group(element(outbound({ destinationAddressPrefix: 'VirtualNetwork' }))), verdict: 'compliant', source },
  { title: 'a list inside the network', resource: group(element(outbound({ destinationAddressPrefixes: ['10.0.0.0/16', '10.10.0.0/16'] }))), verdict: 'compliant', source },
  { title: 'an empty list, as the service echoes it', resource: group(element(outbound({ destinationAddressPrefix: '10.0.0.0/16', destinationAddressPrefixes: [] }))), verdict: 'compliant', source: listRules },
  { title: 'a rule that denies', resource: group(element({ ...open, access: 'Deny' })), verdict: 'compliant', source },
  { title: 'a rule for what comes in', resource: group(element({ ...open, direction: 'Inbound', destinationAddressPrefix: '*' })), verdict: 'compliant', source },
  { title: 'the internet by its tag, behind another rule', resource: group(element({ ...open, access: 'Deny' }), element(open)), verdict: 'violation', source },
  ...['*', 'internet', '0.0.0.0/0', '::/0', '0.0.0.0/1', '128.0.0.0/1'].flatMap((prefix): readonly Case[] => [
    { title: `${prefix} in a group`, resource: group(element(outbound({ destinationAddressPrefix: prefix }))), verdict: 'violation', source },
    { title: `${prefix} in a list in a group`, resource: group(element(outbound({ destinationAddressPrefixes: ['10.0.0.0/8', prefix] }))), verdict: 'violation', source },
    { title: `${prefix} in a rule of its own`, resource: rule(outbound({ destinationAddressPrefix: prefix })), verdict: 'violation', source: bothForms },
    { title: `${prefix} in a list in a rule of its own`, resource: rule(outbound({ destinationAddressPrefixes: [prefix] })), verdict: 'violation', source: bothForms },
  ]),
  { title: 'a prefix of sixteen bits is not one of none', resource: rule(outbound({ destinationAddressPrefix: '10.0.0.0/10' })), verdict: 'compliant', source },
  { title: 'direction and access without case', resource: rule({ direction: 'outbound', access: 'ALLOW', destinationAddressPrefix: '*' }), verdict: 'violation', source: 'reference/azure-policy-language.md §1.6' },
  { title: 'a destination of application security groups', resource: rule(outbound({ destinationApplicationSecurityGroups: [{ id: '/asg' }] })), verdict: 'compliant', source: 'such groups are of the same virtual network' },
  {
    title: 'a service tag that the assignment counts as the internet',
    resource: group(element(outbound({ destinationAddressPrefix: 'AzureCloud' }))),
    parameters: { internetDestinations: ['*', 'Internet', 'AzureCloud'] },
    verdict: 'violation',
    source: 'parameter internetDestinations',
  },
  { title: 'a service tag otherwise', resource: group(element(outbound({ destinationAddressPrefix: 'AzureCloud' }))), verdict: 'compliant', source },
  { title: 'an unknown destination', resource: rule(outbound({ destinationAddressPrefix: unknown })), verdict: 'undetermined', source: 'design/house.md' },
  { title: 'an unknown destination of a rule that denies', resource: rule({ ...open, access: 'Deny', destinationAddressPrefix: unknown }), verdict: 'compliant', source: 'no value of the unknown changes it' },
  { title: 'a list of unknown and open destinations', resource: group(element(outbound({ destinationAddressPrefixes: [unknown, 'Internet'] }))), verdict: 'violation', source: 'no value of the unknown changes it' },
  { title: 'an unknown access', resource: group(element({ ...open, access: unknown })), verdict: 'undetermined', source: 'design/house.md' },
  { title: 'an unknown rule', resource: group(unknown), verdict: 'undetermined', source: 'design/house.md' },
  { title: 'an unknown list of rules', resource: network('networkSecurityGroups', { securityRules: unknown }), verdict: 'undetermined', source: 'design/house.md' },
  { title: 'other resources', resource: cluster(), verdict: 'notApplicable', source: 'reference/azure-policy-language.md §1.11' },
];

test.each(cases)('nsg-internet-outbound: $title', (entry) => {
  expect(judged('nsg-internet-outbound', entry)).toMatchObject(wanted(entry));
});
