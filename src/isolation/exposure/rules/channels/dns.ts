import type { Resource } from '../../../../arm/resource.ts';
import { isUnknown } from '../../../../language/unknown.ts';
import { closed, notVisible, open, undetermined, type Evidence } from '../../evidence.ts';
import type { Inventory } from '../../graph/inventory.ts';
import { oncePer } from '../../graph/once.ts';
import { bodyOf, elements, step, textIn } from '../../graph/spot.ts';
import type { ExposureRule } from '../../rule.ts';
import { blocksEveryName, dnsPolicyType } from './dns-security-policy.ts';
import { subscriptionOf } from '../../graph/subscription.ts';

/** Names of the Internet that are resolved for whoever asks: data leaves in the questions. */
export const dns: ExposureRule = {
  id: 'egress-dns',
  kind: 'channel',
  title: 'Names of the Internet should not be resolved',
  short: 'DNS of the Internet',
  leak: 'Azure resolves names of the Internet for every network, also for one without a way out: data leaves in the names that are asked for, and comes back in the answers.',
  seen: [
    'Microsoft.Network/virtualNetworks: dhcpOptions.dnsServers',
    'Microsoft.Network/dnsResolverPolicies with virtualNetworkLinks and dnsSecurityRules: priority, action.actionType, dnsSecurityRuleState, dnsResolverDomainLists[*].id',
    'Microsoft.Network/dnsResolverDomainLists: domains',
  ],
  severity: 'low',
  remedy: 'Link a DNS security policy to the network whose last rule blocks the domain `.`, behind rules that allow the names that are needed.',
  sources: ['Azure DNS documentation, "DNS security policy"', 'Azure virtual network documentation, "What is IP address 168.63.129.16?"'],
  look: ({ network, inventory }) => [
    ...network.networks.flatMap((one) => [...ofAzure(one, inventory), ...ofServers(one)]),
    ...(network.networks.length === 0 || network.subnets.rest.length > 0 || network.subnets.items.some((subnet) => subnet.network === undefined) ? [notVisible('the DNS of the network')] : []),
  ],
};

/** Azure's own resolver, which answers in every network, also in one that names other servers. */
const azureResolver = '168.63.129.16';

const linkType = `${dnsPolicyType}/virtualNetworkLinks`;

function ofAzure(network: Resource, inventory: Inventory): readonly Evidence[] {
  const { byNetwork, unclear, hasUnread } = linksOf(inventory);
  const links = byNetwork.get(network) ?? [];
  const judged = links.flatMap((link) => {
    const policy = inventory.parentOf(link);
    return policy === undefined ? [notVisible(`DNS security policy \`${link.name.split('/').at(-2) ?? ''}\``, bodyOf(link))] : blocksEveryName(policy, network.name, inventory);
  });
  // A network has one policy at most ("DNS security policy": virtual network links).
  if (judged.length > 0) return judged;
  if (unclear.length > 0) return unclear;
  const place = step(bodyOf(network), 'properties', 'dhcpOptions', 'dnsServers');
  const isListed = inventory.isComplete(dnsPolicyType, subscriptionOf(network.id));
  return [isListed && !hasUnread ? open(`Azure resolves names of the Internet in network \`${network.name}\`, as no DNS security policy forbids it`, place, { target: azureResolver }) : notVisible('DNS security policies of the network', place)];
}

interface Links {
  readonly byNetwork: ReadonlyMap<Resource, readonly Resource[]>;
  /** Links of which it is not known to what network they lead. */
  readonly unclear: readonly Evidence[];
  /** A policy may have links that were not given. */
  readonly hasUnread: boolean;
}

const linksOf = oncePer((inventory): Links => {
  const byNetwork = new Map<Resource, Resource[]>();
  const unclear: Evidence[] = [];
  for (const link of inventory.ofType(linkType)) {
    const spot = step(bodyOf(link), 'properties', 'virtualNetwork', 'id');
    const to = inventory.follow(spot);
    if (to.kind === 'found') byNetwork.set(to.resource, [link, ...(byNetwork.get(to.resource) ?? [])]);
    else if (isUnknown(spot.value) && to.kind === 'unknown') unclear.push(undetermined(`which network the DNS security policy of link \`${link.name}\` is for is not known: ${to.why}`, spot));
  }
  // Each is asked: whoever can read what is missing learns of every list at once.
  const unread = inventory.ofType(dnsPolicyType).filter((policy) => !inventory.isComplete(linkType, policy.id));
  return { byNetwork, unclear, hasUnread: unread.length > 0 };
});

/** Servers of one's own forward what they like. They close nothing: whoever asks Azure's resolver by its address gets an answer. */
function ofServers(network: Resource): readonly Evidence[] {
  const place = step(bodyOf(network), 'properties', 'dhcpOptions', 'dnsServers');
  const { spots, unknown } = elements(place);
  if (unknown !== undefined) return [undetermined(`the DNS servers of network \`${network.name}\` are not known: ${unknown.why}`, place)];
  const own = spots.filter((spot) => !isUnknown(spot.value) && textIn(spot) !== azureResolver);
  const unread = spots.flatMap((spot) => (isUnknown(spot.value) ? [undetermined(`a DNS server of network \`${network.name}\` is not known: ${spot.value.why}`, spot)] : []));
  const [first] = own;
  const names = own.slice(0, 3).map((spot) => `\`${textIn(spot) ?? ''}\``).join(', ');
  const forwarded = first === undefined ? [] : [notVisible(`what the DNS servers ${names} of network \`${network.name}\` forward`, first)];
  return unread.length + forwarded.length === 0 ? [closed(`network \`${network.name}\` names no DNS servers of its own`, place)] : [...unread, ...forwarded];
}
