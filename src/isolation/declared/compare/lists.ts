import { isJsonObject, type JsonObject } from '../../../arm/json.ts';
import { isUnknown } from '../../../language/unknown.ts';
import type { Finds, Here } from './finds.ts';
import { isEmpty, keyOf } from './scalars.ts';
import { elementAt, memberFinder } from './steps.ts';

/** Compares a declared element with the living one. */
type Compare = (here: Here, declared: unknown, living: unknown, finds: Finds) => void;

/** By what elements are told apart, the first that all declared ones have and that tells them apart. */
const names = ['name', 'id', 'value', 'service', 'mode', 'keyData', 'size', 'azureContainerRegistry', 'ipTagType', 'portStart'] as const;

/** Compares lists: as sets of values, or element by element where these are objects. What is more in what lives is otherwise, too. */
export function compareList(here: Here, declared: readonly unknown[], living: unknown, finds: Finds, compare: Compare): void {
  if (living !== undefined && living !== null && !Array.isArray(living)) {
    finds.counts.compared += 1;
    // One value where a list is declared: Azure answers with some lists so.
    if (declared.length !== 1 || keyOf(declared[0], here.form) !== keyOf(living, here.form)) finds.differs(here, 'differs', declared, living);
    return;
  }
  const found: readonly unknown[] = Array.isArray(living) ? living : [];
  if (declared.some(isJsonObject) || found.some(isJsonObject)) compareElements(here, declared, found, finds, compare);
  else compareSets(here, declared, { living, found }, finds);
}

function compareSets(here: Here, declared: readonly unknown[], { living, found }: { readonly living: unknown; readonly found: readonly unknown[] }, finds: Finds): void {
  finds.counts.compared += 1;
  const open = declared.find(isUnknown);
  const unread = found.find(isUnknown);
  const keys = (values: readonly unknown[]): readonly string[] => values.filter((value) => !isUnknown(value) && !isEmpty(value)).map((value) => keyOf(value, here.form) ?? JSON.stringify(value));
  const [wanted, actual] = [keys(declared), keys(found)];
  const [wantedSet, actualSet] = [new Set(wanted), new Set(actual)];
  const { grows } = here.place;
  const isAdded = (value: unknown): boolean => grows.some(({ when }) => when === undefined || when(value));
  const isLacking = wanted.some((key) => !actualSet.has(key));
  const hasMore = found.some((value) => !isUnknown(value) && !isEmpty(value) && !wantedSet.has(keyOf(value, here.form) ?? JSON.stringify(value)) && !isAdded(value));
  const isMoved = here.place.isOrdered && open === undefined && unread === undefined && wanted.join('\n') !== actual.join('\n');
  if (open !== undefined) finds.open(here, open);
  if ((isLacking && unread === undefined) || (hasMore && open === undefined) || isMoved) finds.differs(here, isEmpty(living) ? 'missing' : 'differs', declared, isEmpty(living) ? undefined : living);
  else if (unread !== undefined && (isLacking || open === undefined)) finds.undetermined(here, declared, living, unread.why);
}

function compareElements(here: Here, declared: readonly unknown[], found: readonly unknown[], finds: Finds, compare: Compare): void {
  const objects = declared.filter(isJsonObject);
  const name = nameOfAll(here, objects, found);
  const open = declared.find(isUnknown) ?? objects.map((element) => (name === undefined ? undefined : memberFinder(element, false)(name))).find(isUnknown);
  const unread = found.find(isUnknown);
  if (open !== undefined) finds.open(here, open);
  const living = new Map<string, JsonObject>();
  const keyOfLiving = keysIn(name);
  for (const [index, element] of found.entries()) if (isJsonObject(element)) living.set(keyOfLiving(element, index), element);
  const keyOfDeclared = keysIn(name);
  const wanted = new Set<string>();
  for (const [index, element] of declared.entries()) {
    if (!isJsonObject(element)) continue;
    const own = name === undefined ? undefined : memberFinder(element, false)(name);
    if (isUnknown(own)) continue;
    const key = keyOfDeclared(element, index);
    wanted.add(key);
    const at = elementAt(here, { index, shown: typeof own === 'string' ? own : String(index) });
    const counterpart = living.get(key);
    if (counterpart !== undefined) compare(at, element, counterpart, finds);
    else {
      finds.counts.compared += 1;
      if (unread === undefined) finds.differs(at, 'missing', element, undefined);
      else finds.undetermined(at, element, unread, unread.why);
    }
  }
  tellMore(here, { living, wanted, isOpen: open !== undefined, name }, finds);
}

/** Elements that nobody declares here. */
function tellMore(here: Here, { living, wanted, isOpen, name }: { readonly living: ReadonlyMap<string, JsonObject>; readonly wanted: ReadonlySet<string>; readonly isOpen: boolean; readonly name: string | undefined }, finds: Finds): void {
  const { children } = here.place;
  for (const [key, element] of living) {
    if (wanted.has(key) || children?.isMadeByService?.(element) === true || here.place.grows.some(({ when }) => when === undefined || when(element))) continue;
    const own = name === undefined ? undefined : memberFinder(element, false)(name);
    const shown = typeof own === 'string' ? own : key;
    const elsewhere = children === undefined ? false : finds.around.isDeclaredElsewhere(children.type, shown);
    if (elsewhere === true) continue;
    finds.counts.compared += 1;
    const at = { ...elementAt(here, { index: 0, shown }), pointer: here.pointer };
    if (isOpen || elsewhere === 'unknown') finds.undetermined(at, undefined, element, 'the declaration may hold it: it names elements that are known only at deployment');
    else finds.differs(at, 'extra', undefined, element);
  }
}

function nameOfAll(here: Here, declared: readonly JsonObject[], found: readonly unknown[]): string | undefined {
  if (here.place.children !== undefined) return 'name';
  const elements = declared.length > 0 ? declared : found.filter(isJsonObject);
  return names.find((name) => {
    const values = elements.map((element) => memberFinder(element, false)(name));
    return values.length > 0 && values.every((value) => isUnknown(value) || keyOf(value, 'plain') !== undefined) && new Set(values.map((value) => (isUnknown(value) ? value : keyOf(value, 'plain')))).size === values.length;
  });
}

/** By what an element is found; a second one of the same name is the second. */
function keysIn(name: string | undefined): (element: JsonObject, index: number) => string {
  const seen = new Map<string, number>();
  return (element, index) => {
    const key = name === undefined ? undefined : keyOf(memberFinder(element, false)(name), 'plain');
    if (key === undefined) return `#${index}`;
    const times = seen.get(key) ?? 0;
    seen.set(key, times + 1);
    return times === 0 ? key : `${key}#${times}`;
  };
}

/** Members that are ids, as a set: what a declaration does not name, a write takes away. */
export function compareNames(here: Here, declared: JsonObject, living: JsonObject, finds: Finds): void {
  const [wanted, actual] = [declared, living].map((side) => Object.keys(side).filter((id) => side[id] !== null));
  if (wanted === undefined || actual === undefined || wanted.length === 0) return;
  compareSets(here, wanted, { living: actual, found: actual }, finds);
}
