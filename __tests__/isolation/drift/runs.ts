import * as fc from 'fast-check';
import { parseResourceId } from '../../../src/arm/resource-id.ts';
import { compareRuns, type Comparison } from '../../../src/isolation/drift/compare.ts';
import type { EarlierFinding, EarlierRun } from '../../../src/isolation/drift/earlier.ts';
import type { Look } from '../../../src/isolation/drift/compare/look.ts';
import type { Finding } from '../../../src/policy/finding.ts';

export const subscription = '/subscriptions/00000000-0000-0000-0000-00000000000a';
export const group = `${subscription}/resourceGroups/app`;
export const clusterType = 'Microsoft.ContainerService/managedClusters';
export const times = { first: '2026-11-01T06:00:00.000Z', before: '2026-11-25T06:00:00.000Z', now: '2026-11-26T06:00:00.000Z' } as const;

export function clusterId(name: string, within = group): string {
  return `${within}/providers/${clusterType}/${name}`;
}

export function networkId(name: string, within = group): string {
  return `${within}/providers/Microsoft.Network/virtualNetworks/${name}`;
}

export function resourceOf(id: string): Finding['resource'] {
  const parsed = parseResourceId(id);
  return { type: parsed?.type ?? 'unknown', name: parsed?.fullName ?? id, id };
}

export function found(id: string, overrides: Partial<Finding> = {}): Finding {
  return { rule: 'aks-outbound-type', title: 'Clusters have no outbound path', verdict: 'violation', effect: 'deny', severity: 'high', resource: resourceOf(id), message: 'The outbound type is loadBalancer.', reasons: [], ...overrides };
}

export function remembered(id: string, overrides: Partial<EarlierFinding> = {}): EarlierFinding {
  return { rule: 'aks-outbound-type', title: 'Clusters have no outbound path', severity: 'high', verdict: 'violation', resource: resourceOf(id), since: times.first, ...overrides };
}

export function earlierRun(findings: readonly EarlierFinding[], overrides: Partial<EarlierRun> = {}): EarlierRun {
  return { at: times.before, findings, clusters: findings.flatMap(({ resource }) => (resource.type === clusterType && resource.id !== undefined ? [resource.id] : [])), ...overrides };
}

/** Everything that the findings are on was read. */
export function look(findings: readonly Finding[], overrides: Partial<Look> = {}): Look {
  const ids = findings.flatMap(({ resource }) => resource.id ?? []);
  return { at: times.now, findings, seen: ids, clusters: ids.filter((id) => parseResourceId(id)?.type === clusterType), complete: [], unseen: [], ...overrides };
}

export function compared(earlier: EarlierRun | undefined, findings: readonly Finding[], overrides: Partial<Look> = {}): Comparison {
  return compareRuns(earlier, look(findings, overrides));
}

const rules = ['aks-outbound-type', 'AKS-Private-Api-Server', 'subnet-nat-gateway'];
const places = [clusterId('one'), clusterId('two'), clusterId('Two').toUpperCase(), `${clusterId('one')}/agentPools/system`, networkId('hub'), networkId('spoke', `${subscription}/resourceGroups/net`)];

const standing = { rule: fc.constantFrom(...rules), severity: fc.constantFrom('high', 'medium', 'low'), place: fc.constantFrom(...places) } as const;
const time = fc.constantFrom(times.first, '2026-11-20T06:00:00Z', times.before);

/** Findings of any verdict, some of them with one key. */
export const anyFindings: fc.Arbitrary<readonly Finding[]> = fc.array(
  fc.record({ ...standing, verdict: fc.constantFrom('compliant', 'violation', 'undetermined', 'error', 'exempt', 'notApplicable'), exposes: fc.subarray(['subnet-nat-gateway']) })
    .map(({ place, exposes, ...rest }) => found(place, { ...rest, ...(exposes.length === 0 ? {} : { exposes: exposes.map((rule) => ({ rule, title: rule })) }) })),
  { maxLength: 12 },
);

export const anyEarlier: fc.Arbitrary<EarlierRun> = fc
  .record({
    findings: fc.uniqueArray(
      fc.record({ ...standing, verdict: fc.constantFrom('violation', 'undetermined', 'error', 'exempt'), since: time, unseenSince: fc.option(time, { nil: undefined }), exposes: fc.subarray(['subnet-nat-gateway']) }),
      { maxLength: 12, selector: ({ rule, place }) => `${rule}${place}`.toLowerCase() },
    ),
    clusters: fc.subarray([clusterId('one'), clusterId('two'), clusterId('three')]),
  })
  .map(({ findings, clusters }) => ({
    at: times.before,
    findings: findings.map(({ place, unseenSince, exposes, ...rest }) => remembered(place, { ...rest, ...(unseenSince === undefined ? {} : { unseenSince }), ...(exposes.length === 0 ? {} : { exposes }) })),
    clusters,
  }));

/** What may have been read, and what not. */
export const anySight: fc.Arbitrary<Pick<Look, 'seen' | 'clusters' | 'complete' | 'unseen'>> = fc.record({
  seen: fc.subarray([...places, group]),
  clusters: fc.subarray([clusterId('one'), clusterId('two')]),
  complete: fc.subarray([{ type: clusterType.toLowerCase(), scope: group }, { type: '*', scope: subscription.toUpperCase() }, { type: 'Microsoft.Network/virtualNetworks', scope: subscription }]),
  unseen: fc.subarray([group, clusterId('one'), networkId('hub').toUpperCase()]).map((scopes) => scopes.map((scope) => ({ scope, why: 'it may not be read' }))),
});
