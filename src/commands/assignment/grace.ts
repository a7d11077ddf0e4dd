import { isJsonObject, textAt, type JsonObject } from '../../arm/json.ts';
import { graceExemptions, graceSource } from '../../policy/objects/exemption-objects.ts';
import type { WantedObject } from '../../policy/objects/plan.ts';
import { stampOf } from '../../policy/objects/stamp.ts';
import { shortHash } from '../plan-hash.ts';
import type { Judged } from './judge-living.ts';
import type { AssignmentInput } from './assignment-plan.ts';

/** What an assignment refuses, and for how long it may go on. */
export interface GraceQuestion {
  /** The id that the library has for the assignment. */
  readonly base: string;
  /** The assignments of ours that are this one. */
  readonly own: readonly JsonObject[];
  /** What it would refuse. */
  readonly refusing: readonly Judged[];
  /** Those of them that time can be given to. */
  readonly fresh: readonly Judged[];
  /** Undefined: none is given. */
  readonly days: number | undefined;
}

/**
 * Exemptions that give time to what would be locked out: new ones where days are given, and those that live and are still needed, with the
 * end that they have: time is given once.
 */
export function graceFor({ base, own, refusing, fresh, days }: GraceQuestion, { living, now }: AssignmentInput): readonly WantedObject[] {
  const ids = new Set(own.map((document) => (textAt(document, 'id') ?? '').toLowerCase()));
  const made = graceExemptions({ assignmentId: base, lockedOut: byResource(refusing), ends: now + (days ?? 0) * 86_400_000 }, shortHash);
  const isFresh = new Set(fresh.flatMap(({ finding }) => finding.resource.id ?? []));
  return made.flatMap((wanted) => {
    const before = living.ofKind('exemption', wanted.scope).find((document) => isGrace(document) && ids.has((textAt(document, 'properties', 'policyAssignmentId') ?? '').toLowerCase()));
    const expiresOn = textAt(before, 'properties', 'expiresOn');
    if (expiresOn === undefined) return days === undefined || !isFresh.has(wanted.scope) ? [] : [wanted];
    return Date.parse(expiresOn) <= now ? [] : [{ ...wanted, body: { ...wanted.body, properties: { ...propertiesOf(wanted.body), expiresOn } } }];
  });
}

/** Each resource with the members of the initiative that would refuse it. */
function byResource(refusing: readonly Judged[]): readonly { readonly id: string; readonly references: readonly string[] }[] {
  const references = new Map<string, string[]>();
  for (const { finding, referenceId } of refusing) {
    const { id } = finding.resource;
    if (id === undefined) continue;
    references.set(id, [...(references.get(id) ?? []), ...(referenceId === undefined ? [] : [referenceId])]);
  }
  return Array.from(references, ([id, all]) => ({ id, references: [...new Set(all)].toSorted() }));
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
