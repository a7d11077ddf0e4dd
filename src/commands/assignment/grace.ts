import { isJsonObject, textAt, type JsonObject } from '../../arm/json.ts';
import { graceExemptions, graceSource } from '../../policy/objects/exemption-objects.ts';
import type { WantedObject } from '../../policy/objects/plan.ts';
import { stampOf } from '../../policy/objects/stamp.ts';
import { shortHash } from '../plan-hash.ts';
import type { Judged } from './judge-living.ts';
import type { AssignmentInput } from './assignment-plan.ts';

/**
 * Exemptions that give time to what would be locked out: new ones where days are given, and those that live and are still needed, with the
 * end that they have.
 * @param base the id that the library has for the assignment
 * @param own the assignments of ours that are this one
 */
export function graceFor(
  base: string, own: readonly JsonObject[], refusing: readonly Judged[], graceDays: number | undefined, { living, now }: AssignmentInput,
): readonly WantedObject[] {
  const byResource = new Map<string, string[]>();
  for (const { finding, referenceId } of refusing) {
    const { id } = finding.resource;
    if (id === undefined) continue;
    const references = byResource.get(id) ?? [];
    if (referenceId !== undefined) references.push(referenceId);
    byResource.set(id, references);
  }
  const lockedOut = Array.from(byResource, ([id, references]) => ({ id, references: [...new Set(references)].toSorted() }));
  const made = graceExemptions({ assignmentId: base, lockedOut, ends: now + (graceDays ?? 0) * 86_400_000 }, shortHash);
  const ids = new Set(own.map((document) => (textAt(document, 'id') ?? '').toLowerCase()));
  return made.flatMap((wanted) => {
    // One that lives keeps its end: time is given once.
    const before = living.ofKind('exemption', wanted.scope).find((document) => isGrace(document) && ids.has((textAt(document, 'properties', 'policyAssignmentId') ?? '').toLowerCase()));
    const expiresOn = textAt(before, 'properties', 'expiresOn');
    if (expiresOn === undefined) return graceDays === undefined ? [] : [wanted];
    return Date.parse(expiresOn) <= now ? [] : [{ ...wanted, body: { ...wanted.body, properties: { ...propertiesOf(wanted.body), expiresOn } } }];
  });
}

/** What the reader should know of the time that is given. */
export function graceNotes({ name }: WantedObject, grace: readonly WantedObject[], days: number | undefined): readonly string[] {
  if (grace.length === 0) return [];
  const ends = textAt(grace[0]?.body, 'properties', 'expiresOn') ?? '';
  return [`${grace.length} resources that ${name} would lock out are exempt until ${ends.slice(0, 10)}${days === undefined ? '' : `, ${days} days from now`}: isolate them by then.`];
}

/** Time that was given and is not needed any more. */
export function isGrace(document: JsonObject): boolean {
  return stampOf(document)?.source === graceSource;
}

function propertiesOf(body: JsonObject): JsonObject {
  return isJsonObject(body['properties']) ? body['properties'] : {};
}
