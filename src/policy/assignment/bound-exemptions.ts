import { sameId } from '../../arm/resource-id.ts';
import type { AssignedPolicy } from '../bind.ts';
import type { Exemption } from '../documents/exemption.ts';
import { grouped } from './grouped.ts';
import type { PlacedExemption } from './library.ts';
import { lastSegment, nameOf } from './look-up.ts';

/**
 * Exemptions as Azure would hold them, each about one assignment. One that names a definition or an initiative becomes one for each
 * assignment that brings it (Enterprise Azure Policy as Code, "Policy Exemptions", options A and C).
 */
export function boundExemptions(
  exemptions: readonly PlacedExemption[],
  policies: readonly AssignedPolicy[],
): { readonly exemptions: readonly Exemption[]; readonly notes: readonly string[] } {
  const bound = exemptions.map((placed) => ({ placed, found: placed.about === undefined ? direct(placed.document, policies) : indirect(placed.document, placed.about, policies) }));
  return {
    exemptions: bound.flatMap(({ found }) => found),
    notes: bound.filter(({ found }) => found.length === 0).map(({ placed }) => `${placed.placeOf('')}: the exemption \`${nameOf(placed.document)}\` is of an assignment that is not here, and exempts nothing.`),
  };
}

function direct(exemption: Exemption, policies: readonly AssignedPolicy[]): readonly Exemption[] {
  const own = policies.filter(({ assignment }) => assignment?.id !== undefined && sameId(assignment.id, exemption.assignmentId));
  return own.length === 0 ? [] : [{ ...exemption, referenceIds: referenceIds(exemption, own) }];
}

function indirect(exemption: Exemption, about: { readonly kind: 'definition' | 'initiative'; readonly id: string }, policies: readonly AssignedPolicy[]): readonly Exemption[] {
  const own = policies.filter((policy) => names(about.id, about.kind === 'initiative' ? policy.initiative : policy.definition));
  return Array.from(grouped(own, ({ assignment }) => assignment?.id)).flatMap(([assignmentId, brought]) => {
    if (assignmentId === undefined) return [];
    const members = about.kind === 'initiative' ? referenceIds(exemption, brought) : brought.flatMap(({ referenceId }) => referenceId ?? []);
    return [{ ...exemption, assignmentId, referenceIds: members }];
  });
}

/** Reference ids as they are, and those of the members whose definition is written in their place: by id, or as `policyDefinitions/<name>`. */
function referenceIds(exemption: Exemption, policies: readonly AssignedPolicy[]): readonly string[] {
  return exemption.referenceIds.flatMap((written) => {
    if (!written.includes('/')) return [written];
    const members = policies.filter(({ definition }) => names(written, definition)).flatMap(({ referenceId }) => referenceId ?? []);
    // None would mean all members: one that is not here stays, and covers nothing.
    return members.length === 0 ? [written] : members;
  });
}

function names(id: string, document: { readonly id?: string | undefined; readonly name?: string | undefined } | undefined): boolean {
  if (document === undefined) return false;
  const name = document.name ?? (document.id === undefined ? undefined : lastSegment(document.id));
  return (document.id !== undefined && sameId(document.id, id)) || name?.toLowerCase() === lastSegment(id).toLowerCase();
}
