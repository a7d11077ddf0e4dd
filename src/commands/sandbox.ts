import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Clock } from '../run/clock.ts';
import { messageOf, UserError } from '../run/errors.ts';
import type { Logger } from '../run/logger.ts';
import { readEstate, type Estate } from '../sandbox/arm/estate/estate.ts';
import { createFaults, type FaultText } from '../sandbox/faults/faults.ts';
import { startSandbox, type Sandbox, type SandboxOptions } from '../sandbox/sandbox.ts';
import { keepState, readState, stateError, type StateKeeper } from '../sandbox/state-file.ts';
import { howToUse, type Endpoints } from './sandbox/how-to-use.ts';

export interface SandboxCommandOptions {
  /** 0: any free port. */
  readonly armPort: number;
  readonly authorityPort: number;
  readonly githubPort: number;
  /** How many times faster than Azure's operations run. */
  readonly speed: number;
  /** Whether requests beyond Azure's quotas are refused. */
  readonly quota: 'azure' | 'off';
  /** Rules of faults, one to a line each; before those of the file. */
  readonly fault: readonly string[];
  /** A file with rules of faults. */
  readonly faults: string | undefined;
  /** A file with documents that an empty sandbox begins with. */
  readonly estate: string | undefined;
  /** A file that the sandbox begins with, and that is kept as it is. */
  readonly state: string | undefined;
  /** `demo` only: leave the sandbox running afterwards. */
  readonly keep: boolean;
  readonly debug: boolean;
}

export interface SandboxTools {
  readonly clock: Clock;
  readonly logger: Logger;
  readonly signal: AbortSignal;
  /** Standard output. */
  readonly write: (text: string) => unknown;
}

/** A sandbox whose certificate lies in a file, as `NODE_EXTRA_CA_CERTS` and other tools want it. */
export interface OpenSandbox {
  readonly sandbox: Sandbox;
  readonly folder: string;
  readonly caFile: string;
  readonly close: () => Promise<void>;
}

/** Runs the sandbox until interrupted. The first line of standard output is JSON with its endpoints, the rest is for people. */
export async function sandbox(options: SandboxCommandOptions, tools: SandboxTools): Promise<number> {
  const { state } = options;
  const [faults, saved] = [createFaults(await faultsOf(options)), state === undefined ? undefined : await readState(state)];
  const estate = saved === undefined ? await estateOf(options) : undefined;
  if (saved !== undefined && options.estate !== undefined) tools.logger.info(`What ${state ?? ''} holds goes on; ${options.estate} is not read.`);
  let keeper: StateKeeper | undefined;
  const open = await openSandbox(options, { faults, state: saved, ...(estate === undefined ? {} : { estate }), onRequest: () => keeper?.look() });
  const { arm } = open.sandbox;
  try {
    if (state !== undefined) {
      keeper = keepState(state, arm, (error) => tools.logger.warning(error.message));
      // A file that cannot be written is told now, and not when there is something to lose.
      await keeper.write();
    }
    const endpoints = endpointsOf(open);
    tools.write(`${JSON.stringify(endpoints)}\n`);
    tools.write(`${howToUse(endpoints)}\n`);
    await untilCancelled(tools.signal);
  } finally {
    await open.close();
  }
  await keeper?.close();
  return 0;
}

async function faultsOf({ fault, faults: file }: SandboxCommandOptions): Promise<readonly FaultText[]> {
  const given = fault.map((text) => ({ text, origin: '--fault' }));
  if (file === undefined) return given;
  try {
    return [...given, { text: await readFile(file, 'utf8'), origin: file }];
  } catch (thrown) {
    throw new UserError(`The faults of --faults cannot be read from ${file}: ${messageOf(thrown)}`, { cause: thrown });
  }
}

async function estateOf({ estate: file }: SandboxCommandOptions): Promise<Estate | undefined> {
  if (file === undefined) return undefined;
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (thrown) {
    throw new UserError(`The estate of --estate cannot be read from ${file}: ${messageOf(thrown)}`, { cause: thrown });
  }
  return readEstate(text, file);
}

/** Starts a sandbox and writes its certificate. A port that is taken is the user's to change. */
export async function openSandbox(options: SandboxCommandOptions, more: Pick<SandboxOptions, 'faults' | 'state' | 'estate' | 'onRequest'> = {}): Promise<OpenSandbox> {
  const folder = await mkdtemp(join(tmpdir(), 'aks-isolation-sandbox-'));
  const { armPort, authorityPort, githubPort, speed, quota } = options;
  try {
    const started = await startSandbox({ armPort, authorityPort, githubPort, speed, quota, ...more });
    const caFile = join(folder, 'ca.pem');
    await writeFile(caFile, started.caCertificate);
    const close = async (): Promise<void> => {
      await started.stop();
      await rm(folder, { recursive: true, force: true });
    };
    return { sandbox: started, folder, caFile, close };
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    if (error instanceof UserError && options.state !== undefined && more.state !== undefined) throw stateError(options.state, error);
    if (error instanceof UserError && options.estate !== undefined && more.estate !== undefined) throw new UserError(`The estate of --estate cannot be taken from ${options.estate}: ${error.message}`, { cause: error });
    if (error instanceof UserError) throw error;
    throw new UserError(`The sandbox cannot start: ${messageOf(error)}. ${remedyOf(error, options)}`, { cause: error });
  }
}

function remedyOf(error: unknown, { armPort, authorityPort, githubPort }: SandboxCommandOptions): string {
  const taken = typeof error === 'object' && error !== null && 'port' in error ? error.port : undefined;
  const names = { port: armPort, 'authority-port': authorityPort, 'github-port': githubPort };
  const [name] = Object.entries(names).find(([, port]) => port !== 0 && port === taken) ?? [];
  return name === undefined ? 'Is a port taken? Choose others, or none for free ones.' : `Choose another --${name}, or none for a free one.`;
}

/** What the first line of output says, and the hints after it. */
export function endpointsOf({ sandbox: running, caFile }: OpenSandbox): Endpoints {
  return {
    armEndpoint: running.armEndpoint,
    authorityHost: running.authorityHost,
    githubApiUrl: running.githubApiUrl,
    oidcRequestUrl: running.oidcRequestUrl,
    oidcRequestToken: running.oidcRequestToken,
    caFile,
    token: running.accessToken(),
    githubToken: running.githubToken,
    resultsUrl: running.resultsUrl,
    runtimeToken: running.runtimeToken,
    tenantId: running.tenantId,
    clientId: running.clientId,
    clientSecret: running.clientSecret,
    subscriptionId: running.subscriptionId,
    repository: running.repository,
    faultsUrl: `${running.armEndpoint}/sandbox/faults`,
    requestsUrl: `${running.armEndpoint}/sandbox/requests`,
    snapshotUrl: `${running.armEndpoint}/sandbox/snapshot`,
  };
}

export async function untilCancelled(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  await new Promise<void>((resolve) => {
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
