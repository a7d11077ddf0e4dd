/**
 * The matrix of matrix.test.ts for Terraform: a clean isolated cluster or pool gives no finding; every change of one of its values gives exactly the findings that
 * the plain document with the same change deserves, on the line of the argument in the `.tf` file or of the block in which it would stand; and where a fix is
 * offered, the file with it and the plan that is made of that give no finding. All changes of a form are judged in one run, each with configuration and plan in a folder of its own.
 */
import { describe, expect, test } from '@jest/globals';
import type { JsonObject } from '../../../src/arm/json.ts';
import { Unknown } from '../../../src/language/unknown.ts';
import { bundledPolicies, judge } from '../../../src/policy/index.ts';
import type { Finding } from '../../../src/policy/finding.ts';
import { Expression, type Described } from '../../sources/terraform/written.ts';
import { clusterType, leavesOf, valueAt, withValue } from './forms.ts';
import { checkFiles, options } from './run.ts';
import { terraformForms, terraformPoolForms, withNatGateway, type Row, type TerraformForm } from './terraform-forms.ts';
import { placeIn } from './terraform-ways.ts';

const policies = bundledPolicies('aks-egress-isolation-core');
const prefix = '/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/rg/providers/Microsoft.Network/publicIPPrefixes/nodes';

/** What leaks in a place, whether the clean resource has it or not. */
const leaks: Readonly<Record<string, Readonly<Record<string, readonly unknown[]>>>> = {
  cluster: {
    '/properties/networkProfile': [undefined],
    '/properties/networkProfile/outboundType': ['loadBalancer', 'userDefinedRouting', 'managedNATGateway', 'userAssignedNATGateway'],
    '/properties/networkProfile/networkPlugin': ['kubenet', 'none'],
    '/properties/networkProfile/loadBalancerProfile/managedOutboundIPs': [{ count: 1 }],
    '/properties/networkProfile/natGatewayProfile/managedOutboundIPProfile': [{ count: 1 }],
    '/properties/networkProfile/staticEgressGatewayProfile/enabled': [true],
    '/properties/bootstrapProfile': [undefined],
    '/properties/bootstrapProfile/artifactSource': ['Direct'],
    '/properties/autoUpgradeProfile/nodeOSUpgradeChannel': ['Unmanaged'],
    '/properties/agentPoolProfiles/0/nodePublicIPPrefixID': [prefix],
    '/properties/agentPoolProfiles/0/osType': ['Windows'],
    '/properties/agentPoolProfiles/1/mode': ['Gateway'],
  },
  pool: { '/properties/mode': ['Gateway'], '/properties/osType': ['Windows'], '/properties/nodePublicIPPrefixID': [prefix] },
};

interface Change {
  readonly row: Row;
  readonly value: unknown;
  readonly described: Described;
  /** The rules that the plain document violates with it. */
  readonly deserved: readonly string[];
}

/** Each value below `properties` that an argument makes: taken away, booleans turned, and what leaks. */
function changesOf(form: TerraformForm): readonly Change[] {
  const own = leavesOf(form.document).filter(([pointer]) => pointer.startsWith('/properties/')).flatMap(([pointer, value]) => [[pointer, undefined] as const, ...(typeof value === 'boolean' ? [[pointer, !value] as const] : [])]);
  const more = Object.entries(leaks[form.type === clusterType ? 'cluster' : 'pool'] ?? {}).flatMap(([pointer, values]) => values.map((value) => [pointer, value] as const));
  return [...own, ...more].flatMap(([pointer, value]) => {
    const row = form.rowOf(pointer);
    if (row === undefined) return [];
    const written = value === undefined ? undefined : (row.write?.(value) ?? value);
    return [{ row, value, described: withValue(form.clean, row.argument, written) as Described, deserved: deserved(form, withValue(form.document, pointer, value) as JsonObject) }];
  });
}

function deserved(form: TerraformForm, body: JsonObject): readonly string[] {
  return verdictsOf(form, body, 'violation');
}

/** The rules that come to a verdict about a plain document. */
function verdictsOf({ type }: TerraformForm, body: JsonObject, verdict: Finding['verdict']): readonly string[] {
  return judge(policies, { type, name: 'demo', body }).filter(({ finding }) => finding.verdict === verdict).map(({ finding }) => finding.rule);
}

/** Judges what is described, each in a folder of its number. */
async function findingsOf(form: TerraformForm, all: readonly Described[]): Promise<readonly Finding[]> {
  const files = Object.fromEntries(all.flatMap((described, index) => Object.entries(form.way.files(described)).map(([file, text]) => [`c${index}/${file}`, text] as const)));
  const { report } = await checkFiles(files);
  return report.findings;
}

const shown = ({ rule, verdict, location }: Finding): string => `${rule}:${verdict}:${location?.file ?? ''}:${location?.line ?? ''}`;

/** The argument that makes the value, or would. */
function argumentOf({ row, value }: Change): string {
  return value === undefined || row.within === undefined ? row.argument : `${row.argument}/${row.within}`;
}

function expected(form: TerraformForm, change: Change, index: number): readonly string[] {
  const { described, deserved: rules } = change;
  const { file, line } = placeIn(form.way, described, argumentOf(change));
  return rules.flatMap((rule) => Array.from({ length: form.way.times ?? 1 }, () => `${rule}:violation:c${index}/${file}:${line}`)).toSorted();
}

