import { mkdirSync, symlinkSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { CancelledError } from '../../../src/run/errors.ts';
import { diagnosticsIn, firstLine } from '../../../src/sources/bicep/compiler/diagnostics.ts';
import { environmentOf } from '../../../src/sources/bicep/compiler/environment.ts';
import { findCompiler } from '../../../src/sources/bicep/compiler/find-compiler.ts';
import { compilerLimits, runCompiler, type CompilerLimits } from '../../../src/sources/bicep/compiler/run-compiler.ts';
import { folderWith } from '../folders.ts';
import { program } from './stand-in.ts';

describe('which compiler is run', () => {
  const machine = (): string => {
    const folder = folderWith({});
    program(folder, '');
    return folder;
  };
  const checkout = (): string => {
    const folder = folderWith({ '.git/HEAD': 'ref: refs/heads/main', 'infra/main.bicep': '', 'bin/x': '' });
    program(folder, '');
    program(join(folder, 'bin'), '');
    return folder;
  };
  const search = async (folder: string, path: readonly string[], more: Readonly<Record<string, string>> = {}) => findCompiler(folder, { PATH: path.join(delimiter), ...more });

  test('the first on PATH', async () => {
    const [first, second] = [machine(), machine()];
    expect(await search(checkout(), ['/nowhere', first, second])).toEqual({ kind: 'found', compiler: { program: join(first, 'bicep'), path: ['/nowhere', first, second].join(delimiter) } });
  });

  test('never one of the checkout, however PATH leads there', async () => {
    const folder = checkout();
    const own = machine();
    const links = folderWith({});
    symlinkSync(join(folder, 'bin'), join(links, 'bin'));
    for (const entry of [folder, join(folder, 'bin'), join(folder, 'bin', '..', 'bin'), '', '.', 'bin', './bin', join(links, 'bin')]) {
      expect(await search(folder, [entry, own])).toMatchObject({ kind: 'found', compiler: { program: join(own, 'bicep'), path: own } });
      expect(await search(folder, [entry])).toMatchObject({ kind: 'none' });
    }
  });

  test('never one of the repository around the folder, or of the workspace', async () => {
    const folder = checkout();
    const workspace = folderWith({ 'tools/x': '' });
    program(join(workspace, 'tools'), '');
    expect(await search(join(folder, 'infra'), [join(folder, 'bin')])).toEqual({ kind: 'none', passedOver: [join(folder, 'bin')] });
    expect(await search(folder, [join(workspace, 'tools')], { GITHUB_WORKSPACE: workspace })).toMatchObject({ kind: 'none' });
  });

  test('not a link into the checkout, nor what is no program', async () => {
    const folder = checkout();
    const links = folderWith({});
    symlinkSync(join(folder, 'bin', 'bicep'), join(links, 'bicep'));
    expect(await search(folder, [links])).toEqual({ kind: 'none', passedOver: [join(links, 'bicep')] });
    const other = folderWith({ bicep: 'no program' });
    mkdirSync(join(folderWith({}), 'bicep'));
    expect(await search(folder, [other])).toEqual({ kind: 'none', passedOver: [] });
  });

  test('else the one of `az bicep install`, without az', async () => {
    const [home, configured] = [folderWith({ '.azure/bin/x': '' }), folderWith({ 'bin/x': '' })];
    program(join(home, '.azure', 'bin'), '');
    program(join(configured, 'bin'), '');
    expect(await search(checkout(), ['/nowhere'], { HOME: home })).toMatchObject({ compiler: { program: join(home, '.azure', 'bin', 'bicep') } });
    expect(await search(checkout(), ['/nowhere'], { HOME: home, AZURE_CONFIG_DIR: configured })).toMatchObject({ compiler: { program: join(configured, 'bin', 'bicep') } });
    const folder = checkout();
    mkdirSync(join(folder, '.azure', 'bin'), { recursive: true });
    program(join(folder, '.azure', 'bin'), '');
    expect(await search(folder, ['/nowhere'], { HOME: folder })).toMatchObject({ kind: 'none' });
  });
});

test('the environment of the compiler holds no token, and nothing that leads into the checkout', async () => {
  const folder = folderWith({ x: '' });
  const environment = {
    PATH: '/usr/bin', HOME: '/home/runner', TMPDIR: folder, BICEP_CACHE_DIRECTORY: join(folder, 'cache'), DOTNET_STARTUP_HOOKS: '/x.dll', DOTNET_SYSTEM_GLOBALIZATION_INVARIANT: '1',
    GITHUB_TOKEN: 't', ACTIONS_ID_TOKEN_REQUEST_TOKEN: 't', ACTIONS_RUNTIME_TOKEN: 't', AZURE_CLIENT_SECRET: 't', ARM_CLIENT_SECRET: 't', INPUT_TOKEN: 't', NODE_OPTIONS: '--inspect',
  };
  expect(await environmentOf({ program: '/usr/bin/bicep', path: '/usr/bin' }, folder, environment)).toEqual({
    PATH: '/usr/bin', LC_ALL: 'C.UTF-8', DOTNET_CLI_TELEMETRY_OPTOUT: '1', DOTNET_NOLOGO: '1', NO_COLOR: '1', HOME: '/home/runner', DOTNET_SYSTEM_GLOBALIZATION_INVARIANT: '1',
  });
});

describe('a compiler that does not do as it should', () => {
  const run = async (script: string, limits: Partial<CompilerLimits> = {}, signal = new AbortController().signal) => {
    const folder = folderWith({});
    return runCompiler({ program: program(folder, script), words: ['build'], cwd: folder, env: {} }, signal, { ...compilerLimits, ...limits });
  };
  const hang = 'setInterval(() => undefined, 1000)';

  test('hangs: it is ended', async () => {
    expect(await run(hang, { time: 300 })).toEqual({ kind: 'stopped', reason: 'it took more than 0.3 seconds', isTimeout: true });
  });

  test('hangs with a child that keeps its output open: both are ended', async () => {
    const child = `require('node:child_process').spawn(process.execPath, ['-e', ${JSON.stringify(hang)}], { stdio: 'inherit' });`;
    expect(await run(`${child}${hang}`, { time: 400 })).toMatchObject({ kind: 'stopped' });
  });

  test.each([
    ['stdout', { output: 65_536 }, 'it wrote more than 64 kB'],
    ['stderr', { messages: 65_536 }, 'it had more than 64 kB to say'],
  ])('floods %s: it is ended', async (stream, limits, reason) => {
    expect(await run(`const more = () => process.${stream}.write('x'.repeat(4096), more); more();`, limits)).toEqual({ kind: 'stopped', reason, isTimeout: false });
  });

  test('crashes, fails, cannot be started: it is told', async () => {
    expect(await run("process.kill(process.pid, 'SIGSEGV')")).toMatchObject({ kind: 'ended', status: undefined });
    expect(await run("process.stderr.write('no'); process.exitCode = 3")).toEqual({ kind: 'ended', status: 3, output: '', messages: 'no' });
    expect(await runCompiler({ program: '/nowhere/bicep', words: [], cwd: '/', env: {} }, new AbortController().signal)).toMatchObject({ kind: 'failed' });
  });

  test('is ended when the run is cancelled', async () => {
    const controller = new AbortController();
    const running = run(hang, {}, controller.signal);
    setTimeout(() => controller.abort(), 50);
    await expect(running).rejects.toThrow(CancelledError);
  });
});

describe('what the compiler says', () => {
  test('has a place, a level, a code and a message', () => {
    const messages = [
      '/tmp/x/main.bicep(3,7) : Error BCP057: The name "x" does not exist in the current context. [https://aka.ms/bicep/core-diagnostics#BCP057]',
      '/tmp/x/main.bicep(1,1) : Warning no-unused-params: Parameter "y" is declared but never used.',
      'WARNING: The following experimental Bicep features have been enabled: Testing',
      'file:///tmp/x/a%20b.bicep(2,1) : Error BCP018: Expected the "=" character at this location.',
    ].join('\r\n');
    expect(diagnosticsIn(messages).map(({ file, line, column, level, code }) => [file, line, column, level, code])).toEqual([
      ['/tmp/x/main.bicep', 3, 7, 'Error', 'BCP057'],
      ['/tmp/x/main.bicep', 1, 1, 'Warning', 'no-unused-params'],
      ['/tmp/x/a b.bicep', 2, 1, 'Error', 'BCP018'],
    ]);
  });

  test('is one line without signs for terminals, and no command of a workflow begins it', () => {
    const [found] = diagnosticsIn('/a.bicep(1,1) : Error BCP001: \u001B[31mred\u001B[0m \u001B]8;;http://x\u0007link\u001B]8;;\u0007 \u202Eback\u0000\n::set-output name=x::y');
    expect(found?.message).toBe('red link back');
    expect(firstLine('\n\u001B[1m::error::x')).toBe('::error::x');
    expect(diagnosticsIn(`/a.bicep(1,1) : Error BCP001: ${'x'.repeat(5000)}`)[0]?.message).toHaveLength(1001);
  });
});
