import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { observeRequests } from './observation.ts';
import type { Program } from './process.ts';
import { startProcess, type Endpoints } from './sandbox.ts';

export interface DriftFigures {
  readonly clusters: number;
  readonly subscriptions: number;
  /** Resources of the tenant that tables of Resource Graph hold. */
  readonly rows: number;
  /** Queries that were sent. */
  readonly queries: number;
  /** Requests of a run besides. */
  readonly otherRequests: number;
  /** Seconds: pages of 1,000 rows a table, at 15 queries in 5 seconds. */
  readonly bound: number;
  /** Seconds of a whole process. */
  readonly taken: number;
  /** Bytes. */
  readonly peakMemory: number;
  readonly drifted: number;
  /** Drifted clusters of which the rule was not found that is there for it. */
  readonly missed: readonly string[];
  /** Clusters that were complained about and had not drifted, and rules that have nothing to do with how one did. */
  readonly falseAlarms: readonly string[];
}

/** Azure Resource Graph: rows of a page, and what a user may ask ("Guidance for throttled requests in Azure Resource Graph"). */
const graph = { rowsOfPage: 1000, queries: 15, seconds: 5 } as const;
const tenant = { clusters: 10_000, subscriptions: 3000, drifted: 0.01 } as const;

interface EstateEndpoints extends Endpoints {
  /** By the cluster's id. */
  readonly drifted: Readonly<Record<string, { readonly rule: string; readonly mayAlso: readonly string[] }>>;
  /** Rows by table, for the tables that hold what rules read. */
  readonly rows: Readonly<Record<string, number>>;
}

/** A look at a whole tenant, with Azure's quotas at Azure's pace, as a multiple of what the quota alone takes: a process of dist/ beside one of the sandbox. */
export async function measureDrift(dist: string, folder: string): Promise<DriftFigures> {
  const server = fileURLToPath(new URL('estate-server.ts', import.meta.url));
  const sandbox = await startProcess<EstateEndpoints>(['--disable-warning=ExperimentalWarning', server, ...Object.values(tenant).map(String), '1']);
  try {
    const { endpoints } = sandbox;
    const file = join(folder, 'drift.json');
    const program = drift(dist, endpoints, file);
    const { requests, time, peakMemory } = await observeRequests(program, folder);
    const queries = requests.filter(({ url }) => url.includes('/Microsoft.ResourceGraph/resources')).length;
    const pages = Object.values(endpoints.rows).reduce((sum, rows) => sum + Math.ceil(rows / graph.rowsOfPage), 0);
    return {
      clusters: tenant.clusters,
      subscriptions: tenant.subscriptions,
      rows: Object.values(endpoints.rows).reduce((sum, rows) => sum + rows, 0),
      queries,
      otherRequests: requests.filter(({ url }) => url.startsWith(endpoints.armEndpoint)).length - queries,
      bound: (pages / graph.queries) * graph.seconds,
      taken: time / 1000,
      drifted: Object.keys(endpoints.drifted).length,
      ...compare(JSON.parse(await readFile(file, 'utf8')) as DriftReport, endpoints.drifted),
      peakMemory,
    };
  } finally {
    await sandbox.stop();
  }
}

function drift(dist: string, endpoints: Endpoints, output: string): Program {
  const flags = {
    'targets': '/providers/Microsoft.Management/managementGroups/contoso', 'exposures': 'all', 'fail-on': 'never', 'format': 'json', 'output': output,
    'tenant-id': endpoints.tenantId, 'client-id': endpoints.clientId, 'arm-endpoint': endpoints.armEndpoint, 'authority-host': endpoints.authorityHost,
  };
  return {
    name: 'drift of a tenant', status: 0,
    words: [join(dist, 'cli.js'), 'drift', ...Object.entries(flags).flatMap(([name, value]) => [`--${name}`, value])],
    environment: {
      PATH: process.env['PATH'] ?? '', NODE_EXTRA_CA_CERTS: endpoints.caFile,
      ACTIONS_ID_TOKEN_REQUEST_URL: endpoints.oidcRequestUrl, ACTIONS_ID_TOKEN_REQUEST_TOKEN: endpoints.oidcRequestToken,
    },
  };
}

/** The report, as far as it is compared with what was done to the tenant. */
interface DriftReport {
  readonly exposures: readonly { readonly cluster: { readonly id: string }; readonly ways: readonly { readonly rule: string; readonly state: string }[] }[];
  readonly drift: { readonly clusters: readonly { readonly id: string; readonly state: string }[] };
}

function compare({ exposures, drift: { clusters } }: DriftReport, truth: EstateEndpoints['drifted']): Pick<DriftFigures, 'missed' | 'falseAlarms'> {
  const known = new Map(Object.entries(truth).map(([id, drifted]) => [id.toLowerCase(), drifted]));
  const told = new Map(exposures.map(({ cluster, ways }) => [cluster.id.toLowerCase(), ways.filter(({ state }) => state === 'open').map(({ rule }) => rule)]));
  return {
    missed: [...known].flatMap(([id, { rule }]) => (told.get(id)?.includes(rule) === true ? [] : [`${rule} of ${id}`])),
    falseAlarms: [
      ...clusters.flatMap(({ id, state }) => (state === 'clean' || known.has(id.toLowerCase()) ? [] : [`${state}: ${id}`])),
      ...[...told].flatMap(([id, rules]) => rules.flatMap((rule) => {
        const drifted = known.get(id);
        return drifted === undefined || (rule !== drifted.rule && !drifted.mayAlso.includes(rule)) ? [`${rule} of ${id}`] : [];
      })),
    ],
  };
}
