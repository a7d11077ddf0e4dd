import { apiVersionOf } from '../arm/api-versions.ts';
import { textAt, type JsonObject } from '../arm/json.ts';
import { parseResourceId } from '../arm/resource-id.ts';
import type { Resource } from '../arm/resource.ts';
import { isWithin } from '../arm/scope.ts';
import { demandsOf } from '../isolation/exposure/demands.ts';
import type { CompleteList } from '../isolation/exposure/graph/inventory.ts';
import type { ArmClient } from './arm-client.ts';
import { AzureError } from './arm-error.ts';
import { meaningOf } from './list-resources/list-failure.ts';
import { listPath } from './list-resources/list-path.ts';

/** What lives around a cluster, as far as it could be read. */
export interface Surroundings {
  /** The cluster first. */
  readonly resources: readonly Resource[];
  readonly complete: readonly CompleteList[];
  /** What could not be read, and why: sentences, each once. */
  readonly unseen: readonly string[];
}

/** A network names groups and tables, those nothing further; more rounds than this follow nothing real. Requests likewise. */
const most = { rounds: 5, requests: 300 } as const;

/**
 * Reads what the exposure rules ask for to answer for one living cluster: what it refers to, and the lists that they want complete, side by side and
 * round by round until they ask for nothing new. What may not be read, or is answered with a refusal, is unseen. Throws `AzureError` when Azure fails.
 */
export async function readSurroundings(cluster: Resource, { arm }: { readonly arm: ArmClient }): Promise<Surroundings> {
  const resources = new Map<string, Resource>([[key(cluster), cluster]]);
  const complete: CompleteList[] = [{ type: 'Microsoft.ContainerService/managedClusters/agentPools', scope: cluster.id ?? '' }];
  const unseen = new Set<string>();
  const asked = new Set<string>();
  let requests = 0;
  const ask = async <Answer>(what: string, request: () => Promise<Answer>, none?: Answer): Promise<Answer | undefined> => {
    if (asked.has(what.toLowerCase()) || requests >= most.requests) return undefined;
    asked.add(what.toLowerCase());
    requests += 1;
    try {
      return await request();
    } catch (error) {
      const meaning = meaningOf(error);
      if (meaning === undefined || !(error instanceof AzureError)) throw error;
      if (!('why' in meaning)) return none;
      unseen.add(`${what}: ${meaning.why}`);
      return undefined;
    }
  };
  const keep = (documents: readonly JsonObject[], place?: string): void => {
    for (const document of documents) {
      const resource = resourceOf(document);
      // What a server says of other places than those that it was asked about is not believed.
      if (resource?.id !== undefined && (place === undefined || isWithin(resource.id, place))) resources.set(key(resource), resource);
    }
  };
  for (let round = 0; round < most.rounds; round += 1) {
    const before = asked.size;
    const demands = demandsOf(cluster, [...resources.values()], complete);
    await Promise.all([
      ...demands.ids.map(async (id) => {
        const target = documentId(id);
        const type = parseResourceId(target)?.type ?? '';
        const version = apiVersionOf(type);
        if (version === undefined) return;
        const document = await ask(target, async () => await arm.find(target, version));
        if (document !== undefined) keep([document], target);
      }),
      ...demands.lists.map(async ({ type, scope }) => {
        const path = listPath(type, scope);
        const version = apiVersionOf(type);
        if (path === undefined || version === undefined) return;
        const found = await ask(path, async () => await arm.list(path, version), []);
        if (found === undefined) return;
        keep(found, scope);
        complete.push({ type, scope });
      }),
    ]);
    if (asked.size === before) break;
  }
  return { resources: [...resources.values()], complete, unseen: [...unseen] };
}

/** A subnet stands whole in the document of its network, which is asked for once for all of them. */
function documentId(id: string): string {
  return id.replace(/(\/virtualNetworks\/[^/]+)\/subnets\/[^/]+\/?$/i, '$1');
}

function resourceOf(document: JsonObject): Resource | undefined {
  const id = parseResourceId(textAt(document, 'id') ?? '');
  return id === undefined ? undefined : { id: id.id, type: id.type, name: id.fullName, body: document };
}

function key({ id = '', type, name }: Resource): string {
  return `${id}|${type}|${name}`.toLowerCase();
}
