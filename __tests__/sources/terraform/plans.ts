import type { Resource } from '../../../src/arm/resource.ts';
import { readTerraformPlan, type PlanTools, type TerraformPlan } from '../../../src/sources/terraform/read-plan.ts';
import { isUnknown } from '../../../src/language/unknown.ts';

/**
 * How an attribute stands in a plan, for the builder. What is none of these is a constant of the configuration.
 * - `reference`: an expression whose value is not known before apply
 * - `planned`: in the plan, and not in the configuration: a default of the schema, or what the state has
 * - `computed`: neither: the service decides
 * - `secret`: a sensitive constant
 * - `constant`: an object or map that is one argument, and no block
 * - `dynamic`: blocks that `dynamic` makes, which are not in the configuration
 */
class Mark {
  readonly kind: 'reference' | 'planned' | 'computed' | 'secret' | 'constant' | 'dynamic';
  readonly value: unknown;
  readonly references: readonly string[];
  constructor(kind: Mark['kind'], value: unknown, references: readonly string[] = []) {
    this.kind = kind;
    this.value = value;
    this.references = references;
  }
}

/** `azurerm_subnet.nodes.id`, as Terraform lists it: with everything before its dots. `value`: where it is known all the same. */
export function reference(to: string, value?: unknown): unknown {
  return new Mark('reference', value, withPrefixes(to));
}

/** An expression that refers to several things: a condition, a function. */
export function expression(...to: readonly string[]): unknown {
  return new Mark('reference', undefined, to.flatMap(withPrefixes));
}

/** An expression whose value is known all the same, whatever it refers to. */
export function evaluated(value: unknown, to: readonly string[]): unknown {
  return new Mark('reference', value, to.flatMap(withPrefixes));
}

export const planned = (value: unknown): unknown => new Mark('planned', value);
export const computed: unknown = new Mark('computed', undefined);
/** An object or map that is written out as one argument: Terraform prints it as one constant, and not argument by argument. */
export const constant = (value: unknown): unknown => new Mark('constant', value);
/** Blocks with attributes of their own marks. */
export const madeByDynamic = (blocks: readonly Attributes[]): unknown => new Mark('dynamic', blocks);
export const secret = (value: unknown): unknown => new Mark('secret', value);

/** How a value is written in HCL; undefined for what nobody wrote. */
export function writtenAs(value: unknown): string | undefined {
  if (!(value instanceof Mark)) return JSON.stringify(value);
  if (value.kind === 'reference') return value.references[0];
  return value.kind === 'secret' ? JSON.stringify(value.value) : undefined;
}

function withPrefixes(to: string): readonly string[] {
  const all = [to];
  for (let rest = to; ; all.push(rest)) {
    const cut = /^(.+)(?:\.[^.[\]]+|\[[^\]]+\])$/.exec(rest)?.[1];
    if (cut === undefined || cut.split(/[.[]/).length < 2) return all;
    rest = cut;
  }
}

type Attributes = { readonly [name: string]: unknown };

export interface ResourceSpec {
  /** `azurerm_kubernetes_cluster.aks`, `azurerm_subnet.nodes["a"]`. */
  readonly address: string;
  readonly attributes: Attributes;
  readonly actions?: readonly string[];
  /** What is there before: of what is deleted, its attributes unless it says otherwise. Then it has no block in the configuration, unless it is replaced. */
  readonly before?: Attributes;
  readonly mode?: 'managed' | 'data';
}

export interface ModuleSpec {
  readonly source?: string;
  readonly key?: string | number;
  /** Arguments of the call. */
  readonly variables?: Attributes;
  readonly defaults?: { readonly [name: string]: unknown };
  readonly outputs?: Attributes;
  readonly resources?: readonly ResourceSpec[];
  readonly modules?: { readonly [name: string]: ModuleSpec };
}

