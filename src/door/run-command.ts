import { randomUUID } from 'node:crypto';
import type { DriftOptions } from '../commands/drift/options.ts';
import type { Outcome, Tools } from '../commands/tools.ts';
import type { ArmClient } from '../azure/arm-client.ts';
import type { ActionCommand, Inputs } from '../config/inputs.ts';
import { assignOptions, checkOptions, connectionOptions, deployOptions, driftOptions, removeClusterOptions, removeOptions } from '../config/options.ts';
import type { ClusterFile } from '../isolation/specification.ts';
import type { Environment } from '../config/read-inputs.ts';
import { version } from '../config/version.ts';
import type { GitHubEvent } from '../github/event.ts';
import type { Report } from '../report/report.ts';
import { managedClusterType } from '../arm/api-versions.ts';
import { formatResourceId } from '../arm/resource-id.ts';
import { CancelledError } from '../run/errors.ts';

type Surroundings = Omit<Tools, 'arm' | 'version'> & {
  readonly environment: Environment;
  readonly folder: string;
  readonly event: GitHubEvent;
  /** Plain words of the command line. */
  readonly words: readonly string[];
};

/** Runs a command that ends with a report; why it failed stands there too. What it does not need is not loaded. */
export async function runCommand(command: ActionCommand, inputs: Inputs, surroundings: Surroundings): Promise<Outcome> {
  const outcome = await dispatch(command, inputs, surroundings).catch((error: unknown) => failed(command, inputs, error));
  const { report, failure } = outcome;
  const notes = failure === undefined || report.verdict !== 'error' ? report.notes : [...report.notes, failure.message];
  return { ...outcome, report: { ...report, notes, toolVersion: version } };
}

/** What went wrong before a command could report: a file, a guard rail. */
function failed(command: ActionCommand, inputs: Inputs, error: unknown): Outcome {
  if (error instanceof CancelledError) throw error;
  const { target, title } = subjectOf(command, inputs);
  const report = { command, title, verdict: 'error', target, changed: false, dryRun: inputs['dry-run'] ?? false, steps: [], findings: [], counts: {}, facts: [], notes: [] } as const;
  return { report, failure: error instanceof Error ? error : new Error(String(error)) };
}

function subjectOf(command: ActionCommand, inputs: Inputs): Pick<Report, 'target' | 'title'> {
  if (command === 'check') return { target: { id: '', name: 'infrastructure files' }, title: 'infrastructure files' };
  if (command === 'drift') {
    const { subscriptions = '', ...named } = { subscriptions: inputs['subscription-id'], name: inputs['cluster-name'] ?? inputs['resource-group'] };
    const name = inputs.targets?.map(({ id }) => id).join(' ') ?? named.name ?? subscriptions;
    return { target: { id: name, name }, title: `living clusters of ${name}` };
  }
  const group = `/subscriptions/${inputs['subscription-id'] ?? ''}/resourceGroups/${inputs['resource-group'] ?? ''}`;
  const isCluster = command === 'deploy' || command === 'remove cluster';
  const name = isCluster ? (inputs['cluster-name'] ?? '') : (inputs.scope?.id ?? group);
  const target = { id: isCluster ? formatResourceId(group, managedClusterType, name) : name, name };
  const title = isCluster ? `cluster ${name} in resource group ${inputs['resource-group'] ?? ''}` : `policies at ${name}`;
  return { target, title };
}

async function dispatch(command: ActionCommand, inputs: Inputs, surroundings: Surroundings): Promise<Outcome> {
  if (command === 'check') {
    const options = checkOptions(inputs, surroundings.words);
    // The guard rails hold before anything is read.
    const connection = !options.verify ? undefined : connectionOptions(command, inputs);
    const { check } = await import('../commands/check.ts');
    return await check(options, { ...surroundings, ...(connection === undefined ? {} : { connect: async () => await connectTo(connection, surroundings) }) });
  }
  if (command === 'drift' && inputs.merge !== undefined) {
    const { joinReports } = await import('../commands/drift/join.ts');
    return await joinReports(inputs.merge, driftOptionsOf(inputs, surroundings), { ...surroundings, version });
  }
  const connection = connectionOptions(command, inputs);
  if (command === 'drift') {
    const options = driftOptionsOf(inputs, surroundings, await clusterFileOf(inputs, surroundings));
    if (options.target.kind === 'fleet') (await import('./small-heap.ts')).keepHeapSmall();
    const { drift } = await import('../commands/drift.ts');
    return await drift(options, { ...surroundings, version, arm: await connectTo(connection, surroundings) });
  }
  if (command === 'assign') {
    const { assign } = await import('../commands/assign.ts');
    return await assign(assignOptions(inputs), { ...surroundings, version, arm: await connectTo(connection, surroundings) });
  }
  if (command === 'remove policies') {
    const { removePolicies } = await import('../commands/remove-policies.ts');
    return await removePolicies(removeOptions(inputs), { ...surroundings, version, arm: await connectTo(connection, surroundings) });
  }
  if (command === 'remove cluster') {
    const { removeCluster } = await import('../commands/remove-cluster.ts');
    return await removeCluster(removeClusterOptions(inputs), { ...surroundings, version, arm: await connectTo(connection, surroundings) });
  }
  const options = deployOptions(inputs, await clusterFileOf(inputs, surroundings), runnerOf(surroundings));
  const { deploy } = await import('../commands/deploy.ts');
  return await deploy(options, { ...surroundings, version, arm: await connectTo(connection, surroundings) });
}

/** The address of the workflow run; a run elsewhere gets a name of its own, so that none takes over another's lease. */
function runnerOf({ event }: Surroundings): string {
  return event.runUrl ?? `a run of aks-isolation (${randomUUID()})`;
}

async function clusterFileOf(inputs: Inputs, { folder }: Surroundings): Promise<ClusterFile | undefined> {
  const file = inputs['cluster-file'];
  return file === undefined ? undefined : await (await import('../sources/cluster-file.ts')).readClusterFile(file, folder);
}

function driftOptionsOf(inputs: Inputs, { event }: Surroundings, clusterFile?: ClusterFile): DriftOptions {
  return driftOptions(inputs, event.name !== 'none', event.workflow, clusterFile);
}

async function connectTo(connection: ReturnType<typeof connectionOptions>, { environment, ...tools }: Surroundings): Promise<ArmClient> {
  const [{ connect }, { idTokenAvailable, requestIdToken }] = await Promise.all([import('../azure/connect.ts'), import('../github/oidc.ts')]);
  return await connect(connection, {
    ...tools,
    userAgent: `aks-network-isolation/${version}`,
    requestIdToken: idTokenAvailable(environment) ? (audience) => requestIdToken(audience, environment, tools.logger) : undefined,
  });
}
