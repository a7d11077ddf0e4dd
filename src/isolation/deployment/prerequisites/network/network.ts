/** The network of the user's: made in whole where it is absent, else given the subnets that it lacks. */
import { textAt, type JsonObject } from '../../../../arm/json.ts';
import { ownTags } from '../../variant.ts';
import { addressed, az, creation, detail } from '../steps/creation.ts';
import { keys, subnetKey } from '../steps/keys.ts';
import { nameOf, nodeSecurityGroupId } from '../names.ts';
import { clusterLocationOf, plain, type NetworkSite } from '../site.ts';
import { undetermined, wrong, type Want } from '../want.ts';
import { modestNodeLengths, nodeLengthsOf, planAddresses, type AddressPlan, type WantedRange } from './address-plan.ts';
import { existingSubnetWants } from './existing-subnet.ts';
import { securityGroupWant } from './security-group.ts';
import { ownRanges, rangeWants } from './service-range.ts';
import { neededSubnets, rangeFor, spaceOf, subnetProperties, takenIn, type NeededSubnet } from './subnets.ts';

/** @param needsEndpointSubnet false where the registry's endpoint stands elsewhere already */
export function networkWants(site: NetworkSite, needsEndpointSubnet: boolean): readonly Want[] {
  const { network, look } = site;
  const needed = neededSubnets(site, needsEndpointSubnet);
  const mixed = needed.find(({ purposes }) => purposes.includes('api-server') && purposes.length > 1);
  if (mixed !== undefined) return [wrong(mixed.id, `subnet ${mixed.name} is to hold the API server and something else`, 'The API server needs a subnet for itself; name another one.')];
  const living = look.document(network.id);
  if (living.state === 'unread') return [undetermined(network.id, `network ${nameOf(network.id)}`, { why: living.why, right: 'Microsoft.Network/virtualNetworks/read' })];
  return living.state === 'absent' ? newNetworkWants(site, needed) : livingNetworkWants(site, needed, living.value);
}

function newNetworkWants(site: NetworkSite, needed: readonly NeededSubnet[]): readonly Want[] {
  const { network, specification, location } = site;
  const name = nameOf(network.id);
  const group = nodeSecurityGroupId(specification, network);
  const plan = planAround(site, [network.addressPrefix], [], needed.map((subnet) => rangeFor(subnet, nodeLengthsOf(network.addressPrefix))));
  if (plan.kind === 'full') return [wrong(network.id, `network ${name} is not there, and cannot be made`, plan.why)];
  const subnets = needed.map((subnet) => ({ name: subnet.name, properties: subnetProperties(subnet, plan.prefixes.get(subnet.name) ?? '', group) }));
  const body: JsonObject = {
    location,
    tags: ownTags(specification),
    properties: { addressSpace: { addressPrefixes: [network.addressPrefix] }, subnets },
  };
  const security = securityGroupWant(site);
  const ranges = rangeWants(site, [...plan.prefixes.values()]);
  const step = creation({
    key: keys.network,
    title: `Create network ${name}`,
    why: 'Nodes, the endpoint of the registry and the API server stand in a network of yours, none of whose subnets has a way out.',
    subject: `network ${name}`,
    id: network.id,
    after: (security?.steps ?? []).map(({ key }) => key),
    body,
    details: [detail('addressPrefix', network.addressPrefix), ...subnets.map((subnet) => detail(`subnet ${subnet.name}`, subnet.properties['addressPrefix']))],
  });
  const commands = [
    az('network vnet create', ...addressed(network.id), ...(location === undefined ? [] : ['--location', location]), '--address-prefixes', network.addressPrefix),
    ...needed.map((subnet) => subnetCommand(site, subnet, plan.prefixes.get(subnet.name) ?? '')),
  ];
  return [
    ...ranges,
    ...(security === undefined ? [] : [security]),
    { id: network.id, what: `network ${name} is not there`, why: 'Nodes go into its subnets.', state: 'missing', command: commands.join('\n'), steps: [step] },
  ];
}

