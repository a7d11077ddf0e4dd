import * as fc from 'fast-check';
import type { Finding, Fix, Reason, RelatedLocation } from '../../src/policy/finding.ts';
import { Unknown } from '../../src/language/unknown.ts';
import type { Report } from '../../src/report/report.ts';
import { hostileChange, hostileDrift } from './drift/hostile.ts';
import { hostile, hostileExposures } from './exposures/hostile.ts';
import { hostileSteps } from './steps/sample.ts';

export { hostile } from './exposures/hostile.ts';

export function finding(overrides: Partial<Finding> = {}): Finding {
  return {
    rule: 'aks-outbound-type',
    title: 'Clusters have no outbound path',
    verdict: 'violation',
    effect: 'deny',
    severity: 'high',
    resource: { type: 'Microsoft.ContainerService/managedClusters', name: 'demo' },
    location: { file: 'infra/main.json', line: 12, column: 7, pointer: '/resources/0/properties/networkProfile/outboundType' },
    message: 'The outbound type is loadBalancer.',
    reasons: [reason()],
    remedy: 'Set the outbound type to none.',
    ...overrides,
  };
}

export function reason(overrides: Partial<Reason> = {}): Reason {
  return {
    kind: 'field',
    expression: 'Microsoft.ContainerService/managedClusters/networkProfile.outboundType',
    path: 'properties.networkProfile.outboundType',
    operator: 'notIn',
    actual: 'loadBalancer',
    expected: ['none'],
    result: true,
    ...overrides,
  };
}

export function fix(overrides: Partial<Fix> = {}): Fix {
  return {
    description: 'Change "loadBalancer" to "none"',
    file: 'infra/main.json', line: 12, column: 25, endLine: 12, endColumn: 39,
    original: '"loadBalancer"', replacement: '"none"',
    ...overrides,
  };
}

export function related(overrides: Partial<RelatedLocation> = {}): RelatedLocation {
  return { file: 'infra/main.json', line: 3, column: 5, pointer: '/parameters/outboundType/defaultValue', message: 'the default of parameter `outboundType`', ...overrides };
}

/** A run of `check` that found something of each kind. */
export function checked(overrides: Partial<Report> = {}): Report {
  const undetermined = finding({
    rule: 'aks-private-api-server', title: 'API servers are private', verdict: 'undetermined', resource: { type: 'Microsoft.ContainerService/managedClusters', name: 'other' },
    location: { file: 'infra/other.json', line: 8, column: 3, pointer: '/resources/0' }, message: 'Whether the API server is private is not known.',
    reasons: [reason({ operator: 'equals', actual: new Unknown('parameter `private` has no value'), expected: true, result: 'unknown' })], remedy: 'Pass the parameter `private`.',
  });
  return report({
    command: 'check', title: 'infrastructure in infra', verdict: 'violation', changed: false, steps: [], facts: [],
    target: { id: 'infra', name: 'infra' }, counts: { violation: 1, undetermined: 1, compliant: 7, exempt: 1 },
    findings: [
      finding({ fix: fix(), related: [related()], fingerprint: 'a'.repeat(64) }),
      undetermined,
      finding({ rule: 'aks-node-public-ip', title: 'Nodes have no public address', verdict: 'exempt', severity: 'medium', message: 'Exempt until 2027-01-31: moved by then.', reasons: [] }),
    ],
    files: { judged: 2, skipped: 3, resources: 4 },
    ...overrides,
  });
}

export function report(overrides: Partial<Report> = {}): Report {
  return {
    command: 'deploy',
    title: 'cluster demo in resource group rg',
    verdict: 'compliant',
    target: { id: '/subscriptions/s/resourceGroups/rg/providers/Microsoft.ContainerService/managedClusters/demo', name: 'demo' },
    changed: true,
    dryRun: false,
    steps: [{ title: 'Create cluster demo', status: 'done', details: ['properties.networkProfile.outboundType: absent → none'], elapsed: 65_000 }],
    findings: [],
    counts: { compliant: 5 },
    facts: [
      { label: 'Outbound type', value: 'none' },
      { label: 'API server', value: 'private' },
    ],
    notes: [],
    toolVersion: '0.1.0',
    ...overrides,
  };
}

const json = fc.jsonValue({ maxDepth: 2 });
const hostileReason: fc.Arbitrary<Reason> = fc.record({
  kind: fc.constantFrom('field', 'value', 'count'),
  expression: hostile,
  path: hostile,
  operator: fc.constantFrom('equals', 'notEquals', 'notIn', 'like'),
  actual: fc.oneof(json, hostile, fc.constant(undefined)),
  expected: fc.oneof(json, hostile),
  result: fc.constantFrom<Reason['result'][]>(true, false, 'unknown'),
});

const line = fc.integer({ min: 1, max: 1_000 });
const hostileFix: fc.Arbitrary<Fix> = fc.record({ description: hostile, file: hostile, line, column: line, endLine: line, endColumn: line, original: hostile, replacement: hostile });
const hostileRelated: fc.Arbitrary<RelatedLocation> = fc.record({ file: hostile, line, column: line, pointer: hostile, message: hostile });

export const hostileFinding: fc.Arbitrary<Finding> = fc
  .record({
    rule: hostile,
    title: hostile,
    verdict: fc.constantFrom('error', 'violation', 'undetermined', 'exempt', 'compliant', 'notApplicable'),
    effect: hostile,
    severity: fc.constantFrom('high', 'medium', 'low'),
    resource: fc.record({ type: hostile, name: hostile }),
    message: hostile,
    reasons: fc.array(hostileReason, { maxLength: 3 }),
    remedy: hostile,
    related: fc.array(hostileRelated, { maxLength: 3 }),
    fix: fc.option(hostileFix, { nil: undefined }),
    fingerprint: fc.constantFrom('0'.repeat(64), 'f'.repeat(64)),
    change: fc.option(hostileChange, { nil: undefined }),
  })
  .map(({ fix: ready, change, ...found }) => ({ ...found, ...(ready === undefined ? {} : { fix: ready }), ...(change === undefined ? {} : { change }), location: { file: found.rule, line: 1, column: 1, pointer: '' } }));

const hostileParts = fc.record({
  command: hostile,
  title: hostile,
  verdict: fc.constantFrom<Report['verdict'][]>('compliant', 'violation', 'error'),
  target: fc.record({ id: hostile, name: hostile }),
  changed: fc.boolean(),
  dryRun: fc.boolean(),
  steps: hostileSteps,
  findings: fc.array(hostileFinding, { maxLength: 6 }),
  counts: fc.constant({ compliant: 1 }),
  facts: fc.array(fc.record({ label: fc.oneof(hostile, fc.constant('Outbound type')), value: hostile }), { maxLength: 4 }),
  notes: fc.array(hostile, { maxLength: 3 }),
  files: fc.constant({ judged: 1, skipped: 2, resources: 3 }),
  rules: fc.array(fc.record({ rule: hostile, title: hostile, severity: fc.constantFrom<Finding['severity'][]>('high', 'medium', 'low'), description: hostile, remedy: hostile, helpUri: hostile }), { maxLength: 2 }),
  exposures: fc.oneof({ weight: 3, arbitrary: hostileExposures }, fc.constant([])),
  planHash: hostile,
  toolVersion: hostile,
  drift: fc.option(hostileDrift, { nil: undefined }),
});

export const hostileReport: fc.Arbitrary<Report> = hostileParts.map(({ drift, ...parts }) => ({ ...parts, ...(drift === undefined ? {} : { drift }) }));
