import { describe, expect, test } from '@jest/globals';
import type { Resource } from '../../../../../src/arm/resource.ts';
import { regionalStorage } from '../../../../../src/isolation/exposure/rules/network/regional-storage.ts';
import { Unknown } from '../../../../../src/language/unknown.ts';
import { answer, changed, closedEstate, estateWith, everything, ids, resource, said } from '../../estate.ts';
import { guard, nodesWith, routes } from './parts.ts';

const { cluster, network } = closedEstate();
const ask = (parts: Readonly<Record<string, Resource | undefined>>, complete = everything) => answer(regionalStorage, estateWith(parts), complete);
const internet = { access: 'Deny', destinationAddressPrefix: 'Internet' };

/**
 * "Default outbound access in Azure", limitations of private subnets: machines still reach storage accounts of their region without an explicit way out,
 * and security groups are recommended against it.
 */
describe('storage accounts of the region', () => {
  test('are closed where security rules deny the Internet', () => {
    expect(ask({}).state).toBe('closed');
  });

  test('are open in a private subnet without a security group, or with one that lets them through', () => {
    expect(ask({ network: nodesWith('networkSecurityGroup', undefined) }).state).toBe('open');
    expect(said(ask({ securityGroup: guard() }))).toBe('everything to Storage leaves subnet `v/nodes` and needs no public address');
    expect(ask({ securityGroup: guard([{ access: 'Allow', protocol: 'Tcp', destinationPortRange: '443', destinationAddressPrefix: 'Storage' }, internet]) }).state).toBe('open');
  });

  test('are undetermined where a rule is not known', () => {
    expect(ask({ securityGroup: guard([{ ...internet, access: new Unknown('a parameter') }]) }).state).toBe('undetermined');
  });

  test('are not visible where the group was not given, or rules may be made elsewhere', () => {
    expect(ask({ securityGroup: undefined }).evidence).toMatchObject([{ notVisible: 'security group `guard` of subnet `v/nodes`' }]);
    expect(ask({}, []).evidence).toContainEqual(expect.objectContaining({ notVisible: 'rules of security group `guard` that are made elsewhere' }));
  });

  test('look open and are closed where only they are denied, by their tag or by that of the region', () => {
    expect(ask({ securityGroup: guard([{ access: 'Deny', destinationAddressPrefix: 'Storage' }]) }).state).toBe('closed');
    const placed = resource(ids.network, network?.body['properties'], { location: 'West Europe' });
    expect(ask({ network: placed, securityGroup: guard([{ access: 'Deny', destinationAddressPrefix: 'Storage.WestEurope' }]) }).state).toBe('closed');
  });

  test('look open and are closed where the default route drops everything, and with outbound type block', () => {
    expect(ask({ securityGroup: guard(), routeTable: routes([['0.0.0.0/0', 'None']]) }).state).toBe('closed');
    expect(ask({ securityGroup: guard(), cluster: changed(cluster, 'networkProfile.outboundType', 'block') }).state).toBe('closed');
  });

  /** Which addresses a service tag holds is Azure's to say, and is not among what was given. */
  test('are not visible where rules let other services through, whose addresses may be those of storage', () => {
    const found = ask({ securityGroup: guard([{ access: 'Allow', destinationAddressPrefix: 'AzureCloud' }, internet]) });
    expect(found.evidence).toMatchObject([{ state: 'undetermined', notVisible: 'whether storage accounts are among what subnet `v/nodes` may reach' }]);
    expect(ask({ securityGroup: guard([{ access: 'Deny', destinationAddressPrefix: 'Sql' }]) }).state).toBe('undetermined');
  });

  test('look closed and are open where rules deny one protocol', () => {
    expect(ask({ securityGroup: guard([{ ...internet, protocol: 'Udp' }]) }).state).toBe('open');
  });
});
