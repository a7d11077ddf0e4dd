/**
 * The matrix of matrix.test.ts for Bicep: a clean isolated cluster or pool gives no finding, every change of one of its values gives exactly the findings that
 * the changed resource deserves, on the line of the property in the `.bicep` file; and where a fix is offered, the file with it is that of the clean resource.
 * The compiler is a stand-in that prints what the compiler would. All changes of a form are judged in one run, each in a folder of its own.
 */
import { describe, expect, test } from '@jest/globals';
import type { JsonObject } from '../../../src/arm/json.ts';
import { bundledPolicies, judge } from '../../../src/policy/index.ts';
import type { Finding } from '../../../src/policy/finding.ts';
import { environmentOfEachTest, standIn } from '../../sources/bicep/stand-in.ts';
import { bicepForms, bicepPoolForms, type BicepForm } from './bicep-forms.ts';
import { clusterType, isolatedCluster, isolatedPool, leavesOf, poolType, withValue } from './forms.ts';
import { checkFiles } from './run.ts';

environmentOfEachTest();

interface Subject {
  readonly type: string;
  readonly clean: JsonObject;
}

const cases = [
  ...bicepForms.map((form) => ({ name: form.name, form, subject: { type: clusterType, clean: isolatedCluster } })),
  ...bicepPoolForms.map((form) => ({ name: form.name, form, subject: { type: poolType, clean: isolatedPool } })),
];

const policies = bundledPolicies('aks-egress-isolation-core');
const leaks: Readonly<Record<string, readonly unknown[]>> = {
  '/properties/networkProfile/outboundType': ['loadBalancer', 'userDefinedRouting', 'managedNATGateway'],
  '/properties/bootstrapProfile/artifactSource': ['Direct'],
  '/properties/autoUpgradeProfile/nodeOSUpgradeChannel': ['Unmanaged'],
};

/** Each value below `properties` taken away, booleans turned, and what leaks. */
function changesOf({ clean }: Subject): readonly (readonly [pointer: string, value: unknown])[] {
  return leavesOf(clean).filter(([pointer]) => pointer.startsWith('/properties/')).flatMap(([pointer, value]) => [
    [pointer, undefined] as const, ...(typeof value === 'boolean' ? [[pointer, !value] as const] : []), ...(leaks[pointer] ?? []).map((other) => [pointer, other] as const),
  ]);
}

function deserved({ type }: Subject, body: JsonObject): readonly string[] {
  return judge(policies, { type, name: 'demo', body }).filter(({ finding }) => finding.verdict === 'violation').map(({ finding }) => finding.rule);
}

/** Judges bodies, each in a folder of its number. */
async function findingsOf(form: BicepForm, bodies: readonly JsonObject[]): Promise<readonly Finding[]> {
  const inFolders = <Item>(make: (body: JsonObject) => Readonly<Record<string, Item>>): Record<string, Item> => Object.fromEntries(bodies.flatMap((body, index) => Object.entries(make(body)).map(([file, item]) => [`c${index}/${file}`, item])));
  process.env['PATH'] = standIn(inFolders(form.outputs)).folder;
  return (await checkFiles(inFolders(form.sources))).report.findings;
}

/** The text of a file with a fix put in. */
function applied(text: string, { line, column, endLine, endColumn, original, replacement }: NonNullable<Finding['fix']>): string {
  const lines = text.split('\n');
  const offset = (row: number, place: number): number => lines.slice(0, row - 1).reduce((sum, { length }) => sum + length + 1, 0) + place - 1;
  const [start, end] = [offset(line, column), offset(endLine, endColumn)];
  expect(text.slice(start, end)).toBe(original);
  return text.slice(0, start) + replacement + text.slice(end);
}

describe.each(cases)('$name', ({ form, subject }) => {
  test('clean, there is no finding', async () => {
    expect(await findingsOf(form, [subject.clean])).toEqual([]);
  });

  test('every change gives its findings on the right line, and a fix that undoes it', async () => {
    const changes = changesOf(subject).map(([pointer, value]) => ({ pointer, value, body: withValue(subject.clean, pointer, value) as JsonObject }));
    const weakening = changes.filter(({ body }) => deserved(subject, body).length > 0);
    const findings = await findingsOf(form, weakening.map(({ body }) => body));
    const found = weakening.map((_, index) => findings.filter(({ location }) => location?.file.startsWith(`c${index}/`)).map(({ rule, verdict, location }) => `${rule}:${verdict}:${location?.file}:${location?.line}`).toSorted());
    expect(found).toEqual(weakening.map(({ body, pointer }, index) => deserved(subject, body).flatMap((rule) => form.places(body, pointer).map(({ file, line }) => `${rule}:violation:c${index}/${file}:${line}`)).toSorted()));
    expect(weakening).not.toEqual([]);

    const fixes = findings.flatMap(({ fix }) => (fix === undefined ? [] : [fix]));
    expect(fixes).not.toEqual([]);
    for (const fix of fixes) {
      const [folder = '', ...path] = fix.file.split('/');
      const { body, pointer } = weakening[Number(folder.slice(1))] ?? { body: {}, pointer: '' };
      const clean = withValue(body, pointer, leavesOf(subject.clean).find(([place]) => place === pointer)?.[1]) as JsonObject;
      expect(applied(form.sources(body)[path.join('/')] ?? '', fix)).toBe(form.sources(clean)[path.join('/')]);
    }
  });
});
