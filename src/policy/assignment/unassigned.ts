import type { JsonObject } from '../../arm/json.ts';
import type { PolicyDefinition } from '../documents/definition.ts';
import { isCustom } from '../documents/header.ts';
import type { Initiative } from '../documents/initiative.ts';
import type { Placed, PolicyDocuments } from './library.ts';
import { nameOf, type LibraryLookup } from './look-up.ts';

type Alone = Placed<PolicyDefinition | Initiative>;

export interface Unassigned {
  /** Initiatives first, then definitions, each in their order. */
  readonly bound: readonly Alone[];
  /** The parameters that could be given values, those of what is held back too. */
  readonly parameterNames: readonly string[];
  readonly notes: readonly string[];
}

/** So many are named in a note. */
const named = 10;

/**
 * What no assignment brings, and so is judged alone. Built-ins without values for their parameters are held back, which is told: nobody wrote
 * them to be judged, and a copy of Azure's library is full of them. One's own without values is for the caller to refuse.
 * To be asked once all assignments are bound: only then is it known what they bring.
 */
export function unassigned({ definitions, initiatives }: PolicyDocuments, lookup: LibraryLookup, parameters: JsonObject): Unassigned {
  const given = new Set(Object.keys(parameters).map((name) => name.toLowerCase()));
  const alone: readonly Alone[] = [...initiatives, ...definitions].filter(({ document }) => !lookup.isMentioned(document));
  const isHeldBack = ({ document }: Alone): boolean =>
    !isCustom(document) && Array.from(document.parameters).some(([name, { defaultValue }]) => defaultValue === undefined && !given.has(name));
  const held = alone.filter(isHeldBack);
  const names = held.slice(0, named).map(({ document }) => document.displayName ?? nameOf(document));
  return {
    parameterNames: alone.flatMap(({ document }) => Array.from(document.parameters.values(), ({ name }) => name)),
    bound: alone.filter((placed) => !isHeldBack(placed)),
    notes: held.length === 0 ? [] : [`${held.length} built-ins that nothing assigns have parameters without values and are not judged: ${names.join('; ')}${held.length > named ? '; …' : ''}. The input \`parameters\`, or an assignment, gives them values.`],
  };
}
