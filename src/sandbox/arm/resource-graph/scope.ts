import { arrayAt, at, textAt, type JsonObject } from '../../../arm/json.ts';
import { sameId } from '../../../arm/resource-id.ts';
import { managementGroupScopeOf, subscriptionScopeOf } from '../hierarchy/documents.ts';
import { isBelow } from '../hierarchy/reach.ts';
import type { ArmState } from '../state.ts';
import { invalidRequest } from './refusals.ts';

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** "the response is limited to the first 10,000 subscriptions" (Microsoft Learn, "Guidance for throttled requests in Azure Resource Graph"). */
const mostSubscriptions = 10_000;

/** What a request asks about. */
export interface QueryScope {
  /** Whether a row of a table is asked about, by its id. */
  readonly includes: (id: string, table: string) => boolean;
  /** More subscriptions than Azure looks into, so that some were left out. */
  readonly isLimited: boolean;
}

/** What of policy and authorization a query sees besides what is at the scope itself (Microsoft Learn, "Understanding the Azure Resource Graph query language", query scope). */
const filters = {
  atscopeandbelow: { below: true, above: false },
  atscopeandabove: { below: false, above: true },
  atscopeaboveandbelow: { below: true, above: true },
  atscopeexact: { below: false, above: false },
} as const;
const filteredTables: ReadonlySet<string> = new Set(['policyresources', 'authorizationresources']);

/**
 * What a request asks about: what is below its management groups, else its subscriptions, else anything, as far as the caller may read it.
 * Scopes that are not there or not to be read are passed over as long as one is (public notes of people who measured it). Throws
 * SubscriptionsContainInvalidGuids, and NoValidSubscriptionsInQueryRequest; that the latter is also the answer to a management group
 * without subscriptions is assumed.
 */
export function readScope(body: JsonObject, { hierarchy, access }: ArmState, requestId: string, now: number): QueryScope {
  const groups = textsAt(body, 'managementGroups');
  const subscriptions = textsAt(body, 'subscriptions');
  const malformed = groups.length === 0 ? subscriptions.filter((id) => !guid.test(id)) : [];
  if (malformed.length > 0) {
    const message = `Subscriptions in the request contain invalid GUIDs: '${malformed.join(', ')}'.`;
    throw invalidRequest([{ code: 'SubscriptionsContainInvalidGuids', message }], requestId, now);
  }
  const mayRead = (id: string): boolean => access.isWhole || access.mayRead(id, hierarchy);
  const known = groups.length > 0
    ? groups.flatMap((name) => hierarchy.group(name) ?? []).map(managementGroupScopeOf)
    : subscriptions.flatMap((id) => hierarchy.subscription(id) ?? []).map(subscriptionScopeOf);
  const scopes = known.filter(mayRead);
  const isTenant = groups.length === 0 && subscriptions.length === 0;
  const all = groups.length === 0 && !isTenant
    ? subscriptions.flatMap((id) => hierarchy.subscription(id) ?? [])
    : hierarchy.subscriptions().filter(({ subscriptionId }) => isTenant || groups.some((name) => hierarchy.isUnder(subscriptionId, name)));
  const readable = access.isWhole ? all : all.filter((subscription) => mayRead(subscriptionScopeOf(subscription)));
  if (!isTenant && readable.length === 0) {
    const message = `There must be at least one subscription that is eligible to contain resources. Given: '${[...groups, ...subscriptions].join(', ')}'.`;
    throw invalidRequest([{ code: 'NoValidSubscriptionsInQueryRequest', message }], requestId, now);
  }

  const isLimited = readable.length > mostSubscriptions && (isTenant || groups.length > 0);
  const wanted = new Set((isLimited ? readable.slice(0, mostSubscriptions) : readable).map(({ subscriptionId }) => subscriptionId.toLowerCase()));
  const { below, above } = readFilter(body, requestId, now);
  const isIn = (id: string): boolean => {
    const subscription = subscriptionIn(id);
    return subscription === undefined ? isTenant || scopes.some((scope) => isBelow(id, scope, hierarchy)) : wanted.has(subscription);
  };
  return {
    isLimited,
    includes: (id, table) => {
      if (!mayRead(id)) return false;
      if (!filteredTables.has(table) || isTenant) return isIn(id);
      if (below && isIn(id)) return true;
      const place = id.slice(0, id.toLowerCase().lastIndexOf('/providers/microsoft.authorization/'));
      return scopes.some((scope) => sameId(place, scope) || (above && isBelow(scope, place, hierarchy)));
    },
  };
}

/** The subscription in an id, in lower case. Ids of rows begin with it, or are of management groups. */
function subscriptionIn(id: string): string | undefined {
  return /^\/subscriptions\/([^/]+)/i.exec(id)?.[1]?.toLowerCase();
}

function readFilter(body: JsonObject, requestId: string, now: number): (typeof filters)[keyof typeof filters] {
  const said = textAt(body, 'options', 'authorizationScopeFilter');
  const partial = at(body, 'options', 'allowPartialScopes');
  const name = Object.entries(filters).find(([known]) => known === (said ?? 'AtScopeAndBelow').toLowerCase());
  if (name !== undefined && (partial === undefined || partial === null || typeof partial === 'boolean')) return name[1];
  const message = name === undefined ? `The authorizationScopeFilter '${said}' is none.` : 'allowPartialScopes has to be true or false.';
  throw invalidRequest([{ code: 'InvalidRequest', message }], requestId, now);
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
