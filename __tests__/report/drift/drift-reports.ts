import type { Finding, ResourceWrite } from '../../../src/policy/finding.ts';
import type { HealedFinding, Report, ReportCluster, ReportDrift, ReportExposure, ReportPlace, ReportRemedy } from '../../../src/report/report.ts';
import { mixed } from '../exposures/sample.ts';
import { finding, report } from '../sample.ts';

export const at = '2026-11-26T03:00:12Z';
export const earlierAt = '2026-11-25T03:00:09Z';
export const earlierUrl = 'https://github.com/contoso/platform/actions/runs/41';
const clusterType = 'Microsoft.ContainerService/managedClusters';

export function subscriptionId(number: number): string {
  return `00000000-0000-0000-0000-${String(number).padStart(12, '0')}`;
}

export function clusterId(name: string, subscription = 1): string {
  return `/subscriptions/${subscriptionId(subscription)}/resourceGroups/rg/providers/${clusterType}/${name}`;
}

export function write(overrides: Partial<ResourceWrite> = {}): ResourceWrite {
  return {
    at: '2026-11-25T16:42:10Z', by: 'alice@contoso.example', operation: `${clusterType}/write`, correlationId: '6f1c8b1e-2f5a-4a55-8c39-2f3f0c1d9e11',
    details: ['properties.networkProfile.outboundType: none → loadBalancer'],
    ...overrides,
  };
}

/** A finding on a living cluster, seen first by this run unless its `change` says otherwise. */
export function living(name: string, overrides: Partial<Finding> = {}): Finding {
  const { location: _location, ...rest } = finding({ resource: { type: clusterType, name, id: clusterId(name) }, change: { kind: 'new', since: at } });
  return { ...rest, ...overrides };
}

export function healed(name: string, overrides: Partial<HealedFinding> = {}): HealedFinding {
  return {
    rule: 'aks-run-command', title: 'Run command is off', severity: 'medium', verdict: 'violation', resource: { type: clusterType, name, id: clusterId(name) },
    because: 'mended', since: '2026-11-20T03:00:00Z', write: write({ by: 'bob@contoso.example', at: '2026-11-25T09:00:00Z', details: ['properties.apiServerAccessProfile.disableRunCommand: false → true'] }),
    ...overrides,
  };
}

export function cluster(name: string, overrides: Partial<ReportCluster> = {}): ReportCluster {
  return { id: clusterId(name), name, state: 'clean', findings: 0, fresh: 0, location: 'westeurope', outboundType: 'none', ...overrides };
}

export function remedy(name: string, overrides: Partial<ReportRemedy> = {}): ReportRemedy {
  return {
    cluster: { id: clusterId(name), name }, kind: 'planned', disruption: 'nodes are reimaged, one at a time',
    steps: [
      { title: `Update cluster ${name}`, status: 'planned', resourceId: clusterId(name), details: ['properties.networkProfile.outboundType: loadBalancer → none'] },
      { title: 'Reimage the nodes of pool system', status: 'planned', details: [] },
    ],
    ...overrides,
  };
}

export function drift(overrides: Partial<ReportDrift> = {}): ReportDrift {
  return {
    at, earlier: { at: earlierAt, url: earlierUrl }, isConclusive: true, unseen: [], counts: { new: 0, worse: 0, unchanged: 0, healed: 0 }, healed: [], clusters: [cluster('demo')],
    ...overrides,
  };
}

/** A look at the one cluster `demo` in which nothing was found. */
export function looked(overrides: Partial<Report> = {}): Report {
  return report({
    command: 'drift', title: 'cluster demo in resource group rg', target: { id: clusterId('demo'), name: 'demo' }, changed: false, steps: [], facts: [], counts: { compliant: 38 },
    drift: drift(),
    ...overrides,
  });
}

/** One cluster: two findings are new, with who changed it; one is worse; one is as it was; one is healed; and there is a plan. */
export function oneCluster(overrides: Partial<Report> = {}, driftOverrides: Partial<ReportDrift> = {}): Report {
  return looked({
    verdict: 'violation', counts: { violation: 3, undetermined: 1, compliant: 34 },
    findings: [
      living('demo', { change: { kind: 'new', since: at, write: write() } }),
      living('demo', { rule: 'aks-private-api-server', title: 'API servers are private', message: 'The API server is public.', reasons: [], remedy: 'Make the API server private.', change: { kind: 'worse', since: '2026-11-01T03:00:00Z', write: write({ at: '2026-11-25T17:00:00Z' }) } }),
      living('demo', { rule: 'egress-peering', title: 'Peered networks have no way out', verdict: 'undetermined', severity: 'medium', message: 'The network `hub` may not be read.', reasons: [], remedy: 'Grant Reader on `hub`.', resource: { type: 'Microsoft.Network/virtualNetworks', name: 'spoke', id: `/subscriptions/${subscriptionId(1)}/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/spoke` }, change: { kind: 'new', since: at } }),
      living('demo', { rule: 'aks-node-public-ip', title: 'Nodes have no public address', severity: 'medium', message: 'Pool `user` asks for public addresses.', reasons: [], change: { kind: 'unchanged', since: '2026-10-03T03:00:00Z' } }),
    ],
    exposures: [mixed({ cluster: { name: 'demo', id: clusterId('demo') } })],
    drift: drift({
      counts: { new: 2, worse: 1, unchanged: 1, healed: 1 },
      healed: [healed('demo')],
      clusters: [cluster('demo', { state: 'failing', severity: 'high', findings: 4, fresh: 3, outboundType: 'loadBalancer' })],
      azure: { at: '2026-11-25T22:10:00Z', compared: 5, different: 1 },
      remedies: [remedy('demo')],
      ...driftOverrides,
    }),
    ...overrides,
  });
}

