import { describe, expect, test } from '@jest/globals';
import { computed, expression, planned, reference } from '../plans.ts';
import { basic, documentsOf, idOf, type Attributes } from './documents.ts';

// Configurations follow nat_gateway_resource_test.go, route_table_resource_test.go and network_security_group_resource_test.go in internal/services/network
// of hashicorp/terraform-provider-azurerm; documents are what the functions send that the tables name.

describe('azurerm_nat_gateway', () => {
  const gateway = (more: Attributes = {}): Parameters<typeof documentsOf>[0][number] => ({ address: 'azurerm_nat_gateway.n', attributes: { ...basic('n'), ...more } });
  const address = { address: 'azurerm_nat_gateway_public_ip_association.a', attributes: { nat_gateway_id: reference('azurerm_nat_gateway.n.id'), public_ip_address_id: idOf('publicIPAddresses/one') } };
  const second = { ...address, address: 'azurerm_nat_gateway_public_ip_association.b', attributes: { ...address.attributes, public_ip_address_id: idOf('publicIPAddresses/two') } };
  const prefix = { address: 'azurerm_nat_gateway_public_ip_prefix_association.a', attributes: { nat_gateway_id: reference('azurerm_nat_gateway.n.id'), public_ip_prefix_id: idOf('publicIPPrefixes/p') } };

  test('alone has no address', async () => {
    expect(await documentsOf([gateway()])).toEqual({ 'natGateways n': { location: 'westeurope', sku: { name: 'Standard' }, properties: { idleTimeoutInMinutes: 4 } } });
  });

  test('gets an address from each association, and prefixes', async () => {
    expect((await documentsOf([gateway({ zones: ['1'] }), address, second, prefix]))['natGateways n']).toEqual({
      location: 'westeurope',
      sku: { name: 'Standard' },
      zones: ['1'],
      properties: { idleTimeoutInMinutes: 4, publicIpAddresses: [{ id: idOf('publicIPAddresses/one') }, { id: idOf('publicIPAddresses/two') }], publicIpPrefixes: [{ id: idOf('publicIPPrefixes/p') }] },
    });
  });

  test('gets addresses and prefixes of IPv6 as well, in lists of their own', async () => {
    const six = ['public_ip_v6', 'public_ip_prefix_v6'].map((name) => ({ address: `azurerm_nat_gateway_${name}_association.a`, attributes: { nat_gateway_id: reference('azurerm_nat_gateway.n.id'), public_ip_address_id: idOf('publicIPAddresses/six'), public_ip_prefix_id: idOf('publicIPPrefixes/six') } }));
    expect((await documentsOf([gateway(), ...six]))['natGateways n']).toEqual(
      expect.objectContaining({ properties: { idleTimeoutInMinutes: 4, publicIpAddressesV6: [{ id: idOf('publicIPAddresses/six') }], publicIpPrefixesV6: [{ id: idOf('publicIPPrefixes/six') }] } }),
    );
  });

  test('for a whole network names it (StandardV2)', async () => {
    const network = { address: 'azurerm_virtual_network.v', attributes: basic('v') };
    const found = await documentsOf([network, gateway({ sku_name: 'StandardV2', source_virtual_network_id: reference('azurerm_virtual_network.v.id') })]);
    expect(found['natGateways n']).toEqual({ location: 'westeurope', sku: { name: 'StandardV2' }, properties: { idleTimeoutInMinutes: 4, sourceVirtualNetwork: { id: idOf('virtualNetworks/v') } } });
  });

  test('2.x: has its addresses itself', async () => {
    expect((await documentsOf([gateway({ public_ip_address_ids: [idOf('publicIPAddresses/one')] })], { constraint: '~> 2.99' }))['natGateways n']).toEqual(
      expect.objectContaining({ properties: { idleTimeoutInMinutes: 4, publicIpAddresses: [{ id: idOf('publicIPAddresses/one') }] } }),
    );
  });

  test('that is not in the plan has this address, and others that are not known', async () => {
    const found = await documentsOf([{ ...address, attributes: { ...address.attributes, nat_gateway_id: idOf('natGateways/n') } }]);
    const rest = { unknown: 'n is not in the plan, which only changes a part of it' };
    expect(found['natGateways n']).toEqual(expect.objectContaining({ properties: expect.objectContaining({ publicIpAddresses: [rest, { id: idOf('publicIPAddresses/one') }], publicIpPrefixes: rest }) }));
  });
});

