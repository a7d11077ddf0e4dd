import { describe, expect, test } from '@jest/globals';
import type { Resource } from '../../../../../src/arm/resource.ts';
import { subnetNatGateway } from '../../../../../src/isolation/exposure/rules/network/subnet-nat-gateway.ts';
import { Unknown } from '../../../../../src/language/unknown.ts';
import { answer, changed, closedEstate, estateWith, everything, ids, resource, said } from '../../estate.ts';
import { guard, natGateway, natGatewayId, nodesWith, routes } from './parts.ts';

const { cluster } = closedEstate();
const bound = nodesWith('natGateway', { id: natGatewayId });
/** A NAT gateway on the subnet, with a group that lets everything out. */
const wide: Readonly<Record<string, Resource | undefined>> = { network: bound, natGateway: natGateway(), securityGroup: guard() };
const ask = (parts: Readonly<Record<string, Resource | undefined>>, complete = everything) => answer(subnetNatGateway, estateWith({ ...wide, ...parts }), complete);

describe('a NAT gateway on the subnet', () => {
  test('is closed where there is none', () => {
    expect(answer(subnetNatGateway, estateWith({ securityGroup: guard() })).state).toBe('closed');
  });

  test('is open where the subnet names one and security rules let packets out', () => {
    const found = ask({});
    expect(found.evidence).toMatchObject([{ state: 'open', target: natGatewayId, spot: { pointer: '/properties/subnets/0/properties/natGateway/id' } }]);
    expect(said(found)).toBe('NAT gateway `nat` serves subnet `v/nodes`');
  });

  test('is open where the gateway that the subnet names was not given', () => {
    expect(ask({ natGateway: undefined }).evidence).toMatchObject([{ state: 'open', target: natGatewayId }]);
  });

  test('is undetermined where the reference, the addresses of the gateway or a rule before it are not known', () => {
    const why = new Unknown('the parameter `nat` is given no value');
    expect(ask({ network: nodesWith('natGateway', why) }).state).toBe('undetermined');
    expect(ask({ natGateway: natGateway({ publicIpAddresses: why }) }).state).toBe('undetermined');
    expect(ask({ securityGroup: guard([{ access: why, destinationAddressPrefix: 'Internet' }]) }).state).toBe('undetermined');
  });

  test('is not visible, never closed, where the group, the table or rules of theirs were not given', () => {
    expect(said(ask({ securityGroup: undefined }))).toContain('security group `guard` of subnet `v/nodes` cannot be seen here');
    expect(said(ask({ routeTable: undefined }))).toContain('route table `routes` of subnet `v/nodes` cannot be seen here');
    const denied = guard([{ access: 'Deny', destinationAddressPrefix: 'Internet' }]);
    expect(ask({ securityGroup: denied }, []).evidence).toContainEqual(expect.objectContaining({ state: 'undetermined', notVisible: 'rules of security group `guard` that are made elsewhere' }));
  });

  /** "Troubleshoot Azure NAT Gateway", configuration basics: at least one public address must be associated for it to provide outbound connectivity. */
  test('looks open and is closed where the gateway has no public address', () => {
    expect(said(ask({ natGateway: natGateway({ publicIpAddresses: [] }) }))).toContain('has no public address');
    expect(ask({ natGateway: natGateway({ publicIpAddresses: [], publicIpPrefixes: [{ id: 'p' }] }) }).state).toBe('open');
  });

  /** "Azure network security groups overview": a rule of a higher priority that denies the Internet comes before the default rule that allows it. */
  test('looks open and is closed where security rules deny the Internet, and says so', () => {
    const found = ask({ securityGroup: guard([{ access: 'Deny', destinationAddressPrefix: 'Internet' }]) });
    expect(found.state).toBe('closed');
    expect(said(found)).toBe('NAT gateway `nat` serves subnet `v/nodes`, but security group `guard` denies everything to the Internet');
  });

  /** "What is Azure NAT Gateway?": routes to a virtual appliance or a gateway override the NAT gateway; "Azure virtual network traffic routing": None drops. */
  test('looks open and is closed where the default route leads elsewhere, or nowhere', () => {
    expect(ask({ routeTable: routes([['0.0.0.0/0', 'VirtualAppliance', '10.1.0.4']]) }).state).toBe('closed');
    expect(ask({ routeTable: routes([['0.0.0.0/0', 'None']]) }).state).toBe('closed');
    expect(ask({ routeTable: routes([['0.0.0.0/1', 'None'], ['128.0.0.0/1', 'VirtualNetworkGateway']]) }).state).toBe('closed');
  });

  /** "Azure virtual network traffic routing": the longest prefix decides, so that a part of the Internet keeps its way. */
  test('looks closed and is open where the default route leaves a part of the Internet out', () => {
    expect(ask({ routeTable: routes([['0.0.0.0/0', 'None'], ['20.0.0.0/8', 'Internet']]) }).state).toBe('open');
    expect(ask({ routeTable: routes([['0.0.0.0/1', 'None']]) }).state).toBe('open');
  });

  test('is closed where rules and routes leave no packet to each other, though each leaves some', () => {
    const some = guard([{ access: 'Allow', destinationAddressPrefix: '20.0.0.0/8' }, { access: 'Deny', destinationAddressPrefix: '*' }]);
    expect(ask({ securityGroup: some }).state).toBe('open');
    expect(ask({ securityGroup: some, routeTable: routes([['20.0.0.0/7', 'None']]) }).state).toBe('closed');
  });

  /** "Customize cluster egress with outbound types": block is a rule on the interfaces of nodes. */
  test('looks open and is closed with outbound type block', () => {
    expect(ask({ cluster: changed(cluster, 'networkProfile.outboundType', 'block') }).state).toBe('closed');
    expect(ask({ cluster: changed(cluster, 'networkProfile.outboundType', new Unknown('a parameter')) }).state).toBe('undetermined');
  });

  test('is not known where it is not known whether the group that denies will be deployed', () => {
    const perhaps = { ...guard([{ access: 'Deny', destinationAddressPrefix: 'Internet' }]), mayBeAbsent: 'its condition is not known' };
    expect(ask({ securityGroup: perhaps }).state).toBe('undetermined');
  });

  test('is not known where it is not known whether the rule or the route that holds packets back will be deployed', () => {
    const mayBeAbsent = 'its condition is not known';
    const rule = { ...resource(`${ids.securityGroup}/securityRules/deny`, { priority: 100, direction: 'Outbound', access: 'Deny', protocol: '*', sourceAddressPrefix: '*', sourcePortRange: '*', destinationAddressPrefix: '*', destinationPortRange: '*' }), mayBeAbsent };
    expect(said(ask({ rule }))).toContain('whether security rule `deny` will be deployed is not known: its condition is not known');
    const drop = { ...resource(`${ids.routeTable}/routes/drop`, { addressPrefix: '0.0.0.0/0', nextHopType: 'None' }), mayBeAbsent };
    expect(said(ask({ drop }))).toContain('whether route `drop` of table `routes` will be deployed is not known');
    const { mayBeAbsent: _, ...certain } = drop;
    expect(ask({ drop: certain }).state).toBe('closed');
  });
});
