import { describe, expect, test } from '@jest/globals';
import { parseConfigFile } from '../../src/config/config-file.ts';
import { commandNames, inputsOf, inputTable, type CommandName, type Inputs } from '../../src/config/inputs.ts';
import { readValue, type InputKind } from '../../src/config/kinds.ts';
import { assignOptions, checkOptions, connectionOptions, deployOptions, driftOptions, publishOptions, reportOptions, removeClusterOptions, removeOptions, requireInputs, sandboxOptions } from '../../src/config/options.ts';
import { readCommandLine } from '../../src/config/read-flags.ts';
import { commandFromRunner, inputsFromRunner, readInputs, unreadInputs } from '../../src/config/read-inputs.ts';
import type { Logger } from '../../src/run/logger.ts';
import { UserError } from '../../src/run/errors.ts';

const masked: string[] = [];
const silent: Logger = {
  debug: () => undefined, info: () => undefined, notice: () => undefined, warning: () => undefined, error: () => undefined,
  group: (_, body) => body(), progress: () => undefined, mask: (secret) => void masked.push(secret),
};

async function inputsFor(command: CommandName, given: Readonly<Record<string, string>>, file = '', environment: Readonly<Record<string, string>> = {}): Promise<Inputs> {
  const raw = new Map(Object.entries(given).map(([name, text]) => [name, { text, where: `Input "${name}"` }]));
  return await readInputs(command, { given: raw, file: parseConfigFile(file), environment }, silent);
}

describe('every input is read by exactly the commands that the table names', () => {
  const readers: Readonly<Record<CommandName, readonly ((inputs: Inputs) => unknown)[]>> = {
    check: [(inputs) => checkOptions(inputs), (inputs) => connectionOptions('check', inputs), publishOptions],
    deploy: [(inputs) => deployOptions(inputs, undefined, 'a test'), (inputs) => connectionOptions('deploy', inputs), publishOptions],
    assign: [assignOptions, (inputs) => connectionOptions('assign', inputs), publishOptions],
    drift: [(inputs) => driftOptions(inputs, true), (inputs) => connectionOptions('drift', inputs), reportOptions, ({ merge }) => merge],
    'remove policies': [removeOptions, (inputs) => connectionOptions('remove policies', inputs), publishOptions],
    'remove cluster': [removeClusterOptions, (inputs) => connectionOptions('remove cluster', inputs), publishOptions],
    policies: [reportOptions, ({ scope }) => scope, (inputs) => inputs['include-built-ins']],
    sandbox: [sandboxOptions],
    demo: [sandboxOptions],
  };
  /** Read by the doors before any command: which command, where the cluster lies, what to print. */
  const readByDoors = new Set(['command', 'cluster-file', 'debug']);

  test.each(commandNames)('%s', (command) => {
    const read = new Set<string>();
    const scope = { kind: 'subscription', id: '/subscriptions/x', subscriptionId: 'x' };
    const inputs = new Proxy({}, {
      get: (_, name) => {
        read.add(String(name));
        return name === 'scope' ? scope : undefined;
      },
    }) as Inputs;
    for (const reader of readers[command]) reader(inputs);
    requireInputs('demo', inputs, String);
    const declared = inputTable.filter(({ commands }) => commands.some((one) => one === command)).map(({ name }) => name);
    expect(declared.filter((name) => !read.has(name) && !readByDoors.has(name))).toEqual([]);
    const undeclared = [...read].filter((name) => !declared.some((one) => one === name));
    // `scope`, `json` and `suggestions` are asked for on behalf of several commands, and one reader serves sandbox and demo.
    expect(undeclared.filter((name) => !['scope', 'suggestions', 'keep', 'port', 'authority-port', 'github-port', 'speed', 'quota', 'fault', 'faults', 'estate', 'state'].includes(name))).toEqual([]);
  });

  test('assign falls back to the resource group where there is no scope', async () => {
    const inputs = await inputsFor('assign', { 'resource-group': 'rg', 'subscription-id': '00000000-0000-0000-0000-000000000001' });
    expect(assignOptions(inputs).scope).toMatchObject({ kind: 'resourceGroup', resourceGroup: 'rg' });
  });
});

