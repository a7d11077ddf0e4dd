import { isJsonObject, type JsonObject } from '../../../arm/json.ts';
import { fold } from '../../../language/fold.ts';
import { matches, piecesOf, foldedPieces } from '../../../language/partial-text.ts';
import { isUnknown, type Unknown } from '../../../language/unknown.ts';
import { most } from '../difference.ts';
import type { Finds, Here } from './finds.ts';
import { compareList, compareNames } from './lists.ts';
import { isEmpty, keyOf } from './scalars.ts';
import { memberFinder, stepTo, type Finder } from './steps.ts';

/** The objects that two values stand in. */
export interface Holders {
  readonly declared: JsonObject;
  readonly living: JsonObject;
}

const nobody: Holders = { declared: {}, living: {} };

/** Compares a declared value with what lives in its place. Null declares nothing: of what lives, the service keeps or refills it. */
export function compareValue(here: Here, declared: unknown, living: unknown, finds: Finds, holders: Holders = nobody): void {
  const { place } = here;
  if (declared === undefined || declared === null || place.isLeftAlone) return;
  if (here.depth > most.depth) {
    finds.undetermined(here, declared, living, `it is nested deeper than ${most.depth} levels`);
    return;
  }
  if (isUnknown(declared)) {
    compareOpen(here, declared, living, finds);
    return;
  }
  const moves = new Set(place.moves.map(({ isAsDeclared }) => isAsDeclared({ declared, living, around: holders, upgrades: finds.around.upgrades })));
  if (moves.has(true)) {
    finds.counts.compared += 1;
    return;
  }
  const actual = living === undefined || living === null ? place.absent?.means : living;
  if (isJsonObject(declared)) compareObject(here, declared, actual, finds);
  else if (isUnknown(living)) unread(here, declared, living, finds);
  else if (Array.isArray(declared)) compareList(here, declared, actual, finds, compareValue);
  else compareScalar(here, declared, { actual, living }, finds, moves.has('unknown'));
}

function unread(here: Here, declared: unknown, living: Unknown, finds: Finds): void {
  if (isEmpty(declared)) return;
  finds.counts.compared += 1;
  finds.undetermined(here, declared, living, living.why);
}

/** What the declaration leaves open is not compared, except for an id of which enough is known to tell that it is another. */
function compareOpen(here: Here, declared: Unknown, living: unknown, finds: Finds): void {
  const pieces = piecesOf(declared);
  const isId = pieces !== undefined && pieces.some((piece) => piece.toLowerCase().includes('/providers/'));
  if (isId && typeof living === 'string' && living !== '' && matches(foldedPieces(pieces), fold(living.replace(/\/+$/, ''))) === 'never') finds.differs(here, 'differs', declared, living);
  else finds.open(here, declared);
}

function compareScalar(here: Here, declared: unknown, { actual, living }: { readonly actual: unknown; readonly living: unknown }, finds: Finds, mayMove: boolean): void {
  finds.counts.compared += 1;
  // A switch that is off is left out of answers, unless what is left out is known to be on.
  if (actual === undefined && (isEmpty(declared) || declared === false)) return;
  if (isEmpty(declared) && isEmpty(actual)) return;
  const key = keyOf(declared, here.form);
  if (key !== undefined && key === keyOf(actual, here.form)) return;
  if (mayMove) finds.undetermined(here, declared, living, 'whether it moves by itself could not be read');
  else finds.differs(here, living === undefined || living === null ? 'missing' : 'differs', declared, living ?? undefined);
}

function compareObject(here: Here, declared: JsonObject, living: unknown, finds: Finds): void {
  if (isUnknown(living)) {
    const said = saidBelow(declared, here);
    if (said !== 'nothing') unread({ ...here, isWeighty: said === 'weighty' }, declared, living, finds);
    return;
  }
  if (living !== undefined && living !== null && !isJsonObject(living)) {
    finds.counts.compared += 1;
    finds.differs(here, 'differs', declared, living);
    return;
  }
  const found = isJsonObject(living) ? living : {};
  if (here.place.areIds) {
    compareNames(here, declared, found, finds);
    return;
  }
  const lookUp = memberFinder(found, here.hasExactNames);
  const skipped = new Set(here.place.without.flatMap(({ members }) => members(declared, found)).map((name) => name.toLowerCase()));
  const own = here.place.pairs.length === 0 ? lookUp : memberFinder(declared, false);
  for (const { one, many } of here.place.pairs) {
    comparePair(here, { one, many }, [own, lookUp], finds);
    skipped.add(one.toLowerCase()).add(many.toLowerCase());
  }
  // A reference names a resource; what stands beside the id is that resource's own.
  const isReference = here.depth > 0 && !here.path.endsWith(']') && typeof declared['id'] === 'string';
  for (const [name, value] of Object.entries(declared)) {
    if (skipped.has(name.toLowerCase()) || (isReference && name !== 'id')) continue;
    compareValue(stepTo(here, name), value, lookUp(name), finds, { declared, living: found });
  }
}

/** Whether anything in it would be compared, and whether isolation rests on that. */
function saidBelow(declared: JsonObject, here: Here): 'nothing' | 'something' | 'weighty' {
  const said = Object.entries(declared).map(([name, value]) => {
    const below = stepTo(here, name);
    if (isEmpty(value) || isUnknown(value) || below.place.isLeftAlone || below.depth > most.depth) return 'nothing';
    if (isJsonObject(value)) return saidBelow(value, below);
    return below.isWeighty ? 'weighty' : 'something';
  });
  return said.find((one) => one === 'weighty') ?? said.find((one) => one === 'something') ?? 'nothing';
}

/** One value, or several, in either of two members: one set. */
function comparePair(here: Here, { one, many }: { readonly one: string; readonly many: string }, sides: readonly [Finder, Finder], finds: Finds): void {
  const [own, other] = sides.map((find) => {
    const list = find(many);
    return { single: find(one), list, all: [find(one), ...(Array.isArray(list) ? (list as readonly unknown[]) : [list])].filter((value) => !isEmpty(value)) };
  });
  if (own === undefined || other === undefined || own.all.length === 0) return;
  const at = stepTo(here, isEmpty(own.single) ? many : one);
  const closed = own.all.find(isUnknown);
  const unseen = other.all.find(isUnknown);
  if (closed !== undefined) finds.open(at, closed);
  else if (unseen !== undefined) unread(at, own.all, unseen, finds);
  else {
    finds.counts.compared += 1;
    const [left, right] = [own.all, other.all].map((values) => [...new Set(values.map((value) => keyOf(value, at.form) ?? JSON.stringify(value)))].toSorted().join('\n'));
    if (left !== right) finds.differs(at, other.all.length === 0 ? 'missing' : 'differs', isEmpty(own.single) ? own.list : own.single, isEmpty(other.list) ? (other.single ?? undefined) : isEmpty(other.single) ? other.list : other.all);
  }
}
