import { isJsonObject, type JsonObject } from '../../../arm/json.ts';
import { readOnlyWords } from './table.ts';

/** The members to leave out, by their lower-case names; `undefined`: the member itself. `[*]` leads to elements, `*` to any member. */
type Tree = ReadonlyMap<string, Tree | undefined>;
type GrowingTree = Map<string, GrowingTree | undefined>;

/**
 * A body without what callers cannot set: it is passed over, as Azure does, so that a document that was read may be sent back as it is. The names of
 * members are one whatever their case. The body itself when there is nothing of it in it.
 */
export function withoutReadOnly(type: string, body: JsonObject): JsonObject {
  const tree = trees.get(type);
  return tree === undefined ? body : withoutMembers(body, tree);
}

const trees: ReadonlyMap<string, Tree> = new Map(Object.entries(readOnlyWords).map(([type, words]) => [type, treeOf(words.trim().split(/\s+/))]));

function treeOf(words: readonly string[]): Tree {
  const root: GrowingTree = new Map();
  for (const word of words) {
    const path = word.startsWith('/') ? word.slice(1) : `properties.${word}`;
    const steps = path.replaceAll('[*]', '.[*]').toLowerCase().split('.');
    const last = steps.pop() ?? '';
    let here = root;
    for (const step of steps) {
      const next = here.get(step) ?? new Map<string, GrowingTree | undefined>();
      here.set(step, next);
      here = next;
    }
    here.set(last, undefined);
  }
  return root;
}

function withoutMembers(object: JsonObject, tree: Tree): JsonObject {
  const entries = Object.entries(object).flatMap(([name, value]): readonly (readonly [string, unknown])[] => {
    const key = tree.has('*') ? '*' : name.toLowerCase();
    if (!tree.has(key)) return [[name, value]];
    const below = tree.get(key);
    return below === undefined ? [] : [[name, without(value, below)]];
  });
  const isWhole = entries.length === Object.keys(object).length && entries.every(([name, value]) => value === object[name]);
  return isWhole ? object : Object.fromEntries(entries);
}

function without(value: unknown, tree: Tree): unknown {
  if (isJsonObject(value)) return withoutMembers(value, tree);
  const elements = tree.get('[*]');
  return Array.isArray(value) && elements !== undefined ? value.map((element) => without(element, elements)) : value;
}
