import { sameId } from '../../arm/resource-id.ts';
import type { Resource } from '../../arm/resource.ts';
import { isWithin } from '../../arm/scope.ts';
import { ticksOf } from '../../language/functions/time.ts';
import { isUnknown, Unknown } from '../../language/unknown.ts';
import type { Truth } from '../../language/truth.ts';
import type { Exemption } from '../documents/exemption.ts';
import { selectsAny, type Selectable } from './selectors.ts';

/** What an exemption does for one policy and one resource. */
export type Exempt =
  | { readonly outcome: 'exempt'; readonly exemption: Exemption }
  | { readonly outcome: 'unknown'; readonly exemption: Exemption; readonly why: Unknown };

/** Those exemptions that stand at the resource or above it, in their order; all where it is not known where the resource is, or where they stand. */
export function exemptionsAt(exemptions: readonly Exemption[], id: string | undefined): readonly Exemption[] {
  return id === undefined || exemptions.length === 0 ? exemptions : exemptions.filter(({ scope }) => scope === '' || isWithin(id, scope));
}

/**
 * The exemption that covers a resource for a member of an assignment, if one does; else one of which that is not known. Asked with those that `exemptionsAt` gives.
 * `utcNow` decides whether an exemption has expired: without it, one that expires is not known to cover anything.
 */
export function exemptionFor(
  exemptions: readonly Exemption[],
  assignmentId: string | undefined,
  resource: Resource,
  subject: Selectable,
  utcNow: string | undefined,
): Exempt | undefined {
  let open: Exempt | undefined;
  for (const exemption of exemptions) {
    const truth = covers(exemption, assignmentId, resource, subject, utcNow);
    if (truth === true) return { outcome: 'exempt', exemption };
    if (isUnknown(truth)) open ??= { outcome: 'unknown', exemption, why: truth };
  }
  return open;
}

function covers(
  { assignmentId: about, referenceIds, scope, expiresOn, resourceSelectors }: Exemption,
  assignmentId: string | undefined,
  { id }: Resource,
  subject: Selectable,
  utcNow: string | undefined,
): Truth {
  if (assignmentId === undefined || !sameId(about, assignmentId)) return false;
  if (referenceIds.length > 0 && !referenceIds.some((wanted) => wanted.toLowerCase() === subject.referenceId?.toLowerCase())) return false;
  const selected = selectsAny(resourceSelectors, subject);
  if (selected === false) return false;
  if (scope !== '' && id === undefined) return new Unknown('the file does not say where the resource will be deployed');
  return isUnknown(selected) ? selected : lasts(expiresOn, utcNow);
}

function lasts(expiresOn: string | undefined, utcNow: string | undefined): Truth {
  if (expiresOn === undefined) return true;
  const end = ticksOf(expiresOn);
  const now = utcNow === undefined ? undefined : ticksOf(utcNow);
  if (end === undefined || now === undefined) return new Unknown('the time of the evaluation is not known here');
  return now < end;
}
