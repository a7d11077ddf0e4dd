import { apiVersions } from '../arm/api-versions.ts';
import { at, textAt, type JsonObject } from '../arm/json.ts';
import type { Clock } from '../run/clock.ts';
import { UserError } from '../run/errors.ts';
import { objectsIn, type ArmClient } from './arm-client.ts';
import type { ArmAnswer } from './arm-exchange.ts';
import { AzureError } from './arm-error.ts';

/** Where a query looks: below a management group, by its name, or in subscriptions, by their ids. */
export type QueryScope = { readonly managementGroup: string } | { readonly subscriptions: readonly string[] };

export interface QueryTools {
  readonly arm: ArmClient;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

/** The most that Azure gives at once (learn.microsoft.com/azure/governance/resource-graph/concepts/work-with-data). */
const rowsOfPage = 1000;
/** More pages than this is no result but a loop. */
const maximumPages = 1000;
/** "Group size is recommended to be less than 300" (…/resource-graph/concepts/guidance-for-throttled-requests). */
const subscriptionsAtOnce = 299;

/**
 * All rows of a KQL query, in its order within each group of 299 subscriptions. The query has to project an `id` or another column that
 * is neither dynamic nor null, order by columns that tell rows apart, and have no `limit`: else Azure does not page, or repeats and leaves out rows.
 * Throws `AzureError` when Azure refuses, or says that it left something out: a part is never given for the whole.
 */
export async function queryResourceGraph(query: string, scope: QueryScope, tools: QueryTools): Promise<readonly JsonObject[]> {
  const groups = 'managementGroup' in scope ? [scope] : batchesOf(scope.subscriptions);
  const found = await Promise.all(groups.map(async (group) => {
    const rows: JsonObject[] = [];
    await eachPage(query, group, tools, (page) => rows.push(...page));
    return rows;
  }));
  return found.flat();
}

/** Scopes of so many subscriptions as Azure takes at once. */
export function batchesOf(subscriptions: readonly string[]): readonly QueryScope[] {
  return Array.from({ length: Math.ceil(subscriptions.length / subscriptionsAtOnce) }, (_, index) => ({
    subscriptions: subscriptions.slice(index * subscriptionsAtOnce, (index + 1) * subscriptionsAtOnce),
  }));
}

/**
 * Hands over the rows of a query page by page, so that nobody has to hold them all; what the query has to be, and what is thrown, as for
 * `queryResourceGraph`. The scope is asked as one.
 */
export async function eachPage(query: string, scope: QueryScope, tools: QueryTools, take: (rows: readonly JsonObject[]) => void): Promise<void> {
  await allPages(query, 'managementGroup' in scope ? { managementGroups: [scope.managementGroup] } : { subscriptions: scope.subscriptions }, tools, take);
}

/**
 * A KQL string literal of a text: the backslash escapes the enclosing quote and itself (learn.microsoft.com/kusto/query/scalar-data-types/string).
 * Throws `UserError` for control characters and line separators, which no id or name of Azure has.
 */
export function kqlText(value: string): string {
  if (/[\p{Cc}\p{Zl}\p{Zp}]/u.test(value)) {
    throw new UserError(`${JSON.stringify(value)} holds a control character, so that it cannot be looked for in Azure Resource Graph. Remove it.`);
  }
  return `'${value.replaceAll(/[\\']/g, String.raw`\$&`)}'`;
}

async function allPages(query: string, where: JsonObject, { arm }: QueryTools, take: (rows: readonly JsonObject[]) => void): Promise<void> {
  let token: string | undefined;
  for (let pages = 0; pages < maximumPages; pages += 1) {
    const options = { resultFormat: 'objectArray', $top: rowsOfPage, ...(token === undefined ? {} : { $skipToken: token }) };
    const answer = await arm.send({
      method: 'POST',
      path: '/providers/Microsoft.ResourceGraph/resources',
      apiVersion: apiVersions.resourceGraph,
      body: { query, ...where, options },
    });
    const rows = objectsIn(at(answer.body, 'data'), 'A query of Azure Resource Graph');
    const next = textAt(answer.body, '$skipToken') ?? '';
    requireWhole(answer, next);
    take(rows);
    if (next === '') return;
    token = next;
  }
  throw new AzureError(`A query of Azure Resource Graph has more than ${maximumPages} pages: ${query}`, { status: 200, code: 'TooManyPages' });
}

/** Azure tells in two ways that rows are missing for which there is no next page. */
function requireWhole(answer: ArmAnswer, token: string): void {
  if (textAt(answer.body, 'resultTruncated')?.toLowerCase() === 'true' && token === '') {
    const total = at(answer.body, 'totalRecords');
    const said = typeof total === 'number' ? ` of ${total}` : '';
    throw new AzureError(`Azure Resource Graph left rows${said} out of its answer and gave no way to ask for them, so that nothing can be concluded from it.`, {
      status: answer.status, code: 'ResultTruncated',
    });
  }
  if (answer.headers['x-ms-tenant-subscription-limit-hit']?.toLowerCase() === 'true') {
    throw new AzureError(
      'Azure Resource Graph looked into the first 10,000 subscriptions only. Run the command for management groups further down, each with fewer subscriptions.',
      { status: answer.status, code: 'SubscriptionLimitHit' },
    );
  }
}
