import { describe, expect, test } from '@jest/globals';
import type { Resource } from '../../../../../src/arm/resource.ts';
import { defaultOutboundAccess } from '../../../../../src/isolation/exposure/rules/network/default-outbound-access.ts';
import { Unknown } from '../../../../../src/language/unknown.ts';
import { answer, changed, closedEstate, estateWith, everything, nodeGroup, resource, said } from '../../estate.ts';
import { guard, loadBalancer, natGateway, natGatewayId, nodesWith, routes } from './parts.ts';

const { cluster } = closedEstate();
const ask = (parts: Readonly<Record<string, Resource | undefined>>, complete = everything) => answer(defaultOutboundAccess, estateWith({ securityGroup: guard(), ...parts }), complete);

describe('default outbound access', () => {
  test('is closed where the subnet is private', () => {
    expect(ask({}).state).toBe('closed');
  });

  test('is open where the subnet gives it, and where nothing is said', () => {
    expect(ask({ network: nodesWith('defaultOutboundAccess', true) }).evidence).toMatchObject([{ state: 'open', wanted: false, spot: { pointer: '/properties/subnets/0/properties/defaultOutboundAccess' } }]);
    expect(ask({ network: nodesWith('defaultOutboundAccess', undefined) }).state).toBe('open');
  });

  /** "Default outbound access in Azure": networks made after March 2026 by newer API versions are private where nothing is said, older ones are not. */
  test('is undetermined where nothing is said and a request of a newer API version may make the network, or may change one', () => {
    const silent = nodesWith('defaultOutboundAccess', undefined);
    expect(ask({ network: { ...silent, apiVersion: '2025-07-01' } }).state).toBe('undetermined');
    expect(ask({ network: { ...silent, apiVersion: '2024-05-01' } }).state).toBe('open');
  });

  test('is undetermined where the value is not known', () => {
    expect(said(ask({ network: nodesWith('defaultOutboundAccess', new Unknown('the parameter `private` is given no value')) }))).toContain('the parameter `private` is given no value');
  });

  test('is not visible where the subnet was not given', () => {
    expect(ask({ network: undefined }).evidence).toContainEqual(expect.objectContaining({ state: 'undetermined', notVisible: 'subnet `v/nodes`' }));
  });

  /** AKS release notes: subnets of networks that AKS makes are private for new clusters; the document of the subnet says it for each. */
  test('is read from the network that AKS makes, where that is seen', () => {
    const managed = changed(cluster, 'agentPoolProfiles.0.vnetSubnetID', undefined);
    const made = (properties: object) => resource(`${nodeGroup}/providers/Microsoft.Network/virtualNetworks/aks-vnet-1`, { subnets: [{ name: 'aks-subnet', properties }] });
    expect(ask({ cluster: managed, made: made({ defaultOutboundAccess: false }) }).state).toBe('closed');
    expect(ask({ cluster: managed, made: made({}) }).state).toBe('open');
    expect(said(ask({ cluster: managed }))).toContain('the network that AKS makes cannot be seen here');
  });

  /** "Default outbound access in Azure": a machine with an explicit way out, such as a NAT gateway, has no default one. */
  test('looks open and is closed where the subnet has a NAT gateway, which is another way', () => {
    const network = nodesWith('natGateway', { id: natGatewayId }, nodesWith('defaultOutboundAccess', true));
    expect(said(ask({ network, natGateway: natGateway() }))).toBe('NAT gateway `nat` serves subnet `v/nodes`, in the place of default outbound access');
    expect(ask({ network, natGateway: natGateway({ publicIpAddresses: [] }) }).state).toBe('open');
  });

  test('looks open and is closed where security rules or routes let nothing get there', () => {
    const network = nodesWith('defaultOutboundAccess', true);
    expect(ask({ network, securityGroup: guard([{ access: 'Deny', destinationAddressPrefix: 'Internet' }]) }).state).toBe('closed');
    expect(ask({ network, routeTable: routes([['0.0.0.0/0', 'VirtualAppliance', '10.1.0.4']]) }).state).toBe('closed');
  });

  /** "Customize cluster egress with outbound types": with none, nodes follow the default outbound behavior of machines. */
  test('looks closed and is open with outbound type none', () => {
    expect(ask({ network: nodesWith('defaultOutboundAccess', true), cluster: changed(cluster, 'networkProfile.outboundType', 'none') }).state).toBe('open');
  });

  /** "Default outbound access in Azure", limitations of private subnets: machines in a backend pool that is configured by address use it all the same. */
  test('looks closed and is open where nodes are in backend pools by address, and nothing keeps their packets', () => {
    const byAddress = changed(cluster, 'networkProfile.loadBalancerProfile', { backendPoolType: 'nodeIP' });
    const internal = loadBalancer({ frontendIPConfigurations: [{ name: 'front', properties: { privateIPAddress: '10.0.0.9' } }], backendAddressPools: [{ name: 'kubernetes' }] });
    expect(ask({ cluster: byAddress, internal }).evidence).toContainEqual(expect.objectContaining({ state: 'open', wanted: 'NodeIPConfiguration' }));
    expect(ask({ cluster: changed(cluster, 'networkProfile.loadBalancerProfile', { backendPoolType: 'nodeIPConfiguration' }), internal }).state).toBe('closed');
    expect(ask({ cluster: byAddress }).state).toBe('closed');
    expect(ask({ cluster: byAddress }, []).evidence).toContainEqual(expect.objectContaining({ notVisible: 'load balancers in the node resource group' }));
    expect(ask({ cluster: byAddress, internal, securityGroup: guard([{ access: 'Deny', destinationAddressPrefix: 'Internet' }]) }).state).toBe('closed');
    expect(ask({ cluster: changed(cluster, 'networkProfile.loadBalancerProfile', { backendPoolType: new Unknown('a parameter') }), internal }).state).toBe('undetermined');
  });
});
