import { textAt, type JsonObject } from '../../arm/json.ts';
import { kindOf, scopeOf, type PolicyObjectKind } from './policy-object.ts';

/** The policy objects that were read, by id and by where they stand. */
export interface Living {
  readonly find: (id: string) => JsonObject | undefined;
  readonly ofKind: (kind: PolicyObjectKind, scope: string) => readonly JsonObject[];
  readonly all: (kind: PolicyObjectKind) => readonly JsonObject[];
}

/** Indexes documents as they were read. Those without an id, or of other kinds, are passed over; of two with one id the last counts. */
export function livingObjects(documents: readonly JsonObject[]): Living {
  const byId = new Map(documents.flatMap((document) => {
    const id = textAt(document, 'id');
    return id === undefined ? [] : [[id.toLowerCase(), document] as const];
  }));
  const byPlace = new Map<string, JsonObject[]>();
  const byKind = new Map<PolicyObjectKind, JsonObject[]>();
  for (const [id, document] of byId) {
    const kind = kindOf(id);
    if (kind === undefined) continue;
    append(byPlace, placeOf(kind, scopeOf(id)), document);
    append(byKind, kind, document);
  }
  return {
    find: (id) => byId.get(id.toLowerCase()),
    ofKind: (kind, scope) => byPlace.get(placeOf(kind, scope)) ?? [],
    all: (kind) => byKind.get(kind) ?? [],
  };
}

function placeOf(kind: PolicyObjectKind, scope: string): string {
  return `${kind} ${scope.toLowerCase()}`;
}

function append<Key>(lists: Map<Key, JsonObject[]>, key: Key, document: JsonObject): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [document]);
  else list.push(document);
}
