import { escapePointer, unescapePointer } from '../../../arm/pointer.ts';
import type { Origin, Resource, Writing } from '../../../arm/resource.ts';
import { isUnknown } from '../../../language/unknown.ts';
import { deepEqual } from '../../../language/values.ts';
import { convert, unconvert } from '../mapping/convert.ts';
import type { Locator } from '../places/locate.ts';
import { spelled } from '../places/literal.ts';
import type { PlannedResource } from '../plan/planned-resource.ts';
import type { Draft } from './build.ts';
import { fullName } from './ids.ts';
import { withoutHollow } from './hollow.ts';
import { writeDocument, type Written } from './write-document.ts';

/** A resource as rules look at it. `deployment` names the plan. */
export function toResource(draft: Draft, locator: Locator, deployment: string): Resource {
  const { naming, apiVersion } = draft;
  const { document, sources } = write(draft);
  return {
    type: naming.type,
    name: fullName(naming),
    ...(isUnknown(naming.id) ? { openId: naming.id.pieces ?? ['', ''] } : { id: naming.id }),
    deployment,
    ...(apiVersion === undefined ? {} : { apiVersion }),
    body: withoutHollow(document, sources.filter(({ placed }) => placed.inOpenBlock !== true).map(({ pointer }) => pointer)),
    originOf: (pointer) => originOf(draft, locator, pointer),
    writingOf: (pointer) => writingOf(draft, locator, pointer),
  };
}

interface Source extends Written {
  readonly planned: PlannedResource;
}

function write({ base, parts }: Draft): { readonly document: Resource['body']; readonly sources: readonly Source[] } {
  let document = base;
  const sources: Source[] = [];
  for (const { planned, placed, replaces } of parts) {
    const made = writeDocument(document, placed(), replaces);
    document = made.document;
    for (const { placed: one, pointer } of made.written) sources.push({ planned, placed: one, pointer });
  }
  return { document, sources };
}

/**
 * Who decided the value at a pointer: what was written there last, else above it, else the first below it. An object that another resource writes only to
 * put something in it decides nothing of what it does not hold.
 */
function sourceOf(draft: Draft, pointer: string): { readonly source: Source; readonly isExact: boolean } | undefined {
  const { sources } = write(draft);
  const steps = stepsOf(pointer);
  const own = draft.parts[0]?.planned;
  let best: Source | undefined;
  for (const source of sources) {
    if (sharedSteps(source, steps) < source.pointer.length || source.pointer.length < (best?.pointer.length ?? 0)) continue;
    const isSecond = best?.pointer.length === source.pointer.length && best.planned === own && isShell(best) && isShell(source);
    if (!isSecond) best = source;
  }
  const isExact = best?.pointer.length === steps.length;
  if (best !== undefined && (isExact || best.planned === own || !isShell(best))) return { source: best, isExact };
  const below = steps.length === 0 ? undefined : sources.find((source) => sharedSteps(source, steps) === steps.length);
  if (below !== undefined) return { source: below, isExact: false };
  const depth = best?.pointer.length ?? 0;
  const isNearer = sources.some((source) => sharedSteps(source, steps) > depth || (source.planned === own && sharedSteps(source, steps) === depth));
  return best === undefined || isNearer ? undefined : { source: best, isExact: false };
}

function stepsOf(pointer: string): readonly string[] {
  return pointer.split('/').slice(1).map(unescapePointer);
}

function sharedSteps({ pointer }: Source, steps: readonly string[]): number {
  const differs = pointer.findIndex((step, index) => step.toLowerCase() !== steps[index]?.toLowerCase());
  return differs < 0 ? pointer.length : differs;
}

/** An object or list whose members are written one by one, after it. */
function isShell({ placed: { value, as } }: Source): boolean {
  return as === undefined && typeof value === 'object' && value !== null && !isUnknown(value) && Object.keys(value).length === 0;
}

function originOf(draft: Draft, locator: Locator, pointer: string): Origin | undefined {
  return writingOf(draft, locator, pointer)?.origin;
}

function writingOf(draft: Draft, locator: Locator, pointer: string): Writing | undefined {
  const found = sourceOf(draft, pointer);
  const [part] = draft.parts;
  if (part === undefined) return undefined;
  if (found === undefined) return { kind: 'absent', origin: ancestorOf(draft, locator, pointer), through: [] };
  const { source, isExact } = found;
  const { placed, planned } = source;
  // Below a value that goes over whole, as tags do, the rest of the pointer leads on in it.
  const rest = isExact || placed.as !== undefined ? [] : stepsOf(pointer).slice(source.pointer.length);
  const attribute = [...(placed.attribute === '' ? [] : [placed.attribute]), ...rest].join('.');
  const place = locator.locate(planned, attribute);
  if (placed.isDefault || !place.isWritten) return { kind: 'absent', origin: place.origin, through: [] };
  const { expression } = place;
  const literal = isExact || rest.length > 0 ? expression?.literal : undefined;
  if (expression === undefined || literal === undefined || !isValue(literal.value, placed, rest.length > 0)) return { kind: 'expression', origin: place.origin, through: [] };
  return {
    kind: 'literal',
    origin: place.origin,
    through: [],
    range: expression.range,
    text: expression.text,
    spell: (value) => {
      const written = unconvert(value, rest.length > 0 ? undefined : placed.as);
      return written === undefined ? undefined : spelled(written);
    },
  };
}

/** The file may be another than the plan was made of: a literal that does not make the value is not what made it. */
function isValue(literal: unknown, { value, as }: Source['placed'], isPart: boolean): boolean {
  if (isPart) return true;
  if (as?.kind === 'blocks' || as?.kind === 'objects' || as?.kind === 'keys' || as?.kind === 'listOf') return false;
  return deepEqual(as === undefined ? literal : convert(literal, as), value) === true;
}

/** Of what nobody wrote: the block in which its neighbours stand, those of the resource itself first. */
function ancestorOf(draft: Draft, locator: Locator, pointer: string): Origin {
  const { sources } = write(draft);
  const [part] = draft.parts;
  for (let above = pointer; above !== ''; above = above.slice(0, above.lastIndexOf('/'))) {
    const steps = stepsOf(above);
    const neighbours = sources.filter((source) => sharedSteps(source, steps) === steps.length);
    const found = neighbours.find(({ planned }) => planned === part?.planned) ?? neighbours[0];
    if (found === undefined) continue;
    const block = found.placed.attribute.split('.').slice(0, -1).join('.');
    return locator.locate(found.planned, block).origin;
  }
  return part === undefined ? { file: '', pointer: escapePointer('') } : locator.locate(part.planned, '').origin;
}
