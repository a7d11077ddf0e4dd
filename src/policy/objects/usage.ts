import { textAt, type JsonObject } from '../../arm/json.ts';
import type { Living } from './living.ts';
import type { PolicyStep } from './plan.ts';
import { memberIds } from './policy-object.ts';

/** Deletions that can be, and what has to stay. */
export interface Removable {
  readonly steps: readonly PolicyStep[];
  /** A sentence for each object that something else still uses. */
  readonly notes: readonly string[];
}

/**
 * Takes those deletions out that Azure would refuse: of definitions and initiatives that something uses which stays.
 * @param writes what is written before: an initiative that is changed uses what it will have
 */
export function withoutUsed(deletions: readonly PolicyStep[], living: Living, writes: readonly PolicyStep[] = []): Removable {
  const bodies = new Map(writes.map(({ object }) => [object.id.toLowerCase(), object.body]));
  const bodyOf = (document: JsonObject): JsonObject => bodies.get((textAt(document, 'id') ?? '').toLowerCase()) ?? document;
  let steps = deletions;
  const notes: string[] = [];
  // Whatever stays may use something in its turn: until nothing more has to stay.
  for (;;) {
    const going = new Set(steps.map(({ object }) => object.id.toLowerCase()));
    const staying = [...living.all('assignment'), ...living.all('initiative')].filter((document) => !going.has((textAt(document, 'id') ?? '').toLowerCase()));
    const users = new Map<string, string>();
    for (const document of staying) for (const id of usedBy(bodyOf(document))) users.set(id.toLowerCase(), textAt(document, 'id') ?? '');
    const used = steps.filter(({ object }) => (object.kind === 'definition' || object.kind === 'initiative') && users.has(object.id.toLowerCase()));
    if (used.length === 0) return { steps, notes };
    notes.push(...used.map(({ object }) => `${object.id} stays: ${users.get(object.id.toLowerCase()) ?? ''} uses it.`));
    steps = steps.filter((step) => !used.includes(step));
  }
}

function usedBy(document: JsonObject): readonly string[] {
  return [...memberIds(document), textAt(document, 'properties', 'policyDefinitionId') ?? ''];
}

