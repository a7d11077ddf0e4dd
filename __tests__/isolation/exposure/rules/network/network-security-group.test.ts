import { describe, expect, test } from '@jest/globals';
import type { Resource } from '../../../../../src/arm/resource.ts';
import { networkSecurityGroup } from '../../../../../src/isolation/exposure/rules/network/network-security-group.ts';
import { Unknown } from '../../../../../src/language/unknown.ts';
import { answer, changed, closedEstate, estateWith, everything, ids, resource, said } from '../../estate.ts';
import { guard, nodesWith } from './parts.ts';

const { cluster } = closedEstate();
const ask = (parts: Readonly<Record<string, Resource | undefined>>, complete = everything) => answer(networkSecurityGroup, estateWith(parts), complete);
const deny = { access: 'Deny', destinationAddressPrefix: 'Internet' };

/** "Azure network security groups overview": priority decides, and the default rule AllowInternetOutBound (65001) stands behind all others. */
describe('security rules', () => {
  test('are closed where they deny the Internet', () => {
    expect(ask({}).state).toBe('closed');
  });

  test('are open where the group has no rule of its own, and where the subnet has no group', () => {
    expect(ask({ securityGroup: guard() }).state).toBe('open');
    expect(ask({ network: nodesWith('networkSecurityGroup', undefined) }).evidence).toMatchObject([{ state: 'open', spot: { pointer: '/properties/subnets/0/properties/networkSecurityGroup/id' } }]);
  });

  test('are open where a rule lets something out before the one that denies, and point at it', () => {
    const found = ask({ securityGroup: guard([{ access: 'Allow', protocol: 'Tcp', destinationPortRange: '443', destinationAddressPrefix: 'AzureCloud' }, deny]) });
    expect(found.evidence).toMatchObject([{ state: 'open', spot: { pointer: '/properties/securityRules/0/properties' } }]);
    expect(said(found)).toContain('TCP 443 to AzureCloud');
  });

  test('are open where a rule that is a resource of its own lets something out', () => {
    const rule = resource(`${ids.securityGroup}/securityRules/early`, { priority: 100, direction: 'Outbound', access: 'Allow', protocol: '*', sourceAddressPrefix: '*', sourcePortRange: '*', destinationAddressPrefix: '20.1.2.3', destinationPortRange: '*' });
    expect(ask({ rule }).evidence).toMatchObject([{ state: 'open', spot: { resource: { name: 'guard/early' } } }]);
  });

  test('are undetermined where a rule is not known', () => {
    expect(ask({ securityGroup: guard([{ ...deny, priority: new Unknown('the parameter `first` is given no value') }, { access: 'Allow', destinationAddressPrefix: '*' }]) }).state).toBe('undetermined');
    expect(ask({ securityGroup: resource(ids.securityGroup, { securityRules: new Unknown('the parameter `rules` is given no value') }) }).state).toBe('undetermined');
  });

  test('are not visible where the group, or rules that are made elsewhere, were not given', () => {
    expect(said(ask({ securityGroup: undefined }))).toBe('security group `guard` of subnet `v/nodes` cannot be seen here');
    expect(ask({}, []).evidence).toContainEqual(expect.objectContaining({ notVisible: 'rules of security group `guard` that are made elsewhere' }));
  });

  test('look open and are closed where the rule that allows comes after the one that denies', () => {
    expect(ask({ securityGroup: guard([deny, { access: 'Allow', destinationAddressPrefix: 'Internet' }]) }).state).toBe('closed');
  });

  test('look closed and are open where the rule that denies is for one protocol, or for what comes in', () => {
    expect(ask({ securityGroup: guard([{ ...deny, protocol: 'Tcp' }]) }).state).toBe('open');
    expect(ask({ securityGroup: guard([{ ...deny, direction: 'Inbound' }]) }).state).toBe('open');
  });

  /** "Customize cluster egress with outbound types": with block, AKS adds a rule that denies the Internet. */
  test('look open and are closed with outbound type block', () => {
    expect(ask({ securityGroup: guard(), cluster: changed(cluster, 'networkProfile.outboundType', 'Block') }).state).toBe('closed');
  });
});
