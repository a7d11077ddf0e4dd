import { textAt, type JsonObject } from '../arm/json.ts';
import { idKey, type Seen } from '../isolation/deployment/prerequisites/seen.ts';
import type { ArmClient } from './arm-client.ts';
import { listPath } from './list-resources/list-path.ts';

/**
 * A client that answers from what a plan has read a moment ago, and asks Azure for the rest. Only for a run that has written nothing since. What was
 * refused is asked for again: the one who asks now tells it in its own way.
 */
export function armKnowing(arm: ArmClient, seen: Seen): ArmClient {
  const documents = new Map<string, JsonObject | undefined>();
  const lists = new Map<string, readonly JsonObject[]>();
  for (const [key, answer] of seen) {
    if (answer.state === 'unread') continue;
    const found = answer.state === 'found' ? answer.documents : [];
    const [scope = '', type, filter] = key.split('|');
    if (type === undefined) documents.set(key, found[0]);
    else if (filter === '') {
      const path = listPath(type, scope);
      if (path !== undefined) lists.set(path.toLowerCase(), found);
      for (const document of found) documents.set(idKey(textAt(document, 'id') ?? ''), document);
    }
  }
  return {
    ...arm,
    find: async (id, apiVersion) => (documents.has(idKey(id)) ? documents.get(idKey(id)) : await arm.find(id, apiVersion)),
    list: async (path, apiVersion, query) => (query === undefined ? lists.get(path.toLowerCase()) : undefined) ?? await arm.list(path, apiVersion, query),
  };
}