describe('values', () => {
  test.each<[InputKind, string, unknown]>([
    [{ type: 'boolean' }, 'True', true],
    [{ type: 'integer', minimum: 1, maximum: 9 }, '7', 7],
    [{ type: 'number', minimum: 0.1, maximum: 9 }, '0.5', 0.5],
    [{ type: 'choice', values: ['Free', 'Standard'] }, 'free', 'Free'],
    [{ type: 'guid' }, '00000000-0000-0000-0000-00000000000A', '00000000-0000-0000-0000-00000000000a'],
    [{ type: 'guids' }, '00000000-0000-0000-0000-000000000001,\n 00000000-0000-0000-0000-000000000002', ['00000000-0000-0000-0000-000000000001', '00000000-0000-0000-0000-000000000002']],
    [{ type: 'httpsOrigin' }, 'https://127.0.0.1:8443/', 'https://127.0.0.1:8443'],
    [{ type: 'location' }, 'West Europe', 'westeurope'],
    [{ type: 'tags' }, 'version: 1.30\non: yes', { version: '1.30', on: 'yes' }],
    [{ type: 'tags' }, '{"a": "b"}', { a: 'b' }],
    [{ type: 'mapping' }, 'allowedOutboundTypes: [none, block]', { allowedOutboundTypes: ['none', 'block'] }],
    [{ type: 'shard' }, ' 3 / 8 ', { index: 3, count: 8 }],
    [{ type: 'shard' }, '256/256', { index: 256, count: 256 }],
    [{ type: 'clusterName' }, 'a', 'a'],
    [{ type: 'resourceGroup' }, 'Gruppe_(ä).x', 'Gruppe_(ä).x'],
  ])('%j reads %j', async (kind, text, value) => {
    expect(await readValue(kind, text)).toEqual({ value });
  });

  test.each<[InputKind, string, RegExp]>([
    [{ type: 'boolean' }, 'yes', /true or false/],
    [{ type: 'integer', minimum: 1, maximum: 9 }, '10', /whole number from 1 to 9/],
    [{ type: 'integer', minimum: 1, maximum: 9 }, '1e0', /whole number/],
    [{ type: 'integer', minimum: 1, maximum: 9 }, '-1', /whole number/],
    [{ type: 'choice', values: ['a', 'b'] }, 'c', /one of a, b/],
    [{ type: 'guid' }, 'x', /GUID/],
    [{ type: 'guids' }, ',', /GUIDs/],
    [{ type: 'httpsOrigin' }, 'http://127.0.0.1', /https/],
    [{ type: 'httpsOrigin' }, 'https://user:pass@host', /https/],
    [{ type: 'httpsOrigin' }, 'https://host/path', /without path/],
    [{ type: 'scope' }, '/subscriptions/x', /managementGroups/],
    [{ type: 'location' }, 'west-europe', /region/],
    [{ type: 'tags' }, '[a]', /mapping/],
    [{ type: 'tags' }, 'a: {b: c}', /texts/],
    [{ type: 'tags' }, 'a<b: c', /50 tags/],
    [{ type: 'mapping' }, 'a: [', /mapping/],
    [{ type: 'mapping' }, 'a: &x [1]\nb: *x', /aliases/],
    [{ type: 'mapping' }, '['.repeat(40_000), /mapping/],
    [{ type: 'shard' }, '', /2\/8/],
    [{ type: 'shard' }, '2', /2\/8/],
    [{ type: 'shard' }, '2/8/3', /2\/8/],
    [{ type: 'shard' }, '-1/8', /2\/8/],
    [{ type: 'shard' }, '1.5/8', /2\/8/],
    [{ type: 'shard' }, 'a/b', /2\/8/],
    [{ type: 'shard' }, '0/8', /2\/8/],
    [{ type: 'shard' }, '9/8', /2\/8/],
    [{ type: 'shard' }, '1/0', /2\/8/],
    [{ type: 'shard' }, '1/257', /2\/8/],
    [{ type: 'shard' }, '1/99999999999', /2\/8/],
    [{ type: 'clusterName' }, '-a', /letters, digits/],
    [{ type: 'clusterName' }, 'a'.repeat(64), /1 to 63/],
    [{ type: 'resourceGroup' }, 'a.', /period/],
    [{ type: 'kubernetesVersion' }, '1', /1\.34/],
    [{ type: 'poolName' }, 'System', /lower-case/],
    [{ type: 'vmSize' }, 'a b', /size/],
    [{ type: 'sha256' }, 'abc', /64/],
    [{ type: 'secret' }, 'a b', /token/],
    [{ type: 'file' }, 'a\u0000b', /path/],
    [{ type: 'text', maximum: 3 }, 'abcd', /at most 3/],
  ])('%j refuses %j', async (kind, text, expected) => {
    expect(await readValue(kind, text)).toEqual({ expected: expect.stringMatching(expected) });
  });
});

