import { expect, test } from '@jest/globals';
import { cluster } from '../policy/builders.ts';
import { judged, unknown, wanted, type Case } from './cases.ts';
import { child, element, idOf, network } from './networks.ts';

const hub = idOf('virtualNetworks', 'hub', 'hub');
const other = idOf('virtualNetworks', 'other', 'other');
const to = (id: unknown, more = {}) => ({ remoteVirtualNetwork: { id }, allowForwardedTraffic: true, ...more });
const peered = (...virtualNetworkPeerings: readonly unknown[]) => network('virtualNetworks', { virtualNetworkPeerings });
const peering = (properties: unknown) => child('virtualNetworks/virtualNetworkPeerings', 'demo/hub', properties);
const parameters = { allowedVirtualNetworkIds: [hub] };
const source = 'reference/aks-network-isolation.md §5, row 8';
const bothForms = 'reference/aks-network-isolation.md §7.2: VN virtualNetworkPeerings and VN virtualNetworkPeerings[*]';
const listRules = 'reference/azure-policy-language.md §1.8';

const cases: readonly Case[] = [
  { title: 'a network without peerings', resource: peered(), verdict: 'compliant', source: listRules },
  { title: 'a network that lists no peerings', resource: network('virtualNetworks'), verdict: 'compliant', source: listRules },
  { title: 'a peering, none allowed', resource: peered(element(to(hub))), verdict: 'violation', source },
  { title: 'a peering with an allowed network', resource: peered(element(to(hub))), parameters, verdict: 'compliant', source },
  {
    title: 'ids compare without case, as the service writes them',
    resource: peering(to(hub.toLowerCase())),
    parameters,
    verdict: 'compliant',
    source: 'reference/azure-policy-language.md §1.6; ground-truth/README.md, "What the service makes of a PUT" 1',
  },
  { title: 'one of several with another network', resource: peered(element(to(hub)), element(to(other))), parameters, verdict: 'violation', source },
  { title: 'the spelling that older API versions answer with', resource: network('virtualNetworks', { VirtualNetworkPeerings: [element(to(other))] }), parameters, verdict: 'violation', source: 'the alias points to properties.VirtualNetworkPeerings' },
  { title: 'the gateways of an allowed network', resource: peered(element(to(hub, { useRemoteGateways: true }))), parameters, verdict: 'violation', source },
  { title: 'no gateways', resource: peered(element(to(hub, { useRemoteGateways: false }))), parameters, verdict: 'compliant', source },
  { title: 'the flag as text', resource: peering(to(hub, { useRemoteGateways: 'True' })), parameters, verdict: 'violation', source: 'reference/azure-policy-language.md §1.6' },
  {
    title: 'gateways where the assignment accepts them',
    resource: peering(to(hub, { useRemoteGateways: true })),
    parameters: { ...parameters, allowRemoteGateways: true },
    verdict: 'compliant',
    source: 'parameter allowRemoteGateways',
  },
  {
    title: 'accepted gateways do not make a network allowed',
    resource: peering(to(other, { useRemoteGateways: true })),
    parameters: { ...parameters, allowRemoteGateways: true },
    verdict: 'violation',
    source,
  },
  { title: 'a peering of its own: mode All sees it', resource: peering(to(other)), parameters, verdict: 'violation', message: `\`remoteVirtualNetwork.id\` is \`${other.slice(0, 97)}...\`; allowed: \`${hub.slice(0, 97)}...\`.`, source: bothForms },
  { title: 'a peering that names no network', resource: peering({}), parameters, verdict: 'violation', source: 'what is not allowed by its id is not allowed' },
  { title: 'an unknown network, none allowed', resource: peering(to(unknown)), verdict: 'violation', source: 'no value of the unknown changes it' },
  { title: 'an unknown network, some allowed', resource: peering(to(unknown)), parameters, verdict: 'undetermined', source: 'design/house.md' },
  { title: 'an unknown use of gateways', resource: peered(element(to(hub, { useRemoteGateways: unknown }))), parameters, verdict: 'undetermined', source: 'design/house.md' },
  { title: 'an unknown list of peerings', resource: network('virtualNetworks', { virtualNetworkPeerings: unknown }), parameters, verdict: 'undetermined', source: 'design/house.md' },
  { title: 'other resources', resource: cluster(), verdict: 'notApplicable', source: 'reference/azure-policy-language.md §1.11' },
];

test.each(cases)('virtual-network-peering: $title', (entry) => {
  expect(judged('virtual-network-peering', entry)).toMatchObject(wanted(entry));
});
