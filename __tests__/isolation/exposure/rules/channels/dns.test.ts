import { describe, expect, test } from '@jest/globals';
import { demandsOf } from '../../../../../src/isolation/exposure/demands.ts';
import { dns } from '../../../../../src/isolation/exposure/rules/channels/dns.ts';
import { Unknown } from '../../../../../src/language/unknown.ts';
import { answer, changed, closedEstate, estateWith, group, ids, resource, said, subscription } from '../../estate.ts';

const { network, dnsRule, dnsLink, domainList } = closedEstate();
const unknown = new Unknown('the parameter `p` is given no value');
const rule = (name: string, properties: unknown) => resource(`${ids.dnsPolicy}/dnsSecurityRules/${name}`, properties);
const list = `${group}/providers/Microsoft.Network/dnsResolverDomainLists/allowed`;
const allowing = (lists: unknown, priority: unknown = 100) => rule('allow', { priority, action: { actionType: 'Allow' }, dnsSecurityRuleState: 'Enabled', dnsResolverDomainLists: lists });
const dnsPolicies = { type: 'Microsoft.Network/dnsResolverPolicies', scope: subscription };
const rulesOfPolicy = { type: 'Microsoft.Network/dnsResolverPolicies/dnsSecurityRules', scope: ids.dnsPolicy };
const policyGone = { dnsPolicy: undefined, dnsLink: undefined, dnsRule: undefined, domainList: undefined };

