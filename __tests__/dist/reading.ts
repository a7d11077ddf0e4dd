import { readFile } from 'node:fs/promises';
import type { RecordedRequest } from '../../src/sandbox/sandbox.ts';
import type { ActionRun } from './runner.ts';

/** A finding of it. */
export interface FoundFinding {
  readonly rule: string;
  readonly verdict: string;
  readonly severity: string;
  readonly resource: { readonly name: string };
  readonly location?: { readonly file: string; readonly line: number };
}

/** The published report, as far as these tests look into it. */
export interface ReportDocument {
  readonly command: string;
  readonly title: string;
  readonly verdict: string;
  readonly changed: boolean;
  readonly dryRun: boolean;
  readonly target: { readonly id: string; readonly name: string };
  readonly findings: readonly FoundFinding[];
  readonly steps: readonly { readonly title: string; readonly status: string; readonly resourceId?: string; readonly details: readonly string[] }[];
  readonly facts: readonly { readonly label: string; readonly value: string }[];
  readonly notes: readonly string[];
  readonly planHash?: string;
  readonly toolVersion?: string;
}

/** The report that the run's `report-file` output points to. */
export async function reportOf(run: ActionRun): Promise<ReportDocument> {
  return JSON.parse(await readFile(run.outputs['report-file'] ?? '', 'utf8')) as ReportDocument;
}

/** All details of a report's steps, one a line. */
export function detailsOf(report: ReportDocument): string {
  return report.steps.flatMap(({ details }) => details).join('\n');
}

/** What was written to Azure: `PUT …/managedClusters/demo`, without query, the subscription shortened to `…`. Questions that are posted are no writes. */
export function writesOf(requests: readonly RecordedRequest[]): readonly string[] {
  return requests.filter(({ server, method, path }) => server === 'arm' && method !== 'GET' && !/\/Microsoft\.ResourceGraph\/|\/(?:queryResults|checkPolicyRestrictions)(?:$|\?)/.test(path)).map(({ method, path }) => `${method} ${shortened(path)}`);
}

/** What was written to GitHub. Questions in GraphQL are no writes. */
export function commentWritesOf(requests: readonly RecordedRequest[]): readonly string[] {
  return requests.filter(({ server, method, path }) => server === 'github' && method !== 'GET' && path !== '/graphql').map(({ method, path }) => `${method} ${path}`);
}

function shortened(path: string): string {
  return (path.split('?')[0] ?? '').replace(/^\/subscriptions\/[0-9a-f-]{36}/, '…');
}

/** Fails with what was printed when a run did not end as expected: a bare "2 is not 0" helps nobody. */
export function expectStatus(run: { readonly status: number | null; readonly stdout: string; readonly stderr: string }, status: number): void {
  if (run.status !== status) throw new Error(`The run ended with ${String(run.status)} instead of ${status}:\n${run.stdout}\n${run.stderr}`);
}
