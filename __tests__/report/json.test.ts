import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import * as fc from 'fast-check';
import { renderJson } from '../../src/report/json.ts';
import type { ReportExposure, ReportWay } from '../../src/report/report.ts';
import { changedMixed, way } from './exposures/sample.ts';
import { checked, finding, fix, hostileReport, reason, related, report } from './sample.ts';

const schema = JSON.parse(readFileSync('docs/report.schema.json', 'utf8')) as object;

/** The schema as a writer has to keep it: readers let unknown members pass, we may not print any. */
function closed(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(closed);
  if (typeof node !== 'object' || node === null) return node;
  const copy = Object.fromEntries(Object.entries(node).map(([name, value]) => [name, closed(value)]));
  return 'properties' in copy && 'type' in copy ? { ...copy, additionalProperties: false } : copy;
}

const ajv = new Ajv2020({ allErrors: true, strict: true });
const validate = ajv.compile(closed(schema) as object);

describe('the JSON report', () => {
  test('is valid against the published schema, which describes every member', () => {
    fc.assert(
      fc.property(hostileReport, (any) => {
        validate(JSON.parse(renderJson(any)));
        expect(validate.errors).toBeNull();
      }),
    );
  });

  test('is valid without anything optional', () => {
    const { toolVersion: _version, ...bare } = report({ steps: [{ title: 'x', status: 'planned', details: [] }] });
    const { location: _location, remedy: _remedy, ...plain } = finding({ reasons: [reason({ actual: undefined })] });
    validate(JSON.parse(renderJson({ ...bare, findings: [plain] })));
    expect(validate.errors).toBeNull();
  });

  test('has its members in one order, and findings worst first', () => {
    const parsed = JSON.parse(renderJson(report({ findings: [finding({ severity: 'low' }), finding({ verdict: 'error' })] }))) as { findings: { verdict: string }[] };
    expect(Object.keys(parsed)).toEqual(['schemaVersion', 'command', 'title', 'verdict', 'changed', 'dryRun', 'target', 'counts', 'findings', 'steps', 'facts', 'notes', 'toolVersion']);
    expect(parsed.findings.map(({ verdict }) => verdict)).toEqual(['error', 'violation']);
  });

  test('tells where else to look, what to change and what is not known', () => {
    const parsed = JSON.parse(renderJson(checked({ rules: [{ rule: 'aks-outbound-type', title: 'x', severity: 'high' }] }))) as { findings: object[]; files: object; rules: object[] };
    validate(parsed);
    expect(validate.errors).toBeNull();
    expect(parsed).toMatchObject({
      schemaVersion: '1.4',
      files: { judged: 2, skipped: 3, resources: 4 },
      rules: [{ rule: 'aks-outbound-type', title: 'x', severity: 'high' }],
      findings: [{ fix: fix(), related: [related()], fingerprint: 'a'.repeat(64) }, { reasons: [{ actual: { unknown: 'parameter `private` has no value' } }] }, {}],
    });
  });

  test('tells each cluster’s ways out, all that is said of each and nothing else', () => {
    const bare: ReportExposure = { cluster: { name: 'bare' }, ways: [{ ...way({ kind: 'works', state: 'open' }), unknown: 1 } as ReportWay] };
    const parsed = JSON.parse(renderJson(checked({ exposures: [changedMixed(), bare] }))) as { exposures: { ways: ReportWay[] }[] };
    validate(parsed);
    expect(validate.errors).toBeNull();
    expect(parsed.exposures).toEqual([changedMixed(), { cluster: { name: 'bare' }, ways: [way({ kind: 'works', state: 'open' })] }]);
    expect(parsed.exposures[0]?.ways.map(({ rule }) => rule)).toEqual(changedMixed().ways.map(({ rule }) => rule));
  });

  test('counts every verdict, and an absent value is null', () => {
    const text = renderJson(report({ findings: [finding({ reasons: [reason({ actual: undefined })] })] }));
    expect(JSON.parse(text)).toMatchObject({
      counts: { error: 0, violation: 0, undetermined: 0, exempt: 0, compliant: 5, notApplicable: 0 },
      findings: [{ reasons: [{ actual: null }] }],
    });
  });
});
