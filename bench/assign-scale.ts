import { readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { request } from 'node:https';
import { join } from 'node:path';
import { apiVersions } from '../src/arm/api-versions.ts';
import { observeRequests } from './observation.ts';
import { run, type Program } from './process.ts';
import { startSandbox, type Endpoints } from './sandbox.ts';

export interface AssignFigures {
  readonly definitions: number;
  readonly exemptions: number;
  /** Writes of the first run, and what of them had to be sent again. */
  readonly writes: number;
  readonly refused: number;
  /** Seconds of Azure's time that the quota alone takes: (writes − burst) / refill. */
  readonly bound: number;
  /** Seconds of Azure's time that the run took, start of the process included. */
  readonly taken: number;
  /** Requests of a run that has nothing to write, and its wall time in milliseconds. */
  readonly emptyRequests: number;
  readonly emptyTime: number;
}

/** Azure's seconds in one of ours. Higher, and our own work would be measured instead of Azure's quota. */
const speed = 10;
/** Azure Resource Manager's bucket of writes for a principal and subscription (limits.md). */
const quota = { burst: 200, refillPerSecond: 10 } as const;
const count = { definitions: 500, groups: 10, clustersPerGroup: 5, entries: 100 } as const;

/**
 * What the first `assign` of a large library takes against a sandbox with Azure's quotas, as a multiple of what the quota alone takes, and
 * what a second one asks. Whole processes of dist/.
 */
export async function measureAssign(dist: string, parent: string): Promise<AssignFigures> {
  const sandbox = await startSandbox(join(dist, 'cli.js'), ['--speed', String(speed), '--quota', 'azure']);
  try {
    const { endpoints } = sandbox;
    const folder = join(parent, 'library');
    await writeLibrary(folder);
    await seed(endpoints);
    // What seeding took of the burst has to come back.
    await new Promise((resolve) => setTimeout(resolve, (quota.burst / quota.refillPerSecond / speed) * 1000));
    const program = assign(dist, endpoints, folder);
    const first = await observeRequests(program, parent);
    const second = await observeRequests({ ...program, name: 'assign a large library again' }, parent);
    const writes = first.requests.filter(({ method }) => method === 'PUT');
    const wanted = count.definitions + 1 + 2 + count.entries * count.groups * count.clustersPerGroup;
    return {
      definitions: count.definitions,
      exemptions: count.entries * count.groups * count.clustersPerGroup,
      writes: wanted,
      refused: writes.length - wanted,
      bound: (wanted - quota.burst) / quota.refillPerSecond,
      taken: (first.time / 1000) * speed,
      emptyRequests: second.requests.filter(({ url }) => url.startsWith(endpoints.armEndpoint)).length,
      emptyTime: await run(program),
    };
  } finally {
    await sandbox.stop();
  }
}

function assign(dist: string, endpoints: Endpoints, folder: string): Program {
  const flags = {
    'scope': `/subscriptions/${endpoints.subscriptionId}`, 'policies': 'policies', 'initiatives': 'none', 'exemptions': 'exemptions.yml',
    'tenant-id': endpoints.tenantId, 'client-id': endpoints.clientId, 'arm-endpoint': endpoints.armEndpoint, 'authority-host': endpoints.authorityHost,
  };
  return {
    name: 'assign a large library', status: 0, folder,
    words: [join(dist, 'cli.js'), 'assign', ...Object.entries(flags).flatMap(([name, value]) => [`--${name}`, value])],
    environment: {
      PATH: process.env['PATH'] ?? '', NODE_EXTRA_CA_CERTS: endpoints.caFile,
      ACTIONS_ID_TOKEN_REQUEST_URL: endpoints.oidcRequestUrl, ACTIONS_ID_TOKEN_REQUEST_TOKEN: endpoints.oidcRequestToken,
    },
  };
}

/** Definitions in one initiative, and exemptions of some of their rules at every cluster. */
async function writeLibrary(folder: string): Promise<void> {
  await mkdir(join(folder, 'policies'), { recursive: true });
  const names = Array.from({ length: count.definitions }, (_, index) => `rule-${index}`);
  const definitions = names.map((name) => ({
    name,
    properties: {
      displayName: `The rule ${name}`, policyType: 'Custom', mode: 'Indexed', metadata: { version: '1.0.0', category: 'Kubernetes' },
      parameters: { effect: { type: 'String', allowedValues: ['Audit', 'Deny', 'Disabled'], defaultValue: 'Audit' } },
      policyRule: {
        if: { allOf: [{ field: 'type', equals: 'Microsoft.ContainerService/managedClusters' }, { field: 'Microsoft.ContainerService/managedClusters/networkProfile.outboundType', equals: name }] },
        then: { effect: "[parameters('effect')]" },
      },
    },
  }));
  const initiative = {
    name: 'all-rules',
    properties: {
      displayName: 'All rules', policyType: 'Custom', parameters: {},
      policyDefinitions: names.map((name) => ({ policyDefinitionReferenceId: name, policyDefinitionId: `{definitionScope}/providers/Microsoft.Authorization/policyDefinitions/${name}` })),
    },
  };
  const entries = names.slice(0, count.entries).map((rule) => ({ rule, resource: '*', reason: 'Measured.', owner: 'bench', expiresOn: '2099-12-31' }));
  await writeFile(join(folder, 'policies', 'library.json'), JSON.stringify([...definitions, initiative]));
  await writeFile(join(folder, 'exemptions.yml'), JSON.stringify({ exemptions: entries }));
}

/** Clusters in several resource groups. */
async function seed(endpoints: Endpoints): Promise<void> {
  for (let group = 0; group < count.groups; group += 1) {
    const id = `/subscriptions/${endpoints.subscriptionId}/resourceGroups/bench-${group}`;
    await put(endpoints, `${id}?api-version=${apiVersions.resourceGroups}`, { location: 'westeurope' });
    for (let cluster = 0; cluster < count.clustersPerGroup; cluster += 1) {
      await put(endpoints, `${id}/providers/Microsoft.ContainerService/managedClusters/c${cluster}?api-version=${apiVersions.managedClusters}`, {
        location: 'westeurope', identity: { type: 'SystemAssigned' },
        properties: {
          dnsPrefix: `c${cluster}`, networkProfile: { networkPlugin: 'azure', outboundType: 'none' }, bootstrapProfile: { artifactSource: 'Cache' },
          apiServerAccessProfile: { enablePrivateCluster: true, disableRunCommand: true },
          agentPoolProfiles: [{ name: 'system', mode: 'System', count: 1, vmSize: 'Standard_D4ds_v5', osType: 'Linux', type: 'VirtualMachineScaleSets' }],
        },
      });
    }
  }
}

async function put({ armEndpoint, caFile, token }: Endpoints, path: string, body: object): Promise<void> {
  const status = await new Promise<number>((resolve, reject) => {
    const sent = request(`${armEndpoint}${path}`, { method: 'PUT', ca: readFileSync(caFile), headers: { 'authorization': `Bearer ${token}`, 'content-type': 'application/json' } }, (answer) => {
      answer.resume().on('end', () => resolve(answer.statusCode ?? 0));
    });
    sent.on('error', reject).end(JSON.stringify(body));
  });
  if (status >= 300) throw new Error(`${path} was answered with ${status}.`);
}
