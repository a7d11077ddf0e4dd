import { textAt, type JsonObject } from '../../arm/json.ts';
import type { Living } from './living.ts';
import type { PolicyStep } from './policy-step.ts';
import { memberIds } from './policy-object.ts';

/** Deletions that can be, and what has to stay. */
export interface Removable {
  readonly steps: readonly PolicyStep[];
  /** A sentence for each object that something else still uses. */
  readonly notes: readonly string[];
}

/**
 * Takes those deletions out that Azure would refuse: of definitions and initiatives that something uses which stays.
 * @param writes what is written before: an initiative that is changed uses what it will have, one that is made as well
 */
export function withoutUsed(deletions: readonly PolicyStep[], living: Living, writes: readonly PolicyStep[] = []): Removable {
  const uses = new Map<string, { readonly id: string; readonly used: readonly string[] }>();
  const users = [...living.all('assignment'), ...living.all('initiative')].map((document) => ({ id: textAt(document, 'id') ?? '', body: document }));
  for (const { id, body } of [...users, ...writes.map(({ object }) => object)]) uses.set(id.toLowerCase(), { id, used: usedBy(body) });
  let steps = deletions;
  const notes: string[] = [];
  // Whatever stays may use something in its turn: until nothing more has to stay.
  for (;;) {
    const going = new Set(steps.map(({ object }) => object.id.toLowerCase()));
    const user = new Map<string, string>();
    for (const [key, { id, used }] of uses) if (!going.has(key)) for (const each of used) user.set(each.toLowerCase(), id);
    const hasToStay = ({ object }: PolicyStep): boolean => (object.kind === 'definition' || object.kind === 'initiative') && user.has(object.id.toLowerCase());
    const staying = steps.filter(hasToStay);
    if (staying.length === 0) return { steps, notes };
    notes.push(...staying.map(({ object }) => `${object.id} stays: ${user.get(object.id.toLowerCase()) ?? ''} uses it.`));
    steps = steps.filter((step) => !hasToStay(step));
  }
}

function usedBy(document: JsonObject): readonly string[] {
  return [...memberIds(document), textAt(document, 'properties', 'policyDefinitionId') ?? ''];
}

