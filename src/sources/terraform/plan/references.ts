import { arrayAt, at, isJsonObject, member } from '../../../arm/json.ts';
import { limits } from '../limits.ts';
import type { Configuration } from './configuration.ts';
import { addressSteps, moduleAddress, type AddressStep, type ModulePath } from './module-path.ts';
import type { PlannedResource } from './planned-resource.ts';

/** Where an expression stands: in which module instance, and which instance key `each.key` and `count.index` mean there. */
export interface Standing {
  readonly module: ModulePath;
  readonly key?: string | number;
}

/**
 * What an expression comes to, as far as the plan says.
 * - `value`: a constant
 * - `resource`: an attribute of a resource of this plan; `attribute` is empty where the plan does not name it (behind `[each.key]`)
 * - `open`: neither; `named` is what it refers to
 */
export type Target =
  | { readonly kind: 'value'; readonly value: unknown }
  | { readonly kind: 'resource'; readonly resource: PlannedResource; readonly attribute: string }
  | { readonly kind: 'open'; readonly named: readonly string[] };

/** Follows expressions through variables and outputs. */
export interface References {
  /** An expression as `configuration` has it: `constant_value` or `references`. */
  readonly follow: (expression: unknown, standing: Standing) => Target;
  /** One target for each reference that stands for itself, in their order; for the elements of a list. */
  readonly followEach: (expression: unknown, standing: Standing) => readonly Target[];
}

/**
 * The plan names what an expression refers to, and not how: `a.id` and `"${a.id}/x"` look the same. An expression that refers to one thing only is
 * taken for that thing; callers check that it is of the kind they need. `local`: the reference that a local value of a module is, and nothing more, where
 * somebody knows; a plan does not have local values.
 */
export function referencesOf(configuration: Configuration, variables: { readonly [name: string]: unknown }, resources: readonly PlannedResource[], local: (module: ModulePath, name: string) => string | undefined): References {
  const byAddress = new Map(resources.map((resource) => [resource.address, resource]));

  const follow = (expression: unknown, standing: Standing, hops = 0): Target => {
    if (isJsonObject(expression) && Object.hasOwn(expression, 'constant_value')) return { kind: 'value', value: expression['constant_value'] };
    const named = ownReferences(expression);
    if (hops > limits.hops) return { kind: 'open', named };
    const [only, key, ...more] = named;
    if (only === undefined || more.length > 0) return { kind: 'open', named };
    if (key === undefined) return followOne(only, standing, hops);
    return (key === 'each.key' || key === 'count.index') && standing.key !== undefined ? instanceOf(only, standing, standing.key) : { kind: 'open', named };
  };

  /** `azurerm_subnet.nodes[each.key].id` is named `azurerm_subnet.nodes` and `each.key`: Terraform stops at what is no constant. */
  const instanceOf = (reference: string, { module }: Standing, key: string | number): Target => {
    const resource = byAddress.get(addressIn(module, `${reference}[${JSON.stringify(key)}]`));
    return resource === undefined || addressSteps(reference)?.length !== 2 ? { kind: 'open', named: [reference, 'each.key'] } : { kind: 'resource', resource, attribute: '' };
  };

  const followOne = (reference: string, standing: Standing, hops: number): Target => {
    const open: Target = { kind: 'open', named: [reference] };
    const steps = addressSteps(reference);
    const [first, second] = steps ?? [];
    if (steps === undefined || first?.kind !== 'name' || second?.kind !== 'name') return open;
    if (first.name === 'var') return steps.length === 2 ? variable(second.name, standing, hops) : open;
    if (first.name === 'module') return output(second.name, steps.slice(2), standing, hops) ?? open;
    if (first.name === 'local') {
      const meant = steps.length === 2 && hops <= limits.hops ? local(standing.module, second.name) : undefined;
      return meant === undefined ? open : followOne(meant, standing, hops + 1);
    }
    if (['data', 'each', 'count', 'path', 'terraform', 'self'].includes(first.name)) return open;
    const [third] = steps.slice(2);
    const key = third?.kind === 'key' ? third.key : undefined;
    const rest = steps.slice(key === undefined ? 2 : 3);
    const resource = byAddress.get(addressIn(standing.module, `${first.name}.${second.name}${key === undefined ? '' : `[${JSON.stringify(key)}]`}`));
    return resource === undefined ? open : { kind: 'resource', resource, attribute: rest.map((step) => (step.kind === 'name' ? step.name : String(step.key))).join('.') };
  };

  const variable = (name: string, { module }: Standing, hops: number): Target => {
    const declared = at(configuration.moduleAt(module), 'variables', name);
    // Its value must not be shown, and ids are.
    if (member(declared, 'sensitive') === true) return { kind: 'open', named: [`var.${name}`] };
    if (module.length === 0) return Object.hasOwn(variables, name) ? { kind: 'value', value: variables[name] } : { kind: 'open', named: [`var.${name}`] };
    const given = at(configuration.callOf(module), 'expressions', name);
    if (given === undefined) return isJsonObject(declared) ? { kind: 'value', value: declared['default'] ?? null } : { kind: 'open', named: [`var.${name}`] };
    const last = module.at(-1);
    return follow(given, { module: module.slice(0, -1), ...(last?.key === undefined ? {} : { key: last.key }) }, hops + 1);
  };

  const output = (name: string, steps: readonly AddressStep[], { module }: Standing, hops: number): Target | undefined => {
    const [first, second] = steps;
    const key = first?.kind === 'key' ? { key: first.key } : {};
    const named = first?.kind === 'key' ? second : first;
    if (named?.kind !== 'name' || steps.length > (first?.kind === 'key' ? 2 : 1)) return undefined;
    const path: ModulePath = [...module, { name, ...key }];
    const expression = at(configuration.moduleAt(path), 'outputs', named.name, 'expression');
    return expression === undefined ? undefined : follow(expression, { module: path }, hops + 1);
  };

  return {
    follow,
    followEach: (expression, standing) => ownReferences(expression).map((reference) => followOne(reference, standing, 0)),
  };
}

function addressIn(module: ModulePath, address: string): string {
  return module.length === 0 ? address : `${moduleAddress(module)}.${address}`;
}

/** Terraform lists a reference with everything before its dots: what is left is what stands in the expression. */
function ownReferences(expression: unknown): readonly string[] {
  const all = arrayAt(expression, 'references').filter((reference) => typeof reference === 'string');
  return all.filter((reference, index) => {
    const previous = all[index - 1];
    return previous === undefined || !(previous.startsWith(`${reference}.`) || previous.startsWith(`${reference}[`));
  }).filter((reference, index, own) => own.indexOf(reference) === index);
}

/** True when the configuration has the expression: an attribute or block that somebody wrote. */
export function isWritten(expressions: unknown, name: string): boolean {
  return member(expressions, name) !== undefined;
}
