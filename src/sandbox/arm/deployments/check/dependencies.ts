import type { JsonObject } from '../../../../arm/json.ts';
import type { Deploying, Expansion } from '../../../../template/index.ts';
import { invalidTemplate } from '../errors.ts';

/** Something of a template that others may depend on. */
export interface Dependable {
  readonly type: string;
  readonly name: string;
  readonly id: string | undefined;
  readonly deploying: Deploying;
}

/** Who waits for whom in a template: the resources that are written before a resource, within the same deployment. */
export interface Dependencies<Item extends Dependable> {
  readonly of: (item: Item) => readonly Item[];
  /** What a resource says that it depends on, and is not in the template. */
  readonly unknownOf: (item: Item) => readonly string[];
}

/** Azure takes out what a condition leaves away, so that nobody waits for it. */
export function dependenciesAmong<Item extends Dependable>(items: readonly Item[], skipped: readonly Dependable[]): Dependencies<Item> {
  const byName = new Map<string, Item[]>();
  const copies = new Map<string, number>();
  for (const item of items) {
    for (const name of namesOf(item, copies)) byName.set(keyOf(item, name), [...(byName.get(keyOf(item, name)) ?? []), item]);
  }
  const left = new Set(skipped.flatMap((item) => namesOf(item, copies).map((name) => keyOf(item, name))));
  const earlier = batchesBefore(items);
  return {
    of: (item) => [...new Set([...item.deploying.dependsOn.flatMap((name) => byName.get(keyOf(item, name)) ?? []), ...earlier(item)])].filter((other) => other !== item),
    unknownOf: (item) => item.deploying.dependsOn.filter((name) => !byName.has(keyOf(item, name)) && !left.has(keyOf(item, name))),
  };
}

/** The copies of a serial loop that are written before a copy. */
function batchesBefore<Item extends Dependable>(items: readonly Item[]): (item: Item) => readonly Item[] {
  const loops = new Map<string, Item[]>();
  const loopOf = (item: Item): string => keyOf(item, `${item.type} ${item.deploying.loop ?? ''}`);
  for (const item of items) if (item.deploying.batchSize !== undefined) loops.set(loopOf(item), [...(loops.get(loopOf(item)) ?? []), item]);
  return (item) => {
    const { batchSize } = item.deploying;
    const copies = batchSize === undefined ? [] : loops.get(loopOf(item)) ?? [];
    return batchSize === undefined ? [] : copies.slice(0, Math.floor(copies.indexOf(item) / batchSize) * batchSize);
  };
}

function keyOf({ deploying }: Dependable, name: string): string {
  return JSON.stringify([deploying.deployment?.toLowerCase(), name.replace(/\/+$/, '').toLowerCase()]);
}

/** An id, `type/name`, a name, a symbolic name, `symbol[2]` of a copy, and the name of a loop. */
function namesOf({ type, name, id, deploying: { symbol, loop, deployment } }: Dependable, copies: Map<string, number>): readonly string[] {
  const names = [...(id === undefined ? [] : [id]), name, `${type}/${name}`, interleaved(type, name), ...(loop === undefined ? [] : [loop])];
  if (symbol === undefined) return names;
  const key = JSON.stringify([deployment, symbol]);
  const index = copies.get(key) ?? 0;
  copies.set(key, index + 1);
  return [...names, symbol, `${symbol}[${index}]`];
}

/** `Microsoft.Network/virtualNetworks/net/subnets/sub`. */
function interleaved(type: string, name: string): string {
  const [namespace = '', ...types] = type.split('/');
  const names = name.split('/');
  return [namespace, ...types.flatMap((segment, index) => [segment, names[index] ?? ''])].join('/');
}

/** Throws InvalidTemplate for what is not defined, defined twice, or waits for itself. */
export function requireOrder<Item extends Dependable>(items: readonly Item[], dependencies: Dependencies<Item>): void {
  const seen = new Set<string>();
  for (const item of items) {
    const key = keyOf(item, item.id ?? `${item.type}/${item.name}`);
    if (seen.has(key) && item.id !== undefined) throw invalidTemplate(`The resource '${item.type}/${item.name}' at line '1' and column '1' is defined multiple times in a template. Please see https://aka.ms/arm-syntax-resources for usage details.`);
    seen.add(key);
    const [unknown] = dependencies.unknownOf(item);
    if (unknown !== undefined) throw invalidTemplate(`The resource '${unknown}' is not defined in the template. Please see https://aka.ms/arm-syntax for usage details.`);
  }
  const open = new Set(items);
  for (let before = -1; before !== open.size;) {
    before = open.size;
    for (const item of open) if (!dependencies.of(item).some((other) => open.has(other))) open.delete(item);
  }
  const [first] = open;
  if (first !== undefined) throw invalidTemplate(`Circular dependency detected on resource: '${first.id ?? first.name}'. Please see https://aka.ms/arm-syntax-resources for usage details.`);
}

/** What a resource waits for, as a deployment shows it. */
export function dependencyDocument(item: Dependable, needed: readonly Dependable[]): readonly JsonObject[] {
  const shown = ({ id, type, name }: Dependable): JsonObject => ({ id: id ?? '', resourceType: type, resourceName: name });
  return needed.length === 0 ? [] : [{ dependsOn: needed.map(shown), ...shown(item) }];
}

/** What of an expansion can be depended on. */
export function dependable(expansion: Expansion): { readonly resources: readonly (Dependable & { readonly resource: Expansion['resources'][number] })[]; readonly skipped: readonly Dependable[] } {
  return {
    resources: expansion.resources.map((resource) => ({ type: resource.type, name: resource.name, id: resource.id, deploying: resource.deploying(), resource })),
    skipped: expansion.skipped.map((one) => ({ type: one.type, name: one.name, id: one.id, deploying: one.deploying() })),
  };
}