/** The same clusters found the same a night later: what was new is not any more, and the write that explains it is still told. */
export function nextNight(of: Report): Report {
  const { drift: before } = of;
  if (before === undefined) throw new Error('This report has looked at no living cluster.');
  return {
    ...of,
    findings: of.findings.map((found) => (found.change === undefined ? found : { ...found, change: { ...found.change, kind: 'unchanged' } })),
    drift: {
      ...before, at: '2026-11-27T03:00:31Z', earlier: { at: before.at, url: 'https://github.com/contoso/platform/actions/runs/42' }, healed: [],
      counts: { new: 0, worse: 0, unchanged: of.findings.length, healed: 0 },
      clusters: before.clusters.map((one) => ({ ...one, fresh: 0 })),
      ...(before.azure === undefined ? {} : { azure: { ...before.azure, at: '2026-11-26T23:59:00Z' } }),
    },
  };
}

/** No run came before: nothing counts as new. */
export function firstRun(): Report {
  const { drift: of, ...rest } = oneCluster();
  const { earlier: _earlier, ...first } = of ?? drift();
  return {
    ...rest,
    findings: rest.findings.map((found) => ({ ...found, change: { kind: 'unchanged', since: at } })),
    drift: { ...first, counts: { new: 0, worse: 0, unchanged: 4, healed: 0 }, healed: [], clusters: first.clusters.map((one) => ({ ...one, fresh: 0 })) },
  };
}

/** Most of what should have been read could not be. */
export function inconclusive(): Report {
  return looked({
    title: 'clusters of subscription s', target: { id: `/subscriptions/${subscriptionId(1)}`, name: 's' }, verdict: 'undetermined', counts: {},
    drift: drift({
      isConclusive: false,
      unseen: [{ scope: `/subscriptions/${subscriptionId(1)}`, why: 'Azure answered 403 AuthorizationFailed: the identity lacks `Microsoft.ResourceGraph/resources/read`' }],
      clusters: [cluster('demo', { state: 'unseen', findings: 1, severity: 'high' })],
    }),
  });
}

/** Some clusters by name, in one subscription. */
export function list(): Report {
  const failing = living('orders', { change: { kind: 'new', since: at, write: write() } });
  return looked({
    title: '3 clusters', target: { id: '', name: '3 clusters' }, verdict: 'violation', counts: { violation: 1, compliant: 90 }, findings: [failing],
    exposures: [mixed({ cluster: { name: 'orders', id: clusterId('orders') } })],
    drift: drift({
      counts: { new: 1, worse: 0, unchanged: 0, healed: 0 },
      unseen: [{ scope: clusterId('billing'), why: 'Azure did not answer within 60 seconds' }],
      clusters: [cluster('orders', { state: 'failing', severity: 'high', findings: 1, fresh: 1, outboundType: 'loadBalancer' }), cluster('billing', { state: 'unseen' }), cluster('web')],
      remedies: [remedy('orders', { kind: 'manual', steps: [], why: 'the virtual network belongs to another subscription' })],
    }),
  });
}

const outboundTypes = ['loadBalancer', 'userDefinedRouting', 'managedNATGateway', 'none'];
const locations = ['westeurope', 'northeurope', 'germanywestcentral', 'eastus2', 'southeastasia'];

