import { textAt, type JsonObject } from '../../arm/json.ts';
import { parseResourceId } from '../../arm/resource-id.ts';
import { isWithin, parseScope } from '../../arm/scope.ts';
import { grouped } from '../assignment/grouped.ts';
import type { AssignedPolicy } from '../bind.ts';
import type { ExemptionEntry } from '../exemptions/entry.ts';
import { matchesWildcard } from '../exemptions/wildcard.ts';
import { ruleName } from '../judge/rule-facts.ts';
import type { WantedObject } from './plan.ts';

export interface ExemptionWish {
  /** Entries of an exemptions file, those that have ended among them. */
  readonly entries: readonly ExemptionEntry[];
  /** What the assignments bring; exemptions are of assignments. */
  readonly policies: readonly AssignedPolicy[];
  /** Living resources within the scope, as read. */
  readonly resources: readonly JsonObject[];
  /** Scope of the run: nothing is exempt outside of it. */
  readonly scope: string;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** A digest of a text, as hexadecimal text. */
  readonly digest: (text: string) => string;
}

/** Azure's limits of texts (Microsoft Learn, "Azure Policy exemption structure"; measured in characters). */
const most = { displayName: 128, description: 512 } as const;

/**
 * The exemptions in Azure that entries of an exemptions file mean: for each assignment that brings a rule of the entry, one at each
 * resource that it names. Entries that have ended and those about a file mean none. Notes tell of entries that nothing comes of.
 */
export function exemptionObjects(wish: ExemptionWish): { readonly objects: readonly WantedObject[]; readonly notes: readonly string[] } {
  const found = new Map<string, { readonly object: WantedObject; readonly ends: number }>();
  const assignmentsWith = assignmentFinder(wish.policies);
  const scopesOf = scopeFinder(wish);
  const notes: string[] = [];
  for (const entry of wish.entries) {
    if (entry.file !== undefined || (entry.ends !== undefined && entry.ends <= wish.now)) continue;
    const about = `${entry.location.file}:${entry.location.line}: the exemption of ${entry.rule} on ${entry.resource}`;
    const brought = assignmentsWith(entry);
    const scopes = brought.length === 0 ? [] : scopesOf(entry);
    if (brought.length === 0) notes.push(`${about} is of no rule that is assigned here; nothing is written for it.`);
    else if (scopes.length === 0) notes.push(`${about} names no resource in ${wish.scope} that the rules concern; nothing is written for it.`);
    for (const scope of scopes) {
      for (const { assignmentId, references, isWhole } of brought) {
        const object = exemptionOf(entry, scope, assignmentId, isWhole ? [] : references, wish.digest);
        const key = `${object.scope} ${object.name}`.toLowerCase();
        const ends = entry.ends ?? Infinity;
        // Two entries that say the same: the one that lasts longer counts.
        if ((found.get(key)?.ends ?? -Infinity) < ends) found.set(key, { object, ends });
      }
    }
  }
  return { objects: Array.from(found.values(), ({ object }) => object), notes };
}

interface Brought {
  readonly assignmentId: string;
  readonly references: readonly string[];
  /** True when the entry is about everything that the assignment brings. */
  readonly isWhole: boolean;
}

/** The assignments that bring a rule of an entry; each rule is looked for once. */
function assignmentFinder(policies: readonly AssignedPolicy[]): (entry: ExemptionEntry) => readonly Brought[] {
  const byAssignment = Array.from(grouped(policies, ({ assignment }) => assignment?.id), ([assignmentId, brought]) => ({
    assignmentId, brought: brought.map(({ definition, referenceId }) => ({ rule: ruleName(definition).toLowerCase(), referenceId })),
  }));
  const known = new Map<string, readonly Brought[]>();
  return ({ rule }) => {
    const wanted = rule.toLowerCase();
    const found = known.get(wanted) ?? byAssignment.flatMap(({ assignmentId, brought }) => {
      if (assignmentId === undefined) return [];
      const meant = brought.filter((one) => matchesWildcard(wanted, one.rule));
      return meant.length === 0 ? [] : [{ assignmentId, references: meant.flatMap(({ referenceId }) => referenceId ?? []), isWhole: meant.length === brought.length }];
    });
    known.set(wanted, found);
    return found;
  };
}

