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
import { writeDocument, type Written } from './write-document.ts';

/** A resource as rules look at it. `deployment` names the plan. */
export function toResource(draft: Draft, locator: Locator, deployment: string): Resource {
  const { naming, apiVersion } = draft;
  const { document } = write(draft);
  return {
    type: naming.type,
    name: fullName(naming),
    ...(isUnknown(naming.id) ? { openId: naming.id.pieces ?? ['', ''] } : { id: naming.id }),
    deployment,
    ...(apiVersion === undefined ? {} : { apiVersion }),
    body: document,
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

/** Who decided the value at a pointer: what was written there last, else above it, else the first below it. */
function sourceOf(draft: Draft, pointer: string): { readonly source: Source; readonly isExact: boolean } | undefined {
  const { sources } = write(draft);
  const steps = pointer.split('/').slice(1).map(unescapePointer);
  let best: Source | undefined;
  for (const source of sources) {
    const isAbove = source.pointer.length <= steps.length && source.pointer.every((step, index) => step.toLowerCase() === steps[index]?.toLowerCase());
    if (isAbove && source.pointer.length >= (best?.pointer.length ?? 0)) best = source;
  }
  if (best !== undefined) return { source: best, isExact: best.pointer.length === steps.length };
  const below = sources.find((source) => steps.every((step, index) => step.toLowerCase() === source.pointer[index]?.toLowerCase()));
  return below === undefined || steps.length === 0 ? undefined : { source: below, isExact: false };
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
  const rest = isExact || placed.as !== undefined ? [] : pointer.split('/').slice(1 + source.pointer.length).map(unescapePointer);
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

/** Of what nobody wrote: the block in which its neighbours stand. */
function ancestorOf(draft: Draft, locator: Locator, pointer: string): Origin {
  for (let above = pointer; above !== ''; above = above.slice(0, above.lastIndexOf('/'))) {
    const found = sourceOf(draft, above);
    if (found === undefined) continue;
    const block = found.source.placed.attribute.split('.').slice(0, -1).join('.');
    return locator.locate(found.source.planned, block).origin;
  }
  const [part] = draft.parts;
  return part === undefined ? { file: '', pointer: escapePointer('') } : locator.locate(part.planned, '').origin;
}