function livingNetworkWants(site: NetworkSite, needed: readonly NeededSubnet[], living: JsonObject): readonly Want[] {
  const { network } = site;
  const found = needed.map((subnet) => ({ subnet, sight: site.look.subnet(network.id, subnet.name) }));
  const missing = found.flatMap(({ subnet, sight }) => (sight.state === 'absent' ? [subnet] : []));
  const existing = found.flatMap(({ subnet, sight }) => (sight.state === 'found' ? existingSubnetWants(site, subnet, sight.value) : []));
  return [...placeWants(site, living), ...rangeWants(site, takenIn(living)), ...existing, ...missingSubnetWants(site, missing, living)];
}

/** Azure serialises the writes of one network's subnets, so each waits for the one before. */
function missingSubnetWants(site: NetworkSite, missing: readonly NeededSubnet[], living: JsonObject): readonly Want[] {
  const { network, specification } = site;
  const name = nameOf(network.id);
  const plan = planAround(site, spaceOf(living), takenIn(living), missing.map((subnet) => rangeFor(subnet, modestNodeLengths)));
  if (plan.kind === 'full') return missing.map((subnet) => wrong(subnet.id, `network ${name} has no subnet ${subnet.name}, and cannot be given one`, plan.why));
  const security = missing.some(({ purposes }) => purposes.includes('nodes')) ? securityGroupWant(site) : undefined;
  const group = nodeSecurityGroupId(specification, network);
  const ranges = rangeWants(site, [...plan.prefixes.values()]);
  const wants = missing.map((subnet, index): Want => {
    const prefix = plan.prefixes.get(subnet.name) ?? '';
    const before = missing[index - 1];
    const step = creation({
      key: subnetKey(subnet.name),
      title: `Add subnet ${subnet.name} to network ${name}`,
      why: reasons[subnet.purposes[0] ?? 'nodes'],
      subject: `subnet ${subnet.name}`,
      id: subnet.id,
      after: [...(before === undefined ? [] : [subnetKey(before.name)]), ...(subnet.purposes.includes('nodes') ? (security?.steps ?? []).map(({ key }) => key) : [])],
      body: { properties: subnetProperties(subnet, prefix, group) },
      details: [detail('addressPrefix', prefix)],
    });
    return { id: subnet.id, what: `network ${name} has no subnet ${subnet.name}`, why: step.why, state: 'missing', command: subnetCommand(site, subnet, prefix), steps: [step] };
  });
  return [...ranges, ...(security === undefined ? [] : [security]), ...wants];
}

/** Off the ranges of services and pods where there is room besides. */
function planAround(site: NetworkSite, space: readonly string[], taken: readonly string[], wanted: readonly WantedRange[]): AddressPlan {
  const plan = planAddresses(space, [...taken, ...ownRanges(site).map(({ range }) => range)], wanted);
  return plan.kind === 'fits' ? plan : planAddresses(space, taken, wanted);
}

const reasons = {
  'nodes': 'Nodes go into a private subnet, which gives them no way out by default.',
  'endpoint': 'The endpoint of the registry stands there.',
  'api-server': 'AKS puts the API server into a subnet that is delegated to it.',
} as const;

function placeWants({ specification, cluster, look, network }: NetworkSite, living: JsonObject): readonly Want[] {
  const [there, here] = [textAt(living, 'location'), clusterLocationOf(specification, cluster, look)];
  if (there === undefined || here === undefined || plain(there) === here) return [];
  return [wrong(network.id, `network ${nameOf(network.id)} is in ${there}, and the cluster in ${here}`, 'Nodes go only into networks of their region: mend "location", or name another network.')];
}

function subnetCommand({ network, specification }: NetworkSite, { name, purposes }: NeededSubnet, prefix: string): string {
  return az(
    'network vnet subnet create', '--name', name, '--vnet-name', ...addressed(network.id).slice(1), '--address-prefixes', prefix,
    '--default-outbound', 'false', '--private-endpoint-network-policies', 'Disabled',
    ...(purposes.includes('nodes') ? ['--network-security-group', nodeSecurityGroupId(specification, network)] : []),
    ...(purposes.includes('api-server') ? ['--delegations', 'Microsoft.ContainerService/managedClusters'] : []),
  );
}
