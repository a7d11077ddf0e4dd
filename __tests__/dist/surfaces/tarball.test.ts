import { execFile } from 'node:child_process';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { freshFolder, repository } from '../package.ts';

const execute = promisify(execFile);
/** A registry that nobody runs: what is installed has to come from the tarball alone. */
const npmFlags = ['--ignore-scripts', '--no-audit', '--no-fund', '--prefer-offline', '--loglevel=error', '--registry=http://127.0.0.1:9/'];

let project: string;

async function inProject(command: string, ...words: readonly string[]): Promise<string> {
  const environment = { PATH: process.env['PATH'] ?? '', HOME: project, npm_config_cache: join(project, '.npm') };
  return (await execute(command, [...words], { cwd: project, env: environment })).stdout;
}

beforeAll(async () => {
  project = join(await freshFolder('project'), 'app');
  await mkdir(project);
  await execute('npm', ['pack', '--ignore-scripts', '--loglevel=error', '--pack-destination', project], { cwd: repository });
  const tarball = (await readdir(project)).find((name) => name.endsWith('.tgz')) ?? '';
  await writeFile(join(project, 'package.json'), JSON.stringify({ name: 'app', private: true, type: 'module' }));
  await inProject('npm', 'install', `./${tarball}`, ...npmFlags);
}, 60_000);

describe('the packed package in an empty project', () => {
  test('brings nothing but itself', async () => {
    expect((await readdir(join(project, 'node_modules'))).filter((name) => !name.startsWith('.'))).toEqual(['aks-network-isolation']);
    const content = await readdir(join(project, 'node_modules', 'aks-network-isolation'));
    expect(content).toEqual(expect.arrayContaining(['action.yml', 'dist', 'docs', 'LICENSE', 'package.json', 'policies', 'README.md']));
    for (const name of ['src', '__tests__', 'tools', 'node_modules']) expect(content).not.toContain(name);
  });

  test('npx finds the command', async () => {
    expect(await inProject('npx', '--no-install', 'aks-isolation', '--version')).toMatch(/^\d+\.\d+\.\d+/);
  });

  test('runs the demo', async () => {
    const text = await inProject(process.execPath, 'node_modules/aks-network-isolation/dist/cli.js', 'demo');
    expect(text).toContain('Everything went as it should');
  }, 30_000);

  test('the library’s import type-checks under strict settings and judges a cluster', async () => {
    const source = `
import { bundledPolicies, judge, type Finding } from 'aks-network-isolation/policy';

declare const console: { log(text: string): void };

const cluster = {
  type: 'Microsoft.ContainerService/managedClusters',
  name: 'demo',
  body: { location: 'westeurope', properties: { networkProfile: { outboundType: 'loadBalancer' } } },
};
const findings: readonly Finding[] = judge(bundledPolicies('aks-egress-isolation-core', {}), cluster).map(({ finding }) => finding);
console.log(JSON.stringify(findings.filter(({ verdict }) => verdict === 'violation').map(({ rule }) => rule)));
`;
    const compilerOptions = { module: 'nodenext', target: 'es2023', lib: ['es2023'], strict: true, exactOptionalPropertyTypes: true, types: [], skipLibCheck: false, outDir: 'out' };
    await writeFile(join(project, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['judge.ts'] }));
    await writeFile(join(project, 'judge.ts'), source);
    await inProject(process.execPath, join(repository, 'node_modules', 'typescript', 'bin', 'tsc'), '--project', 'tsconfig.json').catch((error: unknown) => {
      throw new Error(error instanceof Error && 'stdout' in error ? String(error.stdout) : String(error), { cause: error });
    });
    const rules = JSON.parse(await inProject(process.execPath, 'out/judge.js')) as readonly string[];
    expect(rules).toEqual(expect.arrayContaining(['aks-outbound-type', 'aks-bootstrap-artifact-source', 'aks-private-api-server']));
  });
});