describe('azurerm_route_table', () => {
  const tableWith = async (attributes: Attributes, constraint = '~> 4.0'): Promise<unknown> => (await documentsOf([{ address: 'azurerm_route_table.t', attributes: { ...basic('t'), ...attributes } }], { constraint }))['routeTables t'];

  test('takes learned routes unless somebody switches that off, by either name', async () => {
    const learns = async (attributes: Attributes, constraint?: string): Promise<unknown> => ((await tableWith(attributes, constraint)) as { properties: { disableBgpRoutePropagation: unknown } }).properties.disableBgpRoutePropagation;
    expect(await learns({})).toBe(false);
    expect(await learns({ bgp_route_propagation_enabled: false })).toBe(true);
    expect(await learns({}, '~> 3.0')).toBe(false);
    expect(await learns({ disable_bgp_route_propagation: true }, '~> 3.0')).toBe(true);
    // 3.116 has both names, each computed where the other is written.
    expect(await learns({ bgp_route_propagation_enabled: false, disable_bgp_route_propagation: computed }, '3.116.0')).toBe(true);
  });

  test('has its blocks `route` (expandRouteTableRoutes)', async () => {
    const route = [
      { name: 'none', address_prefix: '0.0.0.0/0', next_hop_type: 'None', next_hop_in_ip_address: planned('') },
      { name: 'hub', address_prefix: '10.0.0.0/8', next_hop_type: 'VirtualAppliance', next_hop_in_ip_address: '10.1.0.4' },
    ];
    expect(await tableWith({ route })).toEqual({
      location: 'westeurope',
      properties: {
        disableBgpRoutePropagation: false,
        routes: [
          { name: 'none', properties: { addressPrefix: '0.0.0.0/0', nextHopType: 'None' } },
          { name: 'hub', properties: { addressPrefix: '10.0.0.0/8', nextHopType: 'VirtualAppliance', nextHopIpAddress: '10.1.0.4' } },
        ],
      },
    });
  });

  test('azurerm_route stands below the table that it names; a next hop that is known after apply is unknown', async () => {
    const attributes = { name: 'default', resource_group_name: 'rg', route_table_name: 't', address_prefix: '0.0.0.0/0', next_hop_type: 'VirtualAppliance', next_hop_in_ip_address: expression('azurerm_firewall.f.ip_configuration[0].private_ip_address') };
    expect((await documentsOf([{ address: 'azurerm_route.r', attributes }]))['routeTables/routes t/default']).toEqual({
      properties: { addressPrefix: '0.0.0.0/0', nextHopType: 'VirtualAppliance', nextHopIpAddress: { unknown: expect.stringContaining('`next_hop_in_ip_address` of azurerm_route.r is known only after apply') } },
    });
  });
});

describe('azurerm_network_security_group', () => {
  const deny = { name: 'deny', priority: 4096, direction: 'Outbound', access: 'Deny', protocol: '*', source_port_range: '*', destination_port_range: '*', source_address_prefix: '*', destination_address_prefix: 'Internet' };
  const denied = { priority: 4096, direction: 'Outbound', access: 'Deny', protocol: '*', sourcePortRange: '*', destinationPortRange: '*', sourceAddressPrefix: '*', destinationAddressPrefix: 'Internet' };

  test('has its blocks `security_rule`; lists that are empty are not sent (expandAzureRmSecurityRules)', async () => {
    const allow = {
      name: 'allow', priority: 100, direction: 'Outbound', access: 'Allow', protocol: 'Tcp', description: 'To the registry', source_port_range: '*', destination_port_ranges: ['443', '8443'], destination_port_range: planned(''),
      source_address_prefixes: ['10.0.1.0/24', '10.0.2.0/24'], destination_application_security_group_ids: [idOf('applicationSecurityGroups/a')],
    };
    expect((await documentsOf([{ address: 'azurerm_network_security_group.g', attributes: { ...basic('g'), security_rule: [deny, allow] } }]))['networkSecurityGroups g']).toEqual({
      location: 'westeurope',
      properties: {
        securityRules: [
          { name: 'deny', properties: denied },
          {
            name: 'allow',
            properties: {
              priority: 100, direction: 'Outbound', access: 'Allow', protocol: 'Tcp', description: 'To the registry', sourcePortRange: '*', destinationPortRanges: ['443', '8443'],
              sourceAddressPrefixes: ['10.0.1.0/24', '10.0.2.0/24'], destinationApplicationSecurityGroups: [{ id: idOf('applicationSecurityGroups/a') }],
            },
          },
        ],
      },
    });
  });

  test('where nobody writes a rule, none is in the document: the rules of the service count', async () => {
    expect(await documentsOf([{ address: 'azurerm_network_security_group.g', attributes: { ...basic('g'), security_rule: computed } }])).toEqual({ 'networkSecurityGroups g': { location: 'westeurope' } });
  });

  test('azurerm_network_security_rule stands below the group that it names', async () => {
    const rule = { ...deny, resource_group_name: 'rg', network_security_group_name: 'g' };
    expect((await documentsOf([{ address: 'azurerm_network_security_rule.r', attributes: rule }]))['networkSecurityGroups/securityRules g/deny']).toEqual({ properties: denied });
  });
});
