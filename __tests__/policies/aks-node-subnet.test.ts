import { expect, test } from '@jest/globals';
import { cluster, groupId, pool, resource } from '../policy/builders.ts';
import { judged, unknown, wanted, type Case } from './cases.ts';

const subnet = (name: string) => `${groupId}/providers/Microsoft.Network/virtualNetworks/v/subnets/${name}`;
const nodes = subnet('nodes');
const pods = subnet('pods');
const parameters = { allowedSubnetIds: [nodes, pods] };
const pools = (...agentPoolProfiles: readonly unknown[]) => cluster({ agentPoolProfiles });
const interfaces = (...secondaryNetworkInterfaces: readonly unknown[]) => ({ vnetSubnetID: nodes, networkProfile: { secondaryNetworkInterfaces } });
const source = 'reference/aks-network-isolation.md §1.3 and §7.2';
const bothForms = 'reference/aks-network-isolation.md §7.1: every pool rule needs both branches';
const byAzure = 'schemas/microsoft.containerservice-2026-05-01.json: vnetSubnetID, if not specified, a VNET and subnet are generated';
const onNodes = 'schemas/microsoft.containerservice-2026-05-01.json: podSubnetID, if omitted, pods are on the node subnet';
const hosted = 'schemas/microsoft.containerservice-2026-05-01.json: hostedSystemProfile, the subnets of hosted system nodes and of the nodes that are provisioned';
const further = 'learn.microsoft.com, @azure/arm-containerservice AgentPoolNetworkInterface: vnetSubnetId is required for Standard, empty or omitted for Dynamic';
const empty = 'the parameter: an empty list accepts every subnet';
const withoutCase = 'reference/azure-policy-language.md §1.6: comparison is without case';
const none = 'reference/azure-policy-language.md §1.6: missing and null compare as the empty text';

