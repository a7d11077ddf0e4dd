/** Ways to write the same arguments in Terraform, and where an argument stands in each. */
import type { ModuleSpec } from '../../sources/terraform/plans.ts';
import { argumentFor, body, configuration, dynamicBody, Expression, isObject, labels, planFile, resources, type Described, type Values } from '../../sources/terraform/written.ts';
import { nearest, valueAt, withValue } from './forms.ts';

/** How resources are written. */
export interface Way {
  readonly name: string;
  readonly files: (described: Described) => Readonly<Record<string, string>>;
  /** Where the resources stand. */
  readonly file?: string;
  /** Instances that each finding is given for. */
  readonly times?: number;
  /** Values stand as literals in the arguments, so that they can be replaced there. */
  readonly isLiteral?: boolean;
}

const mark = 'here-it-is';

/** Every scalar by an expression. Names and types of resources stay, and a mark does, as it stands where the argument does. */
function through(described: Described, write: (name: string) => readonly [text: string, to: string]): { readonly described: Described; readonly values: Values } {
  const values: Record<string, unknown> = {};
  const put = (value: unknown, name: string): unknown => {
    if (value instanceof Expression || value === mark) return value;
    if (Array.isArray(value)) return value.map((item, index) => put(item, `${name}_${index}`));
    if (isObject(value)) return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, put(item, `${name}_${key}`)]));
    values[name] = value;
    const [text, to] = write(name);
    return new Expression(text, [to], value);
  };
  const all = Object.entries(described).map(([address, { name, type, ...rest }]) => [address, { ...(name === undefined ? {} : { name }), ...(type === undefined ? {} : { type }), ...(put(rest, labels(address)[1] ?? '') as Values) }] as const);
  return { described: Object.fromEntries(all), values };
}

const byVariable = (described: Described) => through(described, (name) => [`var.${name}`, `var.${name}`]);
const typeOf = (value: unknown): string => (typeof value === 'boolean' ? 'bool' : typeof value === 'number' ? 'number' : 'string');
const variables = (values: Values, withDefaults: boolean): string => Object.entries(values).map(([name, value]) => `variable "${name}" {\n  type = ${typeOf(value)}\n${withDefaults ? `  default = ${JSON.stringify(value)}\n` : ''}}\n`).join('');
const assigned = (values: Values, indent = ''): string => Object.entries(values).map(([name, value]) => `${indent}${name} = ${JSON.stringify(value)}\n`).join('');
const none = (values: Values): Values => Object.fromEntries(Object.keys(values).map((name) => [name, undefined]));

export const literals: Way = { name: 'literals', files: (described) => ({ 'main.tf': configuration(described), 'plan.json': planFile({ resources: resources(described) }) }), isLiteral: true };

export const ways: readonly Way[] = [
  literals,
  {
    name: 'variables and their defaults',
    files: (described) => {
      const { described: inner, values } = byVariable(described);
      return { 'main.tf': configuration(inner), 'variables.tf': variables(values, true), 'plan.json': planFile({ resources: resources(inner), inputs: values, defaults: values }) };
    },
  },
  {
    name: 'a file of variables',
    files: (described) => {
      const { described: inner, values } = byVariable(described);
      return { 'main.tf': configuration(inner), 'variables.tf': variables(values, false), 'terraform.tfvars': assigned(values), 'plan.json': planFile({ resources: resources(inner), inputs: values, variables: none(values) }) };
    },
  },
  {
    name: 'local values',
    files: (described) => {
      const { described: inner, values } = through(described, (name) => [`local.settings.${name}`, `local.settings.${name}`]);
      return { 'main.tf': `${configuration(inner)}locals {\n  settings = {\n${assigned(values, '    ')}  }\n}\n`, 'plan.json': planFile({ resources: resources(inner) }) };
    },
  },
  moduleOf('a local module'),
  moduleOf('a local module with an instance key', 'blue'),
  repeated('for_each', 'for_each = toset(["blue", "green"])', 'each.key', ['blue', 'green']),
  repeated('count', 'count = 2', 'count.index', [0, 1]),
  {
    ...repeated('for_each over objects', 'for_each = var.clusters', 'each.key', ['blue', 'green']),
    isLiteral: false,
    files: (described) => repeated('', 'for_each = var.clusters', 'each.key', ['blue', 'green']).files(through(described, (name) => [`each.value.${name}`, `each.value.${name}`]).described),
  },
];

/** The resources in a module that is called once; where it has a key, its arguments come from the objects that it is called for. */
function moduleOf(name: string, key?: string): Way {
  return {
    name,
    file: 'modules/cluster/main.tf',
    files: (described) => {
      const { described: inner, values } = byVariable(described);
      const given = Object.entries(values).map(([argument, value]) => [argument, key === undefined ? value : new Expression(`each.value.${argument}`, [`each.value.${argument}`], value)] as const);
      const cluster: ModuleSpec = { ...(key === undefined ? {} : { key }), resources: resources(inner), variables: Object.fromEntries(given.map(([argument, value]) => [argument, argumentFor(value)])) };
      return {
        'main.tf': `module "cluster" {\n  source = "./modules/cluster"\n${key === undefined ? '' : '  for_each = var.clusters\n'}${body(Object.fromEntries(given))}}\n`,
        'modules/cluster/main.tf': configuration(inner),
        'modules/cluster/variables.tf': variables(values, false),
        'plan.json': planFile({ modules: { cluster } }),
      };
    },
  };
}

export const dynamicBlocks: Way = { name: 'dynamic blocks', files: (described) => ({ 'main.tf': configuration(described, dynamicBody), 'plan.json': planFile({ resources: resources(described, true) }) }), isLiteral: true };

/** Instances that differ by the key in their names. */
export function repeated(name: string, head: string, key: string, keys: readonly (string | number)[], isRepeated: (address: string) => boolean = () => true): Way {
  const named = (values: Values, value?: string | number): Values => ({ ...values, name: new Expression(`"demo\${${key}}"`, [key], `demo${value ?? ''}`) });
  return {
    name,
    times: keys.length,
    isLiteral: true,
    files: (described) => {
      const written = Object.fromEntries(Object.entries(described).map(([address, values]) => [address, isRepeated(address) ? named(values) : values]));
      const instances = Object.fromEntries(Object.entries(described).flatMap(([address, values]) => (isRepeated(address) ? keys.map((one) => [`${address}[${JSON.stringify(one)}]`, named(values, one)] as const) : [[address, values] as const])));
      return { 'main.tf': configuration(written, body, (address) => (isRepeated(address) ? `  ${head}\n` : '')), 'plan.json': planFile({ resources: resources(instances) }) };
    },
  };
}

/** The line of an argument, or of the block in which it would stand. */
export function placeIn({ files, file = 'main.tf' }: Way, described: Described, pointer: string): { readonly file: string; readonly line: number } {
  const place = nearest(described, pointer);
  const [, address = '', ...rest] = place.split('/');
  const lineOf = (marked: Described, sought: string): number => (files(marked)[file] ?? '').split('\n').findIndex((line) => line.includes(sought)) + 1;
  if (rest.length === 0) return { file, line: lineOf(described, `resource "${labels(address).join('" "')}"`) };
  if (place === pointer) return { file, line: lineOf(withValue(described, place, mark) as Described, mark) };
  // Where an argument is not written, its block begins on the line before that of one that is put first in it.
  return { file, line: lineOf(withValue(described, place, { mark, ...(valueAt(described, place) as Values) }) as Described, mark) - 1 };
}
