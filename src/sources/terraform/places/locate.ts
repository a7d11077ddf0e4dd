import { isJsonObject, member } from '../../../arm/json.ts';
import type { TextRange } from '../../../arm/json-text.ts';
import { escapePointer } from '../../../arm/pointer.ts';
import type { Origin } from '../../../arm/resource.ts';
import type { Configuration } from '../plan/configuration.ts';
import type { ModulePath } from '../plan/module-path.ts';
import type { PlannedResource } from '../plan/planned-resource.ts';
import { partOf, type HclAttribute, type HclBlock } from './hcl.ts';
import { literalOf } from './literal.ts';
import { modulePlace } from './module-folders.ts';
import type { FoundBlock, SourceFile, Sources } from './sources.ts';

/** Where an attribute was written, or the nearest thing to it. */
export interface Place {
  readonly origin: Origin;
  /** Its expression, where it stands in the checkout; absent where nobody wrote the attribute, or its block is made by `dynamic`. */
  readonly expression?: { readonly text: string; readonly range: TextRange; readonly literal?: { readonly value: unknown } };
  /** Whether the attribute itself is written, as far as the checkout or the plan shows it. */
  readonly isWritten: boolean;
}

/** Finds attributes in the checkout, else in the plan. */
export interface Locator {
  readonly locate: (resource: PlannedResource, attribute: string) => Place;
  /** The expression of a local value of a module, where its file is in the checkout. */
  readonly local: (module: ModulePath, name: string) => string | undefined;
  /** Whether the resource's block in the checkout has an attribute or block at this path, `dynamic` ones among them; undefined where the way there does not show. */
  readonly isInFile: (resource: PlannedResource, path: string) => boolean | undefined;
}

export function locatorOf(sources: Sources, root: string, configuration: Configuration, plan: string): Locator {
  const blocksOf = (resource: PlannedResource): { readonly own: readonly FoundBlock[]; readonly call: readonly FoundBlock[] } => {
    const place = modulePlace(resource.module, root, configuration);
    if (place === undefined) return { own: [], call: [] };
    if (place.call !== undefined) return { own: [], call: sources.blocks(place.folder, 'module', place.call) };
    return { own: sources.blocks(place.folder, 'resource', resource.type, resource.name), call: [] };
  };
  return {
    locate: (resource, attribute) => {
      const { own, call } = blocksOf(resource);
      const steps = attribute === '' ? [] : attribute.split('.');
      const found = own.map(({ file, block }) => find(file, block, steps, resource.values));
      const best = found.find(({ isWritten }) => isWritten) ?? found.toSorted((left, right) => right.depth - left.depth)[0];
      if (best !== undefined) return placeOf(best, attribute);
      const [caller] = call;
      if (caller !== undefined) return { origin: originAt(caller.file, caller.block.start, ''), isWritten: isPlanned(resource, steps) };
      return { origin: { file: plan, pointer: planPointer(resource, steps) }, isWritten: isPlanned(resource, steps) };
    },
    local: (module, name) => {
      const place = modulePlace(module, root, configuration);
      if (place === undefined || place.call !== undefined) return undefined;
      for (const { file, block } of sources.blocks(place.folder, 'locals')) {
        const found = block.attributes.get(name);
        if (found !== undefined) return file.text.slice(found.value, found.end);
      }
      return undefined;
    },
    isInFile: (resource, path) => has(blocksOf(resource).own.map(({ block }) => block), path.split('.')),
  };
}

interface Found {
  readonly file: SourceFile;
  readonly at: number;
  readonly attribute?: HclAttribute;
  readonly isWritten: boolean;
  /** Steps that were found. */
  readonly depth: number;
}

function find(file: SourceFile, block: HclBlock, steps: readonly string[], values: unknown): Found {
  let [here, planned]: [HclBlock, unknown] = [block, values];
  let isMade = false;
  for (let index = 0; index < steps.length; index += 1) {
    const step = steps[index] ?? '';
    const attribute = here.attributes.get(step);
    if (attribute !== undefined) return within(file, attribute, steps.slice(index + 1), isMade, index + 1);
    const list = member(planned, step);
    const position = /^[0-9]+$/.test(steps[index + 1] ?? '') ? Number(steps[index + 1]) : undefined;
    planned = Array.isArray(list) ? (list as readonly unknown[])[position ?? 0] : list;
    const next = blockAt(file, here, step, position ?? 0, planned);
    if (next === undefined) return { file, at: here.start, isWritten: false, depth: index };
    isMade = isMade || next.isMade;
    here = next.block;
    if (position !== undefined) index += 1;
  }
  return { file, at: here.start, isWritten: steps.length > 0, depth: steps.length };
}

