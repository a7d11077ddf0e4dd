import { UserError } from '../../run/errors.ts';
import { bundledDefinition, bundledInitiatives } from '../bundled.ts';
import type { PolicyDefinition } from '../documents/definition.ts';
import { parseInitiative, type Initiative } from '../documents/initiative.ts';
import { grouped } from './grouped.ts';
import type { Placed, PolicyDocuments } from './library.ts';

export type PolicyKind = 'definition' | 'initiative';

/** Finds what an id names among the documents at hand and the bundled ones, and remembers what was found. */
export interface LibraryLookup {
  /** What the id names; undefined when it is not at hand. `from` says who asks, should there be several. Throws UserError then. */
  readonly find: (id: string, from: () => string) => PolicyDefinition | Initiative | undefined;
  readonly placeOf: (document: PolicyDefinition | Initiative, pointer: string) => string | undefined;
  readonly isMentioned: (document: PolicyDefinition | Initiative) => boolean;
}

/** The kind that an id speaks of, by its last type. */
export function kindOfId(id: string): PolicyKind | undefined {
  const type = id.split('/').at(-2)?.toLowerCase();
  return type === 'policysetdefinitions' ? 'initiative' : type === 'policydefinitions' ? 'definition' : undefined;
}

/**
 * Looks by the whole id, then by its last segment: whoever keeps policies as files often has them without an id, or for another
 * subscription than the one they were exported from. What is bundled comes last.
 */
export function libraryLookup({ definitions, initiatives }: Pick<PolicyDocuments, 'definitions' | 'initiatives'>): LibraryLookup {
  const all: readonly Placed<PolicyDefinition | Initiative>[] = [...definitions, ...initiatives];
  const byId = grouped(all.filter(({ document }) => document.id !== undefined), ({ document }) => document.id?.toLowerCase());
  const byName = grouped(all, ({ document }) => `${document.kind} ${nameOf(document).toLowerCase()}`);
  const places = new Map(all.map(({ document, placeOf }) => [document, placeOf]));
  const mentioned = new Set<PolicyDefinition | Initiative>();
  const named = (id: string): readonly Placed<PolicyDefinition | Initiative>[] => byName.get(`${kindOfId(id) ?? 'definition'} ${lastSegment(id).toLowerCase()}`) ?? [];
  const candidates = (id: string) => byId.get(id.toLowerCase()) ?? named(id);
  return {
    find: (id, from) => {
      const found = candidates(id);
      if (found.length > 1) throw new UserError(`${from()} refers to ${id}, and several documents are called so: ${found.map(({ placeOf }) => placeOf('')).join(', ')}. Give them their \`id\`, or keep one.`);
      const document = found[0]?.document ?? bundled(id);
      if (document !== undefined) mentioned.add(document);
      return document;
    },
    placeOf: (document, pointer) => places.get(document)?.(pointer),
    isMentioned: (document) => mentioned.has(document),
  };
}

function bundled(id: string): PolicyDefinition | Initiative | undefined {
  if (kindOfId(id) !== 'initiative') return bundledDefinition(id);
  const source = bundledInitiatives.find(({ name }) => name === lastSegment(id));
  return source === undefined ? undefined : parseInitiative(source.document);
}

/** The name of a document, or what stands for one. */
export function nameOf({ name, id, displayName }: { readonly name: string | undefined; readonly id: string | undefined; readonly displayName: string | undefined }): string {
  return name ?? (id === undefined ? undefined : lastSegment(id)) ?? displayName ?? 'without a name';
}

export function lastSegment(id: string): string {
  return id.split('/').at(-1) ?? id;
}
