/** What has been read of Azure for a plan, as plain data, and what the plan still wants to read. */
import { arrayAt, textAt, type JsonObject } from '../../../arm/json.ts';
import { parseResourceId } from '../../../arm/resource-id.ts';
import { parseScope } from '../../../arm/scope.ts';
import { hasFailed, isTerminal, provisioningStateOf } from '../../document/cluster.ts';

/** A complete list: of a type in a scope (a subscription, a group, the parent of a child, what an extension extends). */
export interface ListRead {
  readonly type: string;
  readonly scope: string;
  /** `$filter` of the request. */
  readonly filter?: string;
}

export interface Reads {
  /** Resource ids, each to be read by one GET. */
  readonly ids: readonly string[];
  readonly lists: readonly ListRead[];
}

/** What became of one read. `unread`: Azure refused it; the sentence is Azure's. */
export type Answer =
  | { readonly state: 'found'; readonly documents: readonly JsonObject[] }
  | { readonly state: 'absent' }
  | { readonly state: 'unread'; readonly why: string };

/** Answers by `idKey` or `listKey`. */
export type Seen = ReadonlyMap<string, Answer>;

export function idKey(id: string): string {
  return id.replace(/\/+$/, '').toLowerCase();
}

export function listKey({ type, scope, filter = '' }: ListRead): string {
  return `${idKey(scope)}|${type}|${filter}`.toLowerCase();
}

export type Sight<Found> = { readonly state: 'found'; readonly value: Found } | Exclude<Answer, { readonly state: 'found' }>;

/** Looks things up, and remembers what was asked for in vain: that is what has to be read next. */
export interface Look {
  document(id: string): Sight<JsonObject>;
  /** A subnet of a network, out of the document of the network. */
  subnet(networkId: string, name: string): Sight<JsonObject>;
  list(read: ListRead): Sight<readonly JsonObject[]>;
  /** What was found, read or listed, without asking for it. */
  glimpse(id: string): JsonObject | undefined;
  /** True when anything is known to stand in the resource group. */
  hasAnythingIn(groupId: string): boolean;
  readonly missed: Reads;
  /** What of all that was looked at Azure still works on. */
  readonly busy: readonly Busy[];
  /** What of all that was looked at has failed: it says only what it was to become. */
  readonly failed: readonly FailedSight[];
}

export interface FailedSight {
  readonly id: string;
  readonly document: JsonObject;
  /** True for what was asked for by its id, false for what was found in a list. */
  readonly isNamed: boolean;
}

export interface Busy {
  readonly id: string;
  /** Azure's word: `Updating`. */
  readonly state: string;
}

export function lookInto(seen: Seen): Look {
  const ids = new Map<string, string>();
  const lists = new Map<string, ListRead>();
  const documents = documentsIn(seen);
  const notAsked = { state: 'unread', why: 'it was not looked for' } as const;
  const busy = new Map<string, Busy>();
  const failed = new Map<string, FailedSight>();
  const noted = (one: JsonObject, id = textAt(one, 'id') ?? '', isNamed = true): JsonObject => {
    const state = provisioningStateOf(one);
    if (!isTerminal(state)) busy.set(idKey(id), { id, state });
    if (hasFailed(one)) failed.set(idKey(id), { id, document: one, isNamed: isNamed || failed.get(idKey(id))?.isNamed === true });
    return one;
  };
  const document = (id: string): Sight<JsonObject> => {
    const found = documents.get(idKey(id));
    if (found !== undefined) return { state: 'found', value: noted(found, id) };
    const answer = seen.get(idKey(id));
    if (answer === undefined) {
      ids.set(idKey(id), id);
      return notAsked;
    }
    return answer.state === 'found' ? { state: 'absent' } : answer;
  };
  return {
    document,
    subnet: (networkId, name) => {
      const network = document(networkId);
      if (network.state !== 'found') return network;
      const subnet = subnetsOf(network.value).find((one) => (textAt(one, 'name') ?? '').toLowerCase() === name.toLowerCase());
      return subnet === undefined ? { state: 'absent' } : { state: 'found', value: noted(subnet) };
    },
    list: (read) => {
      const answer = seen.get(listKey(read));
      if (answer === undefined) {
        lists.set(listKey(read), read);
        return notAsked;
      }
      // A list of something that is not there is an empty one.
      if (answer.state === 'unread') return answer;
      const found = answer.state === 'found' ? answer.documents : [];
      // Of a whole subscription most is others' business.
      if (parseScope(read.scope) === undefined) for (const one of found) noted(one, textAt(one, 'id'), false);
      return { state: 'found', value: found };
    },
    glimpse: (id) => documents.get(idKey(id)),
    hasAnythingIn: (groupId) => [...documents.keys()].some((id) => id.startsWith(`${idKey(groupId)}/`)),
    get missed() {
      return { ids: [...ids.values()], lists: [...lists.values()] };
    },
    get busy() {
      return [...busy.values()];
    },
    get failed() {
      return [...failed.values()];
    },
  };
}

/** The subnets that stand in the document of a network. */
export function subnetsOf(network: JsonObject): readonly JsonObject[] {
  return arrayAt(network, 'properties', 'subnets').filter((one): one is JsonObject => textAt(one, 'name') !== undefined);
}

function documentsIn(seen: Seen): ReadonlyMap<string, JsonObject> {
  const found = new Map<string, JsonObject>();
  for (const [key, answer] of seen) {
    if (answer.state !== 'found') continue;
    for (const document of answer.documents) {
      const id = textAt(document, 'id');
      // A read by id is answered for that id, however the service writes it.
      if (!key.includes('|')) found.set(key, document);
      else if (id !== undefined && parseResourceId(id) !== undefined) found.set(idKey(id), document);
    }
  }
  return found;
}
