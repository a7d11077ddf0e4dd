import { describe, expect, test } from '@jest/globals';
import { isOwned, roleDescription, roleStampOf, stamped, stampOf } from '../../../src/policy/objects/stamp.ts';

const withMetadata = (metadata: unknown) => ({ properties: { metadata } });

describe('an object is of an owner', () => {
  test('whose stamp it carries', () => {
    const stamp = { owner: 'a', of: 'n', source: 's', version: '1', hash: 'h' };
    const document = stamped({ properties: { displayName: 'D', metadata: { category: 'c' } } }, stamp);
    expect([stampOf(document), isOwned(document, 'a'), isOwned(document, 'A'), isOwned(document, 'default')]).toEqual([stamp, true, false, false]);
    expect(document).toMatchObject({ properties: { displayName: 'D', metadata: { category: 'c', managedBy: 'aks-network-isolation' } } });
  });

  test('the default one, where the former release wrote it', () => {
    expect(isOwned(withMetadata({ managedBy: 'aks-network-isolation' }), 'default')).toBe(true);
  });

  test.each([
    undefined, {}, { properties: {} }, withMetadata(null), withMetadata('aks-network-isolation'), withMetadata({ managedBy: 'AKS-network-isolation' }), withMetadata({ managedBy: ['aks-network-isolation'] }),
    withMetadata({ ManagedBy: 'aks-network-isolation' }), withMetadata({ managedBy: 'aks-network-isolation ' }), withMetadata({ aksNetworkIsolation: { owner: 'default' } }),
    withMetadata({ managedBy: 'aks-network-isolation', aksNetworkIsolation: {} }), withMetadata({ managedBy: 'aks-network-isolation', aksNetworkIsolation: { owner: 5 } }),
    withMetadata({ managedBy: 'aks-network-isolation', aksNetworkIsolation: null }), { properties: { displayName: 'aks-network-isolation', description: 'managedBy aks-network-isolation' } },
  ])('and nobody, where the stamp is none: %j', (document) => {
    expect([isOwned(document, 'default'), isOwned(document, '')]).toEqual([false, false]);
  });
});

describe('a role assignment is stamped in its description', () => {
  test('and read back', () => {
    expect(roleStampOf({ properties: { description: roleDescription('team a/b', '/subscriptions/x/y') } })).toEqual({ owner: 'team a/b', assignmentId: '/subscriptions/x/y' });
  });

  test.each(['', 'Managed by aks-network-isolation', `${roleDescription('a', '/x')} and more`, `Not: ${roleDescription('a', '/x')}`, roleDescription('a"b', '/x')])('where it says so and nothing else: %s', (description) => {
    expect(roleStampOf({ properties: { description } })).toBeUndefined();
  });
});
