/** The virtual network, where it is the user's own. */
import { arrayAt, isJsonObject, textAt, type JsonObject } from '../../../../arm/json.ts';
import { parseResourceId } from '../../../../arm/resource-id.ts';
import { equalsIgnoringCase } from '../../../document/cluster.ts';
import type { Check, CheckGroup, Remark } from '../check.ts';
import { seen } from '../observation.ts';
import { stepsOn, type Situation } from '../situation.ts';
import type { OwnNetwork } from '../../variant.ts';

const group: CheckGroup = 'surroundings';
const integration = 'AKS documentation, "API server VNet integration": bring your own network';
/** What API server VNet integration needs a subnet to be delegated to. */
const delegation = 'Microsoft.ContainerService/managedClusters';
/** 16 addresses, of which AKS uses nine. Of IPv6 a subnet is always a /64. */
const longestPrefix = 28;

export const networkChecks: readonly Check[] = [
  {
    id: 'network-unseen', group, title: 'The virtual network can be read', kinds: ['undetermined'],
    why: 'Whether its subnets are as the cluster needs them was not looked at.',
    remedy: 'Grant Reader on the virtual network to be told before.',
    source: integration,
    look: ({ observed, variant: { network }, isIsolating }) => {
      const read = seen(observed.network);
      return network !== undefined && isIsolating && 'unseen' in read ? [{ title: `Virtual network ${nameOf(network)} could not be read`, why: read.unseen }] : [];
    },
  },
  {
    id: 'subnet', group, title: 'The subnets are there, or are made', kinds: ['refusal'],
    why: 'The cluster, or the private endpoint of its registry, is to stand in it.',
    remedy: 'Name a subnet of the network, or make it.',
    source: 'AKS documentation, "Create a network isolated AKS cluster"',
    look: (situation) => ofNetwork(situation, (document, network) => wantedSubnets(situation, network)
      .filter((name) => subnetCalled(document, name) === undefined && !isMade(name, network, situation))
      .map((name): Remark => ({ target: name, title: `Virtual network ${nameOf(network)} has no subnet ${name}` }))),
  },
  {
    id: 'api-server-subnet', group, title: 'The subnet of the API server is delegated to AKS and large enough', kinds: ['refusal'],
    why: `API server VNet integration needs a subnet of its own, /${longestPrefix} or larger and delegated to ${delegation}.`,
    remedy: 'Delegate the subnet, or name another one.',
    source: integration,
    look: (situation) => ofNetwork(situation, (document, network) => {
      const subnet = subnetCalled(document, network.apiServerSubnet);
      if (situation.variant.apiServer !== 'vnet-integration' || subnet === undefined || isMade(network.apiServerSubnet, network, situation)) return [];
      const isDelegated = arrayAt(subnet, 'properties', 'delegations').some((one) => equalsIgnoringCase(textAt(one, 'properties', 'serviceName') ?? '', delegation));
      const small = [textAt(subnet, 'properties', 'addressPrefix'), ...arrayAt(subnet, 'properties', 'addressPrefixes')].find((prefix) => typeof prefix === 'string' && isSmall(prefix));
      return [
        ...(isDelegated ? [] : [{ target: 'delegation', title: `Subnet ${network.apiServerSubnet} is not delegated to AKS` }]),
        ...(typeof small === 'string' ? [{ target: 'size', title: `Subnet ${network.apiServerSubnet} has the prefix ${small}`, remedy: 'Name a larger subnet.' }] : []),
      ];
    }),
  },
];

function wantedSubnets({ variant }: Situation, network: OwnNetwork): readonly string[] {
  return [network.nodeSubnet, ...(variant.registry === undefined ? [] : [network.endpointSubnet]), ...(variant.apiServer === 'vnet-integration' ? [network.apiServerSubnet] : [])];
}

/** A network that is not there yet is made by the plan, with its subnets. */
function ofNetwork({ observed, variant: { network }, isIsolating }: Situation, look: (document: JsonObject, network: OwnNetwork) => readonly Remark[]): readonly Remark[] {
  const read = seen(observed.network);
  return network === undefined || !isIsolating || !('known' in read) || read.known === undefined ? [] : look(read.known, network);
}

function isMade(subnet: string, { id }: OwnNetwork, { steps }: Situation): boolean {
  return stepsOn(steps, id).length > 0 || stepsOn(steps, `${id}/subnets/${subnet}`).length > 0;
}

function subnetCalled(network: JsonObject, name: string): JsonObject | undefined {
  return arrayAt(network, 'properties', 'subnets').filter(isJsonObject).find((subnet) => equalsIgnoringCase(textAt(subnet, 'name') ?? '', name));
}

function isSmall(prefix: string): boolean {
  return Number(/^[\d.]+\/(\d{1,2})$/.exec(prefix)?.[1] ?? 0) > longestPrefix;
}

function nameOf({ id }: OwnNetwork): string {
  return parseResourceId(id)?.name ?? id;
}
