import { symlinkSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { CancelledError, UserError } from '../../src/run/errors.ts';
import type { Logger, Progress } from '../../src/run/logger.ts';
import { folderTree } from '../../src/sources/files/folder-tree.ts';
import { readInfrastructure, type Infrastructure, type InfrastructureRequest, type InfrastructureTools } from '../../src/sources/read-infrastructure.ts';
import { folderWith } from './folders.ts';

type Options = Partial<Omit<InfrastructureRequest, 'tree' | 'folder'>>;

function readFrom(folder: string, options: Options = {}, tools: Partial<InfrastructureTools> = {}): Promise<Infrastructure> {
  return readInfrastructure({ paths: [], ...options, folder, tree: folderTree(folder) }, { signal: new AbortController().signal, ...tools });
}

function read(files: Readonly<Record<string, unknown>>, options: Options = {}): Promise<Infrastructure> {
  return readFrom(folderWith(files), options);
}

const schema = 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#';

/** A template with one network, named by a parameter. */
function template(resources: readonly unknown[] = [network("[parameters('name')]")], parameters: object = { name: { type: 'string', defaultValue: 'default' } }): object {
  return { $schema: schema, contentVersion: '1.0.0.0', parameters, resources };
}

function network(name: string, properties: object = {}): object {
  return { type: 'Microsoft.Network/virtualNetworks', apiVersion: '2024-01-01', name, properties };
}

function linkTo(relativePath: string, name = 'nested'): object {
  return { type: 'Microsoft.Resources/deployments', apiVersion: '2022-09-01', name, properties: { mode: 'Incremental', templateLink: { relativePath } } };
}

function values(named: Readonly<Record<string, unknown>>, metadata?: object): object {
  const parameters = Object.fromEntries(Object.entries(named).map(([name, value]) => [name, { value }]));
  return { $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentParameters.json#', contentVersion: '1.0.0.0', ...(metadata === undefined ? {} : { metadata }), parameters };
}

/** Names of networks, in order. */
function names({ resources }: Infrastructure): readonly string[] {
  return resources.filter(({ type }) => type === 'Microsoft.Network/virtualNetworks').map(({ name }) => name);
}

describe('templates that resources hold', () => {
  const held = (type: string, properties: object, name = 'holder'): object => ({ type, apiVersion: '2024-03-01', name, properties });

  test.each<[string, object]>([
    ['a deployment stack', held('Microsoft.Resources/deploymentStacks', { template: template() })],
    ['a deployment stack that links to one', held('Microsoft.Resources/deploymentStacks', { templateLink: { uri: 'https://example.com/main.json' } })],
    ['a template spec', held('Microsoft.Resources/templateSpecs/versions', { mainTemplate: template() }, 'holder/1')],
    ['the definition of a managed application, by a variable', held('Microsoft.Solutions/applicationDefinitions', { mainTemplate: "[json('{\"contentVersion\": \"1.0.0.0\", \"resources\": []}')]" })],
  ])('%s: nobody can tell what is in there', async (_name, resource) => {
    const { problems } = await read({ 'main.json': template([resource]), 'plain/one.json': network('n') });
    expect(problems).toEqual([{ kind: 'unread', message: expect.stringMatching(/^`holder(?:\/1)?` \(Microsoft\..*\) holds a template of its own, which is not judged/), origin: expect.objectContaining({ file: 'main.json', line: expect.any(Number) }) }]);
  });

  test('nested deployments are judged as what they deploy, and other members of that name are no templates', async () => {
    const nested = held('Microsoft.Resources/deployments', { mode: 'Incremental', template: template([network('inner')], {}) });
    const other = held('Microsoft.App/jobs', { template: { containers: [] } });
    const infrastructure = await read({ 'main.json': template([nested, other]) });
    expect([infrastructure.problems, names(infrastructure)]).toEqual([[], ['inner']]);
  });
});

describe('files', () => {
  test('templates and plain resources are judged, the rest is counted by reason', async () => {
    const infrastructure = await read({
      'a.json': template(),
      'b/list.json': [network('one'), network('two')],
      'package.json': { name: 'x' },
      'empty.json': '',
      'policy.json': { policyRule: { if: {} } },
      'broken.json': '{"x": "/subscriptions/1" oops',
      'README.md': '# x',
      'orphan.parameters.json': values({ other: 1 }),
    });
    expect(names(infrastructure)).toEqual(['default', 'one', 'two']);
    expect(infrastructure.problems).toEqual([]);
    expect(infrastructure.files).toEqual({
      judged: ['a.json', 'b/list.json'],
      linked: [],
      parameters: [],
      skipped: { notInfrastructure: 1, empty: 1, policy: 1, invalid: 1, otherFormat: 1, parameters: 1 },
      other: {},
    });
    expect([infrastructure.unpaired, infrastructure.notes]).toEqual([['orphan.parameters.json'], []]);
  });

  test('configuration of Terraform is counted: what it comes to, its plan tells', async () => {
    const { files, notRead, notes } = await read({ 'm.tf': '', 'n.tf': '' });
    expect(files.other).toEqual({ terraform: 2 });
    expect([notRead, notes]).toEqual(['2 Terraform files', []]);
    expect((await read({ 'a.tf': '' })).notRead).toBe('1 Terraform file');
  });

  test('a plan that cannot be read is an error, whatever keeps it from it', async () => {
    const nested = (levels: number): string => `${'{"child_modules":['.repeat(levels)}${']}'.repeat(levels)}`;
    const plans = { 'cut.json': '{"format_version":"1.2","planned_values":{"root_module":{', 'deep.json': `{"format_version":"1.2","planned_values":{"root_module":${nested(300)}}}`, 'next.json': '{"format_version":"2.0","planned_values":{}}' };
    const { problems, resources } = await read(plans);
    expect(resources).toEqual([]);
    expect(problems.map(({ kind, origin }) => [kind, origin.file])).toEqual([['error', 'cut.json'], ['error', 'deep.json'], ['error', 'next.json']]);
  });

  test('what looks like infrastructure and cannot be read is an error with its line', async () => {
    const { problems } = await read({ 'infra/bad.json': `{\n  "$schema": "${schema}",\n  "resources": [,]\n}` });
    expect(problems).toEqual([{ kind: 'error', message: expect.stringContaining('cannot be read: A value is due'), origin: { file: 'infra/bad.json', pointer: '', line: 3, column: 17 } }]);
  });

  test.each([
    ['UTF-16', (text: string) => Buffer.from(`\uFEFF${text}`, 'utf16le')],
    ['UTF-16 without a mark', (text: string) => Buffer.from(text, 'utf16le').swap16()],
    ['UTF-8 with a mark', (text: string) => Buffer.from(`\uFEFF${text}`)],
  ])('a template in %s is judged, broken or not', async (_, encode) => {
    const { resources, problems } = await read({ 'good.json': encode(JSON.stringify(template())), 'bad.json': encode(`{"$schema": "${schema}",\n oops`) });
    expect(resources.map((resource) => resource.originOf?.('/name'))).toMatchObject([{ file: 'good.json', line: 1 }]);
    expect(problems).toMatchObject([{ kind: 'error', origin: { file: 'bad.json', line: 2 } }]);
  });

  test('a file of another ending is read when it is asked for', async () => {
    const folder = folderWith({ 'main.template': template(), 'b.txt': network('b') });
    expect(names(await readFrom(folder))).toEqual([]);
    expect(names(await readFrom(folder, { paths: ['b.txt', '*.template'] }))).toEqual(['default', 'b']);
  });

  test('files that cannot be read, and links out of the checkout, are errors', async () => {
    const outside = folderWith({ 'x.json': network('secret'), 'sub/y.json': network('secret') });
    const folder = folderWith({ 'large.json': '' });
    truncateSync(join(folder, 'large.json'), 65 * 1024 * 1024);
    symlinkSync(join(outside, 'x.json'), join(folder, 'x.json'));
    symlinkSync(join(outside, 'sub'), join(folder, 'sub'));
    const { resources, problems } = await readFrom(folder);
    expect(resources).toEqual([]);
    expect(problems).toEqual([
      { kind: 'unread', message: 'What lies there cannot be listed: it is a link that leads out of it', origin: { file: 'sub', pointer: '' } },
      { kind: 'error', message: 'The file cannot be read in the checkout: it is larger than 64 MB', origin: { file: 'large.json', pointer: '', line: 1, column: 1 } },
      { kind: 'error', message: 'The file cannot be read in the checkout: it is a link that leads out of it', origin: { file: 'x.json', pointer: '', line: 1, column: 1 } },
    ]);
  });

  test('a file that is gone when it is read is an error', async () => {
    const folder = folderWith({ 'a.json': network('a') });
    const { read: readFile, ...tree } = folderTree(folder);
    const vanishing = { ...tree, read: async (path: string) => (path === 'a.json' ? ({ kind: 'absent' } as const) : readFile(path)) };
    const { problems } = await readInfrastructure({ tree: vanishing, folder, paths: [] }, { signal: new AbortController().signal });
    expect(problems).toMatchObject([{ kind: 'error', message: expect.stringContaining('there is no such file') }]);
  });

  test('paths that name nothing are the mistake of the user', async () => {
    await expect(read({}, { paths: ['nowhere.json'] })).rejects.toThrow(UserError);
  });

  test('poisoned names reach the report as they are', async () => {
    const odd = ['::set-env name=x::y.json', '\u202Egnp.json', 'a\nb.json', '__proto__/x.json', `${'d/'.repeat(900)}x.json`];
    const { files, resources } = await read(Object.fromEntries(odd.map((path) => [path, network('n')])));
    expect(files.judged).toEqual(odd.toSorted());
    expect(resources.map((resource) => resource.originOf?.('')?.file)).toEqual(odd.toSorted());
  });
});

describe('places', () => {
  const files = {
    'main.json': `{
  "$schema": "${schema}",
  "contentVersion": "1.0.0.0",
  "parameters": { "access": { "type": "string", "defaultValue": "Enabled" } },
  "resources": [
    {
      "type": "Microsoft.ContainerRegistry/registries",
      "apiVersion": "2023-07-01",
      "name": "registry",
      "properties": {
        "publicNetworkAccess": "[parameters('access')]",
        "adminUserEnabled": false
      }
    }
  ]
}`,
  };

  test('a property has its line, and its value the line where it was written', async () => {
    const [registry] = (await read(files)).resources;
    expect(registry?.originOf?.('/properties/publicNetworkAccess')).toEqual({ file: 'main.json', pointer: '/resources/0/properties/publicNetworkAccess', line: 11, column: 9 });
    expect(registry?.originOf?.('/properties/dataEndpointEnabled')).toMatchObject({ pointer: '/resources/0/properties', line: 10 });
    expect(registry?.writingOf?.('/properties/adminUserEnabled')).toMatchObject({ kind: 'literal', range: { line: 12, column: 29, endColumn: 34 } });
    expect(registry?.writingOf?.('/properties/publicNetworkAccess')).toMatchObject({
      kind: 'literal',
      origin: { file: 'main.json', line: 4 },
      through: [{ kind: 'parameter', name: 'access' }],
      range: { line: 4, column: 65, endColumn: 74 },
    });
    expect(registry?.writingOf?.('/properties/dataEndpointEnabled')).toMatchObject({ kind: 'absent' });
  });

  test('a value from a parameter file is written there', async () => {
    const [registry] = (await read({ ...files, 'main.parameters.json': values({ access: 'Disabled' }) })).resources;
    expect(registry?.body).toMatchObject({ properties: { publicNetworkAccess: 'Disabled' } });
    expect(registry?.writingOf?.('/properties/publicNetworkAccess')).toMatchObject({ kind: 'literal', origin: { file: 'main.parameters.json', line: 6 }, range: { line: 6 } });
  });

  test('a value from a linked template is written in that', async () => {
    const registry = (await read({ ...files, 'azuredeploy.json': template([linkTo('main.json')]) })).resources.find(({ type }) => type.includes('Registry'));
    expect(registry?.originOf?.('/properties/adminUserEnabled')).toMatchObject({ file: 'main.json', line: 12 });
  });
});

describe('parameter files', () => {
  test.each([
    ['azuredeploy.json', 'azuredeploy.parameters.json'],
    ['main.json', 'main.parameters.json'],
    ['main.json', 'main.parameters.dev.json'],
    ['main.json', 'main.dev.parameters.json'],
    ['main.json', 'main.param.json'],
    ['main.json', 'main-dev.params.json'],
    ['main.json', 'main-parameters.json'],
    ['main.json', 'parameters.main.json'],
    ['Main.json', 'main.Parameters.json'],
    ['main.jsonc', 'main.parameters.jsonc'],
    ['resources.template.json', 'resources.parameters.json'],
    ['template.json', 'parameters.json'],
    ['main.json', 'parameters.json'],
    ['main.json', 'dev.parameters.json'],
    ['anything.json', 'parameters.dev.json'],
    ['main.json', 'parameters/dev.json'],
    ['infra/main.json', 'infra/parameters/main.dev.json'],
    ['infra/main.json', 'infra/environments/dev/main.parameters.json'],
    ['infra/templates/main.json', 'infra/parameters/main.dev.parameters.json'],
  ])('%s takes its values from %s', async (main, parameters) => {
    const folder = folderWith({ [main]: template(), [parameters]: values({ name: 'from-file' }) });
    const infrastructure = await readFrom(folder);
    expect(names(infrastructure)).toEqual(['from-file']);
    expect(infrastructure.files.parameters).toEqual([parameters]);
    expect(infrastructure.files.skipped).toEqual({});
    // Naming one of the two finds the other, unless any name would do for it.
    expect(names(await readFrom(folder, { paths: [main] }))).toEqual(['from-file']);
    const found = await readFrom(folder, { paths: [parameters] });
    expect(main === 'anything.json' ? found.problems.map(({ message }) => message) : names(found)).toEqual(main === 'anything.json' ? [expect.stringMatching(/^No template was found/)] : ['from-file']);
  });

  test.each([['main.json'], ['*.json'], ['./main.json', '!other']])('those beside a template that %s names are found', async (...paths) => {
    const infrastructure = await read({ 'main.json': template(), 'main.parameters.dev.json': values({ name: 'dev' }), 'parameters/main.prod.json': values({ name: 'prod' }) }, { paths });
    expect(names(infrastructure)).toEqual(['dev', 'prod']);
  });

  test('each makes a deployment of its own', async () => {
    const { resources } = await read({ 'main.json': template(), 'main.dev.parameters.json': values({ name: 'dev' }), 'main.prod.parameters.json': values({ name: 'prod' }) });
    expect(resources.map(({ name, writingOf }) => [name, writingOf?.('/name')?.origin.file])).toEqual([
      ['dev', 'main.dev.parameters.json'],
      ['prod', 'main.prod.parameters.json'],
    ]);
  });

  test('a resource that is the same in every deployment is one, and two where the same value has to be changed in two files', async () => {
    const files = {
      'main.json': template([network('fixed'), network("[parameters('name')]")]),
      'main.dev.parameters.json': values({ name: 'shared' }),
      'main.prod.parameters.json': values({ name: 'shared' }),
    };
    const { resources } = await read(files);
    expect(resources.map(({ name, writingOf }) => [name, writingOf?.('/name')?.origin.file])).toEqual([
      ['fixed', 'main.json'],
      ['shared', 'main.dev.parameters.json'],
      ['shared', 'main.prod.parameters.json'],
    ]);
  });

  test('that are taken away are not used', async () => {
    expect(names(await read({ 'main.json': template(), 'main.parameters.json': values({ name: 'x' }) }, { paths: ['main.json', '!*.parameters.json'] }))).toEqual(['default']);
  });

  test('say in their metadata which template they are for', async () => {
    const files = {
      'templates/a.json': template(),
      'dev/one.parameters.json': values({ name: 'from-root' }, { template: 'templates/a.json' }),
      'dev/two.parameters.json': values({ name: 'from-file' }, { template: '../templates/a.json' }),
    };
    expect(names(await read(files))).toEqual(['from-root', 'from-file']);
    expect(names(await read(files, { paths: ['dev'] }))).toEqual(['from-root', 'from-file']);
  });

  test.each(['nowhere.json', '../../../etc/passwd', '/etc/passwd', '../package.json'])('with %s in their metadata are a problem with a line', async (path) => {
    const { problems } = await read({ 'package.json': {}, 'dev/x.parameters.json': values({ name: 'x' }, { template: path }) });
    expect(problems).toEqual([{ kind: 'unread', message: expect.stringMatching(/is not in the checkout, or is no template$/), origin: { file: 'dev/x.parameters.json', pointer: '/metadata/template', line: 5, column: 5 } }]);
  });

  test('of a Bicep file that deploys nothing, or of nothing, are counted', async () => {
    const { files, problems } = await read({ 'main.bicep': '', 'main.parameters.json': values({}), 'x.parameters.json': values({}, { template: 'main.bicep' }) });
    expect([files.skipped, files.other, problems]).toEqual([{ notInfrastructure: 1, parameters: 2 }, {}, []]);
  });

  test('are not forced on a template that does not declare their parameters', async () => {
    expect(names(await read({ 'main.json': template(), 'unrelated.parameters.json': values({ other: 1 }) }))).toEqual(['default']);
  });

  test('that cannot be read are errors', async () => {
    const { problems } = await read({ 'main.json': template(), 'main.parameters.json': '{"$schema": "https://x/deploymentParameters.json#",' }, { paths: ['main.json'] });
    expect(problems).toMatchObject([{ kind: 'error', origin: { file: 'main.parameters.json', line: 1 } }]);
  });

  describe('that the user names', () => {
    const files = {
      'a/main.json': template(),
      'b/main.json': template([network("[parameters('other')]")], { other: { type: 'string', defaultValue: 'b' } }),
      'a/main.parameters.json': values({ name: 'found' }),
      'prod.json': values({ name: 'named' }),
    };

    test('take the place of those found, for every template that declares their parameters', async () => {
      expect(names(await read(files, { parameterFiles: ['prod.json'], paths: ['a', 'b'] }))).toEqual(['named', 'b']);
    });

    test('go with the template they lie beside', async () => {
      expect(names(await read({ ...files, 'b/main.prod.parameters.json': values({ other: 'c' }) }, { parameterFiles: ['b/main.prod.parameters.json'], paths: ['a', 'b'] }))).toEqual(['found', 'c']);
    });

    test('may lie outside of the checkout', async () => {
      const outside = folderWith({ 'p.json': values({ name: 'outside' }) });
      expect(names(await read(files, { parameterFiles: [join(outside, 'p.json')], paths: ['a'] }))).toEqual(['outside']);
    });

    test('must be parameter files', async () => {
      await expect(read(files, { parameterFiles: ['a/main.json'] })).rejects.toThrow(/"a\/main\.json" holds no parameters of a template/);
      await expect(read(files, { parameterFiles: ['nowhere.json'] })).rejects.toThrow(UserError);
    });
  });

  test('inline values win, for every template that declares them; a name that none declares is told', async () => {
    const files = { 'a.json': template(), 'a.parameters.json': values({ name: 'file' }), 'b.json': template([network('b')], {}) };
    const infrastructure = await read(files, { parameters: { Name: 'inline', nmae: 1 } });
    expect(names(infrastructure)).toEqual(['inline', 'b']);
    expect(infrastructure.problems).toEqual([]);
    expect(infrastructure.notes).toEqual(['No template declares the parameter "nmae" that was passed.']);
  });
});

describe('linked templates', () => {
  const nested = template([network("[parameters('name')]")], { name: { type: 'string' } });

  test('are judged through the templates that link to them', async () => {
    const parent = template([{ ...linkTo('nested/net.json'), properties: { mode: 'Incremental', templateLink: { relativePath: 'nested/net.json' }, parameters: { name: { value: 'given' } } } }]);
    const infrastructure = await read({ 'main.json': parent, 'nested/net.json': nested });
    expect(names(infrastructure)).toEqual(['given']);
    expect(infrastructure.files).toMatchObject({ judged: ['main.json', 'nested/net.json'], linked: ['nested/net.json'] });
    expect(infrastructure.problems).toEqual([]);
  });

  test('are judged on their own with parameters of their own, or when nobody reaches them', async () => {
    const parent = template([{ ...linkTo('net.json'), condition: false }]);
    expect(names(await read({ 'main.json': parent, 'net.json': template() }))).toEqual(['default']);
    const given = template([linkTo('net.json')]);
    const both = await read({ 'main.json': given, 'net.json': template(), 'net.parameters.json': values({ name: 'own' }) });
    expect(names(both)).toEqual(['default', 'own']);
    expect(both.files.linked).toEqual([]);
  });

  test('are read wherever they lie in the checkout, asked for or not', async () => {
    const infrastructure = await read({ 'infra/main.json': template([linkTo('../shared/a.json')]), 'shared/a.json': template([linkTo('b.json')]), 'shared/b.json': template() }, { paths: ['infra'] });
    expect(names(infrastructure)).toEqual(['default']);
    expect(infrastructure.files.judged).toEqual(['infra/main.json', 'shared/a.json', 'shared/b.json']);
  });

  test('that link to each other are not both passed over', async () => {
    const infrastructure = await read({ 'a.json': template([network('a'), linkTo('b.json')]), 'b.json': template([network('b'), linkTo('a.json')]) });
    expect(names(infrastructure)).toEqual(expect.arrayContaining(['a', 'b']));
    expect(infrastructure.problems.length).toBeGreaterThan(0);
  });

  test.each(['../../outside.json', '../../../../../../etc/passwd', 'nowhere.json', 'link.json', 'notes.txt'])('%s is not read, and told with its line', async (path) => {
    const parent = folderWith({ 'checkout/infra/main.json': template([linkTo(path)]), 'checkout/infra/notes.txt': 'x', 'outside.json': template([network('outside')]) });
    symlinkSync(join(parent, 'outside.json'), join(parent, 'checkout/infra/link.json'));
    const { resources, problems } = await readFrom(join(parent, 'checkout'), { paths: ['infra/main.json'] });
    expect(resources.map(({ name }) => name)).not.toContain('outside');
    expect(problems).toMatchObject([{ kind: 'unread', origin: { file: 'infra/main.json', line: expect.any(Number) } }]);
  });

  test('outside of the checkout only what the user named is read', async () => {
    const parent = folderWith({
      'checkout/x.json': '{}',
      'shared/main.json': template([linkTo('sub/a.json')]),
      'shared/sub/a.json': template([network('inside')]),
      'far/main.json': template([linkTo('../shared/sub/a.json')]),
    });
    const checkout = join(parent, 'checkout');
    expect(names(await readFrom(checkout, { paths: [join(parent, 'shared')] }))).toEqual(['inside']);
    for (const paths of [['../far'], [join(parent, 'far/main.json')], [join(parent, 'shared/main.json')]]) {
      const { resources, problems } = await readFrom(checkout, { paths });
      expect(resources.filter(({ name }) => name === 'inside')).toEqual([]);
      expect(problems).toMatchObject([{ kind: 'unread' }]);
    }
  });

  test('without end are given up', async () => {
    const folder = folderWith({ 'main.json': template(), 'next.json': template() });
    const { problems } = await readFrom(folder, { paths: ['main.json'] }, { expand: ({ linked }) => ({ resources: [], skipped: [], problems: [], outputs: {}, effort: 0, isExhausted: false, wanted: [`${'./'.repeat(linked?.size ?? 0)}next.json`] }) });
    expect(problems).toMatchObject([{ kind: 'unread', message: expect.stringContaining('the rest is not judged') }]);
  });
});

describe('a long run', () => {
  test('stops when it is cancelled', async () => {
    const folder = folderWith({ 'a.json': template(), 'b.json': template() });
    await expect(readFrom(folder, {}, { signal: AbortSignal.abort() })).rejects.toThrow(CancelledError);
    const controller = new AbortController();
    const expand = (): never => {
      controller.abort();
      return { resources: [], problems: [], wanted: [], outputs: {} } as never;
    };
    await expect(readFrom(folder, {}, { signal: controller.signal, expand })).rejects.toThrow(CancelledError);
  });

  test('tells how far it is after two seconds, and each second from then on', async () => {
    const told: Progress[] = [];
    const ignore = (): void => undefined;
    const logger: Logger = { debug: ignore, info: ignore, notice: ignore, warning: ignore, error: ignore, mask: ignore, group: (_, body) => body(), progress: (progress) => told.push(progress) };
    let now = 0;
    const clock = { now: () => (now += 600), sleep: () => Promise.resolve() };
    await readFrom(folderWith(Object.fromEntries(Array.from({ length: 7 }, (_, index) => [`${index}.json`, '{}']))), {}, { logger, clock });
    expect(told).toEqual([
      { subject: 'infrastructure files', state: '4 of 7 read', elapsed: 2400 },
      { subject: 'infrastructure files', state: '6 of 7 read', elapsed: 3600 },
    ]);
  });
});
