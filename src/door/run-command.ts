import type { Outcome, Tools } from '../commands/tools.ts';
import type { ArmClient } from '../azure/arm-client.ts';
import type { CommandName, Inputs } from '../config/inputs.ts';
import { assignOptions, connectionOptions, deployOptions } from '../config/options.ts';
import type { Environment } from '../config/read-inputs.ts';
import { version } from '../config/version.ts';

type Surroundings = Omit<Tools, 'arm'> & { readonly environment: Environment; readonly folder: string };

/** Runs a command that works on Azure; why it failed stands in its report too. What it does not need is not loaded. */
export async function runCommand(command: CommandName & ('deploy' | 'assign'), inputs: Inputs, surroundings: Surroundings): Promise<Outcome> {
  const outcome = await dispatch(command, inputs, surroundings);
  const { report, failure } = outcome;
  const notes = failure === undefined ? report.notes : [...report.notes, failure.message];
  return { ...outcome, report: { ...report, notes, toolVersion: version } };
}

async function dispatch(command: CommandName & ('deploy' | 'assign'), inputs: Inputs, surroundings: Surroundings): Promise<Outcome> {
  const connection = connectionOptions(command, inputs);
  if (command === 'assign') {
    const { assign } = await import('../commands/assign.ts');
    return await assign(assignOptions(inputs), { ...surroundings, arm: await connectTo(connection, surroundings) });
  }
  const file = inputs['cluster-file'];
  const clusterFile = file === undefined ? undefined : await (await import('../sources/cluster-file.ts')).readClusterFile(file, surroundings.folder);
  const options = deployOptions(inputs, clusterFile);
  const { deploy } = await import('../commands/deploy.ts');
  return await deploy(options, { ...surroundings, arm: await connectTo(connection, surroundings) });
}

async function connectTo(connection: ReturnType<typeof connectionOptions>, { environment, ...tools }: Surroundings): Promise<ArmClient> {
  const [{ connect }, { idTokenAvailable, requestIdToken }] = await Promise.all([import('../azure/connect.ts'), import('../github/oidc.ts')]);
  return await connect(connection, {
    ...tools,
    userAgent: `aks-network-isolation/${version}`,
    requestIdToken: idTokenAvailable(environment) ? (audience) => requestIdToken(audience, environment, tools.logger) : undefined,
  });
}
