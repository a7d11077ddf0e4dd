import { existsSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { Resource } from '../../../src/arm/resource.ts';
import { folderTree } from '../../../src/sources/files/folder-tree.ts';
import { readInfrastructure, type Infrastructure, type InfrastructureRequest } from '../../../src/sources/read-infrastructure.ts';
import type { FileTree } from '../../../src/sources/tree.ts';
import { folderWith } from '../folders.ts';
import { compiled, deploymentOf, environmentOfEachTest, parametersFor, program, standIn, type Replay, type StandIn } from './stand-in.ts';

environmentOfEachTest();

type Options = Partial<Omit<InfrastructureRequest, 'tree' | 'folder'>>;

interface Read extends Infrastructure {
  readonly compiler: StandIn;
}

async function readFrom(folder: string, replays: Readonly<Record<string, Replay>>, options: Options = {}, tree: FileTree = folderTree(folder)): Promise<Read> {
  const compiler = standIn(replays);
  process.env['PATH'] = compiler.folder;
  return { ...(await readInfrastructure({ paths: [], ...options, folder, tree }, { signal: new AbortController().signal })), compiler };
}

async function read(files: Readonly<Record<string, unknown>>, replays: Readonly<Record<string, Replay>>, options: Options = {}): Promise<Read> {
  return readFrom(folderWith(files), replays, options);
}

const networks = 'Microsoft.Network/virtualNetworks';

function network(name: unknown, properties: object = {}): object {
  return { type: networks, apiVersion: '2024-01-01', name, properties };
}

/** A Bicep file with one network and its output. */
function source(name: string): string {
  return `resource net '${networks}@2024-01-01' = {\n  name: '${name}'\n  properties: {}\n}\n`;
}
function output(name: string): Replay {
  return { output: compiled({ resources: [network(name)] }) };
}

function named(infrastructure: Infrastructure): readonly string[] {
  return infrastructure.resources.filter(({ type }) => type === networks).map(({ name }) => name);
}

/** The line, from 1, on which a text of a file stands. */
function lineOf(text: string, mark: string): number {
  return text.slice(0, text.indexOf(mark)).split('\n').length;
}

function resource({ resources }: Infrastructure, name: string): Resource {
  const found = resources.find((one) => one.name === name && one.type !== 'Microsoft.Resources/deployments');
  if (found === undefined) throw new Error(`There is no ${name} among ${resources.map((one) => one.name).join(', ')}`);
  return found;
}

describe('what is compiled', () => {
  test('files that deploy something and that no other uses as a module, each in a process of its own', async () => {
    const main = "module inner 'modules/inner.bicep' = { name: 'inner' }\n";
    const infrastructure = await read(
      { 'main.bicep': main, 'modules/inner.bicep': source('inner'), 'other.bicep': source('other'), 'types.bicep': "@export()\ntype a = 'b'\n" },
      { 'main.bicep': { output: compiled({ resources: [deploymentOf('inner', {}, compiled({ resources: [network('inner')] }))] }) }, 'other.bicep': output('other') },
    );
    expect([infrastructure.problems, infrastructure.notes]).toEqual([[], []]);
    expect(named(infrastructure)).toEqual(['inner', 'other']);
    expect(infrastructure.files).toMatchObject({ judged: ['main.bicep', 'modules/inner.bicep', 'other.bicep'], linked: ['modules/inner.bicep'], skipped: { notInfrastructure: 1 } });
    expect(resource(infrastructure, 'inner').originOf?.('')).toMatchObject({ file: 'modules/inner.bicep', line: 1, column: 1 });
    const calls = infrastructure.compiler.calls();
    expect(calls.map(({ words, cwd }) => words.map((word) => word.replace(cwd, '')))).toEqual(expect.arrayContaining([['build', '/main.bicep', '--stdout', '--no-restore'], ['build', '/other.bicep', '--stdout', '--no-restore']]));
    expect(calls).toHaveLength(2);
    expect(calls.map(({ cwd }) => existsSync(cwd))).toEqual([false, false]);
  });

  test('a module that nothing comes of is judged on its own: its use may be there to hide it', async () => {
    const infrastructure = await read(
      { 'a.bicep': "module b 'b.bicep' = if (false) { name: 'b' }\n", 'b.bicep': source('b') },
      { 'a.bicep': { output: compiled({ resources: [deploymentOf('b', {}, compiled({ resources: [network('b')] }), { condition: false })] }) }, 'b.bicep': output('b') },
    );
    expect(named(infrastructure)).toEqual(['b']);
    expect(infrastructure.compiler.calls().map(({ words, cwd }) => words[1]?.replace(cwd, ''))).toEqual(['/a.bicep', '/b.bicep']);
  });

  test('of files that use each other the first', async () => {
    const infrastructure = await read(
      { 'a.bicep': `module b 'b.bicep' = {}\n${source('a')}`, 'b.bicep': "module a 'a.bicep' = {}\n" },
      { 'a.bicep': { status: 1, messages: '{folder}/a.bicep(1,10) : Error BCP095: The file is involved in a cycle.\n' } },
    );
    expect(infrastructure.problems).toEqual([{ kind: 'error', message: 'BCP095: The file is involved in a cycle.', origin: { file: 'a.bicep', pointer: '', line: 1, column: 10 } }]);
  });

  test('names that look like options are no options', async () => {
    const files = { '--outfile.bicep': source('one'), "a'b $(x) c.bicep": source('two'), 'ünï/-x.bicep': source('three') };
    const infrastructure = await read(files, Object.fromEntries(Object.keys(files).map((file, index) => [file, output(['one', 'two', 'three'][index] ?? '')])));
    expect([infrastructure.problems, named(infrastructure).toSorted()]).toEqual([[], ['one', 'three', 'two']]);
    expect(infrastructure.compiler.calls().every(({ words }) => words[1]?.startsWith('/'))).toBe(true);
  });

  test('the files of a commit, which lie nowhere on disk', async () => {
    const tree: FileTree = {
      name: 'commit 1a2b3c4d5e6f',
      read: async (path) => await Promise.resolve(path === 'main.bicep' ? { kind: 'found', text: source('past') } : { kind: 'absent' }),
      list: async () => await Promise.resolve({ kind: 'found', paths: ['main.bicep'] }),
    };
    expect(named(await readFrom(folderWith({}), { 'main.bicep': output('past') }, {}, tree))).toEqual(['past']);
  });
});

describe('parameters', () => {
  const main = `param name string = 'default'\nresource net '${networks}@2024-01-01' = {\n  name: name\n  properties: {}\n}\n`;
  const template = compiled({ parameters: { name: { type: 'string', defaultValue: 'default' } }, resources: [network("[parameters('name')]")] });
  const json = (name: string): object => ({ $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentParameters.json#', contentVersion: '1.0.0.0', parameters: { name: { value: name } } });

  test('a parameter file is for the template that it uses, and its values stand in it', async () => {
    const file = "using '../main.bicep'\n\nparam name = 'prod'\n";
    const infrastructure = await read({ 'main.bicep': main, 'environments/prod.bicepparam': file }, { 'main.bicep': { output: template }, 'environments/prod.bicepparam': { output: parametersFor({ name: 'prod' }, template) } });
    expect([named(infrastructure), infrastructure.files.parameters, infrastructure.problems]).toEqual([['prod'], ['environments/prod.bicepparam'], []]);
    expect(resource(infrastructure, 'prod').writingOf?.('/name')).toEqual({
      kind: 'literal', through: [{ kind: 'parameter', name: 'name' }], spell: expect.any(Function), text: "'prod'",
      origin: { file: 'environments/prod.bicepparam', pointer: '/parameters/name/value', line: 3, column: 1 },
      range: { line: 3, column: 14, endLine: 3, endColumn: 20 },
    });
  });

  test('one beside a template that alone is named is found', async () => {
    const replays = { 'main.bicep': { output: template }, 'main.dev.bicepparam': { output: parametersFor({ name: 'dev' }, template) } };
    const infrastructure = await read({ 'main.bicep': main, 'main.dev.bicepparam': "using 'main.bicep'\nparam name = 'dev'\n", 'other.bicepparam': "using 'other.bicep'\n" }, replays, { paths: ['main.bicep'] });
    expect([named(infrastructure), infrastructure.compiler.calls().length]).toEqual([['dev'], 2]);
  });

  test('one that is named as a parameter file takes the place of the others', async () => {
    const replays = { 'main.bicep': { output: template }, 'a.bicepparam': { output: parametersFor({ name: 'a' }, template) }, 'b.bicepparam': { output: parametersFor({ name: 'b' }, template) } };
    const files = { 'main.bicep': main, 'a.bicepparam': "using 'main.bicep'\nparam name = 'a'\n", 'b.bicepparam': "using 'main.bicep'\nparam name = 'b'\n" };
    expect(named(await read(files, replays, { parameterFiles: ['b.bicepparam'] }))).toEqual(['b']);
  });

  test('values come from the file that another one extends, a base is for nobody by itself', async () => {
    const files = { 'main.bicep': main, 'base.bicepparam': "using none\nparam name = 'base'\n", 'x.bicepparam': "using 'main.bicep'\nextends 'base.bicepparam'\n" };
    const infrastructure = await read(files, { 'main.bicep': { output: template }, 'x.bicepparam': { output: parametersFor({ name: 'base' }, template) } });
    expect([infrastructure.problems, resource(infrastructure, 'base').writingOf?.('/name')]).toMatchObject([[], { text: "'base'", origin: { file: 'base.bicepparam', line: 2 } }]);
  });

  test('a template of a registry comes with the parameters, and is shown where they name it', async () => {
    const files = { 'x.bicepparam': "// x\nusing 'br/public:avm/res/network:0.1'\nparam name = 'remote'\n" };
    const infrastructure = await read(files, { 'x.bicepparam': { output: parametersFor({ name: 'remote' }, template) } });
    expect([named(infrastructure), infrastructure.problems, resource(infrastructure, 'remote').originOf?.('/properties')]).toMatchObject([['remote'], [], { file: 'x.bicepparam', line: 2, column: 1 }]);
  });

  test('JSON beside a Bicep file is for it by its name, as for a template', async () => {
    const infrastructure = await read({ 'main.bicep': main, 'main.parameters.json': json('json'), 'net.parameters.json': { ...json('no'), metadata: { template: './main.bicep' } } }, { 'main.bicep': { output: template } });
    expect([named(infrastructure), infrastructure.problems]).toEqual([['json', 'no'], []]);
  });

  test('a module with parameters of its own stands alone', async () => {
    const inner = deploymentOf('inner', { name: { value: 'through' } }, template);
    const infrastructure = await read(
      { 'top.bicep': "module inner 'main.bicep' = {\n  params: { name: 'through' }\n}\n", 'main.bicep': main, 'x.bicepparam': "using 'main.bicep'\nparam name = 'own'\n" },
      { 'top.bicep': { output: compiled({ resources: [inner] }) }, 'main.bicep': { output: template }, 'x.bicepparam': { output: parametersFor({ name: 'own' }, template) } },
    );
    expect(named(infrastructure).toSorted()).toEqual(['own', 'through']);
  });
});

describe('a committed template beside its source', () => {
  const files = (committed: object) => ({ 'main.bicep': source('net'), 'main.json': committed });

  test('is reported once, where it is written', async () => {
    const infrastructure = await read(files(compiled({ resources: [network('net')] })), { 'main.bicep': output('net') });
    expect(infrastructure.resources.map(({ originOf }) => originOf?.('')?.file)).toEqual(['main.bicep']);
    expect(infrastructure.files).toMatchObject({ judged: ['main.bicep', 'main.json'], linked: ['main.json'] });
  });

  test('is a deployment of its own when it has what its source has not', async () => {
    const infrastructure = await read(files(compiled({ resources: [network('net'), network('more')] })), { 'main.bicep': output('net') });
    expect(infrastructure.resources.map(({ name, originOf }) => [name, originOf?.('')?.file])).toEqual([['net', 'main.bicep'], ['net', 'main.json'], ['more', 'main.json']]);
  });

  test('does not hide what cannot be judged of it', async () => {
    const linked = { type: 'Microsoft.Resources/deployments', apiVersion: '2025-04-01', name: 'x', properties: { mode: 'Incremental', templateLink: { uri: 'https://example.com/x.json' } } };
    const infrastructure = await read(files(compiled({ resources: [network('net'), linked] })), { 'main.bicep': output('net') });
    expect(infrastructure.problems).toMatchObject([{ kind: 'unread', origin: { file: 'main.json' } }]);
  });

  test('is judged with the parameters of both', async () => {
    const parts = { parameters: { name: { type: 'string' } }, resources: [network("[parameters('name')]")] };
    const main = `param name string\nresource net '${networks}@2024-01-01' = {\n  name: name\n  properties: {}\n}\n`;
    const infrastructure = await read(
      { 'main.bicep': main, 'azuredeploy.json': compiled(parts), 'x.bicepparam': "using 'main.bicep'\nparam name = 'x'\n" },
      { 'main.bicep': { output: compiled(parts) }, 'x.bicepparam': { output: parametersFor({ name: 'x' }, undefined) } },
    );
    expect([infrastructure.resources.map(({ name, originOf }) => [name, originOf?.('')?.file]), infrastructure.problems]).toEqual([[['x', 'main.bicep']], []]);
  });

  test('is all there is where the source does not compile', async () => {
    const infrastructure = await read(files(compiled({ resources: [network('net')] })), { 'main.bicep': { status: 1, messages: '{folder}/main.bicep(1,1) : Error BCP001: No.' } });
    expect([named(infrastructure), infrastructure.problems.length]).toEqual([['net'], 1]);
  });
});

describe('what goes wrong', () => {
  test('no compiler: one sentence says what to do', async () => {
    const folder = folderWith({ 'a.bicep': source('a'), 'b.bicep': source('b'), 'c.bicepparam': "using 'a.bicep'\n", 'd.bicep': 'var x = 1\n' });
    process.env['PATH'] = '/nowhere';
    const infrastructure = await readInfrastructure({ paths: [], folder, tree: folderTree(folder) }, { signal: new AbortController().signal });
    expect(infrastructure.problems).toEqual([{
      kind: 'unread', origin: { file: 'a.bicep', pointer: '', line: 1, column: 1 },
      message: 'There is no Bicep compiler on PATH, so this file and 2 more of Bicep are not judged', remedy: expect.stringMatching(/^Run `az bicep install` in a step before this one/),
    }]);
  });

  test('a compiler that the checkout brings along is not run', async () => {
    const folder = folderWith({ 'a.bicep': source('a') });
    const mark = join(folderWith({}), 'ran');
    program(folder, `require('node:fs').writeFileSync(${JSON.stringify(mark)}, '')`);
    process.env['PATH'] = ['', '.', folder].join(delimiter);
    const { problems } = await readInfrastructure({ paths: [], folder, tree: folderTree(folder) }, { signal: new AbortController().signal });
    expect([problems, existsSync(mark)]).toEqual([[expect.objectContaining({ message: expect.stringContaining('; the one that the checkout brings along is not run, so this file is not judged') })], false]);
  });

  test('errors of the compiler are passed on with their lines, also of modules; its warnings are not', async () => {
    const messages = ['{folder}/m/inner.bicep(2,3) : Error BCP037: The property "x" is not allowed in {folder}/m/inner.bicep.', '{folder}/main.bicep(1,1) : Warning BCP334: Too short.', '{folder}/main.bicep(3,1) : Error BCP057: The name "y" does not exist.'].join('\n');
    const { problems } = await read({ 'main.bicep': "module inner 'm/inner.bicep' = {}\n", 'm/inner.bicep': source('x') }, { 'main.bicep': { status: 1, messages } });
    expect(problems).toEqual([
      { kind: 'error', message: 'BCP037: The property "x" is not allowed in m/inner.bicep.', origin: { file: 'm/inner.bicep', pointer: '', line: 2, column: 3 } },
      { kind: 'error', message: 'BCP057: The name "y" does not exist.', origin: { file: 'main.bicep', pointer: '', line: 3, column: 1 } },
    ]);
  });

  test('a module that is not in the cache: what to run', async () => {
    const messages = '{folder}/main.bicep(1,14) : Error BCP190: The artifact with reference "br:mcr.microsoft.com/bicep/avm/x:1" has not been restored.';
    const { problems } = await read({ 'infra/main.bicep': "module inner 'br/public:avm/x:1' = {}\n" }, { 'infra/main.bicep': { status: 1, messages: messages.replace('main', 'infra/main') } });
    expect(problems).toMatchObject([{ message: expect.stringMatching(/has not been restored\.$/), remedy: 'Modules of registries are not fetched here: run `bicep restore infra/main.bicep` in a step before this one.', origin: { file: 'infra/main.bicep', line: 1, column: 14 } }]);
  });

  test.each<[string, Replay, string]>([
    ['a failure without a diagnostic', { status: 134, messages: '\u001B[31mUnhandled exception\u001B[0m in {folder}/main.bicep\n' }, 'The Bicep compiler failed (exit status 134): Unhandled exception in main.bicep'],
    ['output that is no JSON', { output: 'Hello' }, 'The Bicep compiler printed no template that can be read'],
    ['JSON that is no template', { output: { a: 1 } }, 'The Bicep compiler printed no template that can be read'],
    ['no output', {}, 'The Bicep compiler printed no template that can be read'],
  ])('%s', async (_name, replay, message) => {
    const { problems } = await read({ 'main.bicep': source('x') }, { 'main.bicep': replay });
    expect(problems).toEqual([{ kind: 'error', message, origin: { file: 'main.bicep', pointer: '', line: 1, column: 1 } }]);
  });
});

describe('what the compiler is given', () => {
  test('no token, and what files name within the checkout', async () => {
    process.env['GITHUB_TOKEN'] = 'secret';
    const files = { 'main.bicep': `${source('x')}var a = loadTextContent('texts/a.txt')\nvar b = loadDirectoryFileInfo('texts')\n`, 'texts/a.txt': 'x', 'texts/b.txt': 'y', 'unasked.txt': 'z' };
    const folder = folderWith(files);
    const compiler = folderWith({});
    const seen = join(compiler, 'seen');
    program(compiler, `const { readdirSync, writeFileSync } = require('node:fs');
      writeFileSync(${JSON.stringify(seen)}, JSON.stringify([readdirSync('.', { recursive: true }).sort(), process.env.GITHUB_TOKEN ?? null, require('node:fs').readFileSync('bicepconfig.json', 'utf8')]));
      process.stdout.write(${JSON.stringify(JSON.stringify(compiled({ resources: [network('x')] })))});`);
    process.env['PATH'] = compiler;
    await readInfrastructure({ paths: [], folder, tree: folderTree(folder) }, { signal: new AbortController().signal });
    const [names, token] = JSON.parse(readFileSync(seen, 'utf8')) as [readonly string[], unknown];
    expect([names, token]).toEqual([['bicepconfig.json', 'main.bicep', 'texts', 'texts/a.txt', 'texts/b.txt'], null]);
  });

  test.each([
    ['a file outside', "var a = loadTextContent('../../../etc/hostname')", /^The path ".*" leads out of the checkout/],
    ['a file outside, by escapes', String.raw`var a = loadTextContent('\u{2e}\u{2e}/x')`, /leads out of the checkout/],
    ['a file outside, by escapes of addresses', "var a = loadTextContent('%2e%2e/x')", /leads out of the checkout/],
    ['an absolute path', "var a = loadTextContent('/proc/self/environ')", /leads out of the checkout/],
    ["another system's path", String.raw`var a = loadTextContent('..\\x')`, /leads out of the checkout/],
    ['a computed path', "var p = '../x'\nvar a = loadTextContent(p)", /^The path of the file to load is computed/],
    ['the data of git', "var a = loadTextContent('.git/config')", /^The file cannot be read in the checkout: it is part of the data of git/],
    ['a link that leads out', "var a = loadTextContent('link')", /^The file cannot be read in the checkout: it is a link that leads out of it/],
    ['a module outside', "module m '../x.bicep' = {}", /leads out of the checkout/],
  ])('not %s', async (_name, line, message) => {
    const folder = folderWith({ 'main.bicep': `${source('x')}${line}\n`, '.git/config': 'token' });
    symlinkSync('/etc/hostname', join(folder, 'link'));
    const { problems, compiler } = await readFrom(folder, { 'main.bicep': output('x') }, { paths: ['main.bicep'] });
    expect([problems, compiler.calls()]).toEqual([[expect.objectContaining({ kind: 'error', message: expect.stringMatching(message) })], []]);
  });

  test('of a configuration what changes the meaning of files', async () => {
    const configuration = '{ /* x */ "cacheRootDirectory": "cache", "moduleAliases": { "br": {} }, "extensions": { "a": "./a.tgz", "b": "br:x.azurecr.io/b:1" }, "analyzers": { "core": { "rules": {} } } }';
    const folder = folderWith({ 'infra/main.bicep': source('x'), 'infra/bicepconfig.json': configuration });
    const bin = folderWith({});
    program(bin, `process.stdout.write(require('node:fs').readFileSync('infra/bicepconfig.json', 'utf8')); process.stderr.write(require('node:fs').readFileSync('infra/bicepconfig.json', 'utf8')); process.exitCode = 1;`);
    process.env['PATH'] = bin;
    const { problems } = await readInfrastructure({ paths: [], folder, tree: folderTree(folder) }, { signal: new AbortController().signal });
    expect(problems[0]?.message).toBe('The Bicep compiler failed (exit status 1): {"moduleAliases":{"br":{}},"extensions":{"b":"br:x.azurecr.io/b:1"},"analyzers":{"core":{"enabled":false}}}');
    writeFileSync(join(folder, 'infra/bicepconfig.json'), '{ "a": }');
    expect((await readFrom(folder, {})).problems).toMatchObject([{ message: expect.stringMatching(/^The configuration of Bicep cannot be read: /), origin: { file: 'infra/bicepconfig.json', line: 1 } }]);
  });
});

describe('places', () => {
  const main = `param count int = 2
var pools = [for i in range(0, count): {
  name: 'pool\${i}'
}]
var inlined = {
  deep: aks.properties.fqdn
  flag: true
}

resource known '${networks}@2024-01-01' existing = {
  name: 'known'

  resource subnet 'subnets' = {
    name: 'nodes'
    properties: {
      addressPrefix: '10.0.0.0/24'
    }
  }
}

@description('The cluster.')
resource aks 'Microsoft.ContainerService/managedClusters@2025-01-01' = if (count > 1) {
  name: 'aks'
  location: 'westeurope'
  properties: {
    agentPoolProfiles: [for pool in pools: {
      name: pool.name
      enableNodePublicIP: false
    }]
    networkProfile: { outboundType: 'none', settings: inlined }
  }

  resource extra 'agentPools' = {
    name: 'extra'
    properties: {
      mode: 'User'
    }
  }
}

resource later 'Microsoft.ContainerService/managedClusters/agentPools@2025-01-01' = [for name in ['b', 'c']: {
  parent: aks
  name: name
  properties: {
    mode: 'System'
  }
}]

module inner 'inner.bicep' = {
  name: 'inner-deployment'
  params: {
    prefix: '10.1.0.0/16'
    tags: [for i in range(0, 2): {
      name: 'tag'
    }]
  }
}
module plain 'plain.json' = {
  name: 'plain'
}
module distant 'br/public:avm/res/network/virtual-network:0.5.2' = {
  name: 'distant'
}
`;
  const inner = `import { shared } from 'shared.bicep'\n\nparam prefix string\nparam tags array\nresource net '${networks}@2024-01-01' = {\n  name: 'inner'\n  properties: {\n    prefix: prefix\n    tags: tags\n    shared: shared\n  }\n}\n`;
  const shared = "@export()\nvar shared = {\n  a: 'b'\n}\n";
  const plain = { $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#', contentVersion: '1.0.0.0', resources: [network('plain', { a: 1 })] };
  const printed = compiled({
    parameters: { count: { type: 'int', defaultValue: 2 } },
    variables: { copy: [{ name: 'pools', count: "[length(range(0, parameters('count')))]", input: { name: "[format('pool{0}', range(0, parameters('count'))[copyIndex('pools')])]" } }] },
    resources: [
      { type: `${networks}/subnets`, apiVersion: '2024-01-01', name: "[format('{0}/{1}', 'known', 'nodes')]", properties: { addressPrefix: '10.0.0.0/24' } },
      { condition: "[greater(parameters('count'), 1)]", type: 'Microsoft.ContainerService/managedClusters/agentPools', apiVersion: '2025-01-01', name: "[format('{0}/{1}', 'aks', 'extra')]", properties: { mode: 'User' } },
      {
        condition: "[greater(parameters('count'), 1)]", type: 'Microsoft.ContainerService/managedClusters', apiVersion: '2025-01-01', name: 'aks', location: 'westeurope',
        properties: {
          copy: [{ name: 'agentPoolProfiles', count: "[length(variables('pools'))]", input: { name: "[variables('pools')[copyIndex('agentPoolProfiles')].name]", enableNodePublicIP: false } }],
          networkProfile: { outboundType: 'none', settings: { deep: "[reference('x').fqdn]", flag: true } },
        },
        metadata: { description: 'The cluster.' },
      },
      { copy: { name: 'later', count: "[length(createArray('b', 'c'))]" }, type: 'Microsoft.ContainerService/managedClusters/agentPools', apiVersion: '2025-01-01', name: "[format('{0}/{1}', 'aks', createArray('b', 'c')[copyIndex()])]", properties: { mode: 'System' } },
      deploymentOf('inner-deployment', { prefix: { value: '10.1.0.0/16' }, tags: { copy: [{ name: 'value', count: '[length(range(0, 2))]', input: { name: 'tag' } }] } }, compiled({
        parameters: { prefix: { type: 'string' }, tags: { type: 'array' } }, variables: { shared: { a: 'b' } },
        resources: [network('inner', { prefix: "[parameters('prefix')]", tags: "[parameters('tags')]", shared: "[variables('shared')]" })],
      })),
      deploymentOf('plain', {}, plain),
      deploymentOf('distant', {}, compiled({ resources: [network('distant', { a: 1 })] })),
    ],
  });
  const files = { 'main.bicep': main, 'inner.bicep': inner, 'shared.bicep': shared, 'plain.json': plain };

  const find = (infrastructure: Infrastructure, name: string, pointer: string): string => {
    const { file, line, column } = resource(infrastructure, name).originOf?.(pointer) ?? {};
    return `${file}:${line}:${column}`;
  };
  const spot = (file: 'main.bicep' | 'inner.bicep' | 'shared.bicep', mark: string): string => {
    const text = files[file];
    return `${file}:${lineOf(text, mark)}:${text.indexOf(mark) - text.lastIndexOf('\n', text.indexOf(mark))}`;
  };

  test.each<[string, string, string, string]>([
    ['a resource', 'aks', '', spot('main.bicep', "resource aks '")],
    ['its type', 'aks', '/type', spot('main.bicep', "resource aks '")],
    ['a property', 'aks', '/location', spot('main.bicep', "location: 'westeurope'")],
    ['a property on the line of others', 'aks', '/properties/networkProfile/outboundType', spot('main.bicep', "outboundType: 'none'")],
    ['a property that is not there', 'aks', '/properties/networkProfile/networkPlugin', spot('main.bicep', 'networkProfile:')],
    ['an element of a loop', 'aks', '/properties/agentPoolProfiles/1/enableNodePublicIP', spot('main.bicep', 'enableNodePublicIP')],
    ['a variable that is written out', 'aks', '/properties/networkProfile/settings/flag', spot('main.bicep', 'flag: true')],
    ['a resource within another', 'aks/extra', '/properties/mode', spot('main.bicep', "mode: 'User'")],
    ['one within an existing resource', 'known/nodes', '/properties/addressPrefix', spot('main.bicep', "addressPrefix: '10.0")],
    ['a resource of a loop', 'aks/c', '/properties/mode', spot('main.bicep', "mode: 'System'")],
    ['a resource of a module', 'inner', '/properties/prefix', spot('inner.bicep', 'prefix: prefix')],
    ['a variable that a module imports', 'inner', '/properties/shared/a', spot('shared.bicep', "a: 'b'")],
    ['an element of a loop that is given to a module', 'inner', '/properties/tags/1/name', spot('main.bicep', "name: 'tag'")],
    ['a module of a registry', 'distant', '/properties/a', spot('main.bicep', 'module distant')],
  ])('%s', async (_name, name, pointer, expected) => {
    const infrastructure = await read(files, { 'main.bicep': { output: printed } });
    expect([infrastructure.problems, infrastructure.notes]).toEqual([[], []]);
    expect(find(infrastructure, name, pointer)).toBe(expected);
  });

  test('a module in JSON', async () => {
    const infrastructure = await read(files, { 'main.bicep': { output: printed } }, { paths: ['main.bicep'] });
    expect(resource(infrastructure, 'plain').writingOf?.('/properties/a')).toMatchObject({ kind: 'literal', text: '1', origin: { file: 'plain.json', pointer: '/resources/0/properties/a' } });
    expect(resource(infrastructure, 'plain').writingOf?.('/properties/a')?.spell).toBeUndefined();
  });

  test('literals are those of the source, by the names that brought them', async () => {
    const infrastructure = await read(files, { 'main.bicep': { output: printed } });
    expect(resource(infrastructure, 'inner').writingOf?.('/properties/prefix')).toMatchObject({ kind: 'literal', text: "'10.1.0.0/16'", spell: expect.any(Function), through: [{ kind: 'parameter', name: 'prefix' }], origin: { file: 'main.bicep' } });
    expect(resource(infrastructure, 'aks').writingOf?.('/properties/networkProfile/settings/flag')).toMatchObject({ text: 'true', origin: { file: 'main.bicep' } });
  });

  test('symbolic names lead to declarations by themselves', async () => {
    const symbolic = compiled({
      languageVersion: '2.0',
      resources: {
        'known::subnet': { type: `${networks}/subnets`, apiVersion: '2024-01-01', name: "[format('{0}/{1}', 'known', 'nodes')]", properties: { addressPrefix: '10.0.0.0/24' } },
        known: { existing: true, type: networks, apiVersion: '2024-01-01', name: 'known' },
      },
    });
    const infrastructure = await read(files, { 'main.bicep': { output: symbolic } });
    expect(find(infrastructure, 'known/nodes', '/properties/addressPrefix')).toBe(spot('main.bicep', "addressPrefix: '10.0"));
  });

  test('what cannot be placed is on the first line, and that is said', async () => {
    const strange = compiled({ resources: [network("[parameters('x')]"), network('one')], parameters: { x: { type: 'string', defaultValue: 'two' } } });
    const infrastructure = await read({ 'main.bicep': `// net\n${source('one')}` }, { 'main.bicep': { output: strange } });
    expect([find(infrastructure, 'one', '/properties'), find(infrastructure, 'two', '/properties')]).toEqual(['main.bicep:4:3', 'main.bicep:1:1']);
    expect(infrastructure.notes).toEqual(['Where a resource is declared in main.bicep is not known: what is found there is shown on its first line.']);
  });

  test('a literal that the compiled template does not bear out is not offered for a change', async () => {
    const infrastructure = await read({ 'main.bicep': `resource net '${networks}@2024-01-01' = {\n  name: 'x'\n  properties: {\n    a: 'source'\n  }\n}\n` }, { 'main.bicep': { output: compiled({ resources: [network('x', { a: 'compiled' })] }) } });
    expect(resource(infrastructure, 'x').writingOf?.('/properties/a')).toEqual({ kind: 'literal', through: [], origin: expect.objectContaining({ line: 4 }) });
  });
});
