import type { Resource } from '../../../../arm/resource.ts';
import { segmentAfter } from '../../../../arm/resource-id.ts';
import { isUnknown } from '../../../../language/unknown.ts';
import type { Truth } from '../../../../language/truth.ts';
import { closed, either, notVisible, open, undetermined, type Evidence } from '../../evidence.ts';
import type { ClusterView } from '../../graph/cluster.ts';
import { subnetsOf } from '../../graph/places.ts';
import { bodyOf, elements, isGiven, isMissing, isOneOf, step, textIn, type Spot } from '../../graph/spot.ts';
import type { ExposureRule } from '../../rule.ts';
import { behind, widest } from './reach/behind.ts';
import { reachOf } from './reach/reach.ts';

const loadBalancerType = 'Microsoft.Network/loadBalancers';
const publicIpType = 'Microsoft.Network/publicIPAddresses';

/** Load balancers with public addresses that AKS makes for Services, or that somebody made beside them. */
export const publicLoadBalancer: ExposureRule = {
  id: 'egress-public-load-balancer',
  kind: 'egress',
  title: 'No load balancer of the cluster should have a public address',
  short: 'Public load balancer',
  leak: 'A Service of type LoadBalancer gets a public address unless it asks for an internal one: callers come in and answers go out, and its rules, or outbound rules, may give packets of nodes a public address as well.',
  seen: [
    'Microsoft.Network/loadBalancers in the node resource group: frontendIPConfigurations[*], outboundRules[*], loadBalancingRules[*].properties.disableOutboundSnat, inboundNatRules[*]',
    'Microsoft.Network/publicIPAddresses in the node resource group: ipConfiguration.id, natGateway.id',
  ],
  severity: 'high',
  remedy: 'Give the Service the annotation `service.beta.kubernetes.io/azure-load-balancer-internal: "true"`, and deny public addresses in the node resource group by policy.',
  sources: [
    'AKS documentation, "Customize cluster egress with a user-defined routing table": a load balancer is made with the first public Service',
    'Azure documentation, "Source Network Address Translation (SNAT) for outbound connections"',
    'Azure documentation, "Azure virtual network traffic routing": 0.0.0.0/0 address prefix',
  ],
  implies: ['egress-network-security-group'],
  look: (cluster) => {
    const balancers = cluster.inNodeResourceGroup(loadBalancerType);
    const addresses = cluster.inNodeResourceGroup(publicIpType);
    const isPartial = balancers.rest.length > 0 || addresses.rest.length > 0;
    return [
      ...balancers.items.flatMap((balancer) => ofBalancer(balancer, cluster)),
      ...addresses.items.map((address) => ofAddress(address, balancers.items)),
      isPartial ? notVisible('load balancers and public addresses in the node resource group') : closed('every load balancer and public address in the node resource group was looked at'),
    ];
  },
};

function ofBalancer(balancer: Resource, cluster: ClusterView): readonly Evidence[] {
  const properties = step(bodyOf(balancer), 'properties');
  const frontends = elements(step(properties, 'frontendIPConfigurations'));
  const name = `load balancer \`${balancer.name}\``;
  if (frontends.unknown !== undefined) return [undetermined(`the frontends of ${name} are not known: ${frontends.unknown.why}`, step(properties, 'frontendIPConfigurations'))];
  const publics = frontends.spots.map((spot) => ({ spot, name: textIn(step(spot, 'name'))?.toLowerCase() ?? '', isPublic: isPublic(spot) })).filter(({ isPublic: found }) => found !== false);
  if (publics.length === 0) return [closed(`${name} has no public address`, step(properties, 'frontendIPConfigurations'))];
  const ways = [...outbound(properties, name), ...inbound(properties, name, publics)];
  const unsure = publics.every(({ isPublic: found }) => found !== true) ? publics[0] : undefined;
  const reaches = subnetsOf(cluster);
  const gate = (pick: 'internet' | 'answers'): Evidence | undefined => widest([...reaches.items.map((subnet) => reachOf(cluster, subnet)[pick]), ...reaches.rest]);
  const evidence = ways.map(({ way, gated }) => {
    const through = gate(gated);
    const found = through === undefined ? way : behind(way, through);
    return unsure !== undefined && found.state === 'open' ? undetermined(`${found.message}, if it has a public address${isUnknown(unsure.isPublic) ? `: ${unsure.isPublic.why}` : ''}`, unsure.spot) : found;
  });
  return evidence.length > 0 ? evidence : [closed(`${name} has a public address that no rule uses`, publics[0]?.spot)];
}

function isPublic(frontend: Spot): Truth {
  return ['publicIPAddress', 'publicIPPrefix'].map((property): Truth => {
    const given = step(frontend, 'properties', property);
    return isUnknown(given.value) ? given.value : isGiven(given);
  }).reduce(either, false);
}