describe('where values come from', () => {
  test('the call wins over the file, the file over the environment', async () => {
    const file = 'location: northeurope\nkubernetes-version: 1.30\ntags:\n  a: 1.30\n';
    const inputs = await inputsFor('deploy', { location: 'westeurope' }, file, { AZURE_SUBSCRIPTION_ID: '00000000-0000-0000-0000-000000000001' });
    expect(inputs).toMatchObject({ 'location': 'westeurope', 'kubernetes-version': '1.30', 'subscription-id': '00000000-0000-0000-0000-000000000001' });
  });

  test('all mistakes are told at once, with their places, and secrets are not shown', async () => {
    const attempt = inputsFor('deploy', { 'location': 'x y!', 'github-token': 'se cret' }, '# comment\ntier: Gold\n');
    await expect(attempt).rejects.toThrow(UserError);
    await expect(attempt).rejects.toThrow(/Input "location" is "x y!"[\s\S]*\.github\/aks-isolation\.yml:2: "tier" is "Gold": expected one of Free, Standard, Premium\.\nInput "github-token" is malformed/);
    expect(masked).toContain('se cret');
  });

  test('the runner upper-cases names and keeps hyphens', () => {
    expect(inputsFromRunner({ 'INPUT_CLUSTER-NAME': ' demo ', 'INPUT_LOCATION': '', 'INPUT_SPEED': '3' })).toEqual(new Map([['cluster-name', { text: 'demo', where: 'Input "cluster-name"' }]]));
  });

  test('inputs without effect are told, with the near miss', () => {
    expect(unreadInputs('assign', { 'INPUT_CLUSTER-NAME': 'x', 'INPUT_COMENT': 'x', 'INPUT_SCOPE': 'x' })).toEqual([
      'Input "cluster-name" is not read by "assign"; it has no effect.',
      'Input "coment" is unknown and has no effect; did you mean "comment"?',
    ]);
  });

  test.each([[{}, /missing.*deploy, assign/], [{ INPUT_COMMAND: 'depoly' }, /"depoly".*did you mean "deploy"/], [{ INPUT_COMMAND: 'demo' }, /one of check, deploy, assign/]])('command %j', (environment, expected) => {
    expect(() => commandFromRunner(inputsFromRunner(environment))).toThrow(expected);
  });
});

describe('the configuration file', () => {
  test.each([
    ['an unknown name', 'loction: x', /aks-isolation\.yml:1: "loction" is no input; did you mean "location"\?/],
    ['a guard rail', 'tier: Free\nallowed-subscriptions: x', /aks-isolation\.yml:2: "allowed-subscriptions" may not stand in a file/],
    ['a list', '- a', /mapping of input names/],
    ['broken YAML', 'a: [', /not well-formed YAML/],
    ['a name twice', 'tier: Free\ntier: Free', /:2: not well-formed/],
    ['an alias', 'tags: &x {a: b}\nparameters: *x', /aliases/],
    ['depth', `tags: ${'['.repeat(50_000)}`, /aks-isolation\.yml/],
  ])('%s is refused with its line', (_, text, expected) => {
    expect(() => parseConfigFile(text)).toThrow(expected);
    expect(() => parseConfigFile(text)).toThrow(UserError);
  });

  test.each(inputTable.filter(({ inFile }) => !inFile).map(({ name }) => name))('%s may not stand there', (name) => {
    expect(() => parseConfigFile(`${name}: x`)).toThrow(/may not stand in a file|is no input/);
  });

  test.each(['', '# nothing\n', '---\n', 'tier:\n'])('%j is an empty file', (text) => {
    expect(parseConfigFile(text)).toEqual(new Map());
  });
});