/** Follows an object or list that is written out, as far as it goes. What is computed is where all of it comes from. */
function within(file: SourceFile, attribute: HclAttribute, steps: readonly string[], isMade: boolean, depth: number): Found {
  let here = attribute;
  for (const step of steps) {
    const part = partOf(file.text, here, step);
    if (part === undefined) {
      const expression = file.text.slice(here.value, here.end);
      const isComputed = !/^(?:[[{]|jsonencode\()/.test(expression) && literalOf(expression) === undefined;
      return { file, at: here.start, ...(isComputed && !isMade ? { attribute: here } : {}), isWritten: isComputed, depth };
    }
    here = part;
  }
  return { file, at: here.start, ...(isMade ? {} : { attribute: here }), isWritten: true, depth: depth + steps.length };
}

/** Of several blocks of a type the one whose literals are those of the plan, as sets have an order of their own; else the one at the same place. */
function blockAt(file: SourceFile, block: HclBlock, type: string, position: number, planned: unknown): { readonly block: HclBlock; readonly isMade: boolean } | undefined {
  const own = block.blocks.filter((one) => one.type === type);
  const dynamic = block.blocks.find((one) => one.type === 'dynamic' && one.labels[0] === type);
  const fitting = own.filter((one) => literalsFit(file, one, planned));
  const same = own[position];
  const found = fitting.length === 1 ? fitting[0] : same !== undefined && fitting.includes(same) ? same : undefined;
  if (found !== undefined) return { block: found, isMade: false };
  const content = dynamic?.blocks.find((one) => one.type === 'content') ?? dynamic;
  return content === undefined ? undefined : { block: content, isMade: true };
}

function literalsFit(file: SourceFile, { attributes }: HclBlock, planned: unknown): boolean {
  return [...attributes].every(([name, { value, end }]) => {
    const there = member(planned, name);
    const literal = typeof there === 'object' || there === undefined ? undefined : literalOf(file.text.slice(value, end));
    return literal === undefined || String(literal.value) === String(there);
  });
}

/** Of several blocks of a type any may be the one that is meant. */
function has(blocks: readonly HclBlock[], steps: readonly string[]): boolean | undefined {
  const [step = '', ...rest] = steps.filter((one) => !/^[0-9]+$/.test(one));
  const inner = blocks.flatMap((block) => blocksOfType(block, step));
  if (blocks.length === 0) return undefined;
  if (rest.length === 0) return inner.length > 0 || blocks.some(({ attributes }) => attributes.has(step));
  return has(inner, rest);
}

/** Its own, and the contents of `dynamic` ones. */
function blocksOfType({ blocks }: HclBlock, type: string): readonly HclBlock[] {
  return blocks.flatMap((one) => {
    if (one.type === type) return [one];
    return one.type === 'dynamic' && one.labels[0] === type ? [one.blocks.find((inner) => inner.type === 'content') ?? one] : [];
  });
}

function placeOf({ file, at, attribute, isWritten }: Found, path: string): Place {
  const origin = originAt(file, at, path);
  if (attribute === undefined) return { origin, isWritten };
  const text = file.text.slice(attribute.value, attribute.end);
  const literal = literalOf(text);
  return { origin, isWritten, expression: { text, range: file.rangeOf(attribute.value, attribute.end), ...(literal === undefined ? {} : { literal }) } };
}

/** HCL has no pointers: the attribute's path is given in the form of one. */
function originAt(file: SourceFile, at: number, path: string): Origin {
  const { line, column } = file.rangeOf(at, at);
  return { file: file.path, pointer: path === '' ? '' : `/${path.split('.').map(escapePointer).join('/')}`, line, column };
}

function planPointer({ pointer, values, goes }: PlannedResource, steps: readonly string[]): string {
  const below = `${pointer}/${goes === undefined ? 'values' : 'change/before'}`;
  let [at, value]: [string, unknown] = [pointer, values];
  for (const step of steps) {
    if (Array.isArray(value) && !/^[0-9]+$/.test(step)) [at, value] = [`${at}/0`, (value as readonly unknown[])[0]];
    const next: unknown = Array.isArray(value) ? (value as readonly unknown[])[Number(step)] : member(value, step);
    if (next === undefined) return at;
    [at, value] = [`${at === pointer ? below : at}/${escapePointer(step)}`, next];
  }
  return at;
}

function isPlanned({ values }: PlannedResource, steps: readonly string[]): boolean {
  let value: unknown = values;
  for (const step of steps) {
    if (Array.isArray(value) && !/^[0-9]+$/.test(step)) value = (value as readonly unknown[])[0];
    value = Array.isArray(value) ? (value as readonly unknown[])[Number(step)] : isJsonObject(value) ? member(value, step) : undefined;
    if (value === undefined || value === null) return false;
  }
  return true;
}