const cases: readonly Case[] = [
  { title: 'subnets on the list', resource: pools({ vnetSubnetID: nodes, podSubnetID: pods }, { vnetSubnetID: nodes }), parameters, verdict: 'compliant', source },
  { title: 'in other letters', resource: pools({ vnetSubnetID: nodes.toUpperCase() }), parameters, verdict: 'compliant', source: withoutCase },
  {
    title: 'nodes elsewhere',
    resource: pools({ vnetSubnetID: '/s/a' }, { vnetSubnetID: '/s/b' }),
    parameters: { allowedSubnetIds: ['/s/a'] },
    verdict: 'violation',
    message: '`agentPoolProfiles[1].vnetSubnetID` is `/s/b`; allowed: `/s/a`.',
    source,
  },
  {
    title: 'pods elsewhere',
    resource: pools({ vnetSubnetID: '/s/a', podSubnetID: '/s/b' }),
    parameters: { allowedSubnetIds: ['/s/a'] },
    verdict: 'violation',
    message: '`agentPoolProfiles[0].podSubnetID` is `/s/b`; allowed: `/s/a`.',
    source,
  },
  { title: 'a subnet whose name begins like one on the list', resource: pools({ vnetSubnetID: `${nodes}2` }), parameters, verdict: 'violation', source },
  { title: 'the network of a subnet on the list', resource: pools({ vnetSubnetID: nodes.slice(0, nodes.indexOf('/subnets')) }), parameters, verdict: 'violation', source },
  { title: 'pods with the nodes', resource: pools({ vnetSubnetID: nodes, podSubnetID: null }), parameters, verdict: 'compliant', source: onNodes },
  { title: "no subnet: a network of Azure's", resource: pools({ name: 'a' }), parameters, verdict: 'compliant', source: byAzure },
  { title: 'an empty text', resource: pools({ vnetSubnetID: '', podSubnetID: '' }), parameters, verdict: 'compliant', source: none },
  { title: 'no pools', resource: pools(), parameters, verdict: 'compliant', source: 'reference/azure-policy-language.md §1.8' },
  { title: 'nothing written', resource: cluster(), parameters, verdict: 'compliant', source: 'reference/azure-policy-language.md §1.8' },
  { title: 'any subnet, when nothing is listed', resource: pools({ vnetSubnetID: '/s/b' }), verdict: 'compliant', source: empty },
  { title: 'any subnet of a pool of its own, when nothing is listed', resource: pool({ vnetSubnetID: '/s/b' }), verdict: 'compliant', source: empty },
  { title: 'hosted system nodes on the list', resource: cluster({ hostedSystemProfile: { systemNodeSubnetID: nodes, nodeSubnetID: pods } }), parameters, verdict: 'compliant', source: hosted },
  {
    title: 'hosted system nodes elsewhere',
    resource: cluster({ hostedSystemProfile: { systemNodeSubnetID: '/s/b', nodeSubnetID: nodes } }),
    parameters,
    verdict: 'violation',
    source: hosted,
  },
  {
    title: 'provisioned nodes elsewhere',
    resource: cluster({ hostedSystemProfile: { systemNodeSubnetID: nodes, nodeSubnetID: '/s/b' } }),
    parameters,
    verdict: 'violation',
    source: hosted,
  },
  { title: 'further interfaces on the list', resource: pools(interfaces({ type: 'Standard', vnetSubnetId: pods })), parameters, verdict: 'compliant', source: further },
  { title: 'dynamic interfaces', resource: pools(interfaces({ type: 'Dynamic', vnetSubnetId: '' }, { type: 'Dynamic' })), parameters, verdict: 'compliant', source: further },
  {
    title: 'a further interface elsewhere',
    resource: pools({ vnetSubnetID: nodes }, interfaces({ vnetSubnetId: nodes }, { vnetSubnetId: '/s/b' })),
    parameters: { allowedSubnetIds: [nodes] },
    verdict: 'violation',
    message: `\`agentPoolProfiles[1].networkProfile.secondaryNetworkInterfaces[1].vnetSubnetId\` is \`/s/b\`; allowed: \`${nodes.slice(0, 97)}...\`.`,
    source: further,
  },
  { title: 'the subnet of the API server is no subnet of nodes', resource: cluster({ apiServerAccessProfile: { subnetId: '/s/b' } }), parameters, verdict: 'compliant', source: 'reference/aks-network-isolation.md §2.1' },
  { title: 'a pool of its own on the list', resource: pool({ vnetSubnetID: nodes, podSubnetID: pods }), parameters, verdict: 'compliant', source: bothForms },
  { title: 'a pool of its own without a subnet', resource: pool(), parameters, verdict: 'compliant', source: byAzure },
  {
    title: 'a pool of its own elsewhere: mode All sees it',
    resource: pool({ vnetSubnetID: '/s/b' }),
    parameters: { allowedSubnetIds: ['/s/a'] },
    verdict: 'violation',
    message: '`vnetSubnetID` is `/s/b`; allowed: `/s/a`.',
    source: bothForms,
  },
  { title: 'a pool of its own with pods elsewhere', resource: pool({ vnetSubnetID: nodes, podSubnetID: '/s/b' }), parameters, verdict: 'violation', source: bothForms },
  { title: 'a pool of its own with a further interface elsewhere', resource: pool(interfaces({ vnetSubnetId: '/s/b' })), parameters, verdict: 'violation', source: bothForms },
  { title: 'a subnet that is not known', resource: pools({ vnetSubnetID: unknown }), parameters, verdict: 'undetermined', source: 'design/house.md' },
  { title: 'a subnet that is not known, when nothing is listed', resource: pools({ vnetSubnetID: unknown }), verdict: 'compliant', source: empty },
  { title: 'an unknown pool', resource: pools({ vnetSubnetID: nodes }, unknown), parameters, verdict: 'undetermined', source: 'design/house.md' },
  { title: 'an unknown pool beside one elsewhere', resource: pools(unknown, { vnetSubnetID: '/s/b' }), parameters, verdict: 'violation', source: 'no value of the unknown changes it' },
  { title: 'an unknown list of pools', resource: cluster({ agentPoolProfiles: unknown }), parameters, verdict: 'undetermined', source: 'design/house.md' },
  { title: 'a pool of its own, unknown', resource: pool({ podSubnetID: unknown }), parameters, verdict: 'undetermined', source: 'design/house.md' },
  {
    title: 'switched off',
    resource: pool({ vnetSubnetID: '/s/b' }),
    parameters: { ...parameters, effect: 'Disabled' },
    verdict: 'notApplicable',
    source: 'reference/azure-policy-language.md §1.10',
  },
  {
    title: 'another type',
    resource: resource('Microsoft.Network/virtualNetworks', 'demo', { properties: {} }),
    parameters,
    verdict: 'notApplicable',
    source: 'reference/azure-policy-language.md §1.11',
  },
];

test.each(cases)('aks-node-subnet: $title', (entry) => {
  expect(judged('aks-node-subnet', entry)).toMatchObject(wanted(entry));
});
