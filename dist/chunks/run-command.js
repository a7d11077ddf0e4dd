import { checkOptions, connectionOptions, assignOptions, deployOptions } from './options.js';
import { version } from './version.js';
import { managedClusterType } from './api-versions.js';
import { formatResourceId } from './resource-id.js';
import { CancelledError } from './errors.js';

/** Runs a command that ends with a report; why it failed stands there too. What it does not need is not loaded. */
async function runCommand(command               , inputs        , surroundings              )                   {
  const outcome = await dispatch(command, inputs, surroundings).catch((error         ) => failed(command, inputs, error));
  const { report, failure } = outcome;
  const notes = failure === undefined || report.verdict !== 'error' ? report.notes : [...report.notes, failure.message];
  return { ...outcome, report: { ...report, notes, toolVersion: version } };
}

/** What went wrong before a command could report: a file, a guard rail. */
function failed(command               , inputs        , error         )          {
  if (error instanceof CancelledError) throw error;
  const { target, title } = subjectOf(command, inputs);
  const report = { command, title, verdict: 'error', target, changed: false, dryRun: inputs['dry-run'] ?? false, steps: [], findings: [], counts: {}, facts: [], notes: [] }         ;
  return { report, failure: error instanceof Error ? error : new Error(String(error)) };
}

function subjectOf(command               , inputs        )                                   {
  if (command === 'check') return { target: { id: '', name: 'infrastructure files' }, title: 'infrastructure files' };
  const group = `/subscriptions/${inputs['subscription-id'] ?? ''}/resourceGroups/${inputs['resource-group'] ?? ''}`;
  const name = command === 'deploy' ? (inputs['cluster-name'] ?? '') : (inputs.scope?.id ?? group);
  const target = { id: command === 'deploy' ? formatResourceId(group, managedClusterType, name) : name, name };
  const title = command === 'deploy' ? `cluster ${name} in resource group ${inputs['resource-group'] ?? ''}` : `policies at ${name}`;
  return { target, title };
}

async function dispatch(command               , inputs        , surroundings              )                   {
  if (command === 'check') {
    const { check } = await import('./check.js').then(n => n.check);
    return await check(checkOptions(inputs, surroundings.words), surroundings);
  }
  const connection = connectionOptions(command, inputs);
  if (command === 'assign') {
    const { assign } = await import('./assign.js');
    return await assign(assignOptions(inputs), { ...surroundings, arm: await connectTo(connection, surroundings) });
  }
  const file = inputs['cluster-file'];
  const clusterFile = file === undefined ? undefined : await (await import('./cluster-file.js')).readClusterFile(file, surroundings.folder);
  const options = deployOptions(inputs, clusterFile);
  const { deploy } = await import('./deploy.js');
  return await deploy(options, { ...surroundings, arm: await connectTo(connection, surroundings) });
}

async function connectTo(connection                                      , { environment, ...tools }              )                     {
  const [{ connect }, { idTokenAvailable, requestIdToken }] = await Promise.all([import('./connect.js').then(n => n.connect), import('./oidc.js')]);
  return await connect(connection, {
    ...tools,
    userAgent: `aks-network-isolation/${version}`,
    requestIdToken: idTokenAvailable(environment) ? (audience) => requestIdToken(audience, environment, tools.logger) : undefined,
  });
}

export { runCommand };
