import { randomUUID } from 'node:crypto';
import { parseResourceId } from '../../../arm/resource-id.ts';
import { parseScope } from '../../../arm/scope.ts';
import { textAt } from '../../../arm/json.ts';
import { decodeToken } from '../../entra/jwt.ts';
import type { StandInRequest, StandInResponse } from '../../http.ts';
import { clientId } from '../../identities.ts';
import { Refusal } from '../http/refusal.ts';
import { splitPath } from '../http/router.ts';
import type { ArmState } from '../state.ts';
import type { ActivityEvent, Actor, Change } from './activity-log.ts';
import { changeOf, differencesBetween } from './diff.ts';
import { trackedKey, trackedResource, trackedWithin, type TrackedResource } from './tracked.ts';

/** A write as its observer sees it. */
export interface ObservedWrite {
  readonly request: StandInRequest;
  readonly now: number;
  readonly requestId: string;
  /** Who writes, when that is not whoever the token is of. */
  readonly actor?: Actor;
}

/** Carries out a write and remembers it: what it changed, and who asked for it, also when it was refused. */
export function recorded(write: ObservedWrite, state: ArmState, carryOut: () => StandInResponse): StandInResponse {
  const id = `/${(splitPath(write.request.path) ?? []).join('/')}`;
  const keys = keysOf(id, write.request.method, state);
  const before = new Map(keys.flatMap((key) => trackedResource(key, state) ?? []).map((resource) => [resource.id.toLowerCase(), resource]));
  const actor = write.actor ?? state.activity.actor ?? actorOf(write.request);
  const correlationId = correlationOf(write);
  const events = (status: ActivityEvent['status'], end: number): readonly ActivityEvent[] => eventsOf(id, { write, actor, correlationId, status, end });
  try {
    const response = carryOut();
    const end = endOf(keys, state, write.now);
    const changes = response.status < 300 && response.status !== 204 ? keys.flatMap((key) => changesTo(key, before.get(key), { write, actor, correlationId, end, state, id })) : [];
    state.activity.add(changes, response.status === 204 ? [] : events(response.status < 300 ? wordFor(id, write) : 'Failed', end));
    return response;
  } catch (thrown) {
    if (thrown instanceof Refusal) state.activity.add([], events('Failed', write.now));
    throw thrown;
  }
}

/**
 * Carries out an action and remembers that it was begun and taken, and how its operation ends; nobody changes anything by it. Azure tells it under the
 * resource that it is an action of.
 */
export function recordedAction(write: ObservedWrite, state: ArmState, carryOut: () => StandInResponse): StandInResponse {
  const [, id = '', action = ''] = /^(.*)\/([^/]+)$/.exec(`/${(splitPath(write.request.path) ?? []).join('/')}`) ?? [];
  const { name } = write.actor ?? state.activity.actor ?? actorOf(write.request);
  const event = { resourceId: id, at: write.now, caller: name, operation: `${parseResourceId(id)?.type ?? ''}/${action}/action`, method: 'POST', correlationId: correlationOf(write) };
  const remember = (...statuses: readonly ActivityEvent['status'][]): void => state.activity.add([], statuses.map((status) => ({ ...event, id: randomUUID(), status })));
  try {
    const response = carryOut();
    remember('Started', 'Accepted');
    state.activity.add([], [{ ...event, id: randomUUID(), status: 'Succeeded', ofOperation: write.requestId }]);
    return response;
  } catch (thrown) {
    if (thrown instanceof Refusal) remember('Started', 'Failed');
    throw thrown;
  }
}

/** How a deployment ends is told when it has. */
function wordFor(id: string, { request: { method } }: ObservedWrite): ActivityEvent['status'] {
  return method === 'PUT' && parseResourceId(id)?.type.toLowerCase() === 'microsoft.resources/deployments' ? 'Accepted' : 'Succeeded';
}

