import type { Resource } from '../../../src/arm/resource.ts';
import type { judge } from '../../../src/policy/index.ts';
import { treeOf } from './checkout.ts';
import { readPlan, writtenAs, type ResourceSpec } from './plans.ts';

export type Values = { readonly [name: string]: unknown };

/** The body of a block. Lists of objects are blocks; what nobody wrote is left out. */
export function hcl(values: Values, indent = '  '): string {
  return Object.entries(values)
    .map(([name, value]) => {
      if (Array.isArray(value) && typeof value[0] === 'object' && Object.getPrototypeOf(value[0]) === Object.prototype) return value.map((block: Values) => `${indent}${name} {\n${hcl(block, `${indent}  `)}${indent}}\n`).join('');
      const text = writtenAs(value);
      return text === undefined ? '' : `${indent}${name} = ${text}\n`;
    })
    .join('');
}

/** The same values with one changed, or gone: in every block that the path goes through. */
export function change(values: Values, path: string, value: unknown): Values {
  const [first = '', ...rest] = path.split('.');
  if (rest.length === 0) {
    const { [first]: _, ...others } = values;
    return value === undefined ? others : { ...values, [first]: value };
  }
  return { ...values, [first]: (values[first] as readonly Values[]).map((block) => change(block, rest.join('.'), value)) };
}

/** What is found in a plan, each with the line of the file: `rule at \`line\``. Plan and file are made of the same values. */
export async function findingsOn(
  resources: readonly ResourceSpec[],
  judgeOne: (resource: Resource) => ReturnType<typeof judge>,
  { constraint = '~> 4.0', without = new Set() }: { readonly constraint?: string; readonly without?: ReadonlySet<string> } = {},
): Promise<readonly string[]> {
  const text = resources.map(({ address, attributes }) => `resource ${address.split('.').map((part) => JSON.stringify(part)).join(' ')} {\n${hcl(attributes)}}\n`).join('\n');
  const lines = text.split('\n');
  const plan = await readPlan({ resources, constraint }, { tree: treeOf({ 'infra/main.tf': text }) });
  return plan.resources
    .flatMap((resource) => judgeOne(resource))
    .filter(({ finding }) => finding.verdict !== 'compliant' && finding.verdict !== 'notApplicable' && !without.has(finding.rule))
    .map(({ finding }) => `${finding.rule} at \`${(lines[(finding.location?.line ?? 0) - 1] ?? '').trim()}\`${finding.verdict === 'violation' ? '' : `: ${finding.verdict}`}`);
}
