/** A row as something that can be run again and again from the same beginning. */
import { at, isJsonObject, textAt, type JsonObject } from '../../../../src/arm/json.ts';
import type { Outcome } from '../../../../src/commands/tools.ts';
import { createInProcessArm, type Connection, type InProcessArm, type InProcessRequest } from '../../../azure/in-process-arm.ts';
import { group, runDeploy } from '../runs.ts';
import { nameOf, type Row } from './rows.ts';
import { createWatch } from './watch.ts';
import { changesFor, prepare, type Changes } from './worlds.ts';

export interface Scenario {
  readonly name: string;
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

export async function scenarioOf(row: Row): Promise<Scenario> {
  const prepared = await prepare(row);
  const [snapshot, time] = [prepared.controls.snapshot(), prepared.clock.now()];
  const changes = changesFor(row);
  const begin = (): Stage => {
    let now = (): number => time;
    const watch = createWatch(() => now());
    const arm = createInProcessArm({ handler: watch.wrap });
    now = () => arm.clock.now();
    arm.clock.pass(time - arm.clock.now());
    arm.controls.restore(snapshot);
    return { arm, unsafe: watch.unsafe, run: async (connection, other = {}) => await runDeploy(arm, { ...changes, ...other }, connection) };
  };
  const stage = begin();
  const outcome = await stage.run();
  return { name: nameOf(row), changes, begin, requests: [...stage.arm.requests], end: stateOf(stage.arm), outcome };
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

/** Members that services make up. */
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
  const at = Math.max(0, [...is].findIndex((letter, index) => letter !== was[index]) - 60);
  return [`+ ${is.slice(0, 80)} … ${is.slice(at, at + 300)}`, `- ${was.slice(0, 80)} … ${was.slice(at, at + 300)}`];
}

export function titleOf(failure: Error | undefined): string {
  return failure === undefined ? '' : `${failure.name}: ${failure.message}`;
}

export function textOf(value: unknown, ...path: readonly string[]): string {
  return textAt(value, ...path) ?? '';
}
