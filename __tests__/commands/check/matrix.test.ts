/**
 * A clean isolated cluster gives no finding, in whatever form it is written; every change of one of its values gives exactly the
 * findings that the changed cluster deserves, on the line of the property or of its nearest ancestor that exists.
 * What it deserves is asked of the engine about the plain document, which knows nothing of templates.
 */
import { describe, expect, test } from '@jest/globals';
import { isJsonObject, type JsonObject } from '../../../src/arm/json.ts';
import { bundledDefinitions, bundledPolicies, judge } from '../../../src/policy/index.ts';
import { clusterType, forms, isolatedCluster, leavesOf, lineOf, nearest, textOf, withValue, type Form } from './forms.ts';
import { checkFiles } from './run.ts';

/** One value changed or taken away. */
interface Change {
  readonly pointer: string;
  /** Undefined: taken away. */
  readonly value: unknown;
}

/** Other values that a property may have: booleans turn, texts take every value that some bundled policy speaks of. */
const wordsOfPolicies: readonly string[] = [...new Set(bundledDefinitions.flatMap(({ document }) => allowedValues(document)))];

function allowedValues(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(allowedValues);
  if (!isJsonObject(value)) return [];
  const own = Array.isArray(value['allowedValues']) ? value['allowedValues'].filter((entry) => typeof entry === 'string') : [];
  return [...own, ...Object.values(value).flatMap(allowedValues)];
}

const changes: readonly Change[] = leavesOf(isolatedCluster).filter(([pointer]) => pointer.startsWith('/properties/')).flatMap(([pointer, value]) => [
  { pointer, value: undefined },
  ...(typeof value === 'boolean' ? [{ pointer, value: !value }] : []),
  ...(typeof value === 'string' ? [...wordsOfPolicies, 'Direct'].filter((word) => word !== value).map((word) => ({ pointer, value: word })) : []),
]);

const policies = bundledPolicies('aks-egress-isolation-core');

/** The rules that a plain document violates. */
function deserved(body: unknown): readonly string[] {
  const resource = { type: clusterType, name: 'demo', body: body as JsonObject };
  return judge(policies, resource).filter(({ finding }) => finding.verdict === 'violation').map(({ finding }) => finding.rule);
}

const weakening = changes.filter(({ pointer, value }) => deserved(withValue(isolatedCluster, pointer, value)).length > 0);

describe('the matrix', () => {
  test('knows a change that each bundled definition objects to', () => {
    const rules = new Set(weakening.flatMap(({ pointer, value }) => deserved(withValue(isolatedCluster, pointer, value))));
    expect([...rules].toSorted()).toEqual(bundledDefinitions.map(({ name }) => name).toSorted());
  });

  test.each(forms)('$name: the clean cluster gives no finding', async ({ build }) => {
    const { report } = await checkFiles({ 'main.json': textOf(build(isolatedCluster)) });
    expect(report.findings).toEqual([]);
    expect(report.verdict).toBe('compliant');
    expect(report.counts.compliant).toBeGreaterThanOrEqual(bundledDefinitions.length);
  });

  test.each(forms)('$name: every change gives its findings, on the right line', async (form) => {
    const wrong: string[] = [];
    for (const change of weakening) {
      const found = await findingsOf(form, change);
      const wanted = expected(form, change);
      if (JSON.stringify(found) !== JSON.stringify(wanted)) wrong.push(`${change.pointer} := ${String(change.value)}: ${found.join(' ')} instead of ${wanted.join(' ')}`);
    }
    expect(wrong).toEqual([]);
    expect(weakening.length).toBeGreaterThan(10);
  });

  test.each(forms)('$name: a change that no policy is about gives no finding', async ({ build }) => {
    for (const { pointer, value } of changes.filter((change) => !weakening.includes(change)).slice(0, 12)) {
      const { report } = await checkFiles({ 'main.json': textOf(build(changed({ pointer, value }))) });
      expect(report.findings).toEqual([]);
    }
  });
});

function changed({ pointer, value }: Change): JsonObject {
  return withValue(isolatedCluster, pointer, value) as JsonObject;
}

async function findingsOf({ build }: Form, change: Change): Promise<readonly string[]> {
  const { report, exceeds } = await checkFiles({ 'main.json': textOf(build(changed(change))) });
  expect(exceeds).toBe(true);
  return report.findings.map(({ rule, verdict, location }) => `${rule}:${verdict}:${location?.file ?? ''}:${location?.line ?? ''}`).toSorted();
}

function expected({ build, placesOf }: Form, change: Change): readonly string[] {
  const body = changed(change);
  const document = build(body);
  return deserved(body).flatMap((rule) => placesOf(change.pointer).map((pointer) => `${rule}:violation:main.json:${lineOf(document, nearest(document, pointer))}`)).toSorted();
}
