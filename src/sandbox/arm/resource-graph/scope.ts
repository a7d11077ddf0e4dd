import { arrayAt, textAt, type JsonObject } from '../../../arm/json.ts';
import { isBelow } from '../policy/scopes.ts';
import { managementGroupScope, subscriptionScope } from '../subscriptions.ts';
import { invalidRequest } from './refusals.ts';

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * True for the ids that a request asks about: what is below one of its management groups, else of its subscriptions, else anything.
 * Ones that are not there are passed over as long as one is (public notes of people who measured it). Throws
 * SubscriptionsContainInvalidGuids and NoValidSubscriptionsInQueryRequest; that the latter is also the answer to a management group
 * that is not there is assumed.
 */
export function readScope(body: JsonObject, requestId: string, now: number): (id: string) => boolean {
  const groups = textsAt(body, 'managementGroups');
  const subscriptions = textsAt(body, 'subscriptions');
  if (groups.length === 0 && subscriptions.length === 0) return () => true;
  const malformed = subscriptions.filter((id) => !guid.test(id));
  if (malformed.length > 0) {
    const message = `Subscriptions in the request contain invalid GUIDs: '${malformed.join(', ')}'.`;
    throw invalidRequest([{ code: 'SubscriptionsContainInvalidGuids', message }], requestId, now);
  }
  const scopes = groups.length > 0
    ? groups.map((name) => `/providers/Microsoft.Management/managementGroups/${name}`)
    : subscriptions.map((id) => `/subscriptions/${id}`);
  const known = scopes.filter((scope) => [managementGroupScope, subscriptionScope].some((existing) => existing.toLowerCase() === scope.toLowerCase()));
  if (known.length === 0) {
    const message = `There must be at least one subscription that is eligible to contain resources. Given: '${[...groups, ...subscriptions].join(', ')}'.`;
    throw invalidRequest([{ code: 'NoValidSubscriptionsInQueryRequest', message }], requestId, now);
  }
  return (id) => known.some((scope) => isBelow(id, scope));
}

function textsAt(body: JsonObject, name: string): readonly string[] {
  return arrayAt(body, name).filter((value) => typeof value === 'string');
}

/** The query of a body. Throws InvalidQuery for a body without one; the text is ours. */
export function readQueryText(body: JsonObject, requestId: string, now: number): string {
  const query = textAt(body, 'query');
  if (query !== undefined && query.trim() !== '') return query;
  throw invalidRequest([{ code: 'InvalidQuery', message: "The request has to have a 'query', which is a text." }], requestId, now);
}
