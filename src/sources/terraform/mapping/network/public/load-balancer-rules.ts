import { isUnknown } from '../../../../../language/unknown.ts';
import { joined, textOf } from '../../../resources/ids.ts';
import type { Attributes, MergeTable, Row, Setting } from '../../table.ts';

const into = { attribute: 'loadbalancer_id', armType: 'Microsoft.Network/loadBalancers' } as const;

/** Rows of an element that is added to a list. */
function elementOf(list: string, rows: readonly Row[]): readonly Row[] {
  return rows.map((row) => ({ ...row, to: `${list}[].${row.to}` }));
}

const rules = 'properties.loadBalancingRules';

export const loadBalancerRule: MergeTable = {
  kind: 'merge',
  type: 'azurerm_lb_rule',
  source: 'internal/services/loadbalancer/lb_rule_resource.go, expandAzureRmLoadBalancerRule',
  into,
  rows: elementOf(rules, [
    { attribute: 'name', to: 'name' },
    { attribute: 'protocol', to: 'properties.protocol' },
    { attribute: 'frontend_port', to: 'properties.frontendPort' },
    { attribute: 'backend_port', to: 'properties.backendPort' },
    { attribute: 'disable_outbound_snat', to: 'properties.disableOutboundSnat', default: false },
    // The names of later versions first; both have the same default.
    { attribute: 'floating_ip_enabled', to: 'properties.enableFloatingIP', default: false },
    { attribute: 'enable_floating_ip', to: 'properties.enableFloatingIP' },
    { attribute: 'tcp_reset_enabled', to: 'properties.enableTcpReset', default: false },
    { attribute: 'enable_tcp_reset', to: 'properties.enableTcpReset' },
    { attribute: 'idle_timeout_in_minutes', to: 'properties.idleTimeoutInMinutes', default: 4 },
    { attribute: 'load_distribution', to: 'properties.loadDistribution', default: 'Default' },
    { attribute: 'probe_id', to: 'properties.probe.id' },
    { attribute: 'backend_address_pool_ids', to: 'properties.backendAddressPool.id', as: { kind: 'first' } },
    { attribute: 'backend_address_pool_id', to: 'properties.backendAddressPool.id', until: '3.0.0' },
  ]),
  more: {
    about: '`frontend_ip_configuration_name` makes `properties.loadBalancingRules.properties.frontendIPConfiguration.id`, an id below that of the load balancer.',
    settings: (read) => frontendOf(rules, read),
  },
};

const inboundRules = 'properties.inboundNatRules';

export const loadBalancerNatRule: MergeTable = {
  kind: 'merge',
  type: 'azurerm_lb_nat_rule',
  source: 'internal/services/loadbalancer/lb_nat_rule_resource.go, expandAzureRmLoadBalancerNatRule',
  into,
  rows: elementOf(inboundRules, [
    { attribute: 'name', to: 'name' },
    { attribute: 'protocol', to: 'properties.protocol' },
    { attribute: 'frontend_port', to: 'properties.frontendPort', unset: 0 },
    { attribute: 'frontend_port_start', to: 'properties.frontendPortRangeStart', unset: 0 },
    { attribute: 'frontend_port_end', to: 'properties.frontendPortRangeEnd', unset: 0 },
    { attribute: 'backend_port', to: 'properties.backendPort' },
    { attribute: 'backend_address_pool_id', to: 'properties.backendAddressPool.id' },
  ]),
  more: {
    about: '`frontend_ip_configuration_name` makes `properties.inboundNatRules.properties.frontendIPConfiguration.id`, an id below that of the load balancer.',
    settings: (read) => frontendOf(inboundRules, read),
  },
};

const outboundRules = 'properties.outboundRules';

export const loadBalancerOutboundRule: MergeTable = {
  kind: 'merge',
  type: 'azurerm_lb_outbound_rule',
  source: 'internal/services/loadbalancer/lb_outbound_rule_resource.go, expandAzureRmLoadBalancerOutboundRule',
  into,
  rows: elementOf(outboundRules, [
    { attribute: 'name', to: 'name' },
    { attribute: 'protocol', to: 'properties.protocol' },
    { attribute: 'allocated_outbound_ports', to: 'properties.allocatedOutboundPorts', default: 1024 },
    { attribute: 'tcp_reset_enabled', to: 'properties.enableTcpReset', default: false },
    { attribute: 'enable_tcp_reset', to: 'properties.enableTcpReset' },
    { attribute: 'idle_timeout_in_minutes', to: 'properties.idleTimeoutInMinutes', default: 4 },
    { attribute: 'backend_address_pool_id', to: 'properties.backendAddressPool.id' },
  ]),
  more: {
    about: `The names in \`frontend_ip_configuration\` make the ids in \`${outboundRules}[].properties.frontendIPConfigurations\`, below that of the load balancer.`,
    settings: (read) => {
      const attribute = 'frontend_ip_configuration';
      const blocks = read.blocks(attribute);
      const value = isUnknown(blocks) ? blocks : blocks.map((block) => ({ id: frontendId(read, block.at('name')) }));
      return [{ to: `${outboundRules}[].properties.frontendIPConfigurations`, value, attribute }];
    },
  },
};

const pools = 'properties.backendAddressPools';

export const loadBalancerBackendAddressPool: MergeTable = {
  kind: 'merge',
  type: 'azurerm_lb_backend_address_pool',
  source: 'internal/services/loadbalancer/lb_backend_address_pool_resource.go, resourceArmLoadBalancerBackendAddressPoolCreateUpdate',
  notes: 'The members of a pool are not read.',
  into,
  rows: elementOf(pools, [
    { attribute: 'name', to: 'name' },
    { attribute: 'virtual_network_id', to: 'properties.virtualNetwork.id' },
    { attribute: 'synchronous_mode', to: 'properties.syncMode' },
  ]),
};

/** The provider looks the frontend up by its name (FindLoadBalancerFrontEndIpConfigurationByName). */
function frontendOf(list: string, read: Attributes): readonly Setting[] {
  const attribute = 'frontend_ip_configuration_name';
  const name = read.at(attribute);
  return name === undefined ? [] : [{ to: `${list}[].properties.frontendIPConfiguration.id`, value: frontendId(read, name), attribute }];
}

function frontendId(read: Attributes, name: unknown): unknown {
  return joined(textOf(read.at(into.attribute), `\`${into.attribute}\``), '/frontendIPConfigurations/', textOf(name, 'the name of the frontend'));
}
