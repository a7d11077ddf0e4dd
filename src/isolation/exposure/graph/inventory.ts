import { lowerIdOf } from '../../../arm/lower-id.ts';
import { parseResourceId, segmentAfter } from '../../../arm/resource-id.ts';
import type { Resource } from '../../../arm/resource.ts';
import { matches, matchesPieces, piecesOf, type Pieces } from '../../../language/partial-text.ts';
import { fold } from '../../../language/fold.ts';
import { isUnknown, type NamedResource } from '../../../language/unknown.ts';
import { once } from '../../once.ts';
import type { Spot } from './spot.ts';
import { addTo } from './add-to.ts';

/** A list that holds everything there is: of this type, at or below this scope. A live scan has them, a template has none. */
export interface CompleteList {
  /** Full type, without regard to case; `*` for every type. */
  readonly type: string;
  /** A subscription, resource group, resource (for its children) or management group; `''` for everything that could concern the clusters given. */
  readonly scope: string;
}

/** Where a reference leads. */
export type Followed =
  /** Nothing is written there. */
  | { readonly kind: 'none' }
  | { readonly kind: 'found'; readonly resource: Resource }
  /** It leads to something that was not given. `id` as far as it is known. */
  | { readonly kind: 'outside'; readonly id: string }
  | { readonly kind: 'unknown'; readonly why: string };

/** Everything that was given, to be looked up by type and by reference. */
export interface Inventory {
  readonly resources: readonly Resource[];
  /** Resources of a type, without regard to case. */
  readonly ofType: (type: string) => readonly Resource[];
  /** Resources of a type in a resource group, by its id. */
  readonly inGroup: (type: string, group: string) => readonly Resource[];
  /** Children of a type: those whose id, or else whose full name, stands below that of the parent. */
  readonly childrenOf: (parent: Resource, type: string) => readonly Resource[];
  /** The resource that this one is a child of, when it was given. */
  readonly parentOf: (child: Resource) => Resource | undefined;
  /** The resource that an id names: a text, or an Unknown of which pieces are known. `from`: the resource that names it. */
  readonly follow: (spot: Spot) => Followed;
  /** True when the list of this type at this scope is known to be complete. */
  readonly isComplete: (type: string, scope: string | undefined) => boolean;
  /** Set where somebody watches what is asked: works out what is kept. @param isAboutAll that is about no cluster in particular */
  readonly record?: <Value>(make: () => Value, isAboutAll: boolean) => Recorded<Value>;
}

/** A value that is kept for others who ask for it. */
export interface Recorded<Value> {
  readonly value: Value;
  /** Set where somebody watches: to be called by whoever uses the value again, for whom the same was asked. */
  readonly again?: () => void;
}

/**
 * Makes resources findable. References lead by id; where subscription or resource group are not known, by what is known of the id: the one resource
 * of that type and name whose id fits, one of the same deployment before others.
 */
export function inventoryOf(resources: readonly Resource[], complete: readonly CompleteList[] = []): Inventory {
  const byType = groupedBy(resources, ({ type }) => type.toLowerCase());
  const byId = groupedBy(resources, lowerIdOf);
  const open = resources.filter(({ id }) => id === undefined);
  const withoutId = groupedBy(open, ({ type, name }) => nameKey(type, name));
  const childrenWithoutId = groupedBy(open, (child) => parentNameKey(child));
  const byParentId = groupedBy(resources, (child) => parentIdOf(child)?.toLowerCase());
  // A tenant has all its ids: what only templates ask for is not there before one asks.
  const byName = once(() => groupedBy(resources, ({ type, name }) => nameKey(type, name)));
  const byParentName = once(() => groupedBy(resources, (child) => parentNameKey(child)));
  const groupsOf = new Map<string, Grouped>();
  const ofType = (type: string): readonly Resource[] => byType.get(type.toLowerCase()) ?? [];
  const index: Index = { byId, byName, withoutId };
  return {
    resources,
    ofType,
    inGroup: (type, group) => {
      const wanted = type.toLowerCase();
      const groups = groupsOf.get(wanted) ?? groupedBy(ofType(type), groupKey);
      groupsOf.set(wanted, groups);
      return groups.get(group.toLowerCase()) ?? [];
    },
    childrenOf: (parent, type) => {
      const wanted = type.toLowerCase();
      const near = parent.id === undefined ? [] : (byParentId.get(lowerIdOf(parent) ?? '') ?? []);
      if (parent.id !== undefined && childrenWithoutId.size === 0) return near.filter((child) => child.type.toLowerCase() === wanted);
      const named = (parent.id === undefined ? byParentName() : childrenWithoutId).get(nameKey(parent.type, parent.name)) ?? [];
      return [...near, ...named.filter((child) => isBelow(child, parent))].filter((child) => child.type.toLowerCase() === wanted);
    },
    parentOf: (child) => {
      const exact = byId.get(parentIdOf(child)?.toLowerCase() ?? '')?.[0];
      if (exact !== undefined) return exact;
      const name = parentNameKey(child);
      return name === undefined ? undefined : ((child.id === undefined ? byName() : withoutId).get(name) ?? []).find((parent) => isBelow(child, parent));
    },
    follow: (spot) => follow(spot, index),
    isComplete: completeness(complete),
  };
}

