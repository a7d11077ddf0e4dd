import type { Resource } from '../../../arm/resource.ts';
import { fold } from '../../../language/fold.ts';
import { foldedPieces, matches, type Pieces } from '../../../language/partial-text.ts';
import { factsOf } from '../../../isolation/declared/service/facts.ts';
import { lastSegment } from './names.ts';

/** A declaration that may be the one of a living resource. */
export interface Claim {
  readonly declared: Resource;
  /** Why it is not certain that it is, in a clause. */
  readonly why?: string;
}

export interface Matches {
  /** By the ids of living resources, in lower case; in the order of the declarations. */
  readonly claims: ReadonlyMap<string, readonly Claim[]>;
  /** Declarations to which nothing fits that lives. */
  readonly unmatched: readonly Resource[];
}

/**
 * Which living resource a declaration is of: by its id; where that is not known in full, by type, name and what is known of the id. Types that are not compared
 * are left out. Where several fit, all are claimed, and none for certain.
 */
export function matchDeclared(declared: readonly Resource[], living: readonly Resource[]): Matches {
  const byId = new Map(living.flatMap((resource) => (resource.id === undefined ? [] : [[resource.id.toLowerCase(), resource] as const])));
  const byName = grouped(living, ({ type, name }) => `${type}|${name}`);
  const byType = grouped(living, ({ type }) => type);
  const claims = new Map<string, Claim[]>();
  const unmatched: Resource[] = [];
  for (const one of declared) {
    if (factsOf(one.type) === undefined) continue;
    const { found, isNameOpen } = candidates(one);
    const why = found.length > 1 ? `${found.length} resources that live fit it` : isNameOpen ? 'its name is known only at deployment' : one.mayBeAbsent;
    for (const { id = '' } of found) {
      const claim: Claim = { declared: one, ...(why === undefined ? {} : { why }) };
      const there = claims.get(id.toLowerCase());
      if (there === undefined) claims.set(id.toLowerCase(), [claim]);
      else there.push(claim);
    }
    if (found.length === 0) unmatched.push(one);
  }
  return { claims: new Map(Array.from(claims, ([id, several]) => [id, certainFirst(several)] as const)), unmatched };

  function candidates({ id, openId, type, name }: Resource): { readonly found: readonly Resource[]; readonly isNameOpen: boolean } {
    if (id !== undefined) {
      const exact = byId.get(id.toLowerCase().replace(/\/+$/, ''));
      return { found: exact === undefined ? [] : [exact], isNameOpen: false };
    }
    const pieces = openId === undefined ? undefined : foldedPieces(openId.length === 1 ? [...openId, ''] : openId);
    const isNameOpen = pieces !== undefined && !endsWithName(pieces, name);
    const named = (isNameOpen ? byType.get(fold(type)) : byName.get(fold(`${type}|${name}`))) ?? [];
    return { found: named.filter((one) => one.id !== undefined && (pieces === undefined || matches(pieces, fold(one.id)) !== 'never')), isNameOpen };
  }
}

/** What certainly declares a resource leaves no room for what may. */
function certainFirst(claims: readonly Claim[]): readonly Claim[] {
  const certain = claims.filter(({ why }) => why === undefined);
  return certain.length === 0 ? claims : certain;
}

/** Whether every name of a resource stands in what is known of the end of its id. */
function endsWithName(pieces: Pieces, name: string): boolean {
  const last = pieces.at(-1) ?? '';
  const names = name.split('/').map(fold);
  const segments = last.split('/').filter((_, index, all) => (all.length - 1 - index) % 2 === 0);
  return names.every((one, index) => segments.at(index - names.length) === one);
}

function grouped(resources: readonly Resource[], keyOf: (resource: Resource) => string): ReadonlyMap<string, readonly Resource[]> {
  const groups = new Map<string, Resource[]>();
  for (const resource of resources) {
    const key = fold(keyOf(resource));
    const there = groups.get(key);
    if (there === undefined) groups.set(key, [resource]);
    else there.push(resource);
  }
  return groups;
}

/** The id of a child of a living resource. */
export function childId(parent: string, type: string, name: string): string {
  return `${parent}/${lastSegment(type)}/${name}`.toLowerCase();
}