interface Way {
  readonly way: Evidence;
  /** What it needs of the subnets: that packets to the Internet get to it, or only that answers are routed back to it. */
  readonly gated: 'internet' | 'answers';
}

/** Outbound rules exist for nothing else, and only public load balancers have them ("Outbound rules Azure Load Balancer"). */
function outbound(properties: Spot, name: string): readonly Way[] {
  const list = step(properties, 'outboundRules');
  const { spots, unknown } = elements(list);
  const target = targetOf(properties);
  const ways: Evidence[] = spots.map((spot) => open(`outbound rule \`${textIn(step(spot, 'name')) ?? ''}\` of ${name} gives packets of nodes a public address`, spot, { target }));
  if (unknown !== undefined) ways.push(undetermined(`the outbound rules of ${name} are not known: ${unknown.why}`, list));
  return ways.map((way) => ({ way, gated: 'internet' }));
}

/**
 * A rule of a public frontend lets callers in, and answers belong to what they began. Unless it says `disableOutboundSnat`, what nodes begin is translated
 * to its address as well ("Source Network Address Translation (SNAT) for outbound connections").
 */
function inbound(properties: Spot, name: string, publics: readonly { readonly name: string }[]): readonly Way[] {
  const target = targetOf(properties);
  return (['loadBalancingRules', 'inboundNatRules', 'inboundNatPools'] as const).flatMap((property): readonly Way[] => {
    const list = step(properties, property);
    const { spots, unknown } = elements(list);
    const unclear: readonly Way[] = unknown === undefined ? [] : [{ way: undetermined(`the rules of ${name} are not known: ${unknown.why}`, list), gated: 'answers' }];
    return [...unclear, ...spots.filter((spot) => usesOne(spot, publics)).flatMap((spot) => ofRule(spot, property, name, target))];
  });
}

function ofRule(spot: Spot, property: string, name: string, target: string): readonly Way[] {
  const rule = `rule \`${textIn(step(spot, 'name')) ?? ''}\` of ${name}`;
  const answers: Way = { way: open(`${rule} lets callers in and answers out`, spot, { target }), gated: 'answers' };
  if (property !== 'loadBalancingRules') return [answers];
  const disabled = step(spot, 'properties', 'disableOutboundSnat');
  const isDisabled = isOneOf(disabled, [true]);
  if (isDisabled === true) return [answers];
  const said = `${rule} gives packets of nodes a public address`;
  const way = isUnknown(isDisabled) ? undetermined(`${said}, or not: ${isDisabled.why}`, disabled, { wanted: true }) : open(said, disabled, { wanted: true, target });
  return [{ way, gated: 'internet' }, answers];
}

/** Whether the rule is one of a public frontend; where it does not say of which in a way that can be read, it may be. */
function usesOne(rule: Spot, publics: readonly { readonly name: string }[]): boolean {
  const reference = step(rule, 'properties', 'frontendIPConfiguration', 'id');
  const id = textIn(reference);
  const frontend = id === undefined ? undefined : segmentAfter(id, 'frontendIPConfigurations')?.toLowerCase();
  if (frontend === undefined) return !isMissing(reference);
  return publics.some(({ name }) => name === '' || name === frontend);
}

function targetOf({ resource }: Spot): string {
  return resource.id ?? resource.name;
}

/** An address says what it is attached to. Load balancers that are given speak for themselves; other rules look at gateways and machines. */
function ofAddress(address: Resource, balancers: readonly Resource[]): Evidence {
  const name = `public address \`${address.name}\` in the node resource group`;
  const properties = step(bodyOf(address), 'properties');
  const gateway = step(properties, 'natGateway', 'id');
  if (textIn(gateway) !== undefined) return closed(`${name} is one of a NAT gateway, which other ways are about`, gateway);
  const attached = step(properties, 'ipConfiguration', 'id');
  if (isUnknown(attached.value)) return undetermined(`what ${name} is attached to is not known: ${attached.value.why}`, attached);
  const id = textIn(attached)?.toLowerCase();
  if (id === undefined) return closed(`${name} is attached to nothing`, attached);
  if (/\/(?:networkinterfaces|virtualmachinescalesets)\//.test(id)) return closed(`${name} is one of a machine, which another way is about`, attached);
  const balancer = /^.*\/loadbalancers\/[^/]+/.exec(id)?.[0];
  if (balancer === undefined) return open(`${name} is attached to \`${id.split('/').slice(-3)[0] ?? id}\``, attached, { target: address.id ?? address.name });
  if (balancers.some((given) => given.id?.toLowerCase() === balancer)) return closed(`${name} is one of a load balancer that was looked at`, attached);
  return notVisible(`load balancer \`${balancer.split('/').at(-1) ?? ''}\`, which has a public address,`, attached);
}
