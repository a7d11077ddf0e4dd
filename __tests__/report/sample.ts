import * as fc from 'fast-check';
import type { Finding, Reason } from '../../src/policy/finding.ts';
import type { Report, ReportStep } from '../../src/report/report.ts';

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

/** What an attacker would write into a name, a message or a value. */
const hostilePieces = ['`', '``', '```', '-->', '<!--', '@everyone', '#1', 'GH-1', 'a/b#2', '<script>', '<img src=x>', '::set-env name=A::', '|', '\\', '\\|', '*', '_', '[x](http://y)', 'www.evil.example', 'https://evil.example', '\n', '\r\n', '\n# ', '\u202E', '\u200F', '\u0000', '\u001B[31m', '\uD800', '&lt;', '~~', '$x$', ' ', 'word'];

export const hostile = fc.array(fc.oneof(fc.constantFrom(...hostilePieces), fc.string({ unit: 'binary', maxLength: 8 })), { maxLength: 12 }).map((pieces) => pieces.join(''));

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
  })
  .map((found) => ({ ...found, location: { file: found.rule, line: 1, column: 1, pointer: '' } }));

const hostileStep: fc.Arbitrary<ReportStep> = fc.record({
  title: hostile,
  status: fc.constantFrom('planned', 'done', 'unchanged', 'failed', 'skipped'),
  details: fc.array(hostile, { maxLength: 4 }),
  elapsed: fc.nat(),
});

export const hostileReport: fc.Arbitrary<Report> = fc.record({
  command: hostile,
  title: hostile,
  verdict: fc.constantFrom('compliant', 'violation', 'error'),
  target: fc.record({ id: hostile, name: hostile }),
  changed: fc.boolean(),
  dryRun: fc.boolean(),
  steps: fc.array(hostileStep, { maxLength: 4 }),
  findings: fc.array(hostileFinding, { maxLength: 6 }),
  counts: fc.constant({ compliant: 1 }),
  facts: fc.array(fc.record({ label: fc.oneof(hostile, fc.constant('Outbound type')), value: hostile }), { maxLength: 4 }),
  notes: fc.array(hostile, { maxLength: 3 }),
  planHash: hostile,
  toolVersion: hostile,
});
