import { connectionOptions, assignOptions, deployOptions } from './options.js';
import { version } from './version.js';

/** Runs a command that works on Azure; why it failed stands in its report too. What it does not need is not loaded. */
async function runCommand(command                                     , inputs        , surroundings              )                   {
  const outcome = await dispatch(command, inputs, surroundings);
  const { report, failure } = outcome;
  const notes = failure === undefined ? report.notes : [...report.notes, failure.message];
  return { ...outcome, report: { ...report, notes, toolVersion: version } };
}

async function dispatch(command                                     , inputs        , surroundings              )                   {
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
