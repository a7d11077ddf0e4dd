import { textAt, type JsonObject } from '../../arm/json.ts';
import { kindOf, scopeOf, type PolicyObjectKind } from './policy-object.ts';
import { stampOf } from './stamp.ts';

/** The policy objects that were read, by id and by where they stand. */
export interface Living {
  readonly find: (id: string) => JsonObject | undefined;
  readonly ofKind: (kind: PolicyObjectKind, scope: string) => readonly JsonObject[];
  readonly all: (kind: PolicyObjectKind) => readonly JsonObject[];
  /** Objects of an owner that are what the library calls so, whatever version stands behind their name. */
  readonly variants: (kind: PolicyObjectKind, scope: string, name: string, owner: string) => readonly JsonObject[];
}

/** Indexes documents as they were read. Those without an id, or of other kinds, are passed over; of two with one id the last counts. */
export function livingObjects(documents: readonly JsonObject[]): Living {
  const byId = new Map(documents.flatMap((document) => {
    const id = textAt(document, 'id');
    return id === undefined ? [] : [[id.toLowerCase(), document] as const];
  }));
  const byPlace = new Map<string, JsonObject[]>();
  const byKind = new Map<PolicyObjectKind, JsonObject[]>();
  const byName = new Map<string, JsonObject[]>();
  for (const [id, document] of byId) {
    const kind = kindOf(id);
    if (kind === undefined) continue;
    append(byPlace, placeOf(kind, scopeOf(id)), document);
    append(byKind, kind, document);
    const stamp = stampOf(document);
    if (stamp !== undefined) append(byName, variantOf(kind, scopeOf(id), stamp.of ?? textAt(document, 'name') ?? '', stamp.owner), document);
  }
  return {
    find: (id) => byId.get(id.toLowerCase()),
    ofKind: (kind, scope) => byPlace.get(placeOf(kind, scope)) ?? [],
    all: (kind) => byKind.get(kind) ?? [],
    variants: (kind, scope, name, owner) => byName.get(variantOf(kind, scope, name, owner)) ?? [],
  };
}

function placeOf(kind: PolicyObjectKind, scope: string): string {
  return `${kind} ${scope.toLowerCase()}`;
}

function variantOf(kind: PolicyObjectKind, scope: string, name: string, owner: string): string {
  return `${placeOf(kind, scope)}\n${name.toLowerCase()}\n${owner}`;
}

function append<Key>(lists: Map<Key, JsonObject[]>, key: Key, document: JsonObject): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [document]);
  else list.push(document);
}
