/** Nothing that a checkout holds leads out of it: not to files of the machine, not to other hosts, not to commands. */
import { execFile } from 'node:child_process';
import { mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { runCommandLine } from '../command-line.ts';
import { freshFolder } from '../package.ts';
import type { Ended } from '../process.ts';

const schema = 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#';
const secret = 'what-must-not-be-read';
const secretTemplate = JSON.stringify({ $schema: schema, contentVersion: '1.0.0.0', resources: [{ type: 'Microsoft.ContainerService/managedClusters', apiVersion: '2026-05-01', name: secret }] });

/** Writes down every connection, look-up and process of the run. */
const watcher = `
import { appendFileSync } from 'node:fs';
import net from 'node:net';
import dns from 'node:dns';
import dgram from 'node:dgram';
import childProcess from 'node:child_process';
import { syncBuiltinESMExports } from 'node:module';
const note = (what) => appendFileSync(process.env.WATCHED, what + '\\n');
const watch = (object, name) => { const real = object[name]; object[name] = function (...args) { note(name + ' ' + JSON.stringify(args.slice(0, 2))); return real.apply(this, args); }; };
watch(net.Socket.prototype, 'connect');
for (const name of ['lookup', 'resolve', 'resolve4']) watch(dns, name);
watch(dns.promises, 'lookup');
watch(dgram, 'createSocket');
for (const name of ['spawn', 'spawnSync', 'exec', 'execFile', 'execFileSync', 'execSync', 'fork']) watch(childProcess, name);
syncBuiltinESMExports();
`;

interface Watched extends Ended {
  readonly watched: readonly string[];
}

async function check(folder: string, ...words: readonly string[]): Promise<Watched> {
  const aside = await freshFolder('watch');
  await writeFile(join(aside, 'watch.mjs'), watcher);
  await writeFile(join(aside, 'watched'), '');
  const environment = { NODE_OPTIONS: `--import=${join(aside, 'watch.mjs')}`, WATCHED: join(aside, 'watched'), SECRET: secret };
  const ended = await runCommandLine(['check', '--format', 'json', ...words], { folder, environment });
  return { ...ended, watched: (await readFile(join(aside, 'watched'), 'utf8')).split('\n').filter((line) => line !== '') };
}

interface Found {
  readonly verdict: string;
  readonly message: string;
  readonly location?: { readonly file: string };
}

const found = ({ stdout }: Ended): readonly Found[] => (JSON.parse(stdout) as { readonly findings: readonly Found[] }).findings;
/** The files with a finding that fails the run. */
const failing = (ended: Ended): readonly string[] => [...new Set(found(ended).map(({ location }) => location?.file ?? ''))].toSorted();

describe('links', () => {
  let folder = '';
  let ended: Watched;
  beforeAll(async () => {
    folder = await freshFolder('links');
    const outside = await freshFolder('outside');
    await writeFile(join(outside, 'main.json'), secretTemplate);
    await mkdir(join(folder, '.git'));
    await writeFile(join(folder, '.git', 'config'), secretTemplate);
    const links: Readonly<Record<string, string>> = {
      'file.json': join(outside, 'main.json'), 'passwd.json': '/etc/passwd', 'environ.json': '/proc/self/environ', 'memory.json': '/proc/self/mem', 'stdin.json': '/proc/self/fd/0', 'zero.json': '/dev/zero',
      'loop.json': 'loop.json', 'nothing.json': 'nowhere', 'git.json': '.git/config', 'folder': outside, 'up': '..', 'root': '/', 'again': '.', 'chain.json': 'up/outside/main.json', 'to-pipe.json': 'pipe.json',
    };
    for (const [name, target] of Object.entries(links)) await symlink(target, join(folder, name));
    await promisify(execFile)('mkfifo', [join(folder, 'pipe.json')]);
    ended = await check(folder); // A pipe is no file of a checkout: git keeps none.
  });

  test('that lead out of the checkout, to devices, pipes and the data of git are not read, and fail the run', () => {
    expect(ended.status).toBe(1);
    expect(ended.stdout + ended.stderr).not.toContain(secret);
    expect(ended.stdout).not.toContain('root:');
    expect(failing(ended)).toEqual(['chain.json', 'environ.json', 'file.json', 'folder', 'git.json', 'loop.json', 'memory.json', 'nothing.json', 'passwd.json', 'root', 'stdin.json', 'up', 'zero.json'].toSorted());
  });

  test('hold nobody up', () => expect(ended.elapsed).toBeLessThan(20_000));

  test('are not read when a template or parameters name them either', async () => {
    const linking = ['file.json', 'git.json', './again/passwd.json', 'folder/main.json', 'again/again/up/x.json', '.git/config', 'pipe.json', 'C:\\x', '//evil.example/x', '%2e%2e/%2e%2e/etc/passwd', '/etc/passwd', '..\\..\\etc\\passwd', 'a\0.json'];
    await writeFile(join(folder, 'main.json'), JSON.stringify({ $schema: schema, contentVersion: '1.0.0.0', resources: linking.map((relativePath, index) => ({ type: 'Microsoft.Resources/deployments', apiVersion: '2022-09-01', name: `d${index}`, properties: { mode: 'Incremental', templateLink: { relativePath } } })) }));
    const again = await check(folder, 'main.json');
    expect(again.stdout + again.stderr).not.toContain(secret);
    expect(again.stdout).not.toContain('root:');
    expect(found(again).filter(({ verdict }) => verdict === 'undetermined')).toHaveLength(linking.length);
  });
});

describe('hosts and commands', () => {
  test('that files name are not called: URIs of templates and parameters, of schemas and metadata', async () => {
    const folder = await freshFolder('hosts');
    const uris = ['http://evil.example/x.json', 'https://evil.example/x.json', 'https://checkout.invalid@evil.example/x.json', 'https://checkout.invalid:8443/x.json', 'https://checkout.invalid.evil.example/x.json', 'HTTPS://CHECKOUT.INVALID/%2e%2e/%2e%2e/etc/passwd', 'file:///etc/passwd', 'ftp://evil.example/x', '//evil.example/x', 'data:application/json,{}'];
    const deployment = (uri: string, index: number): object => ({ type: 'Microsoft.Resources/deployments', apiVersion: '2022-09-01', name: `d${index}`, properties: { mode: 'Incremental', templateLink: { uri }, parametersLink: { uri } } });
    await writeFile(join(folder, 'main.json'), JSON.stringify({ $schema: `https://evil.example/${schema}`, contentVersion: '1.0.0.0', metadata: { _artifactsLocation: 'https://evil.example' }, resources: uris.map(deployment) }));
    await writeFile(join(folder, 'other.parameters.json'), JSON.stringify({ $schema: schema.replace('Template', 'Parameters'), metadata: { template: 'https://evil.example/main.json' }, parameters: {} }));
    const ended = await check(folder);
    expect([ended.status, ended.watched.filter((line) => !line.startsWith('spawn ["git"'))]).toEqual([1, []]);
    expect(found(ended).filter(({ location }) => location?.file === 'main.json').length).toBeGreaterThanOrEqual(uris.length);
  });

  test('that the configuration of git names are not run', async () => {
    const folder = await freshFolder('git-config');
    const mark = join(await freshFolder('mark'), 'ran');
    for (const path of ['.git/objects', '.git/refs', '.git/hooks', 'node_modules/x']) await mkdir(join(folder, path), { recursive: true });
    const command = `touch ${mark}`;
    await writeFile(join(folder, '.git', 'HEAD'), 'ref: refs/heads/main\n');
    await writeFile(join(folder, '.git', 'config'), `[core]\n\tfsmonitor = ${command}\n\tsshCommand = ${command}\n\tpager = ${command}\n\thooksPath = .git/hooks\n[diff]\n\texternal = ${command}\n[alias]\n\tls-files = !${command}\n`);
    await writeFile(join(folder, 'node_modules/x/main.json'), secretTemplate);
    const ended = await check(folder);
    expect(ended.status).not.toBeNull();
    await expect(readFile(mark, 'utf8')).rejects.toThrow(/ENOENT/);
  });
});
