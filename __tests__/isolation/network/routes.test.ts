import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { publicAddresses } from '../../../src/isolation/network/addresses/internet.ts';
import { prefixOf } from '../../../src/isolation/network/addresses/prefixes.ts';
import { holds } from '../../../src/isolation/network/addresses/ranges.ts';
import { internetRoutes, type RouteSurroundings, type RouteWay } from '../../../src/isolation/network/routes.ts';
import type { WrittenRoute } from '../../../src/isolation/network/routing/route.ts';
import { Unknown } from '../../../src/language/unknown.ts';

const unknown = new Unknown("parameter 'x' has no value");

function route(addressPrefix: unknown, nextHopType: unknown, name = 'route', more: object = {}): WrittenRoute {
  return { pointer: `/properties/routes/${name}`, value: { name, properties: { addressPrefix, nextHopType, ...more } } };
}

function surroundings(overrides: Partial<RouteSurroundings> = {}): RouteSurroundings {
  return { networkPrefixes: ['10.0.0.0/16'], learned: [], ...overrides };
}

/** The ways in short: `None 0.0.0.0/1`, with a question mark where it is not certain. */
function ways(routes: readonly WrittenRoute[], overrides: Partial<RouteSurroundings> = {}): readonly string[] {
  return internetRoutes(routes, surroundings(overrides)).ways.map((way) => `${told(way)}${way.perhaps === undefined ? '' : '?'}`);
}

function told({ hop, prefix }: RouteWay): string {
  return `${hop instanceof Unknown ? '?' : hop} ${prefix instanceof Unknown ? '?' : prefix}`;
}

describe('routes to the Internet', () => {
  test('without a route table are the default route of the system', () => {
    expect(internetRoutes([], surroundings())).toEqual({ ways: [{ hop: 'Internet', prefix: '0.0.0.0/0', origin: 'system', to: 'the Internet' }], unknown: [] });
  });

  test('are those of a default route to an appliance', () => {
    expect(internetRoutes([route('0.0.0.0/0', 'virtualappliance', 'firewall', { nextHopIpAddress: '10.0.2.4' })], surroundings())).toEqual({
      ways: [{ hop: 'VirtualAppliance', nextHopIpAddress: '10.0.2.4', prefix: '0.0.0.0/0', origin: 'user', name: 'firewall', pointer: '/properties/routes/firewall', to: 'the Internet' }], unknown: [],
    });
  });

  test('leave nothing to the system where two halves cover all', () => {
    expect(ways([route('0.0.0.0/1', 'None'), route('128.0.0.0/1', 'None', 'upper')])).toEqual(['None 0.0.0.0/1', 'None 128.0.0.0/1']);
  });

  test('look open and are closed: halves without a next hop hide a default route to the Internet', () => {
    expect(ways([route('0.0.0.0/0', 'Internet', 'open'), route('0.0.0.0/1', 'None'), route('128.0.0.0/1', 'None', 'upper')])).toEqual(['None 0.0.0.0/1', 'None 128.0.0.0/1']);
  });

  test('look closed and are open: one longer route to the Internet', () => {
    const { ways: found } = internetRoutes([route('0.0.0.0/0', 'None'), route('20.0.0.0/8', 'Internet', 'azure')], surroundings());
    expect(found).toMatchObject([{ hop: 'Internet', prefix: '20.0.0.0/8', pointer: '/properties/routes/azure', to: '20.0.0.0/8' }, { hop: 'None', to: 'the Internet but for 20.0.0.0/8' }]);
    expect(ways([route('0.0.0.0/0', 'None'), route('AzureCloud', 'Internet', 'azure')])).toEqual(['None 0.0.0.0/0', 'Internet AzureCloud']);
  });

  test('look closed and are open: only one half goes nowhere', () => {
    expect(ways([route('0.0.0.0/1', 'None')])).toEqual(['None 0.0.0.0/1', 'Internet 0.0.0.0/0']);
  });

  test('are not those to private addresses, nor to public ones that the network claims', () => {
    expect(ways([route('192.168.0.0/16', 'VirtualAppliance'), route('20.0.0.0/16', 'Internet', 'own'), route('0.0.0.0/0', 'None', 'default')], { networkPrefixes: ['10.0.0.0/16', '20.0.0.0/8'] })).toEqual(['None 0.0.0.0/0']);
  });

  test('of IPv6 are the system\'s where a route is for IPv4 alone', () => {
    expect(ways([route('0.0.0.0/0', 'None')], { networkPrefixes: ['10.0.0.0/16', 'fd00::/48'] })).toEqual(['None 0.0.0.0/0', 'Internet ::/0']);
    expect(ways([route('0.0.0.0/0', 'None'), route('::/0', 'None', 'v6')], { networkPrefixes: ['10.0.0.0/16', 'fd00::/48'] })).toEqual(['None 0.0.0.0/0', 'None ::/0']);
    expect(ways([route('0.0.0.0/0', 'None')], { networkPrefixes: unknown })).toEqual(['None 0.0.0.0/0', 'Internet ::/0?']);
  });
});

