import type { AssignFigures } from './assign-scale.ts';
import type { DeployFigures } from './deploy-scale.ts';
import type { CheckFigures } from './check-scale.ts';
import type { Observation, SentRequest } from './observation.ts';
import type { DriftFigures } from './drift-scale.ts';
import type { EngineFigures } from './policy-engine.ts';
import type { ExposureFigures } from './exposure-scale.ts';
import type { ScaleFigures } from './policy-scale.ts';
import type { PackageWeight } from './packages.ts';
import { sandboxTables } from './report/sandbox.ts';
import type { SandboxFigures } from './sandbox-scale.ts';
import type { Endpoints } from './sandbox.ts';
import type { Size } from './size.ts';
import type { Summary } from './statistics.ts';
import type { TerraformFigures } from './terraform-scale.ts';
import { kilobytes, mebibytes, table } from './table.ts';

export interface ProgramFigures {
  readonly name: string;
  readonly target: number | undefined;
  readonly time: Summary;
  readonly observation: Omit<Observation, 'files' | 'requests'>;
  readonly requests: RequestCounts;
  readonly loaded: Size;
}

export interface RequestCounts {
  readonly arm: number;
  readonly signIn: number;
  readonly github: number;
}

export interface Figures {
  readonly node: string;
  readonly runs: number;
  readonly bare: { readonly time: Summary; readonly peakMemory: number };
  readonly programs: readonly ProgramFigures[];
  /** Milliseconds of one GET on an open connection. */
  readonly roundTrip: Summary;
  readonly dist: Size;
  readonly engine: EngineFigures;
  /** Undefined where the public built-ins are not beside the project. */
  readonly scale: ScaleFigures | undefined;
  readonly exposures: ExposureFigures;
  readonly terraform: TerraformFigures;
  readonly check: CheckFigures;
  readonly deploy: readonly DeployFigures[];
  readonly assign: AssignFigures;
  readonly drift: DriftFigures;
  readonly sandbox: SandboxFigures;
  readonly packages: readonly PackageWeight[] | undefined;
}

/** Requests by whom they go to. GitHub's OIDC endpoint counts as sign-in. */
export function countRequests(requests: readonly SentRequest[], endpoints: Endpoints): RequestCounts {
  const oidc = endpoints.oidcRequestUrl.split('?')[0] ?? '';
  const count = (belongs: (url: string) => boolean): number => requests.filter(({ url }) => belongs(url)).length;
  const signIn = (url: string): boolean => url.startsWith(endpoints.authorityHost) || url.startsWith(oidc);
  return {
    arm: count((url) => url.startsWith(endpoints.armEndpoint)),
    signIn: count(signIn),
    github: count((url) => url.startsWith(endpoints.githubApiUrl) && !signIn(url)),
  };
}

/** All figures as markdown. */
export function render(figures: Figures): string {
  return [
    `Node ${figures.node}, ${figures.runs} runs each, interleaved in random order with bare node (${milliseconds(figures.bare.time)}, ${mebibytes(figures.bare.peakMemory)} MiB).`,
    '## Whole processes', programsTable(figures),
    '## Requests', requestsTable(figures),
    `Under way: time with at least one request open, TLS and our own work in that time included. One GET on an open connection takes ${milliseconds(figures.roundTrip)}.`,
    '## JavaScript loaded', loadedTable(figures),
    '## Policy engine', engineTable(figures.engine), scaleTable(figures.scale),
    '## check, warm', checkTable(figures.check),
    '## Ways out, graph and answers', exposuresTable(figures.exposures),
    '## Terraform plans', terraformTable(figures.terraform),
    '## deploy', deployTable(figures.deploy),
    '## assign, a large library', assignTable(figures.assign),
    '## drift, a whole tenant', driftTable(figures.drift),
    '## The sandbox, larger and larger tenants', ...sandboxTables(figures.sandbox),
    ...(figures.packages === undefined ? [] : ['## Packages in dist', packagesTable(figures.packages)]),
  ].join('\n\n');
}

function programsTable({ bare, programs: all }: Figures): string {
  return table(
    ['program', '× bare node', 'min–max', 'target', 'peak MiB', 'ms'],
    all.map(({ name, target, time, observation: { waiting, waves, peakMemory } }) => {
      const ratio = time.median / bare.time.median;
      const own = (time.median - waiting) / bare.time.median;
      const verdict = target === undefined ? '–' : waves > 0 ? `≤ ${target} without requests: ${own.toFixed(1)}` : `≤ ${target}`;
      const met = target === undefined || (waves > 0 ? own : ratio) <= target;
      const spread = `${(time.min / bare.time.median).toFixed(1)}–${(time.max / bare.time.median).toFixed(1)}`;
      return [name, ratio.toFixed(2), spread, met ? verdict : `${verdict}, missed`, mebibytes(peakMemory), time.median.toFixed(0)];
    }),
  );
}

