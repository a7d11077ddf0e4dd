import { apiVersionOf, apiVersions } from '../arm/api-versions.ts';
import { textAt, type JsonObject } from '../arm/json.ts';
import { parseResourceId } from '../arm/resource-id.ts';
import { isWithin, parseScope } from '../arm/scope.ts';
import { idKey, listKey, type Answer, type ListRead, type Reads, type Seen } from '../isolation/deployment/prerequisites/seen.ts';
import type { ArmClient } from './arm-client.ts';
import { AzureError } from './arm-error.ts';
import { listPath } from './list-resources/list-path.ts';
import { isGone, meaningOf } from './list-resources/list-failure.ts';

/** A plan that still asks after so many rounds asks for nothing real. */
const mostRounds = 8;

/**
 * Reads what a plan asks for, side by side and round by round, until it asks for nothing new. What is not there is absent; what Azure refuses to show is
 * unread, with Azure's own sentence. Throws `AzureError` when Azure fails, `CancelledError` when cancelled.
 * @param next what to read, given what was seen
 * @param seen what is known already
 */
export async function readDocuments(next: (seen: Seen) => Reads, { arm }: { readonly arm: ArmClient }, seen: Seen = new Map()): Promise<Seen> {
  const answers = new Map(seen);
  for (let round = 0; round < mostRounds; round += 1) {
    const { ids, lists } = next(answers);
    const wanted = [
      ...ids.map((id) => ({ key: idKey(id), read: async () => await readOne(id, arm) })),
      ...lists.map((list) => ({ key: listKey(list), read: async () => await readList(list, arm) })),
    ].filter(({ key }) => !answers.has(key));
    if (wanted.length === 0) break;
    const found = await Promise.all(wanted.map(async ({ key, read }) => [key, await read()] as const));
    for (const [key, answer] of found) answers.set(key, answer);
  }
  return answers;
}

async function readOne(id: string, arm: ArmClient): Promise<Answer> {
  const version = parseScope(id)?.kind === 'resourceGroup' ? apiVersions.resourceGroups : apiVersionOf(parseResourceId(id)?.type ?? '');
  if (version === undefined) return { state: 'unread', why: `${id} is no id of a resource that is known here` };
  return await understood(async () => {
    const document = await arm.find(id, version);
    return document === undefined ? { state: 'absent' } : { state: 'found', documents: [document] };
  });
}

/** What a server says of other places than the one that it was asked about is not believed; what is given above a scope holds in it. */
async function readList({ type, scope, filter }: ListRead, arm: ArmClient): Promise<Answer> {
  const path = listPath(type, scope);
  const version = apiVersionOf(type);
  if (path === undefined || version === undefined) return { state: 'unread', why: `${type} cannot be listed in ${scope}` };
  return await understood(async () => {
    const documents = await arm.list(path, version, filter === undefined ? undefined : { $filter: filter });
    return { state: 'found', documents: filter === undefined ? documents.filter((one) => belongs(one, scope)) : documents };
  });
}

function belongs(document: JsonObject, scope: string): boolean {
  const id = textAt(document, 'id');
  return id !== undefined && isWithin(id, scope);
}

async function understood(read: () => Promise<Answer>): Promise<Answer> {
  try {
    return await read();
  } catch (error) {
    const meaning = meaningOf(error);
    if (meaning === undefined || !(error instanceof AzureError)) throw error;
    return isGone(error) || !('why' in meaning) ? { state: 'absent' } : { state: 'unread', why: meaning.why };
  }
}