describe('routes that gateways teach', () => {
  test('are preferred to those of the system, and user-defined ones to them', () => {
    expect(ways([], { learned: ['0.0.0.0/0'] })).toEqual(['VirtualNetworkGateway 0.0.0.0/0']);
    expect(ways([route('0.0.0.0/0', 'None')], { learned: ['0.0.0.0/0'] })).toEqual(['None 0.0.0.0/0']);
    expect(ways([route('0.0.0.0/0', 'None')], { learned: ['0.0.0.0/0', '52.0.0.0/8'] })).toEqual(['VirtualNetworkGateway 52.0.0.0/8', 'None 0.0.0.0/0']);
  });

  test('do not reach a subnet whose route table refuses them', () => {
    expect(internetRoutes([route('0.0.0.0/0', 'None')], surroundings({ learned: unknown, disableBgpRoutePropagation: true }))).toMatchObject({ ways: [{ hop: 'None' }], unknown: [] });
    expect(ways([], { learned: ['0.0.0.0/0'], disableBgpRoutePropagation: true })).toEqual(['Internet 0.0.0.0/0']);
  });

  test('that are not known leave open what else there is', () => {
    const found = internetRoutes([route('0.0.0.0/0', 'None')], surroundings({ learned: unknown }));
    expect(found).toMatchObject({ ways: [{ hop: 'None' }], unknown: [{ why: "which routes a gateway teaches is not known: parameter 'x' has no value" }] });
    expect(ways([], { learned: unknown })).toEqual(['Internet 0.0.0.0/0?']);
    expect(internetRoutes([], surroundings({ learned: ['10.9.0.0/16', unknown] }))).toMatchObject({ ways: [{ perhaps: 'a gateway may teach a default route' }], unknown: [{}] });
    expect(internetRoutes([], surroundings({ learned: ['0.0.0.0/0'], disableBgpRoutePropagation: unknown }))).toMatchObject({ ways: [{ perhaps: 'a gateway may teach a default route' }], unknown: [{ why: expect.stringContaining('whether the subnet gets') }] });
  });
});

describe('routes of which not all is known', () => {
  test('a next hop that is not known is one all the same', () => {
    expect(internetRoutes([route('0.0.0.0/0', unknown)], surroundings()).ways).toMatchObject([{ hop: unknown, to: 'the Internet' }]);
    expect(internetRoutes([route('0.0.0.0/0', 'Elsewhere')], surroundings()).ways).toMatchObject([{ hop: { why: 'its next hop type is "Elsewhere"' } }]);
    expect(internetRoutes([route('0.0.0.0/0', 'VirtualAppliance', 'nva', { nextHopIpAddress: unknown })], surroundings()).ways).toMatchObject([{ nextHopIpAddress: unknown }]);
  });

  test('a prefix that is not known may be the default route, or a longer one, but cannot take all of a user-defined default route', () => {
    expect(ways([route(unknown, 'None')])).toEqual(['Internet 0.0.0.0/0?', 'None ??']);
    expect(ways([route(unknown, 'Internet'), route('0.0.0.0/0', 'None', 'default')])).toEqual(['None 0.0.0.0/0', 'Internet ??']);
    expect(ways([route(unknown, 'None'), route('0.0.0.0/0', 'Internet', 'default')])).toEqual(['Internet 0.0.0.0/0', 'None ??']);
    expect(ways([route(unknown, 'None'), route('0.0.0.0/0', 'Internet', 'default'), route('0.0.0.0/1', 'None', 'lower')])).toEqual(['None 0.0.0.0/1', 'Internet 0.0.0.0/0?', 'None ??']);
    expect(ways([{ pointer: '/properties/routes/0', value: unknown }, route('0.0.0.0/0', 'None', 'default')])).toEqual(['None 0.0.0.0/0', '? ??']);
  });

  test('a service tag may have longer prefixes than a route, or shorter ones', () => {
    expect(ways([route('AzureCloud', 'None'), route('20.1.0.0/16', 'Internet', 'part'), route('0.0.0.0/0', 'None', 'default')])).toEqual(['Internet 20.1.0.0/16?', 'None 0.0.0.0/0', 'None AzureCloud?']);
    expect(ways([route('Storage.WestEurope', 'Internet'), route('0.0.0.0/0', 'VirtualAppliance', 'default')])).toEqual(['VirtualAppliance 0.0.0.0/0', 'Internet Storage.WestEurope']);
  });

  test('two routes of one prefix: Azure takes no such table, so either may be the one', () => {
    expect(ways([route('0.0.0.0/0', 'None', 'one'), route('0.0.0.0/0', 'Internet', 'other')])).toEqual(['None 0.0.0.0/0?', 'Internet 0.0.0.0/0?']);
  });

  test('more routes than any table has are not followed', () => {
    expect(internetRoutes(Array.from({ length: 10_001 }, () => route('0.0.0.0/0', 'None')), surroundings())).toMatchObject({ ways: [], unknown: [{ why: expect.stringContaining('too many') }] });
  });
});

