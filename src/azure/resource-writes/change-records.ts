import { at, textAt, type JsonObject } from '../../arm/json.ts';
import { segmentAfter } from '../../arm/resource-id.ts';
import type { ResourceWrite } from '../../policy/finding.ts';
import { timeOf } from '../compliance-states/policy-state.ts';
import { kqlText, queryResourceGraph, type QueryTools } from '../resource-graph.ts';
import { detailsOf, pathsOf } from './details.ts';

/** A write as Resource Graph remembers it, with what is needed to choose among several. */
export interface ChangeRecord {
  /** Lower-case id of the resource that it was made to. */
  readonly target: string;
  readonly write: ResourceWrite;
  /** Lower-case paths that it changed. */
  readonly paths: readonly string[];
  /** False for what a service did by itself: scaling, coming to rest. */
  readonly isSomebodys: boolean;
}

/** Ids of one query: each has up to some hundred characters. */
const idsAtOnce = 100;

const columns = [
  'id',
  'target',
  'at = tostring(properties.changeAttributes.timestamp)',
  'changeType = tostring(properties.changeType)',
  'by = tostring(properties.changeAttributes.changedBy)',
  'operation = tostring(properties.changeAttributes.operation)',
  'correlationId = tostring(properties.changeAttributes.correlationId)',
  'changes = properties.changes',
].join(', ');

/** The query for the changes of some resources in a time span, the newest first. */
export function changesQuery(ids: readonly string[], since: string, until: string): string {
  return `resourcechanges | extend target = tolower(tostring(properties.targetResourceId)), changedAt = todatetime(properties.changeAttributes.timestamp)`
    + ` | where target in~ (${ids.map(kqlText).join(', ')}) and changedAt >= todatetime(${kqlText(since)}) and changedAt <= todatetime(${kqlText(until)})`
    + ` | project ${columns} | order by at desc, id asc`;
}

/**
 * What Resource Graph remembers of the last 14 days, the newest first. Needs no more than reading the resources. Throws AzureError.
 * Source: Microsoft Learn, "Get resource changes" (changes are there within five minutes; `changedBy` is `System` for what no user caused).
 * @param ids of tracked resources, in lower case
 */
export async function changeRecords(ids: readonly string[], since: string, until: string, tools: QueryTools): Promise<readonly ChangeRecord[]> {
  // Ids of one subscription stand together, so that a query looks into few.
  const all = ids.filter((id) => segmentAfter(id, 'subscriptions') !== undefined).toSorted();
  const records: ChangeRecord[] = [];
  for (let start = 0; start < all.length; start += idsAtOnce) {
    const some = all.slice(start, start + idsAtOnce);
    const wanted = new Set(some);
    const scope = { subscriptions: [...new Set(some.flatMap((id) => segmentAfter(id, 'subscriptions') ?? []))] };
    for (const row of await queryResourceGraph(changesQuery(some, since, until), scope, tools)) {
      const record = recordIn(row);
      if (record !== undefined && wanted.has(record.target)) records.push(record);
    }
  }
  return records;
}

function recordIn(row: JsonObject): ChangeRecord | undefined {
  const time = timeOf(textAt(row, 'at'));
  if (time === undefined) return undefined;
  const text = (name: string): string => (textAt(row, name) ?? '').slice(0, 200);
  const [by, kind] = [text('by'), text('changeType')];
  const changes = at(row, 'changes');
  const details = kind === 'Create' ? ['created'] : kind === 'Delete' ? ['deleted'] : detailsOf(changes);
  const isSomebodys = by !== '' && !/^(?:system|unspecified|unknown)$/i.test(by);
  return {
    target: (textAt(row, 'target') ?? '').toLowerCase(),
    paths: pathsOf(changes),
    isSomebodys,
    write: {
      at: time,
      ...(isSomebodys ? { by } : {}),
      ...(text('operation') === '' ? {} : { operation: text('operation') }),
      ...(text('correlationId') === '' ? {} : { correlationId: text('correlationId') }),
      ...(details.length === 0 ? {} : { details }),
    },
  };
}
