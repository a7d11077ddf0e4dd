import { createHash } from 'node:crypto';
import { textAt, type JsonObject } from '../../../arm/json.ts';
import { asObject } from '../documents.ts';
import type { ColumnType, Row, Table } from './query/columns.ts';
import { invalidRequest } from './refusals.ts';

/** Rows on a page at most, and when nothing is said (MicrosoftDocs, "Working with large Azure resource data sets"). */
const largestPage = 1000;

/** What a caller wants to see of a result. */
export interface PageOptions {
  readonly start: number;
  readonly top: number;
  readonly isTable: boolean;
  /** What the token of the next page has to go with: the same query and scopes. */
  readonly fingerprint: string;
}

/** Reads `options` of a request body. Throws InvalidRequest for numbers out of range and a token that is none or of another query. */
export function readPageOptions(body: JsonObject, requestId: string, now: number): PageOptions {
  const options = asObject(body['options']);
  const refuse = (message: string): Error => invalidRequest([{ code: 'InvalidRequest', message }], requestId, now);
  const top = readCount(options['$top'], largestPage);
  const skip = readCount(options['$skip'], undefined);
  if (top === undefined || top < 1 || top > largestPage) throw refuse(`$top has to be a number from 1 to ${largestPage}.`);
  if (options['$skip'] !== undefined && options['$skip'] !== null && skip === undefined) throw refuse('$skip has to be a number that is not negative.');
  const fingerprint = createHash('sha256').update(JSON.stringify([body['query'], body['subscriptions'], body['managementGroups'], options['authorizationScopeFilter']])).digest('base64url').slice(0, 16);
  const token = options['$skipToken'] ?? undefined;
  const continued = token === undefined ? 0 : readToken(token, fingerprint);
  if (continued === undefined) throw refuse('$skipToken is none of this query.');
  return {
    // `$skip` "overrides the next page offset when $skipToken property is present" (the service's published types).
    start: skip ?? continued,
    top,
    // `objectArray` is the default since 2020-04-01-preview.
    isTable: textAt(options, 'resultFormat')?.toLowerCase() === 'table',
    fingerprint,
  };
}

function readCount(value: unknown, otherwise: number | undefined): number | undefined {
  if (value === undefined || value === null) return otherwise;
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : undefined;
}

function readToken(token: unknown, fingerprint: string): number | undefined {
  if (typeof token !== 'string') return undefined;
  const [start = '', of] = Buffer.from(token, 'base64url').toString('latin1').split('.');
  return of === fingerprint && /^\d{1,12}$/.test(start) ? Number(start) : undefined;
}

/**
 * One page of a result. There is no token for the next one when the query has a `take`, or when all its columns are dynamic; what does
 * not fit is then cut off, and `resultTruncated` says so (Microsoft Learn, "Paging results" of Azure Resource Graph).
 */
export function renderPage(table: Table, isLimited: boolean, { start, top, isTable, fingerprint }: PageOptions): JsonObject {
  // "If you use limit or take in the query, skip is ignored" (Microsoft Learn, "Working with large Azure resource data sets").
  const from = isLimited ? 0 : start;
  const rows = table.rows.slice(from, from + top);
  const end = from + rows.length;
  const hasMore = end < table.rows.length && rows.length > 0;
  const canGoOn = !isLimited && table.columns.some(({ type }) => type !== 'dynamic');
  return {
    totalRecords: table.rows.length,
    count: rows.length,
    data: isTable ? renderTable({ columns: table.columns, rows }) : rows.map((row) => withNulls(row, table)),
    facets: [],
    resultTruncated: String(hasMore && !canGoOn),
    ...(hasMore && canGoOn ? { $skipToken: Buffer.from(`${end}.${fingerprint}`).toString('base64url') } : {}),
  };
}

/** The names that the table format has for types. */
const typeNames: Readonly<Record<ColumnType, string>> = { string: 'string', dynamic: 'object', long: 'integer', datetime: 'string', bool: 'boolean', real: 'number' };

function renderTable({ columns, rows }: Table): JsonObject {
  return {
    columns: columns.map(({ name, type }) => ({ name, type: typeNames[type] })),
    rows: rows.map((row) => columns.map((column) => column.of(row) ?? null)),
  };
}

function withNulls(row: Row, { columns }: Table): JsonObject {
  return Object.fromEntries(columns.map((column) => [column.name, column.of(row) ?? null]));
}
