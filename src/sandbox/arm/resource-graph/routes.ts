import { at, type JsonObject } from '../../../arm/json.ts';
import type { StandInResponse } from '../../http.ts';
import { requireBody } from '../http/bodies.ts';
import { changesOf } from '../changes.ts';
import type { ArmCall, Route } from '../http/router.ts';
import type { Arm, ArmState } from '../state.ts';
import { readPageOptions, renderPage } from './page.ts';
import type { Table } from './query/columns.ts';
import { QueryError } from './query/error.ts';
import { parseQuery } from './query/parse.ts';
import { runStages } from './query/run.ts';
import { wantedTypes } from './query/wanted-types.ts';
import type { QueryQuota } from './quota.ts';
import { invalidQuery, rateLimited } from './refusals.ts';
import { Results } from '../http/results.ts';
import { LastDocument, tableColumns } from './rows.ts';
import { readQueryText, readScope, type QueryScope } from './scope.ts';
import { graphTables, type GraphTable } from './tables.ts';

/** A query's whole result, of which callers see pages. */
interface Answer {
  readonly table: Table;
  /** It has a `take`. */
  readonly hasTake: boolean;
  readonly scope: QueryScope;
}

/** `Microsoft.ResourceGraph/resources`: queries over what the sandbox knows. */
export function resourceGraphRoutes({ state }: Arm, quota: QueryQuota): readonly Route[] {
  const last = new LastDocument();
  const tables = graphTables(state, last);
  const results = new Results<Answer>();
  const handle = (call: ArmCall): StandInResponse => {
    last.forget();
    return answerQuery(state, tables, results, quota, call);
  };
  return [{ method: 'POST', pattern: '/providers/Microsoft.ResourceGraph/resources', handle }];
}

function answerQuery(state: ArmState, tables: ReadonlyMap<string, GraphTable>, results: Results<Answer>, quota: QueryQuota, call: ArmCall): StandInResponse {
  const { requestId, now } = call;
  const spending = quota.spend(call.principal, now);
  if (spending.isRefused) throw rateLimited(requestId, now, spending.headers);
  const body = requireBody(call.request);
  const text = readQueryText(body, requestId, now);
  const options = readPageOptions(body, requestId, now);
  try {
    const { table, hasTake, scope } = answer(text, body, options.fingerprint, state, tables, results, call);
    const headers = scope.isLimited ? { ...spending.headers, 'x-ms-tenant-subscription-limit-hit': 'true' } : spending.headers;
    return { status: 200, headers, body: renderPage(table, hasTake, options) };
  } catch (thrown) {
    throw thrown instanceof QueryError ? invalidQuery(thrown, requestId, now) : thrown;
  }
}

function answer(
  text: string, body: JsonObject, asked: string, state: ArmState, tables: ReadonlyMap<string, GraphTable>, results: Results<Answer>, { requestId, now }: ArmCall,
): Answer {
  const { table: from, stages } = parseQuery(text);
  const name = from.text.toLowerCase();
  const table = tables.get(name);
  const work = (): Answer => {
    const scope = readScope(body, state, requestId, now);
    if (table === undefined) throw new QueryError('DisallowedLogicalTableName', `Table ${from.text} is invalid, unsupported or disallowed.`, from);
    const rows = table.rows(wantedTypes(stages), now).filter(({ id }) => scope.includes(id, name));
    return { table: runStages({ columns: tableColumns, rows }, stages), hasTake: stages.some(({ kind }) => kind === 'take'), scope };
  };
  return table?.isKept === true ? results.of(JSON.stringify([asked, at(body, 'options', 'allowPartialScopes')]), changesOf(state), work) : work();
}
