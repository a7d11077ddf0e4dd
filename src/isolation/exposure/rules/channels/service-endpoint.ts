import { closed, notVisible, open, undetermined, type Evidence } from '../../evidence.ts';
import type { Inventory } from '../../graph/inventory.ts';
import type { SubnetView } from '../../graph/network.ts';
import { elements, isOneOf, step, textIn, type Spot } from '../../graph/spot.ts';
import { isUnknown } from '../../../../language/unknown.ts';
import type { ExposureRule } from '../../rule.ts';

/** Service endpoints of the subnets that nodes and pods live in. */
export const serviceEndpoint: ExposureRule = {
  id: 'egress-service-endpoint',
  kind: 'egress',
  title: 'Subnets of nodes should have no open service endpoints',
  short: 'Service endpoints',
  leak: 'A service endpoint routes the subnet to the public addresses of an Azure service, in every tenant, whatever route table and outbound type say: an account of somebody else is as near as your own.',
  seen: ['Microsoft.Network/virtualNetworks/subnets: serviceEndpoints[*].service, serviceEndpointPolicies[*].id'],
  severity: 'medium',
  remedy: 'Use a private endpoint and remove the service endpoint, or, for `Microsoft.Storage`, attach a service endpoint policy that lists the accounts.',
  sources: ['Azure virtual network documentation, "Virtual network service endpoints"', 'Azure virtual network documentation, "Virtual network service endpoint policies for Azure Storage"'],
  look: ({ network, inventory }) => [...network.subnets.items.flatMap((subnet) => ofSubnet(subnet, inventory)), ...network.subnets.rest],
};

function ofSubnet(subnet: SubnetView, inventory: Inventory): readonly Evidence[] {
  const list = subnet.at('serviceEndpoints');
  const { spots, unknown } = elements(list);
  if (unknown !== undefined) return [undetermined(`the service endpoints of subnet \`${subnet.name}\` are not known: ${unknown.why}`, list)];
  if (spots.length === 0) return [closed(`subnet \`${subnet.name}\` has no service endpoint`, list)];
  return spots.map((endpoint) => ofEndpoint(step(endpoint, 'service'), subnet, inventory));
}

function ofEndpoint(service: Spot, subnet: SubnetView, inventory: Inventory): Evidence {
  const name = textIn(service) ?? 'a service';
  const opens = open(`subnet \`${subnet.name}\` has a service endpoint to \`${name}\`, in every tenant`, service, { target: name });
  // Policies are there for Azure Storage alone; of `Microsoft.Storage.Global` no page says that they hold for it.
  const isStorage = isOneOf(service, ['Microsoft.Storage']);
  const policies = subnet.at('serviceEndpointPolicies');
  const { spots, unknown } = elements(policies);
  if (isStorage === false || (unknown === undefined && spots.length === 0)) return opens;
  if (isUnknown(service.value)) return undetermined(`to which service subnet \`${subnet.name}\` has an endpoint, and whether a policy limits it, is not known: ${service.value.why}`, service);
  if (unknown !== undefined) return undetermined(`the service endpoint policies of subnet \`${subnet.name}\` are not known: ${unknown.why}`, policies);
  const followed = spots.map((spot) => ({ spot, to: inventory.follow(step(spot, 'id')) })).filter(({ to }) => to.kind !== 'none');
  if (followed.length === 0) return opens;
  const missing = followed.find(({ to }) => to.kind === 'outside' || to.kind === 'unknown');
  if (missing === undefined) return closed(`service endpoint policies limit subnet \`${subnet.name}\` to the storage accounts that they list`, service);
  return missing.to.kind === 'unknown' ? undetermined(`which service endpoint policy subnet \`${subnet.name}\` has is not known: ${missing.to.why}`, missing.spot) : notVisible(`the accounts that the service endpoint policies of subnet \`${subnet.name}\` list`, missing.spot);
}
