import { execFile, spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { startSandbox, type Sandbox, type SandboxOptions } from '../../../src/sandbox/sandbox.ts';

const run = promisify(execFile);
/** Longer than any command here takes. */
const limit = 60_000;

/** How a command ended. */
export interface Ended {
  readonly status: number;
  /** Parsed standard output; undefined when there was none. */
  readonly value: unknown;
  readonly errors: string;
}

/** Azure CLI with a configuration of its own, signed in to a sandbox. */
export interface Az {
  readonly sandbox: Sandbox;
  /** Runs a command, with its answer as JSON. */
  readonly az: (...command: readonly string[]) => Promise<Ended>;
  readonly stop: () => Promise<void>;
}

/** True when Azure CLI is on the PATH. */
export function isInstalled(): boolean {
  return spawnSync('az', ['version'], { stdio: 'ignore', timeout: limit, env: { ...process.env, AZURE_CONFIG_DIR: join(tmpdir(), 'aks-isolation-az-probe') } }).status === 0;
}

/**
 * Starts a sandbox and a configuration folder in which it is the active cloud; nobody is signed in.
 * Azure CLI asks at once how an operation goes, and then every thirty seconds: here they end before it asks.
 */
export async function startAz(options: SandboxOptions = {}): Promise<Az> {
  const sandbox = await startSandbox({ speed: 10_000_000, ...options });
  const folder = await mkdtemp(join(tmpdir(), 'aks-isolation-az-'));
  const caFile = join(folder, 'ca.pem');
  await writeFile(caFile, sandbox.caCertificate);
  const env = {
    PATH: process.env['PATH'] ?? ['/usr/bin', '/bin'].join(delimiter),
    HOME: folder,
    AZURE_CONFIG_DIR: join(folder, 'config'),
    AZURE_CORE_COLLECT_TELEMETRY: 'false',
    AZURE_CORE_NO_COLOR: 'true',
    REQUESTS_CA_BUNDLE: caFile,
  };
  const az = async (...command: readonly string[]): Promise<Ended> => {
    try {
      const { stdout, stderr } = await run('az', [...command, '--output', 'json'], { env, timeout: limit });
      return { status: 0, value: stdout.trim() === '' ? undefined : JSON.parse(stdout), errors: stderr };
    } catch (thrown) {
      if (typeof thrown === 'object' && thrown !== null && 'code' in thrown && typeof thrown.code === 'number' && 'stderr' in thrown) {
        return { status: thrown.code, value: undefined, errors: String(thrown.stderr) };
      }
      throw thrown;
    }
  };
  const stop = async (): Promise<void> => {
    await sandbox.stop();
    await rm(folder, { recursive: true, force: true });
  };
  return { sandbox, az, stop };
}

/** Makes the sandbox the cloud of the configuration, under the face of AD FS, which every version of Azure CLI takes. */
export async function useSandbox({ az, sandbox }: Az): Promise<void> {
  const endpoints = ['--endpoint-resource-manager', sandbox.armEndpoint, '--endpoint-active-directory', `${sandbox.authorityHost}/adfs`];
  for (const command of [['register', '--name', 'Sandbox', ...endpoints, '--suffix-acr-login-server-endpoint', '.azurecr.io'], ['set', '--name', 'Sandbox']]) {
    const { status, errors } = await az('cloud', ...command);
    if (status !== 0) throw new Error(`az cloud ${command.join(' ')}: ${errors}`);
  }
}
