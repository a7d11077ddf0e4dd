import { parseResourceId } from '../arm/resource-id.ts';
import type { ResourceWrite } from '../policy/finding.ts';
import { AzureError } from './arm-error.ts';
import { changeRecords, type ChangeRecord } from './resource-writes/change-records.ts';
import { lastLoggedWrite } from './resource-writes/activity-log.ts';
import type { QueryTools } from './resource-graph.ts';

export interface WritesQuestion {
  readonly resources: readonly WrittenResource[];
  /** The time span: ISO 8601 in UTC. */
  readonly since: string;
  readonly until: string;
}

export interface WrittenResource {
  readonly id: string;
  /** Paths in the resource that one asks because of: of several writes the last one that changed one of these is told. */
  readonly paths?: readonly string[];
}

export interface ResourceWrites {
  /** By lower-case id; without an entry for what Azure tells no write of. */
  readonly writes: ReadonlyMap<string, ResourceWrite>;
  readonly notes: readonly string[];
}

/** The Activity Log is asked once for each resource: more than these are not looked up there. Both go back so many days. */
const most = { logged: 50, graphDays: 14, logDays: 90 } as const;
const day = 24 * 3_600_000;

/**
 * Who wrote resources last in a time span, and what that changed: from Resource Graph's change records in a few queries, else from the
 * Activity Log, which tells no values. What stands in another resource's document (pools, subnets) is told by that one's records.
 * What may not be read, or fails, is a note. Throws UserError for ids that are none, CancelledError.
 */
export async function readResourceWrites({ resources, since, until }: WritesQuestion, tools: QueryTools): Promise<ResourceWrites> {
  const notes: string[] = [];
  const wanted = [...new Map(resources.map((resource) => [resource.id.toLowerCase(), resource])).values()];
  const writes = new Map<string, ResourceWrite>();
  if (wanted.length === 0) return { writes, notes };
  const now = tools.clock.now();
  const records = await orNote('of resource changes', notes, async () => {
    const ids = [...new Set(wanted.flatMap(({ id }) => [id.toLowerCase(), trackedId(id)]))];
    return await changeRecords(ids, laterOf(since, now - most.graphDays * day), until, tools);
  }) ?? [];
  const byTarget = grouped(records);
  for (const resource of wanted) {
    const id = resource.id.toLowerCase();
    const chosen = chooseWrite([...(byTarget.get(id) ?? []), ...(trackedId(id) === id ? [] : byTarget.get(trackedId(id)) ?? [])], resource.paths ?? []);
    if (chosen !== undefined) writes.set(id, chosen);
  }
  const missing = wanted.filter(({ id }) => writes.get(id.toLowerCase())?.by === undefined);
  await Promise.all(missing.slice(0, most.logged).map(async ({ id }) => {
    const logged = await orNote('in the Activity Log', notes, async () => await lastLoggedWrite(id, laterOf(since, now - most.logDays * day), until, tools.arm));
    if (logged !== undefined) writes.set(id.toLowerCase(), logged);
  }));
  if (missing.length > most.logged) notes.push(`Who wrote ${missing.length - most.logged} more resources was not looked up.`);
  return { writes, notes: [...new Set(notes)] };
}

/** Of the changes of one resource, newest first: one that touched what is asked about, one that somebody made and that tells something, any. */
function chooseWrite(records: readonly ChangeRecord[], paths: readonly string[]): ResourceWrite | undefined {
  const newest = records.toSorted((left, right) => (left.write.at < right.write.at ? 1 : left.write.at > right.write.at ? -1 : 0));
  const asked = paths.map(comparable).filter((path) => path !== '');
  const touches = ({ paths: changed }: ChangeRecord): boolean => changed.some((path) => asked.some((wanted) => isAlong(comparable(path), wanted)));
  const chosen = newest.find((record) => record.isSomebodys && touches(record))
    ?? newest.find(touches)
    ?? newest.find((record) => record.isSomebodys && record.write.details !== undefined)
    ?? newest.find((record) => record.isSomebodys)
    ?? newest[0];
  return chosen?.write;
}

/** Places in arrays are written differently everywhere: `[*]`, `[0]`, `["name"]`. */
function comparable(path: string): string {
  return path.toLowerCase().replace(/\[[^\]]{0,200}\]/g, '');
}

/** True when what was asked about was changed, or something in it, or what it stands in; of a child, within its parent's document. */
function isAlong(changed: string, wanted: string): boolean {
  return changed === wanted || changed.startsWith(`${wanted}.`) || wanted.startsWith(`${changed}.`) || changed.endsWith(`.${wanted}`);
}

/** The resource that Azure keeps track of: pools stand in their cluster, subnets in their network. Lower case. */
function trackedId(id: string): string {
  const parsed = parseResourceId(id);
  const children = (parsed?.type.split('/').length ?? 0) - 2;
  return (children <= 0 ? id : id.split('/').slice(0, -2 * children).join('/')).toLowerCase();
}

function grouped(records: readonly ChangeRecord[]): ReadonlyMap<string, readonly ChangeRecord[]> {
  const groups = new Map<string, ChangeRecord[]>();
  for (const record of records) {
    const group = groups.get(record.target);
    if (group === undefined) groups.set(record.target, [record]);
    else group.push(record);
  }
  return groups;
}

async function orNote<Value>(where: string, notes: string[], read: () => Promise<Value>): Promise<Value | undefined> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof AzureError)) throw error;
    notes.push(`Who changed what could not be read ${where}: ${error.message}`);
    return undefined;
  }
}

function laterOf(time: string, limit: number): string {
  return Date.parse(time) > limit ? time : new Date(limit).toISOString();
}
