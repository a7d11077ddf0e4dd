import { describe, expect, test } from '@jest/globals';
import type { Resource } from '../../../../src/arm/resource.ts';
import { treeOf } from '../checkout.ts';
import { planned, readPlan, shown, type ResourceSpec } from '../plans.ts';
import { basic, type Attributes } from './documents.ts';

/**
 * Routes of a table, rules of a group and subnets of a network are "Optional, Computed" (schemas of route_table_resource.go,
 * network_security_group_resource.go and virtual_network_resource.go): where nobody wrote them, a plan of what is there already lists what the provider read,
 * with everything that resources of their own made. Their old values are no declaration: a change of those resources would never be seen as done.
 */
const cases = [
  { type: 'azurerm_route_table', block: 'route', property: 'routes', element: { name: 'out', address_prefix: '0.0.0.0/0', next_hop_type: 'Internet' } },
  {
    type: 'azurerm_network_security_group',
    block: 'security_rule',
    property: 'securityRules',
    element: { name: 'out', direction: 'Outbound', access: 'Allow', priority: 100, protocol: '*', source_address_prefix: '*', source_port_range: '*', destination_address_prefix: 'Internet', destination_port_range: '*' },
  },
  { type: 'azurerm_virtual_network', block: 'subnet', property: 'subnets', element: { name: 'nodes', address_prefixes: ['10.0.0.0/24'], default_outbound_access_enabled: true, service_endpoint: [{ service: 'Microsoft.Sql' }] } },
] as const;

describe.each(cases)('$block of $type', ({ type, block, property, element }) => {
  const spec = (attributes: Attributes): ResourceSpec => ({ address: `${type}.this`, actions: ['no-op'], attributes: { ...basic('this'), ...attributes } });
  const listed = (resource: Resource | undefined): unknown => (shown(resource?.body) as { readonly properties?: { readonly [name: string]: unknown } } | undefined)?.properties?.[property];
  const read = async (attributes: Attributes, file?: string): Promise<unknown> =>
    listed((await readPlan({ constraint: '~> 5.0', resources: [spec(attributes)] }, file === undefined ? {} : { tree: treeOf({ 'infra/main.tf': file }) })).resources[0]);
  const fromState = { [block]: planned([element]) };
  const one = [expect.objectContaining({ name: element.name })];

  test('is not declared where the configuration does not have it', async () => {
    expect(await read(fromState, `resource "${type}" "this" {\n  name = "this"\n}\n`)).toBeUndefined();
  });

  test('is declared where somebody wrote it', async () => {
    expect(await read({ [block]: [element] }, `resource "${type}" "this" {\n  ${block} {\n    name = "${element.name}"\n  }\n}\n`)).toEqual(one);
  });

  test('is declared where a `dynamic` block makes it, which a plan does not show', async () => {
    expect(await read(fromState, `resource "${type}" "this" {\n  dynamic "${block}" {\n    for_each = var.all\n    content {\n      name = "x"\n    }\n  }\n}\n`)).toEqual(one);
  });

  test('counts where the file is not in the checkout: it may be a `dynamic` block', async () => {
    expect(await read(fromState)).toEqual(one);
    expect(await read(fromState, 'resource "azurerm_resource_group" "other" {}\n')).toEqual(one);
  });
});

/**
 * 3.116 has both names of a setting, each "Optional, Computed": what nobody wrote is what the provider read before the change
 * (route_table_resource.go; subnet_resource.go, "these are all now optional computed fields").
 */
describe('of two names of a setting', () => {
  const valueOf = async (type: string, attributes: Attributes, property: string): Promise<unknown> => {
    const { resources } = await readPlan({ constraint: '~> 3.116', resources: [{ address: `${type}.this`, actions: ['update'], attributes: { ...basic('this'), virtual_network_name: 'v', ...attributes } }] });
    return (shown(resources[0]?.body) as { readonly properties?: { readonly [name: string]: unknown } } | undefined)?.properties?.[property];
  };

  test.each<readonly [Attributes, boolean]>([
    [{ bgp_route_propagation_enabled: false, disable_bgp_route_propagation: planned(false) }, true],
    [{ bgp_route_propagation_enabled: planned(true), disable_bgp_route_propagation: true }, true],
    [{ bgp_route_propagation_enabled: true, disable_bgp_route_propagation: planned(true) }, false],
    [{ bgp_route_propagation_enabled: planned(true), disable_bgp_route_propagation: planned(false) }, false],
    // Nobody wrote either: the provider leaves what is there.
    [{ bgp_route_propagation_enabled: planned(false), disable_bgp_route_propagation: planned(true) }, true],
  ])('the one that is written counts: %j', async (attributes, disabled) => {
    expect(await valueOf('azurerm_route_table', attributes, 'disableBgpRoutePropagation')).toBe(disabled);
  });

  test.each<readonly [Attributes, string]>([
    [{ enforce_private_link_endpoint_network_policies: planned(true), private_endpoint_network_policies_enabled: true, private_endpoint_network_policies: planned('Disabled') }, 'Enabled'],
    [{ enforce_private_link_endpoint_network_policies: planned(false), private_endpoint_network_policies_enabled: planned(true), private_endpoint_network_policies: 'Disabled' }, 'Disabled'],
    [{ enforce_private_link_endpoint_network_policies: true, private_endpoint_network_policies_enabled: planned(true), private_endpoint_network_policies: planned('Enabled') }, 'Disabled'],
  ])('so of three: %j', async (attributes, policies) => {
    expect(await valueOf('azurerm_subnet', attributes, 'privateEndpointNetworkPolicies')).toBe(policies);
  });
});