describe('the longest prefix and an address after another', () => {
  const prefixes = ['0.0.0.0/0', '0.0.0.0/1', '128.0.0.0/1', '20.0.0.0/8', '20.128.0.0/9', '20.1.2.0/24', '64.0.0.0/2', '8.8.8.8', '9.0.0.0/8', '10.0.0.0/8', '128.0.0.0/2', '192.0.0.0/2'];
  const hops = fc.constantFrom('Internet', 'VirtualAppliance', 'None', 'VirtualNetworkGateway');
  interface Entry { readonly prefix: string; readonly hop: string; readonly rank: number; readonly name: string }

  const edge = (text: string): readonly number[] => {
    const prefix = prefixOf(text);
    return prefix?.family === 'IPv4' ? [prefix.from - 1, prefix.from, prefix.end - 1, prefix.end] : [];
  };
  const samples = [...prefixes, '1.0.0.0/8', '223.0.0.0/8'].flatMap(edge).filter((at) => holds(publicAddresses.ipv4, at));

  /** The route for one address: of those that hold it the longest, of equals the one by its origin. */
  function chosen(entries: readonly Entry[], at: number): string {
    const [best] = entries.flatMap((entry) => {
      const prefix = prefixOf(entry.prefix);
      return prefix?.family === 'IPv4' && prefix.from <= at && at < prefix.end ? [{ entry, length: prefix.length }] : [];
    }).toSorted((one, other) => other.length - one.length || one.entry.rank - other.entry.rank);
    return best === undefined ? '' : `${best.entry.hop} ${best.entry.prefix}`;
  }

  const tables = fc.record({
    user: fc.subarray(prefixes, { maxLength: 6 }), learned: fc.subarray(prefixes, { maxLength: 4 }), hops: fc.array(hops, { minLength: 6, maxLength: 6 }),
    hidden: fc.constantFrom(...prefixes), hiddenHop: hops,
  });

  function entriesOf(user: readonly string[], learned: readonly string[], hopsOfUser: readonly string[]): readonly Entry[] {
    return [
      ...user.map((prefix, index) => ({ prefix, hop: hopsOfUser[index] ?? 'None', rank: 0, name: `user-${index}` })),
      ...learned.map((prefix) => ({ prefix, hop: 'VirtualNetworkGateway', rank: 1, name: 'learned' })),
      { prefix: '0.0.0.0/0', hop: 'Internet', rank: 2, name: 'system' },
    ];
  }

  test('name the same routes where all is known', () => {
    fc.assert(fc.property(tables, ({ user, learned, hops: hopsOfUser }) => {
      const entries = entriesOf(user, learned, hopsOfUser);
      const { ways: found, unknown: missing } = internetRoutes(entries.filter(({ rank }) => rank === 0).map(({ prefix, hop, name }) => route(prefix, hop, name)), surroundings({ learned }));
      expect(missing).toEqual([]);
      expect(found.every(({ perhaps }) => perhaps === undefined)).toBe(true);
      expect(new Set(found.map(told))).toEqual(new Set(samples.map((at) => chosen(entries, at))));
    }), { numRuns: 500 });
  });

  test('agree with whatever a prefix that is not known may be: what is certain is taken, and no other hop than those that are told', () => {
    fc.assert(fc.property(tables, ({ user, learned, hops: hopsOfUser, hidden, hiddenHop }) => {
      fc.pre(!user.includes(hidden));
      const entries = entriesOf(user, learned, hopsOfUser);
      const { ways: found } = internetRoutes([...entries.filter(({ rank }) => rank === 0).map(({ prefix, hop, name }) => route(prefix, hop, name)), route(unknown, hiddenHop, 'hidden')], surroundings({ learned }));
      const real = samples.map((at) => chosen([...entries, { prefix: hidden, hop: hiddenHop, rank: 0, name: 'hidden' }], at));
      const hopsTaken = new Set(real.map((text) => text.split(' ')[0]));
      expect([...hopsTaken].filter((hop) => !found.some((way) => way.hop === hop))).toEqual([]);
      expect(found.filter(({ perhaps, hop }) => perhaps === undefined && typeof hop === 'string' && !hopsTaken.has(hop))).toEqual([]);
    }), { numRuns: 500 });
  });
});