interface Grouped {
  readonly get: (key: string) => readonly Resource[] | undefined;
  /** Of keys. */
  readonly size: number;
}

interface Index {
  readonly byId: Grouped;
  readonly byName: () => Grouped;
  /** By name, those of which the id is not known in full. */
  readonly withoutId: Grouped;
}

/** Most keys have one resource: they need no list. */
function groupedBy(resources: readonly Resource[], keyOf: (resource: Resource) => string | undefined): Grouped {
  const first = new Map<string, Resource>();
  const several = new Map<string, Resource[]>();
  for (const resource of resources) {
    const key = keyOf(resource);
    if (key === undefined) continue;
    const there = first.get(key);
    if (there === undefined) first.set(key, resource);
    else if (several.has(key)) addTo(several, key, resource);
    else several.set(key, [there, resource]);
  }
  return {
    get: (key) => {
      const one = first.get(key);
      return one === undefined ? undefined : (several.get(key) ?? [one]);
    },
    size: first.size,
  };
}

function nameKey(type: string, name: string): string {
  return `${type}|${name}`.toLowerCase();
}

/** The id of the resource group, in lower case: extension resources are found in the group of what they extend. */
function groupKey(resource: Resource): string | undefined {
  return /^\/subscriptions\/[^/]*\/resourcegroups\/[^/]*/.exec(lowerIdOf(resource) ?? '')?.[0];
}

/** The id of the parent: without the last type and name. Undefined for what has no parent, and where the id is not known in full. */
export function parentIdOf({ id, type }: Resource): string | undefined {
  return id === undefined || type.split('/').length < 3 ? undefined : id.split('/').slice(0, -2).join('/');
}

function parentNameKey({ type, name }: Resource): string | undefined {
  const types = type.split('/');
  const names = name.split('/');
  return types.length < 3 || names.length < 2 ? undefined : nameKey(types.slice(0, -1).join('/'), names.slice(0, -1).join('/'));
}

/** Type and name fit already, and at least one id is not known in full: then the deployment decides, where both say one. */
function isBelow(child: Resource, parent: Resource): boolean {
  if (child.id !== undefined && parent.id !== undefined) return false;
  return fits(idPieces(child)?.slice(0, 1), idPieces(parent)?.slice(0, 1)) && (child.deployment === undefined || parent.deployment === undefined || child.deployment === parent.deployment);
}

/** What is known of the beginnings of two ids does not contradict. */
function fits(left: Pieces | undefined, right: Pieces | undefined): boolean {
  const [first = ''] = left ?? [];
  const [second = ''] = right ?? [];
  return fold(first).startsWith(fold(second)) || fold(second).startsWith(fold(first)) || left === undefined || right === undefined || sharesScope(first, second);
}

function sharesScope(first: string, second: string): boolean {
  const [left, right] = [segmentAfter(first, 'subscriptions'), segmentAfter(second, 'subscriptions')];
  const [group, other] = [segmentAfter(first, 'resourceGroups'), segmentAfter(second, 'resourceGroups')];
  return (left === undefined || right === undefined || fold(left) === fold(right)) && (group === undefined || other === undefined || fold(group) === fold(other));
}

/** The id of a resource as far as it is known; undefined where nothing is said of it. */
function idPieces({ id, openId }: Resource): Pieces | undefined {
  return id === undefined ? openId : [id];
}

