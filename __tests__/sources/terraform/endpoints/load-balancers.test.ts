import { describe, expect, test } from '@jest/globals';
import { computed, planned, reference, resourcesOf, shown, type PlanSpec, type ResourceSpec } from '../plans.ts';

// loadbalancer_resource.go, expandAzureRmLoadBalancerFrontendIpConfigurations; lb_rule_resource.go, expandAzureRmLoadBalancerRule;
// lb_nat_rule_resource.go; lb_outbound_rule_resource.go, expandAzureRmLoadBalancerOutboundRule; public_ip_resource.go; public_ip_prefix_resource.go.

type Attributes = { readonly [name: string]: unknown };
const place: Attributes = { resource_group_name: 'rg', location: 'West Europe' };
const balancerId = '/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/loadBalancers/lb';
const address: ResourceSpec = { address: 'azurerm_public_ip.out', attributes: { ...place, name: 'out', allocation_method: 'Static' } };
const addressId = { unknown: 'the id of azurerm_public_ip.out is known only after apply', pieces: ['/subscriptions/', '/resourceGroups/rg/providers/Microsoft.Network/publicIPAddresses/out'] };
const frontend: Attributes = { name: 'out', public_ip_address_id: reference('azurerm_public_ip.out.id'), public_ip_prefix_id: computed, subnet_id: computed };
const balancer: ResourceSpec = { address: 'azurerm_lb.lb', attributes: { ...place, name: 'lb', frontend_ip_configuration: [frontend] } };
const ofBalancer = reference('azurerm_lb.lb.id');

async function first(spec: ResourceSpec, more: Omit<PlanSpec, 'resources'> = {}): Promise<unknown> {
  const [found] = await resourcesOf([spec], more);
  return shown(found?.body);
}

test('a public address as the schema presets it', async () => {
  expect(await first(address)).toEqual({
    location: 'westeurope',
    sku: { name: 'Standard', tier: 'Regional' },
    properties: { publicIPAllocationMethod: 'Static', publicIPAddressVersion: 'IPv4', idleTimeoutInMinutes: 4, ddosSettings: { protectionMode: 'VirtualNetworkInherited' } },
  });
});

test('addresses and load balancers of 3.x are Basic', async () => {
  for (const spec of [address, balancer]) expect(await first(spec, { constraint: '~> 3.0' })).toHaveProperty('sku', { name: 'Basic', tier: 'Regional' });
});

test('an address has a prefix and names', async () => {
  const attributes = { ...address.attributes, public_ip_prefix_id: '/prefix', domain_name_label: 'x', zones: ['1'] };
  expect(await first({ ...address, attributes })).toEqual(expect.objectContaining({ zones: ['1'], properties: expect.objectContaining({ publicIPPrefix: { id: '/prefix' }, dnsSettings: { domainNameLabel: 'x' } }) }));
});

test('a prefix as the schema presets it', async () => {
  expect(await first({ address: 'azurerm_public_ip_prefix.p', attributes: { ...place, name: 'p' } })).toEqual({
    location: 'westeurope',
    sku: { name: 'Standard', tier: 'Regional' },
    properties: { publicIPAddressVersion: 'IPv4', prefixLength: 28 },
  });
});