function requestsTable({ bare, programs: all, roundTrip }: Figures): string {
  return table(
    ['program', 'ARM', 'sign-in', 'GitHub', 'waves', 'under way ms', '× without them', '× without bare round trips'],
    all.filter(({ observation }) => observation.waves > 0).map(({ name, time, requests: { arm, signIn, github }, observation: { waiting, waves } }) => [
      name, String(arm), String(signIn), String(github), String(waves), waiting.toFixed(0),
      ((time.median - waiting) / bare.time.median).toFixed(2),
      ((time.median - waves * roundTrip.median) / bare.time.median).toFixed(2),
    ]),
  );
}

function loadedTable({ programs: all, dist }: Figures): string {
  const rows = [...all.map(({ name, loaded: size }) => ({ name, size })), { name: 'all of dist', size: dist }];
  return table(
    ['program', 'files', 'kB', 'kB gzip -9'],
    rows.map(({ name, size: { files, bytes, gzip } }) => [name, String(files), kilobytes(bytes), kilobytes(gzip)]),
  );
}

function engineTable({ rules, bodyBytes, parse, compliant, violating }: EngineFigures): string {
  const row = (name: string, time: Summary): readonly string[] => [
    name, time.median.toFixed(0), `${time.min.toFixed(0)}–${time.max.toFixed(0)}`, (time.median / parse.median).toFixed(2),
  ];
  return table(['one cluster', 'ns', 'min–max', '× JSON.parse'], [
    row(`JSON.parse of its ${bodyBytes} bytes`, parse),
    row(`judge, per rule (${rules}), isolated`, compliant),
    row(`judge, per rule (${rules}), leaking`, violating),
  ]);
}

function range({ median, min, max }: Summary): string {
  return `${median.toFixed(0)} (${min.toFixed(0)}–${max.toFixed(0)})`;
}

function verdictOn(isMet: boolean): string {
  return isMet ? 'met' : 'missed';
}

function scaleTable(figures: ScaleFigures | undefined): string {
  if (figures === undefined) return 'The public built-ins are not beside the project: not measured.';
  const { rules, applicable, withoutReasons, withReasons, timesParse, bundledTimesParse, growth, heapPerResource } = figures;
  return [
    table(['the public built-ins', 'measured', 'target'], [
      [`ns per applicable pair (${applicable} rules on one cluster), without reasons`, range(withoutReasons), `under 1000: ${verdictOn(withoutReasons.median < 1000)}`],
      ['ns per applicable pair, with reasons', range(withReasons), ''],
      ['all of them on the cluster, × JSON.parse of it', timesParse.toFixed(2), `under 1: ${verdictOn(timesParse < 1)}`],
      ['the bundled rules on the cluster, × JSON.parse of it', bundledTimesParse.toFixed(2), `under 1: ${verdictOn(bundledTimesParse < 1)}`],
      [`growth exponent, ${rules} rules × 100 to 10,000 resources`, `${growth.exponent.toFixed(3)} (95 %: ${growth.low.toFixed(3)}–${growth.high.toFixed(3)})`, `at most 1.05: ${verdictOn(growth.high <= 1.05)}`],
      ['kB of heap per resource, resources and all', (heapPerResource / 1000).toFixed(1), ''],
    ]),
    '',
    table(['resources', 'ms'], growth.sizes.map((size, index) => [String(size), (growth.times[index] ?? Number.NaN).toFixed(1)])),
  ].join('\n');
}

function checkTable({ templatesPerSecond, megabytesPerSecond, growth }: CheckFigures): string {
  return [
    table(['check in one process, reading included, by processor time', 'measured', 'target'], [
      ['ordinary templates a second', templatesPerSecond.toFixed(0), ''],
      ['MB a second', megabytesPerSecond.toFixed(1), ''],
      ['growth exponent, 100 to 10,000 resources', `${growth.exponent.toFixed(3)} (95 %: ${growth.low.toFixed(3)}–${growth.high.toFixed(3)})`, `at most 1.05: ${verdictOn(growth.high <= 1.05)}`],
    ]),
    '',
    table(['resources', 'ms'], growth.sizes.map((size, index) => [String(size), (growth.times[index] ?? Number.NaN).toFixed(1)])),
  ].join('\n');
}