export interface PlanSpec extends ModuleSpec {
  /** Values of the root's variables. */
  readonly inputs?: Attributes;
  readonly constraint?: string;
  readonly subscription?: unknown;
  /** The provider's block `features`, as the plan has it. */
  readonly features?: unknown;
}

/** A plan as `terraform show -json` prints it. */
export function planJson({ inputs = {}, constraint, subscription, features, ...root }: PlanSpec): { readonly [member: string]: unknown } {
  const changes: object[] = [];
  const values = moduleValues(root, '', changes);
  return {
    format_version: '1.2',
    terraform_version: '1.13.3',
    variables: Object.fromEntries(Object.entries(inputs).map(([name, value]) => [name, { value }])),
    planned_values: { root_module: values },
    resource_changes: changes,
    configuration: {
      provider_config: {
        azurerm: {
          name: 'azurerm',
          full_name: 'terraform.example/hashicorp/azurerm',
          ...(constraint === undefined ? {} : { version_constraint: constraint }),
          expressions: { ...(subscription === undefined ? {} : { subscription_id: expressionsOf(subscription) }), ...(features === undefined ? {} : { features }) },
        },
      },
      root_module: moduleConfiguration(root),
    },
  };
}

function moduleValues(module: ModuleSpec, path: string, changes: object[]): object {
  const inModule = (address: string): string => (path === '' ? address : `${path}.${address}`);
  const resources = (module.resources ?? []).flatMap((spec) => {
    const [, type = '', name = '', key] = /^([^.]+)\.([^[]+)(?:\[(.+)\])?$/.exec(spec.address) ?? [];
    const address = inModule(spec.address);
    const mode = spec.mode ?? 'managed';
    const provider_name = type.startsWith('azapi') ? 'terraform.example/azure/azapi' : 'terraform.example/hashicorp/azurerm';
    const values = valuesOf(spec.attributes);
    const actions = spec.actions ?? ['create'];
    const former = spec.before ?? (actions.includes('delete') ? spec.attributes : undefined);
    const before = former === undefined ? { before: null } : { before: valuesOf(former), before_sensitive: sensitiveOf(former) };
    const isGone = actions.length === 1 && actions[0] === 'delete';
    const after = isGone ? { after: null } : { after: values, after_unknown: unknownOf(spec.attributes), after_sensitive: sensitiveOf(spec.attributes) };
    changes.push({ address, ...(path === '' ? {} : { module_address: path }), mode, type, name, ...(key === undefined ? {} : { index: JSON.parse(key) as unknown }), provider_name, change: { actions, ...before, ...after } });
    if (isGone) return [];
    return [{ address, mode, type, name, ...(key === undefined ? {} : { index: JSON.parse(key) as unknown }), provider_name, schema_version: 2, values, sensitive_values: sensitiveOf(spec.attributes) }];
  });
  const children = Object.entries(module.modules ?? {}).map(([name, child]) => moduleValues(child, inModule(`module.${name}${child.key === undefined ? '' : `[${JSON.stringify(child.key)}]`}`), changes));
  return { ...(path === '' ? {} : { address: path }), resources, ...(children.length === 0 ? {} : { child_modules: children }) };
}

function moduleConfiguration(module: ModuleSpec): object {
  const blocks = new Map((module.resources ?? []).filter(({ actions = [] }) => actions.length !== 1 || actions[0] !== 'delete').map((spec) => [spec.address.replace(/\[.+\]$/, ''), spec] as const));
  return {
    resources: [...blocks].map(([address, { attributes, mode = 'managed' }]) => {
      const [type, name] = address.split('.');
      return { address, mode, type, name, provider_config_key: 'azurerm', expressions: expressionsOf(attributes) };
    }),
    outputs: Object.fromEntries(Object.entries(module.outputs ?? {}).map(([name, value]) => [name, { expression: expressionsOf(value) }])),
    variables: Object.fromEntries([...Object.keys(module.variables ?? {}), ...Object.keys(module.defaults ?? {})].map((name) => [name, name in (module.defaults ?? {}) ? { default: module.defaults?.[name] } : {}])),
    module_calls: Object.fromEntries(
      Object.entries(module.modules ?? {}).map(([name, child]) => [name, { source: child.source ?? `./modules/${name}`, expressions: expressionsOf(child.variables ?? {}), module: moduleConfiguration(child) }]),
    ),
  };
}

function isBlockList(value: unknown): value is readonly Attributes[] {
  return Array.isArray(value) && value.length > 0 && value.every((item) => typeof item === 'object' && item !== null && !(item instanceof Mark) && !Array.isArray(item));
}

function valuesOf(value: unknown): unknown {
  if (value instanceof Mark) return value.kind === 'dynamic' ? valuesOf(value.value) : value.value;
  if (Array.isArray(value)) return value.map((item) => valuesOf(item) ?? null);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).flatMap(([name, item]) => (valuesOf(item) === undefined ? [] : [[name, valuesOf(item)]])));
}

