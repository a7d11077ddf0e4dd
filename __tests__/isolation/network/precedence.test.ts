import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { hasDefaultOutboundAccess, meansInOrder, meansTaken, type TranslatingMeans } from '../../../src/isolation/network/precedence.ts';
import { isUnknown, Unknown } from '../../../src/language/unknown.ts';
import type { Truth } from '../../../src/language/values.ts';

const unknown = new Unknown('not given');
const nothing: Readonly<Record<TranslatingMeans, Truth>> = { subnetNatGateway: false, networkNatGateway: false, instancePublicAddress: false, loadBalancerOutboundRules: false, defaultOutboundAccess: false };

describe('what carries a packet to the Internet', () => {
  test('is the appliance or the gateway that its route names, whatever else is there', () => {
    expect(meansTaken('VirtualAppliance', { ...nothing, subnetNatGateway: true })).toEqual({ certain: 'virtualAppliance', possible: [] });
    expect(meansTaken('VirtualNetworkGateway', { ...nothing, instancePublicAddress: unknown })).toEqual({ certain: 'virtualNetworkGateway', possible: [] });
  });

  test('is nothing where its route drops it', () => {
    expect(meansTaken('None', { ...nothing, instancePublicAddress: true })).toEqual({ possible: [] });
  });

  test('is the NAT gateway of the subnet before the one of the network, and either before a public address', () => {
    expect(meansTaken('Internet', { ...nothing, subnetNatGateway: true, networkNatGateway: true, instancePublicAddress: true }).certain).toBe('subnetNatGateway');
    expect(meansTaken('Internet', { ...nothing, networkNatGateway: true, instancePublicAddress: true, defaultOutboundAccess: true }).certain).toBe('networkNatGateway');
    expect(meansTaken('Internet', { ...nothing, instancePublicAddress: true, loadBalancerOutboundRules: true }).certain).toBe('instancePublicAddress');
  });

  test('is nothing in a private subnet without an explicit means, though its route leads to the Internet', () => {
    expect(meansTaken('Internet', nothing)).toEqual({ possible: [] });
  });

  test('may be what is not known to be there, before what is', () => {
    expect(meansTaken('Internet', { ...nothing, networkNatGateway: unknown, defaultOutboundAccess: true, loadBalancerOutboundRules: false })).toEqual({ certain: 'defaultOutboundAccess', possible: [{ means: 'networkNatGateway', why: 'not given' }] });
    expect(meansTaken(unknown, { ...nothing, subnetNatGateway: true }).possible.map(({ means }) => means)).toEqual(['virtualAppliance', 'virtualNetworkGateway', 'subnetNatGateway']);
  });

  test('is known whatever the unknown ones turn out to be: the certain one, or one of the possible', () => {
    const truth = fc.constantFrom<Truth>(true, false, unknown);
    const present = fc.record({ subnetNatGateway: truth, networkNatGateway: truth, instancePublicAddress: truth, loadBalancerOutboundRules: truth, defaultOutboundAccess: truth });
    fc.assert(fc.property(present, fc.array(fc.boolean(), { minLength: 5, maxLength: 5 }), (there, guesses) => {
      const taken = meansTaken('Internet', there);
      const translating = meansInOrder.map(({ means }) => means).filter((means) => means !== 'virtualAppliance' && means !== 'virtualNetworkGateway');
      const first = translating.find((means, index) => (isUnknown(there[means]) ? guesses[index] : there[means]));
      expect(first === undefined ? [undefined] : [taken.certain, ...taken.possible.map(({ means }) => means)]).toContain(first);
      if (first === undefined) expect(taken.certain).toBeUndefined();
      if (taken.possible.length === 0) expect(first).toBe(taken.certain);
    }));
  });
});

describe('default outbound access', () => {
  test('is had where the subnet does not refuse it', () => {
    expect(hasDefaultOutboundAccess(false, undefined)).toBe(false);
    expect(hasDefaultOutboundAccess(true, '2026-01-01')).toBe(true);
    expect(hasDefaultOutboundAccess(undefined, undefined)).toBe(true);
    expect(hasDefaultOutboundAccess(null, '2024-05-01')).toBe(true);
  });

  test('is not known of a value that is not, nor of a subnet that a newer API version may make private', () => {
    expect(hasDefaultOutboundAccess(unknown, undefined)).toBe(unknown);
    expect(hasDefaultOutboundAccess(undefined, '2025-07-01')).toBeInstanceOf(Unknown);
    expect(hasDefaultOutboundAccess(undefined, '2025-07-01-preview')).toBeInstanceOf(Unknown);
    expect(hasDefaultOutboundAccess('false', undefined)).toBeInstanceOf(Unknown);
  });
});
