import { parseResourceId } from '../../arm/resource-id.ts';
import { parseScope } from '../../arm/scope.ts';
import { UserError } from '../../run/errors.ts';
import type { Initiative } from '../documents/initiative.ts';
import { grouped } from './grouped.ts';
import type { PolicyDocuments } from './library.ts';
import { kindOfId, lastSegment, nameOf, type LibraryLookup } from './look-up.ts';

/** What refers to something that is not at hand. */
interface Absence {
  readonly place: string;
  readonly referrer: string;
  readonly id: string;
}

/** Names that need no quotes in any shell. */
const plain = /^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$/;

/** So many are named; whoever misses more does well to fetch all of a kind. */
const named = 20;

/**
 * Throws UserError when an assignment or an initiative refers to what is not at hand, naming all of it: to judge without would be to judge
 * with less, and nobody would notice.
 */
export function assertPresent({ assignments, initiatives }: PolicyDocuments, lookup: LibraryLookup): void {
  const absent = [
    ...assignments.flatMap(({ document, placeOf }): readonly Absence[] => {
      const referrer = `the assignment \`${nameOf(document)}\``;
      const place = (): string => placeOf('/properties/policyDefinitionId');
      const found = lookup.find(document.definitionId, () => `${place()}: ${referrer}`);
      return found === undefined ? [{ place: place(), referrer, id: document.definitionId }] : [];
    }),
    ...initiatives.flatMap(({ document, placeOf }) => absentMembers(document, placeOf, lookup)),
  ];
  const [first, ...others] = Array.from(grouped(absent, ({ id }) => id.toLowerCase()).values()).flatMap((same) => same.slice(0, 1));
  if (first === undefined) return;
  const rest = others.slice(0, named).map(({ id, place }) => `${id} (${place})`);
  const more = others.length === 0 ? '' : ` Not here are ${others.length} more: ${rest.join(', ')}${others.length > named ? ', …' : ''}.`;
  throw new UserError(`${sentence(first)}${more}`);
}

function absentMembers(initiative: Initiative, placeOf: (pointer: string) => string, lookup: LibraryLookup): readonly Absence[] {
  return initiative.members.flatMap(({ definitionId, pointer }) => {
    const referrer = `the initiative \`${nameOf(initiative)}\``;
    const place = (): string => placeOf(`${pointer}/policyDefinitionId`);
    const found = lookup.find(definitionId, () => `${place()}: ${referrer}`);
    return found?.kind === 'definition' ? [] : [{ place: place(), referrer, id: definitionId }];
  });
}

function sentence({ place, referrer, id }: Absence): string {
  const kind = kindOfId(id) ?? 'definition';
  const isBuiltIn = parseResourceId(id)?.scope === '';
  const what = isBuiltIn ? `${kind} ${id}, a built-in of Azure or one without a scope, which is not here` : `${kind} ${id}, which is not here`;
  const name = lastSegment(id);
  const shown = plain.test(name) ? name : '<name>';
  const command = `az policy ${kind === 'initiative' ? 'set-definition' : 'definition'} show --name ${shown}${whereabouts(id)} > ${shown}.json`;
  return `${place}: ${referrer} refers to the ${what}. Put its JSON beside the others: ${command}`;
}

function whereabouts(id: string): string {
  const scope = parseScope(parseResourceId(id)?.scope ?? '');
  if (scope?.kind === 'subscription') return ` --subscription ${scope.subscriptionId}`;
  return scope?.kind === 'managementGroup' && plain.test(scope.managementGroup) ? ` --management-group ${scope.managementGroup}` : '';
}