function exposuresTable({ rules, resourcesPerCluster, growth, perCluster }: ExposureFigures): string {
  return [
    table([`${rules} rules, ${resourcesPerCluster.toFixed(1)} resources for each cluster`, 'measured', 'target'], [
      ['microseconds a cluster, at 10,000', perCluster.toFixed(0), ''],
      ['growth exponent, 1 to 10,000 clusters', `${growth.exponent.toFixed(3)} (95 %: ${growth.low.toFixed(3)}–${growth.high.toFixed(3)})`, `at most 1.05: ${verdictOn(growth.high <= 1.05)}`],
    ]),
    '',
    table(['clusters', 'ms'], growth.sizes.map((size, index) => [String(size), (growth.times[index] ?? Number.NaN).toFixed(2)])),
  ].join('\n');
}

function terraformTable({ length, megabytesPerSecond, growth, workingSet }: TerraformFigures): string {
  return [
    table([`a plan of 10,000 resources, ${(length / 1e6).toFixed(0)} MB`, 'measured', 'target'], [
      ['MB a second', megabytesPerSecond.toFixed(1), ''],
      ['growth exponent, 100 to 10,000 resources', `${growth.exponent.toFixed(3)} (95 %: ${growth.low.toFixed(3)}–${growth.high.toFixed(3)})`, `at most 1.05: ${verdictOn(growth.high <= 1.05)}`],
      ['peak MiB of a process that reads it', mebibytes(workingSet), `under 300: ${verdictOn(workingSet < 300 * 2 ** 20)}`],
    ]),
    '',
    table(['resources', 'ms'], growth.sizes.map((size, index) => [String(size), (growth.times[index] ?? Number.NaN).toFixed(1)])),
  ].join('\n');
}

/** Azure's own time at the pace of Azure, with 100 ms for each request, and polls every 15 seconds. */
function deployTable(figures: readonly DeployFigures[]): string {
  return table(['', "seconds of Azure's operations, one after the other where they wait for each other", 'seconds of the run', 'as a multiple, at most 1.15', 'requests', 'requests of a run with nothing to write'], figures.map(({ name, bound, taken, requests, emptyRequests }) => {
    const ratio = taken / bound;
    return [name, bound.toFixed(0), taken.toFixed(0), `${ratio.toFixed(3)}: ${verdictOn(ratio <= 1.15)}`, String(requests), String(emptyRequests)];
  }));
}

function assignTable({ definitions, exemptions, writes, refused, bound, taken, emptyRequests, emptyTime }: AssignFigures): string {
  const ratio = taken / bound;
  return table([`${definitions} definitions, ${exemptions} exemptions`, 'measured', 'target'], [
    ["Azure's seconds that the quota of writes alone takes: (writes − burst) / refill", bound.toFixed(0), ''],
    ["Azure's seconds that the run took, as a multiple", ratio.toFixed(3), `at most 1.2: ${verdictOn(ratio <= 1.2)}`],
    ['writes, and how many of them were refused once', `${writes}, ${refused}`, ''],
    ['requests to ARM of a run with nothing to write', String(emptyRequests), ''],
    ['its wall time in ms', emptyTime.toFixed(0), ''],
  ]);
}

function driftTable({ clusters, subscriptions, rows, queries, otherRequests, bound, taken, peakMemory, drifted, missed, falseAlarms }: DriftFigures): string {
  const ratio = taken / bound;
  return table([`${clusters} clusters in ${subscriptions} subscriptions, ${rows} rows, ${drifted} clusters drifted`, 'measured', 'target'], [
    ['seconds that the quota takes: pages of 1,000 rows a table, at 15 queries in 5 seconds', bound.toFixed(1), ''],
    ['the whole process, as a multiple', ratio.toFixed(2), `at most 1.2: ${verdictOn(ratio <= 1.2)}`],
    ['queries, and requests besides', `${queries}, ${otherRequests}`, ''],
    ['drifted clusters that were missed', [String(missed.length), ...missed.slice(0, 3)].join('; '), `0: ${verdictOn(missed.length === 0)}`],
    ['false alarms', [String(falseAlarms.length), ...falseAlarms.slice(0, 3)].join('; '), `0: ${verdictOn(falseAlarms.length === 0)}`],
    ['peak MB', (peakMemory / 1e6).toFixed(0), `under 500: ${verdictOn(peakMemory < 500e6)}`],
  ]);
}

function packagesTable(all: readonly PackageWeight[]): string {
  return table(
    ['package', 'kB', 'kB gzip -9', 'with its imports'],
    all.map(({ name, bytes, gzip, gzipWithImports }) => [name, kilobytes(bytes), kilobytes(gzip), kilobytes(gzipWithImports)]),
  );
}

function milliseconds({ median, min, max }: Summary): string {
  return `${median.toFixed(1)} ms, ${min.toFixed(1)}–${max.toFixed(1)}`;
}
