import { describe, expect, test } from '@jest/globals';
import { internetThroughGroups, type Network, type ThroughGroups } from '../../../src/isolation/network/security-rules.ts';
import { Unknown } from '../../../src/language/unknown.ts';
import type { WrittenRule } from '../../../src/isolation/network/filter/security-rule.ts';
import { network, rule } from './rules.ts';

const throughOne = (rules: Parameters<typeof internetThroughGroups>[0][number], of: Network): ThroughGroups => internetThroughGroups([rules], of);

const everything = { protocol: '*' };
const web = { protocol: 'Tcp', destinationPortRange: '443' };
const unknown = new Unknown("parameter 'x' has no value");
const dualStack = network({ networkPrefixes: ['10.0.0.0/16', 'fd00::/48'], subnetPrefixes: ['10.0.1.0/24', 'fd00:0:0:1::/64'] });

function through(...rules: readonly WrittenRule[]): ThroughGroups {
  return throughOne(rules, network());
}

describe('a group without rules', () => {
  test('lets everything out by its default rule', () => {
    expect(through()).toEqual({ state: 'open', what: 'everything to the Internet', by: [{ name: 'AllowInternetOutBound', priority: 65_001 }] });
  });

  test('does so also where the tag VirtualNetwork holds a default route: what is in neither tag is nothing', () => {
    expect(throughOne([], network({ alsoVirtualNetwork: ['0.0.0.0/0'] }))).toMatchObject({ state: 'open' });
  });

  test('is not closed by inbound rules', () => {
    expect(through(rule('Deny', 100, '*', { direction: 'Inbound' }))).toMatchObject({ state: 'open' });
  });
});

describe('the Internet is closed', () => {
  test.each([['Internet'], ['internet'], ['*'], ['0.0.0.0/0'], [['0.0.0.0/1', '128.0.0.0/1']], [['0.0.0.0/2', '64.0.0.0/2', '128.0.0.0/2', '192.0.0.0/3']]])('by a rule that denies %j', (destination) => {
    expect(through(rule('Deny', 4000, destination))).toEqual({ state: 'closed', by: [{ name: 'deny-4000', priority: 4000, pointer: '/properties/securityRules/deny-4000' }] });
  });

  test('by prefixes that leave out no more than private addresses', () => {
    const publicPrefixes = [
      '0.0.0.0/5', '8.0.0.0/7', '11.0.0.0/8', '12.0.0.0/6', '16.0.0.0/4', '32.0.0.0/3', '64.0.0.0/2', '128.0.0.0/3', '160.0.0.0/5', '168.0.0.0/6', '172.0.0.0/12', '172.32.0.0/11', '172.64.0.0/10',
      '172.128.0.0/9', '173.0.0.0/8', '174.0.0.0/7', '176.0.0.0/4', '192.0.0.0/9', '192.128.0.0/11', '192.160.0.0/13', '192.169.0.0/16', '192.170.0.0/15', '192.172.0.0/14', '192.176.0.0/12', '192.192.0.0/10',
      '193.0.0.0/8', '194.0.0.0/7', '196.0.0.0/6', '200.0.0.0/5', '208.0.0.0/4',
    ];
    expect(through(rule('Deny', 100, publicPrefixes))).toMatchObject({ state: 'closed' });
    expect(through(rule('Deny', 100, publicPrefixes.filter((prefix) => prefix !== '11.0.0.0/8')))).toMatchObject({ state: 'open', what: 'everything to 11.0.0.0/8' });
  });

  test('by two rules for one half each, and both are named', () => {
    expect(through(rule('Deny', 100, '0.0.0.0/1'), rule('Deny', 200, '128.0.0.0/1'))).toMatchObject({ state: 'closed', by: [{ name: 'deny-100' }, { name: 'deny-200' }] });
  });

  test('by two halves, though one of them names a service as well', () => {
    expect(through(rule('Deny', 100, ['0.0.0.0/1', 'Storage.WestEurope']), rule('Deny', 200, '128.0.0.0/1'))).toMatchObject({ state: 'closed' });
  });

  test('by a rule for each protocol', () => {
    const each = ['Tcp', 'UDP', 'Icmp', 'Esp', 'Ah'].map((protocol, index) => rule('Deny', 100 + index, 'Internet', { protocol }));
    expect(through(...each)).toMatchObject({ state: 'closed' });
  });

  test('where what is allowed before is the network itself, its application security groups or the platform', () => {
    expect(through(
      rule('Allow', 100, 'VirtualNetwork'), rule('Allow', 110, ['10.0.0.0/8', '168.63.129.16']), rule('Allow', 120, undefined, { destinationApplicationSecurityGroups: [{ id: '/asg' }] }), rule('Allow', 130, 'AzurePlatformDNS'),
      rule('Allow', 140, 'AzureLoadBalancer'), rule('Deny', 200, 'Internet'),
    )).toMatchObject({ state: 'closed', by: [{ name: 'deny-200' }] });
  });

  test('where the only public addresses that are allowed are those that the network claims', () => {
    const claims = network({ networkPrefixes: ['20.0.0.0/16'], subnetPrefixes: ['20.0.1.0/24'] });
    const rules = [rule('Allow', 100, '20.0.0.0/16'), rule('Deny', 200, 'Internet')];
    expect(internetThroughGroups([rules], claims)).toMatchObject({ state: 'closed' });
    expect(throughOne(rules, network())).toMatchObject({ state: 'open', what: 'everything to 20.0.0.0/16' });
  });

  test('where an Allow comes too late', () => {
    expect(through(rule('Allow', 300, 'AzureCloud'), rule('Deny', 200, 'Internet'))).toMatchObject({ state: 'closed' });
    expect(through(rule('Allow', 300, 'Storage.WestEurope'), rule('Deny', 200, 'Storage'), rule('Deny', 400, 'Internet'))).toMatchObject({ state: 'closed' });
  });
});

