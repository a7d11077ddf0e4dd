import { describe, expect, test } from '@jest/globals';
import type { Resource } from '../../../../../src/arm/resource.ts';
import { publicLoadBalancer } from '../../../../../src/isolation/exposure/rules/network/public-load-balancer.ts';
import { Unknown } from '../../../../../src/language/unknown.ts';
import { answer, estateWith, everything, ids, nodeGroup, resource, said } from '../../estate.ts';
import { guard, loadBalancer, natGatewayId, routes } from './parts.ts';

const ask = (parts: Readonly<Record<string, Resource | undefined>>, complete = everything) => answer(publicLoadBalancer, estateWith({ securityGroup: guard(), ...parts }), complete);
const balancerId = `${nodeGroup}/providers/Microsoft.Network/loadBalancers/kubernetes`;
const front = { id: `${balancerId}/frontendIPConfigurations/front` };
const rule = (more: object = {}) => ({ name: 'web', properties: { frontendIPConfiguration: front, protocol: 'Tcp', frontendPort: 443, ...more } });
const address = (more: object) => resource(`${nodeGroup}/providers/Microsoft.Network/publicIPAddresses/kubernetes-a`, { ipAddress: '20.1.2.3', ...more });
const strict = guard([{ access: 'Deny', destinationAddressPrefix: 'Internet' }]);

describe('public load balancers', () => {
  test('are closed where the node resource group has none', () => {
    expect(ask({}).state).toBe('closed');
  });

  test('are open with an outbound rule', () => {
    const found = ask({ balancer: loadBalancer({ outboundRules: [{ name: 'aksOutboundRule', properties: {} }] }) });
    expect(found.evidence).toContainEqual(expect.objectContaining({ state: 'open', target: balancerId, spot: expect.objectContaining({ pointer: '/properties/outboundRules/0' }) }));
  });

  /** "Source Network Address Translation (SNAT) for outbound connections": rules translate what nodes begin unless they say disableOutboundSnat. */
  test('are open with a rule of a Service, for what nodes begin and for answers', () => {
    const found = ask({ balancer: loadBalancer({ loadBalancingRules: [rule()] }) });
    expect(said(found)).toBe('rule `web` of load balancer `kubernetes` gives packets of nodes a public address; rule `web` of load balancer `kubernetes` lets callers in and answers out');
    const quiet = ask({ balancer: loadBalancer({ loadBalancingRules: [rule({ disableOutboundSnat: true })] }) });
    expect(said(quiet)).toBe('rule `web` of load balancer `kubernetes` lets callers in and answers out');
  });

  test('are open with a NAT rule to a node', () => {
    expect(ask({ balancer: loadBalancer({ inboundNatRules: [rule()] }) }).state).toBe('open');
  });

  test('are undetermined where frontends, their addresses or rules are not known', () => {
    const why = new Unknown('the parameter `address` is given no value');
    for (const properties of [
      { frontendIPConfigurations: why },
      { frontendIPConfigurations: [{ name: 'front', properties: { publicIPAddress: why } }], loadBalancingRules: [rule()] },
      { loadBalancingRules: why },
      { outboundRules: why },
    ]) {
      const found = ask({ balancer: loadBalancer(properties) });
      expect(found.state).toBe('undetermined');
      expect(said(found)).toContain('the parameter `address` is given no value');
    }
  });

  test('are not visible where the node resource group was not listed', () => {
    expect(ask({}, []).evidence).toEqual([expect.objectContaining({ notVisible: 'load balancers and public addresses in the node resource group' })]);
  });

  test('look open and are closed where the frontend is internal, lies elsewhere, or has no rule', () => {
    const internal = loadBalancer({ frontendIPConfigurations: [{ name: 'front', properties: { privateIPAddress: '10.0.0.9', subnet: { id: ids.nodes } } }], loadBalancingRules: [rule()] });
    expect(ask({ balancer: internal }).state).toBe('closed');
    const elsewhere = resource(ids.network.replace('virtualNetworks/v', 'loadBalancers/other'), loadBalancer({ loadBalancingRules: [rule()] }).body['properties']);
    expect(ask({ elsewhere }).state).toBe('closed');
    expect(said(ask({ balancer: loadBalancer() }))).toContain('has a public address that no rule uses');
  });

  test('look open and are closed where the rule is one of an internal frontend beside a public one', () => {
    const both = [{ name: 'front', properties: { privateIPAddress: '10.0.0.9' } }, { name: 'outside', properties: { publicIPAddress: { id: 'p' } } }];
    expect(ask({ balancer: loadBalancer({ frontendIPConfigurations: both, loadBalancingRules: [rule()] }) }).state).toBe('closed');
  });

  /** "Azure virtual network traffic routing", 0.0.0.0/0 address prefix: with another default route resources are no longer reached from the Internet directly. */
  test('look open and are closed where the default route leads answers elsewhere', () => {
    expect(ask({ balancer: loadBalancer({ loadBalancingRules: [rule()] }), routeTable: routes([['0.0.0.0/0', 'VirtualAppliance', '10.1.0.4']]) }).state).toBe('closed');
  });

  /** "Azure network security groups overview": groups keep state, so that answers to what came in pass whatever outbound rules say. */
  test('look closed and are open where security rules deny the Internet: answers pass', () => {
    const balancer = loadBalancer({ loadBalancingRules: [rule()] });
    expect(said(ask({ balancer, securityGroup: strict }))).toBe('rule `web` of load balancer `kubernetes` lets callers in and answers out');
    expect(ask({ balancer: loadBalancer({ outboundRules: [{ name: 'out', properties: {} }] }), securityGroup: strict }).state).toBe('closed');
  });

  test('public addresses count by what they are attached to', () => {
    expect(said(ask({ address: address({}) }))).toContain('is attached to nothing');
    expect(ask({ address: address({ natGateway: { id: natGatewayId } }) }).state).toBe('closed');
    expect(ask({ address: address({ ipConfiguration: { id: `${nodeGroup}/providers/Microsoft.Network/networkInterfaces/n/ipConfigurations/a` } }) }).state).toBe('closed');
    expect(ask({ address: address({ ipConfiguration: { id: `${nodeGroup}/providers/Microsoft.Network/applicationGateways/g/frontendIPConfigurations/a` } }) }).state).toBe('open');
    const attached = address({ ipConfiguration: front });
    expect(said(ask({ address: attached }))).toContain('load balancer `kubernetes`, which has a public address, cannot be seen here');
    expect(ask({ address: attached, balancer: loadBalancer() }).state).toBe('closed');
    expect(ask({ address: address({ ipConfiguration: new Unknown('known after apply') }) }).state).toBe('undetermined');
  });
});
