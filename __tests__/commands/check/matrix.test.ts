/**
 * A clean isolated cluster or pool gives no finding, in whatever form it is written; every change of one of its values gives exactly the
 * findings that the changed resource deserves, on the line of the property or of its nearest ancestor that exists.
 * What it deserves is asked of the engine about the plain document, which knows nothing of templates.
 */
import { describe, expect, test } from '@jest/globals';
import { isJsonObject, type JsonObject } from '../../../src/arm/json.ts';
import { bundledDefinitions, bundledPolicies, judge } from '../../../src/policy/index.ts';
import { clusterType, forms, isolatedCluster, isolatedPool, leavesOf, lineOf, nearest, poolForms, poolType, textOf, withValue, type Form } from './forms.ts';
import { everyNth, isExhaustive } from '../../exhaustive.ts';
import { checkFiles } from './run.ts';

/** One value changed or taken away. */
interface Change {
  readonly pointer: string;
  /** Undefined: taken away. */
  readonly value: unknown;
}

/** What is written in several forms. */
interface Subject {
  readonly type: string;
  readonly clean: JsonObject;
  readonly forms: readonly Form[];
}

const cluster: Subject = { type: clusterType, clean: isolatedCluster, forms };
const pool: Subject = { type: poolType, clean: isolatedPool, forms: poolForms };
const cases = [cluster, pool].flatMap((subject) => subject.forms.map((form, turn) => ({ name: form.name, form, subject, turn })));

const policies = bundledPolicies('aks-egress-isolation-core');
/** Texts take every value that some bundled policy speaks of. */
const wordsOfPolicies: readonly string[] = [...new Set(bundledDefinitions.flatMap(({ document }) => allowedValues(document)))];

function allowedValues(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(allowedValues);
  if (!isJsonObject(value)) return [];
  const own = Array.isArray(value['allowedValues']) ? value['allowedValues'].filter((entry) => typeof entry === 'string') : [];
  return [...own, ...Object.values(value).flatMap(allowedValues)];
}

/** What a clean cluster does not say, and a leaking one does. */
const additions: readonly (Change & { readonly type: string })[] = [
  { type: clusterType, pointer: '/properties/networkProfile/loadBalancerProfile/managedOutboundIPs', value: { count: 1 } },
  { type: clusterType, pointer: '/properties/networkProfile/natGatewayProfile/managedOutboundIPProfile', value: { count: 1 } },
  { type: clusterType, pointer: '/properties/networkProfile/staticEgressGatewayProfile/enabled', value: true },
];

/** Rules that need a list of what is allowed, and refuse nothing without one. */
const withoutList: ReadonlySet<string> = new Set(['aks-bootstrap-registry', 'aks-node-subnet']);

/** Every value of the properties taken away, and changed: booleans turn. */
function changesOf({ clean, type }: Subject): readonly Change[] {
  return [...changesOfValues(clean), ...additions.filter((addition) => addition.type === type)];
}

function changesOfValues(clean: JsonObject): readonly Change[] {
  return leavesOf(clean).filter(([pointer]) => pointer.startsWith('/properties/')).flatMap(([pointer, value]) => [
    { pointer, value: undefined },
    ...(typeof value === 'boolean' ? [{ pointer, value: !value }] : []),
    ...(typeof value === 'string' ? [...wordsOfPolicies, 'Direct', 'Windows', 'Gateway'].filter((word) => word !== value).map((word) => ({ pointer, value: word })) : []),
  ]);
}

/** The rules that a plain document violates. */
function deserved({ type }: Subject, body: JsonObject): readonly string[] {
  return judge(policies, { type, name: 'demo', body }).filter(({ finding }) => finding.verdict === 'violation').map(({ finding }) => finding.rule);
}

function changed({ clean }: Subject, { pointer, value }: Change): JsonObject {
  return withValue(clean, pointer, value) as JsonObject;
}

const isWeakening = (subject: Subject) => (change: Change): boolean => deserved(subject, changed(subject, change)).length > 0;

/**
 * A form is about where values stand, a word about which rules object to it: each form meets each property with each answer that its words
 * get, by one word, another one in each form. Exhaustively each form meets each word.
 */
function sampleOf(subject: Subject, weakening: readonly Change[], turn: number): readonly Change[] {
  if (isExhaustive) return weakening;
  const alike = new Map<string, readonly Change[]>();
  for (const change of weakening) {
    const kind = [change.pointer, change.value === undefined, ...deserved(subject, changed(subject, change))].join(' ');
    alike.set(kind, [...(alike.get(kind) ?? []), change]);
  }
  return [...alike.values()].flatMap((changes) => changes.slice(turn % changes.length).slice(0, 1));
}

function textsOf(form: Form, body: JsonObject): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(form.build(body)).map(([file, document]) => [file, textOf(document)]));
}

async function findingsOf(subject: Subject, form: Form, change: Change): Promise<readonly string[]> {
  const { report, exceeds } = await checkFiles(textsOf(form, changed(subject, change)));
  expect(exceeds).toBe(true);
  return report.findings.map(({ rule, verdict, location }) => `${rule}:${verdict}:${location?.file ?? ''}:${location?.line ?? ''}`).toSorted();
}

function expected(subject: Subject, { build, placesOf }: Form, change: Change): readonly string[] {
  const body = changed(subject, change);
  const files = build(body);
  return deserved(subject, body).flatMap((rule) => placesOf(change.pointer).map(({ file, pointer }) => `${rule}:violation:${file}:${lineOf(files[file], nearest(files[file], pointer))}`)).toSorted();
}

describe('the matrix', () => {
  test('knows a change that each definition of the initiative objects to', () => {
    const rules = new Set([cluster, pool].flatMap((subject) => changesOf(subject).flatMap((change) => deserved(subject, changed(subject, change)))));
    expect([...rules].toSorted()).toEqual(policies.map(({ definition }) => definition.name ?? '').filter((name) => !withoutList.has(name)).toSorted());
  });

  test.each(cases)('$name: clean, there is no finding', async ({ form, subject }) => {
    const { report, exceeds } = await checkFiles(textsOf(form, subject.clean));
    expect([report.findings, report.verdict, exceeds]).toEqual([[], 'compliant', false]);
    expect(report.counts.compliant).toBeGreaterThan(0);
  });

  test.each(cases)('$name: every change gives its findings, on the right line', async ({ form, subject, turn }) => {
    const weakening = sampleOf(subject, changesOf(subject).filter(isWeakening(subject)), turn);
    const wrong: string[] = [];
    for (const change of weakening) {
      const [found, wanted] = [await findingsOf(subject, form, change), expected(subject, form, change)];
      if (JSON.stringify(found) !== JSON.stringify(wanted)) wrong.push(`${change.pointer} := ${String(change.value)}: ${found.join(' ')} instead of ${wanted.join(' ')}`);
    }
    expect(wrong).toEqual([]);
    expect(weakening).not.toEqual([]);
  });

  test.each(cases)('$name: a change that no policy is about gives no finding', async ({ form, subject, turn }) => {
    const harmless = changesOf(subject).filter((change) => !isWeakening(subject)(change));
    for (const change of everyNth(harmless, 20, turn)) {
      const { report } = await checkFiles(textsOf(form, changed(subject, change)));
      expect(report.findings).toEqual([]);
    }
  });
});