describe('the Internet looks closed, and is open', () => {
  test('to a service of Azure that is allowed before', () => {
    expect(through(rule('Allow', 100, 'AzureCloud', web), rule('Deny', 4096, 'Internet'))).toEqual({
      state: 'open', what: 'TCP 443 to AzureCloud', by: [{ name: 'allow-100', priority: 100, pointer: '/properties/securityRules/allow-100' }],
    });
    expect(through(rule('Allow', 100, 'AzureContainerRegistry.WestEurope', everything), rule('Deny', 200, '*'))).toMatchObject({ state: 'open', what: 'everything to AzureContainerRegistry.WestEurope' });
  });

  test('by another protocol, or another port', () => {
    expect(through(rule('Deny', 100, 'Internet', { protocol: 'Tcp' }))).toMatchObject({ state: 'open', what: 'UDP, ICMP, ESP and AH to the Internet' });
    expect(through(rule('Deny', 100, 'Internet', { protocol: 'Tcp', destinationPortRanges: ['0-442', '444-65535'], destinationPortRange: '' }), rule('Deny', 200, '*', { protocol: 'Udp' }), rule('Deny', 300, '*', { protocol: 'Icmp' }), rule('Deny', 400, '*', { protocol: 'Esp' }), rule('Deny', 500, '*', { protocol: 'Ah' })))
      .toMatchObject({ state: 'open', what: 'TCP 443 to the Internet' });
  });

  test('from the other addresses of the subnet, or from other ports', () => {
    expect(through(rule('Deny', 100, 'Internet', { sourceAddressPrefix: '10.0.2.0/24' }))).toMatchObject({ state: 'open', what: 'everything to the Internet' });
    expect(through(rule('Deny', 100, 'Internet', { sourceAddressPrefix: '10.0.1.0/25' }))).toMatchObject({ state: 'open', what: 'everything to the Internet from 10.0.1.128/25' });
    expect(through(rule('Deny', 100, 'Internet', { sourcePortRange: '1024-65535' }))).toMatchObject({ state: 'open' });
  });

  test('where only Azure is denied', () => {
    expect(through(rule('Deny', 100, 'AzureCloud'))).toMatchObject({ state: 'open', what: 'everything to the rest of the Internet' });
    expect(through(rule('Deny', 100, 'Storage'), rule('Allow', 200, 'AzureCloud'), rule('Deny', 300, '*'))).toMatchObject({ state: 'open', what: 'everything to AzureCloud' });
  });

  test('by IPv6, which a rule for 0.0.0.0/0 does not mean', () => {
    const denied = rule('Deny', 100, '0.0.0.0/0');
    expect(through(denied)).toMatchObject({ state: 'closed' });
    expect(throughOne([denied], dualStack)).toMatchObject({ state: 'open', what: 'everything to the IPv6 Internet' });
    expect(throughOne([denied, rule('Deny', 200, '::/0')], dualStack)).toMatchObject({ state: 'closed', by: [{ name: 'deny-100' }, { name: 'deny-200' }] });
    expect(throughOne([rule('Deny', 100, 'Internet')], dualStack)).toMatchObject({ state: 'closed' });
  });

  test('but for what is denied, when that is a part, also where a service is denied too', () => {
    expect(through(rule('Deny', 100, '20.0.0.0/8'), rule('Deny', 200, 'Storage'))).toMatchObject({ state: 'open', what: 'everything to the rest of the Internet' });
    expect(through(rule('Deny', 100, '20.0.0.0/8'))).toMatchObject({ state: 'open', what: 'everything to the Internet but for 20.0.0.0/8' });
  });
});

