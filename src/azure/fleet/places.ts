import { arrayAt, at, textAt, type JsonObject } from '../../arm/json.ts';
import { apiVersions } from '../../arm/api-versions.ts';
import type { Scope } from '../../arm/scope.ts';
import { AzureError } from '../arm-error.ts';
import { meaningOf } from '../list-resources/list-failure.ts';
import { batchesOf, eachPage, queryResourceGraph, type QueryScope, type QueryTools } from '../resource-graph.ts';

/** A subscription that Resource Graph shows something of. */
export interface Subscription {
  /** The GUID, in lower case. */
  readonly subscriptionId: string;
  readonly name: string;
  /** Names and ids of the management groups above it, the nearest first. */
  readonly above: readonly { readonly id: string; readonly name: string }[];
}

/** Something that could not be read: the id of a scope or resource, and why, in a sentence. */
export interface Unseen {
  readonly scope: string;
  readonly why: string;
}

export interface Places {
  readonly subscriptions: readonly Subscription[];
  /** What queries about all of them are asked of. */
  readonly asked: readonly QueryScope[];
  readonly unseen: readonly Unseen[];
  /** Every subscription of the tenant is among them: the scopes hold the root management group, and nothing below it is hidden. */
  readonly isTenant: boolean;
}

const subscriptionsQuery = "resourcecontainers | where type =~ 'microsoft.resources/subscriptions' | project id, name, subscriptionId, above = properties.managementGroupAncestorsChain | order by id asc";

const nothingShown = 'Azure Resource Graph shows nothing of it: it does not exist, or this identity may not read it (role Reader).';

/**
 * The subscriptions at and below scopes, and which of them cannot be seen. A management group of more than 10,000 subscriptions is asked for by
 * them, in groups. @param isWanted which subscriptions count, for a run that looks at a part of them
 * Throws `AzureError` when Azure fails.
 */
export async function placesOf(scopes: readonly Scope[], isWanted: ((subscriptionId: string) => boolean) | undefined, tools: QueryTools): Promise<Places> {
  const groups = [...new Map(scopes.flatMap((scope) => (scope.kind === 'managementGroup' ? [[scope.managementGroup.toLowerCase(), scope] as const] : []))).values()];
  const named = [...new Set(scopes.flatMap((scope) => (scope.kind === 'managementGroup' ? [] : [scope.subscriptionId.toLowerCase()])))];
  const below = await Promise.all(groups.map(async (group) => await subscriptionsBelow(group, tools)));
  const single = await subscriptionsNamed(named, tools);
  const found = new Map([...below.flatMap(({ subscriptions }) => subscriptions), ...single.subscriptions].map((one) => [one.subscriptionId, one]));
  const subscriptions = [...found.values()].filter(({ subscriptionId }) => isWanted?.(subscriptionId) !== false);
  const isWhole = isWanted === undefined && below.every(({ isShort }) => !isShort);
  const asked = isWhole ? [...below.flatMap(({ scope }) => scope), ...batchesOf(named)] : batchesOf(subscriptions.map(({ subscriptionId }) => subscriptionId));
  const unseen = [...below.flatMap((one) => one.unseen), ...single.unseen].filter(({ scope }) => isWanted?.(scope.split('/')[2] ?? '') !== false || !scope.startsWith('/subscriptions/'));
  return { subscriptions, asked, unseen, isTenant: isWanted === undefined && unseen.length === 0 && below.some(({ root }) => root) };
}

/** The subscriptions with these ids. */
export async function subscriptionsNamed(ids: readonly string[], tools: QueryTools): Promise<Pick<Places, 'subscriptions' | 'unseen'>> {
  const { answer = [], why = nothingShown } = await seen(async () => await queryResourceGraph(subscriptionsQuery, { subscriptions: ids }, tools));
  const subscriptions = answer.flatMap(subscriptionOf);
  return { subscriptions, unseen: notAmong(subscriptions, ids, why) };
}

interface Below extends Pick<Places, 'subscriptions' | 'unseen'> {
  readonly scope: readonly QueryScope[];
  /** More subscriptions than Azure looks into for one query of a management group. */
  readonly isShort: boolean;
  /** The chains of groups above its subscriptions all end with it, and its own list of what is below could be read. */
  readonly root: boolean;
}

/** What Resource Graph shows below a management group; what else is there, the group's own list tells, where it may be read. */
async function subscriptionsBelow(group: Extract<Scope, { kind: 'managementGroup' }>, tools: QueryTools): Promise<Below> {
  const scope = { managementGroup: group.managementGroup };
  const [shown, descendants] = await Promise.all([
    seen(async () => {
      const rows: JsonObject[] = [];
      await eachPage(subscriptionsQuery, scope, tools, (page) => rows.push(...page));
      return rows;
    }),
    seen(async () => await tools.arm.list(`${group.id}/descendants`, apiVersions.managementGroups)),
  ]);
  const ids = descendants.answer?.filter((one) => /\/subscriptions$/i.test(textAt(one, 'type') ?? '')).flatMap((one) => textAt(one, 'name')?.toLowerCase() ?? []);
  if (shown.isShort === true && ids !== undefined) return { scope: [scope], isShort: true, root: false, ...await subscriptionsNamed(ids, tools) };
  const subscriptions = (shown.answer ?? []).flatMap(subscriptionOf);
  const isDark = shown.answer === undefined || (subscriptions.length === 0 && ids === undefined);
  const root = ids !== undefined && subscriptions.length > 0 && subscriptions.every(({ above }) => above.at(-1)?.id.toLowerCase() === group.id.toLowerCase());
  return { scope: [scope], isShort: false, root, subscriptions, unseen: [...(isDark ? [{ scope: group.id, why: shown.why ?? nothingShown }] : []), ...notAmong(subscriptions, ids ?? [], nothingShown)] };
}

function notAmong(subscriptions: readonly Subscription[], ids: readonly string[], why: string): readonly Unseen[] {
  const known = new Set(subscriptions.map(({ subscriptionId }) => subscriptionId));
  return ids.filter((id) => !known.has(id.toLowerCase())).map((id) => ({ scope: `/subscriptions/${id}`, why }));
}

interface Seen<Answer> {
  readonly answer?: Answer;
  /** Why there is none and will be none. */
  readonly why?: string;
  /** Azure left subscriptions out, as there are too many. */
  readonly isShort?: boolean;
}

/** Throws when Azure fails, so that nothing can be concluded. */
export async function seen<Answer>(ask: () => Promise<Answer>): Promise<Seen<Answer>> {
  try {
    return { answer: await ask() };
  } catch (error) {
    if (!(error instanceof AzureError)) throw error;
    if (error.code === 'SubscriptionLimitHit') return { why: error.message, isShort: true };
    const meaning = meaningOf(error);
    if (meaning === undefined) throw error;
    return { why: 'why' in meaning ? meaning.why : nothingShown };
  }
}

function subscriptionOf(row: JsonObject): readonly Subscription[] {
  const subscriptionId = textAt(row, 'subscriptionId')?.toLowerCase() ?? '';
  if (!/^[0-9a-f-]{36}$/.test(subscriptionId)) return [];
  const above = arrayAt(row, 'above').flatMap((one) => {
    const id = textAt(one, 'name');
    return id === undefined ? [] : [{ id: `/providers/Microsoft.Management/managementGroups/${id}`, name: textAt(one, 'displayName') ?? id }];
  });
  const name = at(row, 'name');
  return [{ subscriptionId, name: typeof name === 'string' && name !== '' ? name : subscriptionId, above }];
}