/** A tenant: every tenth cluster fails, every tenth is undetermined, every hundredth could not be read. Findings, changes and places as they come with it. */
export function fleet(size: number): Report {
  const nameOf = (index: number): string => `aks-${locations[index % locations.length] ?? ''}-${String(index).padStart(5, '0')}`;
  const stateOf = (index: number): ReportCluster['state'] => (index % 100 === 7 ? 'unseen' : index % 10 === 0 ? 'failing' : index % 10 === 5 ? 'undetermined' : 'clean');
  const order: readonly ReportCluster['state'][] = ['failing', 'undetermined', 'unseen', 'clean'];
  const clusters = Array.from({ length: size }, (_, index): ReportCluster => {
    const state = stateOf(index);
    const name = nameOf(index);
    const found = state === 'failing' ? 2 : state === 'undetermined' ? 1 : 0;
    return {
      id: clusterId(name, (index + Math.floor(index / 10)) % 40), name, state, findings: found, fresh: state === 'failing' && index % 50 === 0 ? 1 : 0, location: locations[index % locations.length] ?? '',
      outboundType: state === 'failing' ? (outboundTypes[(index / 10) % 3] ?? 'none') : 'none', ...(found === 0 ? {} : { severity: state === 'failing' ? 'high' : 'medium' }),
    };
  }).toSorted((left, right) => order.indexOf(left.state) - order.indexOf(right.state));
  const findings = clusters.flatMap(({ name, id, state, fresh, outboundType = '' }, index): readonly Finding[] => {
    const resource = { type: clusterType, name, id };
    const since = `2026-10-${String(1 + (index % 28)).padStart(2, '0')}T03:00:00Z`;
    const calm = { kind: 'unchanged' as const, since };
    if (state === 'undetermined') return [living(name, { resource, rule: 'egress-peering', title: 'Peered networks have no way out', verdict: 'undetermined', severity: 'medium', message: 'The network `hub` may not be read.', reasons: [], remedy: 'Grant Reader on `hub`.', change: calm })];
    if (state !== 'failing') return [];
    return [
      living(name, { resource, message: `The outbound type is ${outboundType}.`, change: fresh === 1 ? { kind: 'new', since: at, write: write() } : calm }),
      living(name, { resource, rule: 'aks-node-public-ip', title: 'Nodes have no public address', severity: 'medium', message: 'Pool `user` asks for public addresses.', reasons: [], change: calm }),
    ];
  });
  const exposures = clusters.filter(({ state }) => state === 'failing').map(({ name, id }): ReportExposure => mixed({ cluster: { name, id } }));
  const count = (state: ReportCluster['state'], of = clusters): number => of.filter((one) => one.state === state).length;
  const placeOf = (kind: ReportPlace['kind'], id: string, name: string, of: readonly ReportCluster[]): ReportPlace => ({
    kind, id, name, clusters: of.length, failing: count('failing', [...of]), undetermined: count('undetermined', [...of]), unseen: count('unseen', [...of]),
  });
  const groups = ['production', 'staging', 'sandbox', 'acquired companies'];
  const subscriptions = Array.from({ length: Math.min(40, size) }, (_, index) => placeOf('subscription', `/subscriptions/${subscriptionId(index)}`, `team-${index}`, clusters.filter(({ id }) => id.startsWith(`/subscriptions/${subscriptionId(index)}/`))));
  const places = [
    placeOf('managementGroup', '/providers/Microsoft.Management/managementGroups/contoso', 'contoso', clusters),
    ...groups.map((name, group) => placeOf('managementGroup', `/providers/Microsoft.Management/managementGroups/${name.replaceAll(' ', '-')}`, name, clusters.filter((_, index) => index % groups.length === group))),
    ...subscriptions,
  ].toSorted((left, right) => right.failing - left.failing);
  const fresh = findings.filter(({ change }) => change?.kind === 'new').length;
  return looked({
    title: 'clusters of management group contoso', target: { id: '/providers/Microsoft.Management/managementGroups/contoso', name: 'contoso' }, verdict: 'violation',
    counts: { violation: count('failing') * 2, undetermined: count('undetermined'), compliant: size * 36 }, findings, exposures,
    drift: drift({
      unseen: clusters.filter(({ state }) => state === 'unseen').map(({ id }) => ({ scope: id, why: 'Azure answered 429 to the last of 5 attempts' })),
      counts: { new: fresh, worse: 0, unchanged: findings.length - fresh, healed: 2 },
      healed: [healed(nameOf(1)), healed(nameOf(2), { because: 'gone', rule: 'aks-outbound-type', title: 'Clusters have no outbound path', severity: 'high', resource: { type: clusterType, name: nameOf(2), id: clusterId(nameOf(2), 2) } })],
      clusters, places,
      azure: { at: '2026-11-25T22:10:00Z', compared: size, different: 3 },
      remedies: clusters.filter(({ state }) => state === 'failing').slice(0, 400).map(({ name, id }) => remedy(name, { cluster: { name, id } })),
    }),
  });
}

/** The report of one cluster in which every text is somebody else's. */
export function hostileOne(text: string): Report {
  const of = oneCluster();
  const evil = write({ by: text, operation: text, correlationId: text, details: [text, text], at: text });
  const resource = { type: text, name: text, id: text };
  return {
    ...of, title: text, target: { id: text, name: text },
    findings: of.findings.map((found) => ({ ...found, rule: text, title: text, message: text, remedy: text, resource, change: { kind: found.change?.kind ?? 'new', since: text, write: evil } })),
    drift: drift({
      at: text, earlier: { at: text, url: text }, unseen: [{ scope: text, why: text }], counts: { new: 2, worse: 1, unchanged: 1, healed: 1 },
      healed: [healed('demo', { rule: text, title: text, resource, since: text, write: evil })],
      clusters: [cluster('demo', { id: text, name: text, state: 'failing', severity: 'high', findings: 4, fresh: 3, location: text, outboundType: text })],
      places: [{ kind: 'subscription', id: text, name: text, clusters: 1, failing: 1, undetermined: 0, unseen: 0 }],
      azure: { at: text, compared: 1, different: 1 },
      remedies: [remedy('demo', { cluster: { id: text, name: text }, disruption: text, why: text, steps: [{ title: text, status: 'planned', details: [text], resourceId: text }] })],
    }),
  };
}
