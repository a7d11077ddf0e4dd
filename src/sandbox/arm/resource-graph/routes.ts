import type { StandInResponse } from '../../http.ts';
import { requireBody } from '../bodies.ts';
import type { ArmCall, Route } from '../router.ts';
import type { Arm } from '../state.ts';
import { readPageOptions, renderPage } from './page.ts';
import { QueryError } from './query/error.ts';
import { parseQuery } from './query/parse.ts';
import { runStages } from './query/run.ts';
import type { QueryQuota } from './quota.ts';
import { invalidQuery, rateLimited } from './refusals.ts';
import { readQueryText, readScope } from './scope.ts';
import { documentsOf, rowOf, tableColumns } from './tables.ts';

/** `Microsoft.ResourceGraph/resources`: queries over what the sandbox knows. */
export function resourceGraphRoutes(arm: Arm, quota: QueryQuota): readonly Route[] {
  return [{ method: 'POST', pattern: '/providers/Microsoft.ResourceGraph/resources', handle: (call) => answerQuery(arm, quota, call) }];
}

function answerQuery(arm: Arm, quota: QueryQuota, call: ArmCall): StandInResponse {
  const { requestId, now } = call;
  const spending = quota.spend(call.principal, now);
  if (spending.isRefused) throw rateLimited(requestId, now, spending.headers);
  const body = requireBody(call.request);
  const text = readQueryText(body, requestId, now);
  const isWanted = readScope(body, requestId, now);
  const options = readPageOptions(body, requestId, now);
  try {
    const { table, stages } = parseQuery(text);
    const documents = documentsOf(table.text, arm.state);
    if (documents === undefined) {
      throw new QueryError('DisallowedLogicalTableName', `Table ${table.text} is invalid, unsupported or disallowed.`, table);
    }
    const rows = documents.map(rowOf).filter(({ id }) => isWanted(String(id)));
    const result = runStages({ columns: tableColumns, rows }, stages);
    return { status: 200, headers: spending.headers, body: renderPage(result, stages.some(({ kind }) => kind === 'take'), options) };
  } catch (thrown) {
    throw thrown instanceof QueryError ? invalidQuery(thrown, requestId, now) : thrown;
  }
}
