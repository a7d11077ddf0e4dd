/** A tenant of four subscriptions in two management groups below `platform`, with clusters in them. */
import { readFile } from 'node:fs/promises';
import type { Report } from '../../../src/report/report.ts';
import type { Sandbox } from '../../../src/sandbox/sandbox.ts';
import type { ActionRun } from '../runner.ts';
import { idBelow, live, livingCluster, ruleOf, type Opening } from './scene.ts';

const group = (name: string): string => `/providers/Microsoft.Management/managementGroups/${name}`;
const subscription = (digit: string): string => `/subscriptions/00000000-0000-0000-0000-0000000000${digit}`;

export const platform = group('platform');
/** Of two shards, the first has `shop`, the second the rest. */
export const subscriptions = { shop: subscription('a1'), pay: subscription('a2'), lake: subscription('a3'), labs: subscription('a4') } as const;

/** Each cluster, where it is, and what is switched on in it. */
const clusters: readonly (readonly [keyof typeof subscriptions, string, ...Opening[]])[] = [
  ['shop', 'web', 'run-command'], ['shop', 'api'], ['pay', 'cards', 'run-command', 'node-os'], ['lake', 'spark', 'artifacts'], ['labs', 'idle'],
];

export const idOf = (name: string): string => idBelow(subscriptions[clusters.find(([, one]) => one === name)?.[0] ?? 'shop'], name);

/** What is found in the tenant, below some of its subscriptions. */
export function foundBelow(...names: readonly (keyof typeof subscriptions)[]): readonly string[] {
  return clusters.filter(([name]) => names.includes(name)).flatMap(([, cluster, ...opened]) => opened.map((opening) => `${ruleOf[opening]} on ${cluster}`)).toSorted();
}

export function seedTenant({ arm }: Sandbox): void {
  arm.seed({
    managementGroups: [{ name: 'platform' }, { name: 'apps', parent: 'platform', displayName: 'Applications' }, { name: 'data', parent: 'platform', displayName: 'Data' }],
    subscriptions: Object.entries(subscriptions).map(([displayName, id]) => ({ subscriptionId: id.split('/')[2] ?? '', displayName, managementGroup: displayName === 'shop' || displayName === 'pay' ? 'apps' : 'data' })),
    documents: clusters.map(([, name, ...opened]) => livingCluster(idOf(name), ...opened)),
  });
}

/** Makes every cluster what it was. */
export function resetTenant(sandbox: Sandbox): void {
  for (const [, name, ...opened] of clusters) live(sandbox, idOf(name), ...opened);
}

export interface FleetReport extends Report {
  readonly schemaVersion: string;
  readonly drift: NonNullable<Report['drift']>;
}

/** The JSON report of a run. */
export async function fleetReport(run: ActionRun): Promise<FleetReport> {
  return JSON.parse(await readFile(run.outputs['report-file'] ?? '', 'utf8')) as FleetReport;
}

export function foundIn({ findings }: Report): readonly string[] {
  return findings.map(({ rule, resource }) => `${rule} on ${resource.name}`).toSorted();
}