/** The ids of what an entry names: a place by its id, or living resources by what they may be called. */
function scopeFinder({ resources, scope }: ExemptionWish): (entry: ExemptionEntry) => readonly string[] {
  const living = resources.flatMap((document) => {
    const id = textAt(document, 'id');
    return id === undefined ? [] : [{ id, names: [...new Set(namesOf(id).map((name) => name.toLowerCase()))] }];
  });
  const byName = grouped(living.flatMap(({ id, names }) => names.map((name) => ({ id, name }))), ({ name }) => name);
  const isWide = parseScope(scope)?.kind === 'managementGroup';
  return ({ resource: written }) => {
    const resource = written.replace(/\/+$/, '');
    const wanted = resource.toLowerCase();
    const named = (byName.get(wanted) ?? []).map(({ id }) => id);
    if (wanted.includes('*')) return living.filter(({ names }) => names.some((name) => matchesWildcard(wanted, name))).map(({ id }) => id);
    if (!wanted.startsWith('/')) return named;
    const isPlace = parseScope(resource) !== undefined || parseResourceId(resource) !== undefined;
    // An id as Azure writes it is better than one as people do: exemptions of one resource stand at one id.
    return isPlace && (isWide || isWithin(resource, scope)) ? [named[0] ?? resource] : [];
  };
}

/** By what an entry may name a resource: as `check` does. */
function namesOf(id: string): readonly string[] {
  const { name = '', fullName = '', type = '' } = parseResourceId(id) ?? {};
  return [name, fullName, `${type}/${fullName}`, id];
}

function exemptionOf(entry: ExemptionEntry, scope: string, assignmentId: string, references: readonly string[], digest: ExemptionWish['digest']): WantedObject {
  const { rule, resource, reason, owner, ticket, ends } = entry;
  const who = `${owner}${ticket === undefined ? '' : `, ${ticket}`}`;
  const key = [assignmentId, rule, resource].join('\n').toLowerCase();
  return {
    kind: 'exemption', scope, name: `aks-isolation-${digest(key).slice(0, 16)}`, source: entry.location.file,
    body: {
      properties: {
        policyAssignmentId: assignmentId,
        ...(references.length === 0 ? {} : { policyDefinitionReferenceIds: references }),
        exemptionCategory: 'Waiver',
        displayName: cut(`${rule}: ${reason}`, most.displayName),
        description: cut(`${reason} (${who})`, most.description),
        ...(ends === undefined ? {} : { expiresOn: new Date(ends).toISOString() }),
        metadata: { requestedBy: owner, ...(ticket === undefined ? {} : { ticket }) },
      },
    },
  };
}

/** The beginning of a text, no character cut in two: half of one does not come back from Azure as it was sent. */
function cut(text: string, limit: number): string {
  return text.slice(0, limit).replace(/[\uD800-\uDBFF]$/, '');
}

/** What an enforced assignment would lock out, and for how long it is let through. */
export interface GraceWish {
  readonly assignmentId: string;
  /** Each resource with the reference ids of the rules that would refuse its next update; empty for the whole assignment. */
  readonly lockedOut: readonly { readonly id: string; readonly references: readonly string[] }[];
  /** Milliseconds since 1970. */
  readonly ends: number;
}

/** The source of exemptions that give what would be locked out time to be mended. */
export const graceSource = 'grace period';

/** One exemption for each resource that would be locked out. */
export function graceExemptions({ assignmentId, lockedOut, ends }: GraceWish, digest: (text: string) => string): readonly WantedObject[] {
  return lockedOut.map(({ id, references }): WantedObject => ({
    kind: 'exemption', scope: id, name: `aks-isolation-grace-${digest(assignmentId.toLowerCase()).slice(0, 12)}`, source: graceSource,
    body: {
      properties: {
        policyAssignmentId: assignmentId,
        ...(references.length === 0 ? {} : { policyDefinitionReferenceIds: references }),
        exemptionCategory: 'Waiver',
        displayName: 'Time to be isolated',
        description: 'Lives since before the policies were enforced, which would refuse every update of it. Isolate it before this exemption ends.',
        expiresOn: new Date(ends).toISOString(),
      },
    },
  }));
}