/** Azure DNS documentation, "DNS security policy"; Azure virtual network documentation, "What is IP address 168.63.129.16?". */
describe('names of the Internet', () => {
  test('are resolved by nobody where a linked policy blocks every name', () => {
    const found = answer(dns, estateWith({}));
    expect(found.state).toBe('closed');
    expect(said(found)).toContain('blocks every name in network `v`');
  });

  test('are resolved by Azure where there is no policy', () => {
    const found = answer(dns, estateWith(policyGone));
    expect(found.state).toBe('open');
    expect(found.evidence.find(({ state }) => state === 'open')).toMatchObject({ target: '168.63.129.16', spot: { pointer: '/properties/dhcpOptions/dnsServers' } });
  });

  test('are not visible where a policy may be elsewhere, and removing it never closes the way', () => {
    const found = answer(dns, estateWith(policyGone), []);
    expect(found.evidence.filter(({ state }) => state !== 'closed').map(({ notVisible }) => notVisible)).toEqual(['DNS security policies of the network']);
  });

  test('are not visible where the network was not given', () => {
    expect(answer(dns, estateWith({ network: undefined })).evidence.map(({ notVisible }) => notVisible)).toEqual(['the DNS of the network']);
  });

  test.each([
    ['the rule is disabled', { dnsRule: changed(dnsRule, 'dnsSecurityRuleState', 'Disabled') }],
    ['the rule only alerts', { dnsRule: changed(dnsRule, 'action.actionType', 'Alert') }],
    ['the list holds some names only', { domainList: changed(domainList, 'domains', ['evil.example.']) }],
    ['the policy is linked to another network', { dnsLink: changed(dnsLink, 'virtualNetwork.id', `${group}/providers/Microsoft.Network/virtualNetworks/other`) }],
    ['a rule before it allows every name', { allow: allowing([{ id: ids.domainList }]) }],
    ['the rule lists no domains but those that Microsoft knows as threats', { dnsRule: changed(changed(dnsRule, 'dnsResolverDomainLists', []), 'managedDomainLists', ['AzureDnsThreatIntel']) }],
  ])('look blocked and are resolved where %s', (_, parts) => {
    expect(answer(dns, estateWith(parts)).state).toBe('open');
  });

  /** Rules apply by priority: what is needed is allowed by name before. */
  test('look resolved and are blocked where rules before allow some by name, or one behind allows every name', () => {
    expect(answer(dns, estateWith({ allow: allowing([{ id: list }]), list: resource(list, { domains: ['azmk8s.io.'] }) })).state).toBe('closed');
    expect(answer(dns, estateWith({ allow: allowing([{ id: ids.domainList }], 2000) })).state).toBe('closed');
  });

  test('look resolved and are blocked where the rule says no state: it is on', () => {
    expect(answer(dns, estateWith({ dnsRule: changed(dnsRule, 'dnsSecurityRuleState', undefined) })).state).toBe('closed');
  });

  test.each([
    ['a state', { dnsRule: changed(dnsRule, 'dnsSecurityRuleState', unknown) }],
    ['an action', { dnsRule: changed(dnsRule, 'action', unknown) }],
    ['the lists of a rule', { dnsRule: changed(dnsRule, 'dnsResolverDomainLists', unknown) }],
    ['the domains of a list', { domainList: changed(domainList, 'domains', unknown) }],
    ['a list of a rule before', { allow: allowing([{ id: unknown }]) }],
    ['the network of the only link', { dnsLink: changed(dnsLink, 'virtualNetwork', unknown) }],
    ['a priority, with two rules about every name', { allow: allowing([{ id: ids.domainList }], unknown) }],
    ['the servers of the network', { network: changed(network, 'dhcpOptions', unknown) }],
  ])('are undetermined where %s is not known', (_, parts) => {
    const found = answer(dns, estateWith(parts));
    expect(found.state).toBe('undetermined');
    expect(found.evidence.filter(({ state }) => state === 'undetermined').every(({ notVisible }) => notVisible === undefined)).toBe(true);
  });

  test('are blocked whatever a rule before does that blocks, too', () => {
    expect(answer(dns, estateWith({ more: rule('more', { priority: 100, action: { actionType: 'Block' }, dnsSecurityRuleState: unknown, dnsResolverDomainLists: [{ id: ids.domainList }] }) })).state).toBe('closed');
  });

  /** REST reference of domain lists: a long one has `domainsUrl`, and no domains to read. */
  test.each([
    ['the list is in a file', { domainList: resource(ids.domainList, { domainsUrl: 'https://x' }) }],
    ['the list was not given', { domainList: undefined }],
    ['the list of a rule before was not given', { allow: allowing([{ id: list }]) }],
    ['the policy was not given', { dnsPolicy: undefined }],
  ])('are not visible where %s', (_, parts) => {
    const found = answer(dns, estateWith(parts));
    expect(found.state).toBe('undetermined');
    expect(found.evidence.find(({ state }) => state === 'undetermined')?.notVisible).toBeDefined();
  });

  test('are not visible where more rules of the policy may be elsewhere', () => {
    expect(said(answer(dns, estateWith({}), []))).toContain('every rule of DNS security policy `guard`');
  });

  /** Azure lists links and rules below their policy only. */
  test('are open only where the links of every policy are listed, which whoever can look is asked for', () => {
    const resources = estateWith({ dnsLink: undefined });
    const lists = [dnsPolicies, rulesOfPolicy];
    expect(answer(dns, resources, lists).state).toBe('undetermined');
    expect(demandsOf(resources[0] ?? resource(ids.cluster, {}), resources, lists).lists).toContainEqual({ type: 'Microsoft.Network/dnsResolverPolicies/virtualNetworkLinks', scope: ids.dnsPolicy });
    expect(answer(dns, resources, [...lists, { type: 'Microsoft.Network/dnsResolverPolicies/virtualNetworkLinks', scope: ids.dnsPolicy }]).state).toBe('open');
  });

  /** Whoever asks 168.63.129.16 by its address gets an answer, whatever servers the network names. */
  test('look unresolved and are resolved where the network names servers of its own and there is no policy', () => {
    const found = answer(dns, estateWith({ ...policyGone, network: changed(network, 'dhcpOptions', { dnsServers: ['10.0.9.4'] }) }));
    expect(found.state).toBe('open');
  });

  test('are not visible behind servers of one\'s own, which forward what they like', () => {
    const found = answer(dns, estateWith({ network: changed(network, 'dhcpOptions', { dnsServers: ['168.63.129.16', '10.0.9.4'] }) }));
    expect(found.evidence.filter(({ state }) => state !== 'closed').map(({ notVisible, spot }) => [notVisible, spot?.pointer])).toEqual([['what the DNS servers `10.0.9.4` of network `v` forward', '/properties/dhcpOptions/dnsServers/1']]);
  });

  test('look forwarded and are blocked where Azure\'s resolver is named itself', () => {
    expect(answer(dns, estateWith({ network: changed(network, 'dhcpOptions', { dnsServers: ['168.63.129.16'] }) })).state).toBe('closed');
  });
});