/** The text of a file with a fix put in. */
function applied(text: string, { line, column, endLine, endColumn, original, replacement }: NonNullable<Finding['fix']>): string {
  const lines = text.split('\n');
  const offset = (row: number, place: number): number => lines.slice(0, row - 1).reduce((sum, { length }) => sum + length + 1, 0) + place - 1;
  const [start, end] = [offset(line, column), offset(endLine, endColumn)];
  expect(text.slice(start, end)).toBe(original);
  return text.slice(0, start) + replacement + text.slice(end);
}

describe.each([...terraformForms, ...terraformPoolForms])('$name', (form) => {
  test('clean, there is no finding', async () => {
    expect(deserved(form, form.document)).toEqual([]);
    expect((await findingsOf(form, [form.clean])).map(shown)).toEqual([]);
  });

  test('every change gives its findings on the right line, and fixes that mend them', async () => {
    const weakening = changesOf(form).filter(({ deserved: rules }) => rules.length > 0);
    const findings = await findingsOf(form, weakening.map(({ described }) => described));
    const found = weakening.map(({ row, value }, index) => ({ [`${row.pointer} := ${String(value)}`]: findings.filter(({ location }) => location?.file.startsWith(`c${index}/`)).map(shown).toSorted() }));
    expect(found).toEqual(weakening.map((change, index) => ({ [`${change.row.pointer} := ${String(change.value)}`]: expected(form, change, index) })));
    expect(weakening.length).toBeGreaterThan(2);

    const fixes = findings.flatMap(({ fix }) => (fix === undefined ? [] : [fix]));
    expect(fixes.length > 0).toBe(form.way.isLiteral === true);
    const mended = fixes.map((fix) => {
      const [folder = '', ...path] = fix.file.split('/');
      const change = weakening[Number(folder.slice(1))];
      if (change === undefined) throw new Error('a fix is one of a change');
      const described = withValue(change.described, argumentOf(change), JSON.parse(fix.replacement)) as Described;
      expect(applied(form.way.files(change.described)[path.join('/')] ?? '', fix)).toBe(form.way.files(described)[path.join('/')]);
      return described;
    });
    expect((await findingsOf(form, mended)).map(shown)).toEqual([]);
  });

  test('a change that no policy objects to gives no finding', async () => {
    const harmless = changesOf(form).filter(({ deserved: rules }) => rules.length === 0);
    expect((await findingsOf(form, harmless.map(({ described }) => described))).map(shown)).toEqual([]);
  });
});

test.each([...terraformForms, ...terraformPoolForms].filter(({ name }) => name === 'literals' || name === 'a pool: literals'))('$name: a value that is known only after apply leaves its rules undetermined, on its line', async (form) => {
  const opened = changesOf(form).filter(({ row, value }) => value === undefined && typeof valueAt(form.clean, row.argument) !== 'object').map(({ row }) => ({
    row,
    described: withValue(form.clean, row.argument, new Expression('random_pet.it.id', ['random_pet.it.id'])) as Described,
    rules: verdictsOf(form, withValue(form.document, row.pointer, new Unknown('nobody knows')) as JsonObject, 'undetermined'),
  }));
  const findings = await findingsOf(form, opened.map(({ described }) => described));
  const found = opened.map(({ row }, index) => [row.pointer, ...findings.filter(({ rule, location }) => rule.startsWith('aks-') && location?.file.startsWith(`c${index}/`)).map(shown).toSorted()]);
  expect(found).toEqual(opened.map(({ row, described, rules }, index) => [row.pointer, ...rules.map((rule) => `${rule}:undetermined:c${index}/main.tf:${placeIn(form.way, described, row.argument).line}`).toSorted()]));
  expect(opened.flatMap(({ rules }) => rules).length).toBeGreaterThan(1);
});

test('without the files nobody knows what dynamic blocks leave out: that is undetermined, and no violation', async () => {
  const form = terraformForms.find(({ name }) => name === 'dynamic blocks');
  if (form === undefined) throw new Error('there is one');
  const { 'plan.json': plan = '' } = form.way.files(form.clean);
  const { report } = await checkFiles({ 'plan.json': plan });
  expect(report.findings.filter(({ rule }) => rule.startsWith('aks-')).map(({ rule, verdict }) => `${rule}:${verdict}`).toSorted()).toEqual(['aks-load-balancer-profile:undetermined', 'aks-nat-gateway-profile:undetermined']);
});

test('a NAT gateway that an association gives to the subnet of the nodes is a way out, and stands on the association', async () => {
  const files = withNatGateway();
  const { report } = await checkFiles(files, options({ initiatives: ['none'], exposures: 'all' }));
  expect(report.exposures?.map(({ ways }) => ways.find(({ rule }) => rule === 'egress-subnet-nat-gateway')?.state)).toEqual(['open']);
  const lines = (files['main.tf'] ?? '').split('\n');
  const found = report.findings.filter(({ rule }) => rule === 'egress-subnet-nat-gateway').map(({ verdict, location }) => [verdict, location?.file, lines[(location?.line ?? 0) - 1], lines.slice(0, location?.line ?? 0).findLast((text) => text.startsWith('resource'))]);
  expect(found).toEqual([['violation', 'main.tf', '  nat_gateway_id = azurerm_nat_gateway.this.id', 'resource "azurerm_subnet_nat_gateway_association" "nodes" {']]);
});