/** A deletion of a group deletes what is in it. */
function keysOf(id: string, method: string, state: ArmState): readonly string[] {
  if (method === 'DELETE' && parseScope(id)?.kind === 'resourceGroup') return trackedWithin(id, state);
  const key = trackedKey(id);
  return key === undefined ? [] : [key];
}

interface Circumstances {
  readonly write: ObservedWrite;
  readonly actor: Actor;
  readonly correlationId: string;
  /** When the operation ends that the write began. */
  readonly end: number;
}

/** The change itself at once, and the coming to rest of an operation when it ends, which is the system's. */
function changesTo(key: string, before: TrackedResource | undefined, { write, actor, correlationId, end, state, id }: Circumstances & { readonly state: ArmState; readonly id: string }): readonly Change[] {
  const after = trackedResource(key, state);
  const isWholly = write.request.method === 'DELETE' && (parseScope(id) !== undefined || id.toLowerCase() === key);
  const resource = after ?? before;
  if (resource === undefined) return [];
  const make = (kind: Change['kind'], at: number, by: Actor, changes: Change['changes']): Change => {
    const name = `${String(at).padStart(20, '0')}_${randomUUID()}`;
    return {
      id: `${resource.id}/providers/Microsoft.Resources/changes/${name}`, name, target: resource.id, targetType: resource.type, kind, at, actor: by, changes,
      operation: `${resource.type}/${write.request.method === 'DELETE' ? 'delete' : 'write'}`, correlationId,
    };
  };
  if (isWholly) return [make('Delete', after === undefined ? write.now : end, actor, {})];
  const changes = after === undefined || before === undefined ? {} : differencesBetween(before.document, after.document);
  const progress = textAt(after?.document, 'properties', 'provisioningState');
  const rest = end > write.now && progress !== undefined && progress !== 'Succeeded'
    ? [make('Update', end, system, { 'properties.provisioningState': changeOf('properties.provisioningState', progress, 'Succeeded') })]
    : [];
  if (before === undefined) return [make('Create', write.now, actor, {}), ...rest];
  return [...(Object.keys(changes).length === 0 ? [] : [make('Update', write.now, actor, changes)]), ...rest];
}

/** What no user caused. */
const system: Actor = { name: 'System', type: 'System', client: 'Unspecified' };

function endOf(keys: readonly string[], { operations }: ArmState, now: number): number {
  return Math.max(now, ...keys.flatMap((key) => [operations.runningOn(key), ...operations.runningBelow(key)]).map((operation) => operation?.endsAt ?? now));
}

/** A request has an event for its beginning, and one for its end. */
function eventsOf(id: string, { write, actor, correlationId, status, end }: Circumstances & { readonly status: ActivityEvent['status'] }): readonly ActivityEvent[] {
  const type = parseResourceId(id)?.type ?? (parseScope(id)?.kind === 'resourceGroup' ? 'Microsoft.Resources/subscriptions/resourceGroups' : undefined);
  if (type === undefined) return [];
  const event = { resourceId: id, caller: actor.name, operation: `${type}/${write.request.method === 'DELETE' ? 'delete' : 'write'}`, method: write.request.method, correlationId };
  return [{ ...event, id: randomUUID(), at: write.now, status: 'Started' }, { ...event, id: randomUUID(), at: end, status }];
}

/** Of people Azure tells the name that they sign in with, of applications their id. */
export function actorOf({ headers }: StandInRequest): Actor {
  const claims = decodeToken((headers['authorization'] ?? '').split(' ')[1] ?? '')?.claims;
  const person = textAt(claims, 'upn');
  return person === undefined ? { name: textAt(claims, 'appid') ?? clientId, type: 'Application', client: 'Unknown' } : { name: person, type: 'User', client: 'Azure Portal' };
}

export function correlationOf({ request, requestId }: Pick<ObservedWrite, 'request' | 'requestId'>): string {
  const sent = request.headers['x-ms-correlation-request-id'] ?? '';
  return /^[0-9a-f-]{36}$/i.test(sent) ? sent : requestId;
}