describe('a load balancer', () => {
  test('with a public frontend: the address of the same plan, and no prefix', async () => {
    expect((await resourcesOf([balancer, address])).map(({ body }) => shown(body))[0]).toEqual({
      location: 'westeurope',
      sku: { name: 'Standard', tier: 'Regional' },
      properties: { frontendIPConfigurations: [{ name: 'out', properties: { publicIPAddress: { id: addressId } } }] },
    });
  });

  test('with a private frontend has an address of version 4', async () => {
    const inner = { name: 'in', subnet_id: '/subnet', public_ip_address_id: computed, private_ip_address_allocation: 'Dynamic', private_ip_address_version: computed };
    expect(await first({ ...balancer, attributes: { ...balancer.attributes, frontend_ip_configuration: [inner] } })).toHaveProperty('properties.frontendIPConfigurations', [
      { name: 'in', properties: { subnet: { id: '/subnet' }, privateIPAllocationMethod: 'Dynamic', privateIPAddressVersion: 'IPv4' } },
    ]);
  });

  const frontendId = { unknown: 'the id of azurerm_lb.lb is known only after apply', pieces: ['/subscriptions/', '/resourceGroups/rg/providers/Microsoft.Network/loadBalancers/lb/frontendIPConfigurations/out'] };
  const rule = (name: string, attributes: Attributes = {}): ResourceSpec => ({
    address: `azurerm_lb_rule.${name}`,
    attributes: { name, loadbalancer_id: ofBalancer, frontend_ip_configuration_name: 'out', protocol: 'Tcp', frontend_port: 80, backend_port: 8080, ...attributes },
  });

  test('holds the rules that name it, one after the other', async () => {
    const resources = await resourcesOf([rule('a'), balancer, address, rule('b', { disable_outbound_snat: true, enable_floating_ip: true })]);
    const common = { protocol: 'Tcp', frontendPort: 80, backendPort: 8080, enableTcpReset: false, idleTimeoutInMinutes: 4, loadDistribution: 'Default', frontendIPConfiguration: { id: frontendId } };
    expect(resources.map(({ name }) => name)).toEqual(['lb', 'out']);
    expect(shown(resources[0]?.body)).toHaveProperty('properties.loadBalancingRules', [
      { name: 'a', properties: { ...common, disableOutboundSnat: false, enableFloatingIP: false } },
      { name: 'b', properties: { ...common, disableOutboundSnat: true, enableFloatingIP: true } },
    ]);
    expect(shown(resources[0]?.body)).toHaveProperty('properties.frontendIPConfigurations.0.name', 'out');
  });

  test('holds outbound rules and rules that lead to one machine', async () => {
    const outbound: ResourceSpec = {
      address: 'azurerm_lb_outbound_rule.o',
      attributes: { name: 'o', loadbalancer_id: ofBalancer, protocol: 'All', backend_address_pool_id: '/pool', allocated_outbound_ports: planned(null), frontend_ip_configuration: [{ name: 'out', id: computed }] },
    };
    const nat: ResourceSpec = {
      address: 'azurerm_lb_nat_rule.n',
      attributes: { name: 'n', loadbalancer_id: ofBalancer, protocol: 'Tcp', frontend_ip_configuration_name: 'out', frontend_port: 22, backend_port: 22 },
    };
    const [found] = await resourcesOf([balancer, address, outbound, nat]);
    expect(shown(found?.body)).toHaveProperty('properties.outboundRules', [
      { name: 'o', properties: { protocol: 'All', backendAddressPool: { id: '/pool' }, frontendIPConfigurations: [{ id: frontendId }], allocatedOutboundPorts: 1024, enableTcpReset: false, idleTimeoutInMinutes: 4 } },
    ]);
    expect(shown(found?.body)).toHaveProperty('properties.inboundNatRules', [{ name: 'n', properties: { protocol: 'Tcp', frontendPort: 22, backendPort: 22, frontendIPConfiguration: { id: frontendId } } }]);
  });

  test('holds its pools, by which rules are joined to them', async () => {
    const pool: ResourceSpec = { address: 'azurerm_lb_backend_address_pool.p', attributes: { name: 'p', loadbalancer_id: ofBalancer, virtual_network_id: '/net' } };
    const [found] = await resourcesOf([balancer, address, pool, { ...pool, address: 'azurerm_lb_backend_address_pool.q', attributes: { name: 'q', loadbalancer_id: ofBalancer, synchronous_mode: planned(null) } }]);
    expect(shown(found?.body)).toHaveProperty('properties.backendAddressPools', [{ name: 'p', properties: { virtualNetwork: { id: '/net' } } }, { name: 'q' }]);
  });

  test('2.x: a rule names one pool', async () => {
    const [found] = await resourcesOf([balancer, address, rule('a', { backend_address_pool_id: '/pool' })], { constraint: '~> 2.99' });
    expect(shown(found?.body)).toHaveProperty('properties.loadBalancingRules.0.properties.backendAddressPool.id', '/pool');
  });

  test('that is not in the plan is unknown but for the rule', async () => {
    const [found] = await resourcesOf([rule('a', { loadbalancer_id: balancerId })]);
    const open = { unknown: 'lb is not in the plan, which only changes a part of it' };
    expect(found?.id).toBe(balancerId);
    expect(shown(found?.body)).toHaveProperty('properties.frontendIPConfigurations', open);
    expect(shown(found?.body)).toHaveProperty('properties.loadBalancingRules', [open, expect.objectContaining({ name: 'a' })]);
  });

  test('has unknown frontends where an attribute is known only after apply', async () => {
    const other = { name: 'out', public_ip_address_id: reference('data.azurerm_public_ip.x.id') };
    expect(await first({ ...balancer, attributes: { ...balancer.attributes, frontend_ip_configuration: [other] } })).toHaveProperty('properties.frontendIPConfigurations.0.properties.publicIPAddress.id', {
      unknown: '`frontend_ip_configuration.public_ip_address_id` of azurerm_lb.lb is known only after apply: it comes from `data.azurerm_public_ip.x.id`',
    });
  });
});
