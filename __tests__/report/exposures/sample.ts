import type { ReportExposure, ReportWay } from '../../../src/report/report.ts';

export function way(overrides: Partial<ReportWay> = {}): ReportWay {
  return { rule: 'egress-node-public-ip', name: 'Node public addresses', kind: 'egress', severity: 'high', state: 'closed', message: 'no pool asks for public addresses', ...overrides };
}

export function exposure(ways: readonly ReportWay[], overrides: Partial<ReportExposure> = {}): ReportExposure {
  return { cluster: { name: 'demo', id: '/subscriptions/s/resourceGroups/rg/providers/Microsoft.ContainerService/managedClusters/demo' }, network: 'network `hub-spoke-1`, subnet `nodes`', ways, ...overrides };
}

/** Names and ids of the kind that a catalogue has; where each leads follows from its id. */
const names: readonly (readonly [kind: ReportWay['kind'], rule: string, name: string])[] = [
  ['egress', 'egress-outbound-type', 'Outbound type'], ['egress', 'egress-node-public-ip', 'Node public addresses'], ['egress', 'egress-subnet-nat-gateway', 'NAT gateway of the subnet'],
  ['egress', 'egress-network-nat-gateway', 'NAT gateway of the network'], ['egress', 'egress-default-route', 'Default route'], ['egress', 'egress-half-routes', 'Two half default routes'],
  ['egress', 'egress-bgp', 'Routes learned by BGP'], ['egress', 'egress-default-outbound', 'Default outbound access'], ['egress', 'egress-security-group', 'Outbound security rules'],
  ['egress', 'egress-static-gateway', 'Static egress gateway'], ['egress', 'egress-managed-nat', 'Managed NAT gateway'], ['egress', 'egress-http-proxy', 'HTTP proxy'], ['egress', 'egress-load-balancer', 'Outbound rules of load balancers'],
  ['egress', 'egress-windows-pool', 'Windows pools'], ['egress', 'egress-virtual-nodes', 'Virtual nodes'], ['egress', 'egress-peering', 'Peerings'], ['egress', 'egress-gateway-transit', 'Gateways of a peered network'],
  ['egress', 'egress-vpn', 'VPN and ExpressRoute gateways'], ['egress', 'egress-hub', 'Virtual WAN hub'], ['egress', 'egress-private-endpoints', 'Private endpoints elsewhere'], ['egress', 'egress-service-endpoints', 'Service endpoints without a policy'],
  ['ingress', 'ingress-api-server', 'Public API server'], ['ingress', 'ingress-public-fqdn', 'Public name of the API server'], ['ingress', 'ingress-load-balancer', 'Public load balancers'], ['ingress', 'ingress-node-public-ip', 'Public prefixes of pools'],
  ['ingress', 'ingress-ssh', 'SSH to nodes'], ['ingress', 'ingress-application-gateway', 'Application gateway'],
  ['channel', 'channel-registry-public', 'Public access to the registry'], ['channel', 'channel-registry-bypass', 'Trusted services of the registry'], ['channel', 'channel-registry-export', 'Export from the registry'],
  ['channel', 'channel-registry-anonymous', 'Anonymous pull'], ['channel', 'channel-cache-rules', 'Cache rules beyond MCR'], ['channel', 'channel-artifact-source', 'Bootstrap artifact source'],
  ['channel', 'channel-dns-azure', 'Azure DNS resolves everything'], ['channel', 'channel-dns-servers', 'DNS servers of the network'], ['channel', 'channel-dns-forwarding', 'Forwarding rulesets'],
  ['channel', 'channel-run-command', 'Run command'], ['channel', 'channel-policy-add-on', 'Azure Policy add-on'], ['channel', 'channel-monitoring', 'Monitoring add-on'], ['channel', 'channel-defender', 'Defender sensor'],
  ['channel', 'channel-key-vault', 'Key Vault provider'], ['channel', 'channel-workload-identity', 'Workload identity'], ['channel', 'channel-extensions', 'Extensions'], ['channel', 'channel-flux', 'Flux'], ['channel', 'channel-node-group', 'Changes of the node resource group'],
];

/** A closed way for each of some forty-five rules. */
export function everyWay(): readonly ReportWay[] {
  return names.map(([kind, rule, name], index) => way({ kind, rule, name, severity: index % 3 === 0 ? 'high' : index % 3 === 1 ? 'medium' : 'low', message: `what decides \`${rule}\` is set so that nothing gets out` }));
}

/** The closed ways, with some of them changed by id. */
export function someWays(changes: Readonly<Record<string, Partial<ReportWay>>>): readonly ReportWay[] {
  const ways = everyWay();
  const unknown = Object.keys(changes).filter((rule) => !ways.some((one) => one.rule === rule));
  if (unknown.length > 0) throw new Error(`There is no way ${unknown.join(', ')}.`);
  return ways.map((one) => ({ ...one, ...changes[one.rule] }));
}

/** A cluster with a way in every state. */
export function mixed(overrides: Partial<ReportExposure> = {}): ReportExposure {
  return exposure(
    someWays({
      'egress-node-public-ip': { state: 'open', target: 'pool `user`', message: 'pool `user` sets `enableNodePublicIP`' },
      'egress-default-route': { state: 'meant', target: '10.1.0.4', message: 'the default route leads to `10.1.0.4`' },
      'egress-peering': { state: 'undetermined', message: 'parameter `hubId` has no value' },
      'egress-bgp': { state: 'notVisible', message: 'no file declares the route table' },
      'egress-load-balancer': { state: 'notVisible', message: 'no file declares what AKS makes' },
      'ingress-public-fqdn': { state: 'open', message: '`enablePrivateClusterPublicFQDN` is not false' },
      'channel-run-command': { state: 'open', message: '`disableRunCommand` is not true' },
      'channel-dns-azure': { state: 'undetermined', message: 'the policy of DNS is not known' },
      'channel-monitoring': { state: 'meant', target: 'omsagent', message: 'the add-on `omsagent` is on' },
    }),
    overrides,
  );
}

/** The same cluster after a change that closed one way, opened another and made a third unknown. */
export function changedMixed(): ReportExposure {
  return exposure(
    mixed().ways.map((one) =>
      one.rule === 'egress-node-public-ip' ? { ...one, before: 'closed' as const }
      : one.rule === 'egress-subnet-nat-gateway' ? { ...one, before: 'open' as const }
      : one.rule === 'channel-dns-azure' ? { ...one, before: 'notVisible' as const }
      : one,
    ),
  );
}

/** Hundreds of clusters, every third with open ways. */
export function fleet(size: number): readonly ReportExposure[] {
  return Array.from({ length: size }, (_, index) => exposure(index % 3 === 0 ? mixed().ways : everyWay(), { cluster: { name: `cluster-${index}` } }));
}

/** The changed cluster with every text of it somebody else's. */
export function hostileWays(text: string): ReportExposure {
  return exposure(changedMixed().ways.map((one) => ({ ...one, rule: text, name: text, message: text, target: text })), { cluster: { name: text, id: text }, network: text });
}