describe('guard rails', () => {
  const one = '00000000-0000-0000-0000-000000000001';
  const two = '00000000-0000-0000-0000-000000000002';

  test.each<[CommandName, Readonly<Record<string, string>>, RegExp]>([
    ['deploy', { 'subscription-id': one, 'allowed-subscriptions': two }, /Subscription .*1 is not among/],
    ['deploy', { 'subscription-id': one, 'allowed-subscriptions': one, 'definition-scope': `/subscriptions/${two}` }, /Subscription .*2 is not among/],
    ['assign', { 'scope': `/subscriptions/${two}`, 'allowed-subscriptions': one }, /Subscription .*2 is not among/],
    ['assign', { 'scope': '/providers/Microsoft.Management/managementGroups/all', 'allowed-subscriptions': one }, /reaches beyond/],
    ['deploy', { 'tenant-id': one, 'allowed-tenants': two }, /Tenant .*1 is not among/],
  ])('%s %j', async (command, given, expected) => {
    const inputs = await inputsFor(command, given);
    expect(() => connectionOptions(command, inputs)).toThrow(expected);
  });

  test('what is listed may be touched', async () => {
    const inputs = await inputsFor('deploy', { 'subscription-id': one, 'allowed-subscriptions': `${two} ${one}`, 'tenant-id': two, 'allowed-tenants': two });
    expect(connectionOptions('deploy', inputs)).toMatchObject({ subscriptionId: one, allowedTenants: [two] });
  });
});

describe('the command line', () => {
  const run = (...words: readonly string[]): ReturnType<typeof readCommandLine> => readCommandLine(words);

  test('reads flags, their values and negations', () => {
    expect(run('deploy', '--location', 'westeurope', '--node-count=3', '--no-assign-policies', '--dry-run')).toMatchObject({
      kind: 'run', command: 'deploy',
      inputs: new Map([
        ['location', { text: 'westeurope', where: '--location' }], ['node-count', { text: '3', where: '--node-count' }],
        ['assign-policies', { text: 'false', where: '--assign-policies' }], ['dry-run', { text: 'true', where: '--dry-run' }],
      ]),
    });
  });

  test('offers every flag of a command, and only those', () => {
    for (const command of commandNames) {
      for (const { name, kind } of inputsOf(command, 'commandLine')) {
        expect(() => run(command, ...(kind.type === 'boolean' ? [`--${name}`] : [`--${name}`, 'x']))).not.toThrow();
      }
    }
  });

  test.each([
    [[], { kind: 'help', command: undefined }], [['--help'], { kind: 'help', command: undefined }], [['help', 'deploy'], { kind: 'help', command: 'deploy' }],
    [['assign', '-h'], { kind: 'help', command: 'assign' }], [['--version'], { kind: 'version' }],
  ])('%j', (words, expected) => {
    expect(readCommandLine(words)).toEqual(expected);
  });

  test.each([
    [['depoly'], /no command "depoly".*did you mean "deploy"/], [['x'], /no command "x" among check, deploy, assign/],
    [['deploy', '--loction', 'x'], /no option --loction .*did you mean "location"/], [['deploy', 'x'], /takes no word "x"/],
    [['deploy', '--location'], /--location needs a value/], [['deploy', '--location', ''], /needs a value/], [['deploy', '--location', 'a', '--location', 'b'], /given twice/],
    [['assign', '--cluster-name', 'x'], /"assign" has no option --cluster-name/],
  ])('%j is refused with a sentence', (words, expected) => {
    expect(() => readCommandLine(words)).toThrow(expected);
    expect(() => readCommandLine(words)).toThrow(UserError);
  });
});