describe('it is not known', () => {
  const undetermined = (why: string): object => ({ state: 'undetermined', why: expect.stringContaining(why) });

  test.each<[string, readonly WrittenRule[], string]>([
    ['what a Deny is for', [rule('Deny', 100, unknown)], "its destination is not known: parameter 'x' has no value"],
    ['what else a Deny is for', [rule('Deny', 100, ['0.0.0.0/1', unknown])], 'its destination is not known'],
    ['whether it is a Deny', [rule(unknown, 100, 'Internet')], 'whether it allows or denies is not known'],
    ['whether it is outbound', [rule('Deny', 100, 'Internet', { direction: unknown })], 'whether it is for outbound traffic is not known'],
    ['whether an Allow is outbound', [rule('Allow', 100, '8.8.8.8', { direction: unknown }), rule('Deny', 200, 'Internet')], 'whether it is for outbound traffic is not known'],
    ['which protocol is denied', [rule('Deny', 100, 'Internet', { protocol: unknown })], 'which protocol it is for is not known'],
    ['which ports are denied', [rule('Deny', 100, 'Internet', { destinationPortRange: unknown })], 'its destination ports are not known'],
    ['which sources are denied', [rule('Deny', 100, 'Internet', { sourceAddressPrefix: unknown })], 'its source is not known'],
    ['which nodes are in a group', [rule('Deny', 100, 'Internet', { sourceAddressPrefix: '', sourceApplicationSecurityGroups: [{ id: '/asg' }] })], 'application security groups'],
    ['whether an Allow comes before the Deny', [rule('Allow', unknown, '8.8.8.8'), rule('Deny', 100, 'Internet')], 'its priority is not known'],
    ['anything of a rule', [{ pointer: '/properties/securityRules/0', value: unknown }, rule('Deny', 200, 'Internet')], 'security rule `0`: '],
    ['anything of its properties', [{ pointer: '/properties/securityRules/0', value: { name: 'x', properties: unknown } }, rule('Deny', 200, 'Internet')], 'security rule `x`: '],
    ['what a tag of a service leaves of another', [rule('Deny', 100, 'AzureCloud'), rule('Allow', 200, 'Storage'), rule('Deny', 300, '*')], 'which addresses the service tag Storage holds'],
    ['which of two rules of one priority is processed first', [rule('Allow', 100, '8.8.8.8'), rule('Deny', 100, 'Internet')], 'another rule of its priority decides otherwise'],
    ['whether a rule for ports is one for ICMP', [rule('Allow', 100, '*', { protocol: 'Icmp', destinationPortRange: '443' }), rule('Deny', 200, '*')], 'not documented'],
    ['what a missing destination means', [rule('Deny', 100, undefined)], 'it says no destination'],
    ['what a text means that is no destination', [rule('Deny', 100, '10.0.0.0 - 10.0.0.9')], 'its destination is "10.0.0.0 - 10.0.0.9"'],
  ])('%s', (_, rules, why) => {
    expect(through(...rules)).toEqual({ state: 'undetermined', why: expect.stringContaining(why), pointer: expect.stringMatching(/^\/properties\/securityRules\//) });
  });

  test('where the tag VirtualNetwork may hold a default route, and Internet is what it leaves', () => {
    const routed = network({ alsoVirtualNetwork: ['0.0.0.0/0'] });
    expect(throughOne([rule('Deny', 100, 'Internet')], routed)).toEqual(expect.objectContaining(undetermined('the service tag Internet does not hold what VirtualNetwork does')));
    expect(throughOne([rule('Allow', 100, 'VirtualNetwork'), rule('Deny', 200, '*')], routed)).toEqual(expect.objectContaining(undetermined('prefixes of peered networks and of routes')));
    expect(throughOne([rule('Deny', 100, '*')], routed)).toMatchObject({ state: 'closed' });
    expect(throughOne([rule('Allow', 100, 'VirtualNetwork'), rule('Deny', 200, '*')], network({ alsoVirtualNetwork: unknown }))).toMatchObject({ state: 'undetermined' });
  });

  test('whether the subnet speaks IPv6, but only where that matters', () => {
    const hidden = network({ networkPrefixes: unknown, subnetPrefixes: [unknown] });
    expect(throughOne([rule('Deny', 100, '0.0.0.0/0')], hidden)).toEqual(undetermined('whether the subnet has IPv6 addresses is not known'));
    expect(throughOne([rule('Deny', 100, '*')], hidden)).toMatchObject({ state: 'closed' });
    expect(throughOne([], hidden)).toMatchObject({ state: 'open' });
    const halfHidden = network({ subnetPrefixes: [new Unknown('known in part', { pieces: ['10.', '/24'] })] });
    expect(throughOne([rule('Deny', 100, '0.0.0.0/0')], halfHidden)).toMatchObject({ state: 'closed' });
  });

  test('which addresses the subnet has, but only where a rule does not mean the whole network', () => {
    const hidden = network({ subnetPrefixes: unknown });
    expect(throughOne([rule('Deny', 100, 'Internet', { sourceAddressPrefix: '10.0.1.0/24' })], hidden)).toMatchObject({ state: 'undetermined' });
    expect(throughOne([rule('Deny', 100, 'Internet', { sourceAddressPrefix: '10.0.0.0/8' })], hidden)).toMatchObject({ state: 'closed' });
    expect(throughOne([rule('Deny', 100, 'Internet', { sourceAddressPrefix: 'VirtualNetwork' })], hidden)).toMatchObject({ state: 'closed' });
  });

  test('but a rule of which little is known neither opens nor closes what others decide', () => {
    expect(through(rule('Allow', unknown, '10.0.0.0/8'), rule('Deny', 100, 'Internet'))).toMatchObject({ state: 'closed' });
    expect(through(rule('Deny', unknown, '*'))).toMatchObject({ state: 'closed' });
    expect(through(rule('Allow', 100, '8.8.8.8'), rule(unknown, 200, unknown))).toMatchObject({ state: 'open', what: 'everything to 8.8.8.8' });
  });
});

describe('several groups in a row', () => {
  const both = (...groups: readonly (readonly WrittenRule[])[]): ThroughGroups => internetThroughGroups(groups, network());

  test('let out what every one of them allows, and each names its rule', () => {
    expect(both([rule('Allow', 100, 'AzureCloud', web), rule('Deny', 200, '*')], [])).toEqual({
      state: 'open', what: 'TCP 443 to AzureCloud', by: [{ name: 'allow-100', priority: 100, pointer: expect.any(String) }, { name: 'AllowInternetOutBound', priority: 65_001 }],
    });
  });

  test('are closed where no packet passes all, though each alone lets some', () => {
    expect(both([rule('Allow', 100, '*', { protocol: 'Tcp' }), rule('Deny', 200, '*')], [rule('Deny', 100, '*', { protocol: 'Tcp' })])).toMatchObject({ state: 'closed', by: [{ name: 'deny-200' }, { name: 'deny-100' }] });
    expect(both([rule('Deny', 100, 'AzureCloud')], [rule('Allow', 100, 'AzureCloud'), rule('Deny', 200, '*')])).toMatchObject({ state: 'closed' });
  });

  test('leave open whether a tag is among the prefixes of the next', () => {
    expect(both([rule('Allow', 100, 'Storage'), rule('Deny', 200, '*')], [rule('Allow', 100, 'AzureCloud'), rule('Deny', 200, '*')])).toMatchObject({ state: 'undetermined' });
    expect(both([rule('Allow', 100, 'AzureCloud'), rule('Deny', 200, '*')], [rule('Allow', 100, '20.0.0.0/8'), rule('Deny', 200, '*')])).toMatchObject({ state: 'undetermined' });
    expect(both([rule('Allow', 100, 'AzureCloud.WestEurope'), rule('Deny', 200, '*')], [rule('Allow', 100, 'AzureCloud'), rule('Deny', 200, '*')])).toMatchObject({ state: 'open' });
  });

  test('without any, everything passes', () => {
    expect(both()).toEqual({ state: 'open', what: 'everything to the Internet', by: [] });
  });
});

describe('a group that nobody wrote', () => {
  test('is not followed when it has too many rules', () => {
    expect(through(...Array.from({ length: 2001 }, () => rule('Deny', 100, 'Internet')))).toMatchObject({ state: 'undetermined', why: expect.stringContaining('too many') });
  });

  test('is not followed when its rules cut the Internet into too many pieces', () => {
    const scattered = Array.from({ length: 900 }, (_, index) => rule('Deny', 100 + index, `${1 + (index % 9)}.${index % 256}.0.0/16`, { protocol: 'Tcp', destinationPortRange: String(index * 7), sourcePortRange: String(index * 3) }));
    expect(through(...scattered, rule('Deny', 4000, '*'))).toMatchObject({ state: 'undetermined', why: expect.stringContaining('more pieces') });
  });

  test('is followed at the size that Azure allows', () => {
    const many = Array.from({ length: 999 }, (_, index) => rule('Allow', 100 + index, `10.${index % 256}.0.0/16`, web));
    expect(through(...many, rule('Deny', 4000, Array.from({ length: 4000 }, (_, index) => `${1 + (index % 200)}.${index % 250}.0.0/16`)), rule('Deny', 4001, '*'))).toMatchObject({ state: 'closed' });
  });
});
