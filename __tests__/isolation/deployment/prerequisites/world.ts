/** A small model of Azure: documents by id, what reads show of them, and what a step makes of them. */
import type { JsonObject } from '../../../../src/arm/json.ts';
import { arrayAt, isJsonObject, textAt } from '../../../../src/arm/json.ts';
import { parseResourceId, sameId } from '../../../../src/arm/resource-id.ts';
import { isWithin } from '../../../../src/arm/scope.ts';
import { planPrerequisites, readsFor, type PrerequisitesMode, type PrerequisitesPlan } from '../../../../src/isolation/deployment/prerequisites/plan.ts';
import { idKey, listKey, type Answer, type ListRead, type Seen } from '../../../../src/isolation/deployment/prerequisites/seen.ts';
import { bodyOf, type Step } from '../../../../src/isolation/deployment/step.ts';
import { mergeDocument } from '../../../../src/isolation/document/merge.ts';
import type { ClusterSpecification } from '../../../../src/isolation/specification.ts';

export type World = ReadonlyMap<string, JsonObject>;

export function worldOf(...documents: readonly (readonly [id: string, body: JsonObject])[]): World {
  return documents.reduce<World>((world, [id, body]) => withDocument(world, id, body), new Map());
}

export function withDocument(world: World, id: string, body: JsonObject): World {
  const parsed = parseResourceId(id);
  const own = isJsonObject(body['properties']) ? body['properties'] : {};
  const made = parsed?.type.endsWith('/userAssignedIdentities') === true ? { principalId: `principal of ${idKey(id)}`, clientId: `client of ${idKey(id)}` } : {};
  const scope = parsed?.type.endsWith('/roleAssignments') === true ? { scope: parsed.scope } : {};
  const { subnets, ...properties } = own;
  const document = { ...body, id, name: parsed?.name ?? id.split('/').at(-1) ?? '', type: parsed?.type ?? '', properties: { ...properties, ...made, ...scope } };
  const children = Array.isArray(subnets) ? subnets.filter(isJsonObject) : [];
  return children.reduce<World>((next, child) => withDocument(next, `${id}/subnets/${textAt(child, 'name') ?? ''}`, child), new Map([...world, [idKey(id), document]]));
}

export function applied(world: World, { id, work }: Step): World {
  const known = (one: string): JsonObject | undefined => world.get(idKey(one));
  if (work.kind === 'put') return withDocument(world, id, bodyOf(work.body, known));
  return work.kind === 'change' ? withDocument(world, id, mergeDocument(world.get(idKey(id)) ?? {}, bodyOf(work.change, known))) : world;
}

export function seenIn(world: World, specification: ClusterSpecification, hidden: (id: string) => boolean = () => false): Seen {
  const seen = new Map<string, Answer>();
  for (let round = 0; round < 10; round += 1) {
    const { ids, lists } = readsFor(specification, seen);
    if (ids.length + lists.length === 0) return seen;
    for (const id of ids) seen.set(idKey(id), hidden(id) ? { state: 'unread', why: 'the client has no right to it.' } : shown(world, id));
    for (const list of lists) seen.set(listKey(list), hidden(list.scope) ? { state: 'unread', why: 'the client has no right to it.' } : { state: 'found', documents: listed(world, list) });
  }
  throw new Error('There is no end to what is asked for.');
}

export function planIn(world: World, specification: ClusterSpecification, mode: PrerequisitesMode = 'create'): PrerequisitesPlan {
  return planPrerequisites(specification, seenIn(world, specification), mode);
}

function shown(world: World, id: string): Answer {
  const document = world.get(idKey(id));
  return document === undefined ? { state: 'absent' } : { state: 'found', documents: [whole(world, document)] };
}

/** A network shows its subnets, a registry the endpoints that lead to it. */
function whole(world: World, document: JsonObject): JsonObject {
  const id = textAt(document, 'id') ?? '';
  const type = textAt(document, 'type') ?? '';
  if (type.endsWith('/virtualNetworks')) return mergeDocument(document, { properties: { subnets: [...world.values()].filter((one) => textAt(one, 'type')?.endsWith('/subnets') === true && isWithin(textAt(one, 'id') ?? '', id)) } });
  if (!type.endsWith('/registries')) return document;
  const endpoints = [...world.values()].filter((one) => arrayAt(one, 'properties', 'privateLinkServiceConnections').some((connection) => sameId(textAt(connection, 'properties', 'privateLinkServiceId') ?? '', id)));
  const connections = endpoints.map((endpoint) => ({ id: `${id}/privateEndpointConnections/${String(endpoint['name'])}`, properties: { privateEndpoint: { id: endpoint['id'] }, privateLinkServiceConnectionState: { status: textAt(endpoint, 'status') ?? 'Approved' } } }));
  return mergeDocument(document, { properties: { privateEndpointConnections: connections } });
}

function listed(world: World, { type, scope, filter }: ListRead): readonly JsonObject[] {
  const ofType = [...world.values()].filter((one) => textAt(one, 'type')?.toLowerCase() === type.toLowerCase());
  if (filter === undefined) return ofType.filter((one) => isWithin(textAt(one, 'id') ?? '', scope)).map((one) => whole(world, one));
  const principal = /assignedTo\('(.*)'\)/.exec(filter)?.[1] ?? '';
  return ofType.filter((one) => isWithin(scope, textAt(one, 'properties', 'scope') ?? '—') && textAt(one, 'properties', 'principalId') === principal);
}
