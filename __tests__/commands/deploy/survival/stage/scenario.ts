/** A row as something that can be run again and again from the same beginning. */
import { at, isJsonObject, type JsonObject } from '../../../../../src/arm/json.ts';
import type { Outcome } from '../../../../../src/commands/tools.ts';
import { createInProcessArm, type Connection, type InProcessArm, type InProcessRequest } from '../../../../azure/in-process-arm.ts';
import { group, runDeploy } from '../../runs.ts';
import { nameOf, type Row } from './rows.ts';
import { createWatch } from './watch.ts';
import { changesFor, prepare, type Changes } from './worlds.ts';

export interface Scenario {
  readonly name: string;
  readonly row: Row;
  readonly changes: Changes;
  /** An Azure at the beginning. */
  readonly begin: () => Stage;
  /** The requests of an undisturbed run. */
  readonly requests: readonly InProcessRequest[];
  /** Where it ends. */
  readonly end: string;
  readonly outcome: Outcome;
}

export interface Stage {
  readonly arm: InProcessArm;
  /** What was sent that never may be. */
  readonly unsafe: readonly string[];
  readonly run: (connection?: Connection, changes?: Changes) => Promise<Outcome>;
}

/** @param policyDelay milliseconds in Azure until assignments and exemptions bite */
export async function scenarioOf(row: Row, policyDelay = 0): Promise<Scenario> {
  const prepared = await prepare(row);
  const [snapshot, time] = [prepared.controls.snapshot(), prepared.clock.now()];
  const changes = changesFor(row);
  const begin = (): Stage => {
    let now = (): number => time;
    const watch = createWatch(() => now(), policyDelay);
    const arm = createInProcessArm({ handler: watch.wrap, policyDelay });
    now = () => arm.clock.now();
    arm.clock.pass(time - arm.clock.now());
    arm.controls.restore(snapshot);
    return { arm, unsafe: watch.unsafe, run: async (connection, other = {}) => await runDeploy(arm, { ...changes, ...other }, connection) };
  };
  const stage = begin();
  const outcome = await stage.run();
  return { name: nameOf(row), row, changes, begin, requests: [...stage.arm.requests], end: stateOf(stage.arm), outcome };
}

/** A run that neither fails nor leaves anything behind ends here; nothing else is a proof. */
export function problemsOf({ failure, report }: Outcome, { arm, unsafe }: Stage, { outcome, end }: Scenario): readonly string[] {
  return [
    ...(failure === undefined ? [] : [`${failure.name}: ${failure.message}`]),
    ...(report.verdict === outcome.report.verdict ? [] : [`verdict ${report.verdict}`]),
    ...unsafe, ...differenceOf(stateOf(arm), end),
  ];
}

/** A place in a run. */
export interface Moment {
  /** The number of the request, counted from 1. */
  readonly at: number;
  /** What is asked for, the same in all scenarios: `PUT managedClusters #2`, `GET operations`. Writes are counted. */
  readonly kind: string;
  readonly request: InProcessRequest;
}

/**
 * One moment for each kind of request: each write of a run, and one of the reads of a kind, which `turn` chooses. The definitions of a library are
 * written side by side, and one stands for them.
 */
export function momentsOf({ requests }: Pick<Scenario, 'requests'>, turn: number): readonly Moment[] {
  const kinds = new Map<string, Moment[]>();
  for (const [index, request] of requests.entries()) {
    const called = `${request.method} ${typesIn(request.path)}`;
    const isAlike = !isWrite(request) || /policyDefinitions/i.test(request.path);
    const count = [...kinds.keys()].filter((kind) => kind.startsWith(`${called} #`)).length;
    const kind = isAlike ? called : `${called} #${count + 1}`;
    kinds.set(kind, [...(kinds.get(kind) ?? []), { at: index + 1, kind, request }]);
  }
  return [...kinds.values()].flatMap((alike) => alike.slice(turn % alike.length).slice(0, 1));
}

/** Every request of a run. */
export function allMomentsOf({ requests }: Pick<Scenario, 'requests'>): readonly Moment[] {
  return requests.map((request, index) => ({ at: index + 1, kind: `${request.method} ${typesIn(request.path)}`, request }));
}

/** "managedClusters/agentPools" of a path: what stands before names. */
function typesIn(path: string): string {
  const [, last = path] = /^.*\/providers\/[^/]+\/(.*)$/i.exec(decodeURIComponent(path)) ?? [];
  return last.split('/').filter((_, index) => index % 2 === 0).join('/');
}

/** Requests that change something. */
export function isWrite({ method, path }: Pick<InProcessRequest, 'method' | 'path'>): boolean {
  return method !== 'GET' && !/\/providers\/Microsoft\.(?:ResourceGraph|PolicyInsights)\//i.test(path);
}

/** What lives and how it is, as one text, without what differs from run to run: random ids, times, and who wrote it. */
export function stateOf(arm: InProcessArm): string {
  const { groups, resources, policies, roleAssignments, operations } = arm.controls.snapshot().state;
  const clusters = at(arm.ask('GET', `${group}/providers/Microsoft.ContainerService/managedClusters?api-version=2026-05-01`).body, 'value');
  const parts = { groups, clusters, resources, policies, roleAssignments, unwell: at(operations, 'unwell') };
  return Object.entries(parts).flatMap(([part, documents]) => (Array.isArray(documents) ? documents.map((document: unknown) => `${part} ${settled(document)}`).toSorted() : [])).join('\n');
}

/** Members that services make up, and those that the sandbox keeps as a client sends them back. */
const madeUp: ReadonlySet<string> = new Set(['etag', 'eTag', 'made', 'systemData', 'createdOn', 'updatedOn', 'createdBy', 'updatedBy', 'metadata', 'endsAt', 'bitesFrom', 'until', 'customDnsConfigs', 'privateLinkServiceConnectionState']);

function settled(document: unknown): string {
  const text = JSON.stringify(document, (name, value: unknown) => (madeUp.has(name) ? undefined : isJsonObject(value) ? sorted(value) : value));
  return text
    .replace(/(?!44444444-)[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi, '#')
    .replace(/\b(?!44444444)[0-9a-f]{8,32}\b/g, '#')
    .replace(/,"tags":\{\}/g, '')
    .replace(/\d{4}-\d{2}-\d{2}T[\d:.]+(?:Z|\+00:00)/g, '@');
}

function sorted(object: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(object).toSorted(([left], [right]) => (left < right ? -1 : 1)));
}

/** What differs, for a message: of a document that is there in both, the place where it begins to. */
export function differenceOf(found: string, wanted: string): readonly string[] {
  if (found === wanted) return [];
  const [left, right] = [found.split('\n'), wanted.split('\n')];
  const more = left.filter((line) => !right.includes(line));
  const less = right.filter((line) => !left.includes(line));
  if (more.length !== 1 || less.length !== 1) return [...more.map((line) => `+ ${line}`), ...less.map((line) => `- ${line}`)];
  const [is, was] = [more[0] ?? '', less[0] ?? ''];
  const from = Math.max(0, was.split('').findIndex((letter, index) => letter !== is[index]) - 60);
  return [`+ ${is.slice(0, 80)} … ${is.slice(from, from + 300)}`, `- ${was.slice(0, 80)} … ${was.slice(from, from + 300)}`];
}