function unknownOf(value: unknown): unknown {
  if (value instanceof Mark && value.kind === 'dynamic') return unknownOf(value.value);
  if (value instanceof Mark) return value.kind === 'computed' || (value.kind === 'reference' && value.value === undefined) ? true : {};
  if (Array.isArray(value)) return value.map((item) => (typeof item === 'object' ? unknownOf(item) : false));
  if (typeof value !== 'object' || value === null) return {};
  return Object.fromEntries(Object.entries(value).flatMap(([name, item]) => (typeof item === 'object' && item !== null ? [[name, unknownOf(item)]] : [])));
}

function sensitiveOf(value: unknown): unknown {
  if (value instanceof Mark && value.kind === 'dynamic') return sensitiveOf(value.value);
  if (value instanceof Mark) return value.kind === 'secret' ? true : {};
  if (Array.isArray(value)) return value.map((item) => sensitiveOf(item));
  if (typeof value !== 'object' || value === null) return {};
  return Object.fromEntries(Object.entries(value).flatMap(([name, item]) => (typeof item === 'object' && item !== null ? [[name, sensitiveOf(item)]] : [])));
}

/** Blocks and the body of a resource have expressions by name; lists and maps are one expression. */
function expressionsOf(value: unknown): unknown {
  if (value instanceof Mark) return value.kind === 'reference' ? { references: value.references } : value.kind === 'secret' || value.kind === 'constant' ? { constant_value: value.value } : undefined;
  if (isBlockList(value)) return value.map((item) => expressionsOf(item));
  if (Array.isArray(value)) return listExpression(value);
  if (typeof value !== 'object' || value === null) return { constant_value: value };
  return Object.fromEntries(Object.entries(value).flatMap(([name, item]) => (expressionsOf(item) === undefined ? [] : [[name, expressionsOf(item)]])));
}

function listExpression(list: readonly unknown[]): object {
  const references = list.flatMap((item) => (item instanceof Mark ? item.references : []));
  return references.length === 0 ? { constant_value: list } : { references };
}

/** Reads a plan made of these. */
export function readPlan(spec: PlanSpec, tools: Partial<PlanTools> = {}): Promise<TerraformPlan> {
  return readTerraformPlan(JSON.stringify(planJson(spec)), { file: 'infra/plan.json', ...tools });
}

/** The resources of one plan, of the root module. */
export async function resourcesOf(resources: readonly ResourceSpec[], spec: Omit<PlanSpec, 'resources'> = {}): Promise<readonly Resource[]> {
  const { resources: read } = await readPlan({ constraint: '~> 4.0', ...spec, resources });
  return read;
}

/** For expectations: an Unknown as its reason and pieces. */
export function shown(value: unknown): unknown {
  if (isUnknown(value)) return value.pieces === undefined ? { unknown: value.why } : { unknown: value.why, pieces: value.pieces };
  if (Array.isArray(value)) return value.map(shown);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, shown(item)]));
}