function follow({ resource: from, value }: Spot, { byId, byName, withoutId }: Index): Followed {
  if (value === undefined || value === null || value === '') return { kind: 'none' };
  const named = isUnknown(value) && value.resource !== undefined ? byDeploymentName(value.resource, byName()) : undefined;
  if (named !== undefined) return { kind: 'found', resource: named };
  const exact = typeof value === 'string' ? byId.get(value.replace(/\/+$/, '').toLowerCase()) : undefined;
  if (exact?.length === 1 && exact[0] !== undefined) return { kind: 'found', resource: exact[0] };
  const pieces = piecesOf(value);
  if (pieces === undefined) return { kind: 'unknown', why: isUnknown(value) ? value.why : 'what is written there is no id' };
  const tail = tailOf(pieces);
  if (tail === undefined) return isUnknown(value) ? { kind: 'unknown', why: value.why } : { kind: 'unknown', why: `\`${clipped(pieces[0] ?? '')}\` is no resource id` };
  const candidates = exact ?? ((typeof value === 'string' ? withoutId : byName()).get(nameKey(tail.type, tail.name)) ?? []).filter((candidate) => isSame(candidate, pieces));
  const near = candidates.length > 1 && from.deployment !== undefined ? candidates.filter(({ deployment }) => deployment === from.deployment) : candidates;
  const [first, second] = near.length === 0 ? candidates : near;
  if (first === undefined) return { kind: 'outside', id: shownId(value, pieces) };
  if (second !== undefined) return { kind: 'unknown', why: `more than one ${tail.type} is called ${tail.name}, and which one is meant is known only at deployment` };
  return { kind: 'found', resource: first };
}

/** The one resource that is called so in its deployment. */
function byDeploymentName({ type, name, deployment }: NamedResource, byName: Grouped): Resource | undefined {
  const [first, second] = (byName.get(nameKey(type, name)) ?? []).filter((candidate) => candidate.deployment === deployment);
  return second === undefined ? first : undefined;
}

/** Type and name from the end of an id, when all of them are known. */
function tailOf(pieces: Pieces): { readonly type: string; readonly name: string } | undefined {
  const last = pieces.at(-1) ?? '';
  const marker = last.toLowerCase().lastIndexOf('/providers/');
  if (marker < 0) return undefined;
  const parsed = parseResourceId(`${pieces.length === 1 ? last.slice(0, marker) : ''}${last.slice(marker)}`);
  return parsed === undefined ? undefined : { type: parsed.type, name: parsed.fullName };
}

function isSame(candidate: Resource, wanted: Pieces): boolean {
  const own = idPieces(candidate);
  if (own === undefined) return true;
  const [left, right] = [own.map(fold), wanted.map(fold)];
  return (left.length === 1 && right.length > 1 ? matches(right, left[0] ?? '') : matchesPieces(left, right)) !== 'never';
}

function shownId(value: unknown, pieces: Pieces): string {
  return typeof value === 'string' ? value : pieces.join('…');
}

function clipped(text: string): string {
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}

/** No id of Azure has so many. */
const mostSegments = 100;

/**
 * Whether a list is complete, or one of a scope around it: a list at a scope holds everything below it. What lies where is not known to be covered by a
 * list of one scope. A tenant has thousands of lists, which are asked for by every cluster.
 */
export function completeness(lists: Iterable<CompleteList>): Inventory['isComplete'] {
  const spelled = new Map<string, Set<string>>();
  const scopes = new Map<string, Set<string>>();
  // Lists of several types stand at one scope, one after the other.
  let [before, lower] = ['', ''];
  for (const { type, scope } of lists) {
    let known = spelled.get(type);
    if (known === undefined) {
      known = scopes.get(type.toLowerCase()) ?? new Set();
      scopes.set(type.toLowerCase(), known);
      spelled.set(type, known);
    }
    if (scope !== before) [before, lower] = [scope, scope.toLowerCase()];
    known.add(lower);
  }
  return (type, scope) => {
    const known = [scopes.get('*'), scopes.get(type.toLowerCase())].filter((one) => one !== undefined);
    if (known.some((one) => one.has(''))) return true;
    if (known.length === 0 || scope === undefined) return false;
    let around = scope.toLowerCase();
    for (let above = 0; around !== '' && above < mostSegments; above += 1) {
      if (known.some((one) => one.has(around))) return true;
      around = around.slice(0, Math.max(0, around.lastIndexOf('/')));
    }
    return false;
  };
}
