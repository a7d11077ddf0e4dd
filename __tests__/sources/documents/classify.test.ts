import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { classify } from '../../../src/sources/documents/classify.ts';
import { hasSigns, looksLikeInfrastructure } from '../../../src/sources/documents/signs.ts';

const schemas = 'https://schema.management.azure.com/schemas';
const cluster = { type: 'Microsoft.ContainerService/managedClusters', apiVersion: '2025-01-01', name: 'aks', location: 'westeurope', properties: {} };
const id = '/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg/providers/Microsoft.ContainerService/managedClusters/aks';

function kindOf(document: unknown): string {
  const text = typeof document === 'string' ? document : JSON.stringify(document);
  const found = classify(text);
  return found.kind === 'skipped' ? found.reason : found.kind === 'problem' ? found.problem : found.kind;
}

describe('templates', () => {
  test.each([
    ['of resource groups', { $schema: `${schemas}/2019-04-01/deploymentTemplate.json#`, resources: [] }],
    ['of subscriptions', { $schema: `${schemas}/2018-05-01/subscriptionDeploymentTemplate.json#`, resources: [] }],
    ['of management groups', { $schema: `${schemas}/2019-08-01/managementGroupDeploymentTemplate.json#`, resources: [] }],
    ['of tenants', { $schema: `${schemas}/2019-08-01/tenantDeploymentTemplate.json#`, resources: [] }],
    ['by a schema in another case', { $SCHEMA: `${schemas}/2019-04-01/DEPLOYMENTTEMPLATE.JSON`, resources: [] }],
    ['without a schema', { contentVersion: '1.0.0.0', resources: [] }],
    ['with symbolic names', { contentVersion: '1.0.0.0', resources: { aks: cluster } }],
    ['without a schema and a version', { resources: [cluster] }],
    ['with nothing but a schema', { $schema: `${schemas}/2019-04-01/deploymentTemplate.json#` }],
    ['with comments and a comma too many', `{ // a comment\n "$schema": "${schemas}/2019-04-01/deploymentTemplate.json#", "resources": [], }`],
    ['behind escapes', `{"\\u0024schema": "https:\\/\\/x\\/deployment\\u0054emplate.json#", "resources": []}`],
    ['after a byte order mark', `\uFEFF{"contentVersion":"1.0.0.0","resources":[]}`],
  ])('%s', (_, document) => {
    expect(kindOf(document)).toBe('template');
  });
});

test('a resource is one although it says that it is a plan', () => {
  expect(kindOf({ ...cluster, format_version: '1.2', planned_values: {} })).toBe('resources');
});

describe('files that are not what they hold', () => {
  test('a pointer of Git LFS is an error: what it stands for is not checked out', () => {
    expect(classify('version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n')).toMatchObject({ kind: 'problem', problem: 'error', message: expect.stringContaining('"lfs: true"') });
  });

  test('what is no text in UTF-8 or UTF-16 is one: nobody can tell what it is', () => {
    const ebcdic = Buffer.from('c04040e09381a289d7e5e2d6', 'hex').toString('utf8');
    expect(classify(ebcdic)).toMatchObject({ kind: 'problem', problem: 'error', message: 'The file is text neither in UTF-8 nor in UTF-16' });
  });

  test('JSON with texts in an older encoding is none: its names can be read', () => {
    expect(kindOf(Buffer.from('{"name": "\u00e4\u00f6\u00fc\u00df\u00e4\u00f6\u00fc\u00df\u00e4\u00f6\u00fc\u00df"}', 'latin1').toString('utf8'))).toBe('notInfrastructure');
  });
});

describe('parameters', () => {
  test.each([
    ['by schema', { $schema: `${schemas}/2015-01-01/deploymentParameters.json#`, parameters: {} }],
    ['by their shape', { contentVersion: '1.0.0.0', parameters: { a: { value: 1 }, b: { reference: {} } } }],
  ])('%s', (_, document) => {
    expect(kindOf(document)).toBe('parameters');
  });

  test('not what merely has the word', () => {
    expect(kindOf({ parameters: { a: 1 } })).toBe('notInfrastructure');
    expect(kindOf({ parameters: { a: { value: 1 } }, other: 1 })).toBe('notInfrastructure');
    expect(kindOf({ parameters: {} })).toBe('notInfrastructure');
  });
});

describe('resources', () => {
  test.each([
    ['one', cluster, ['']],
    ['one by its id alone', { id, properties: {} }, ['']],
    ['an array', [cluster, 1, { ...cluster, name: 'b' }], ['/0', '/2']],
    ['the answer of a list', { value: [cluster] }, ['/value/0']],
    ['the answer of Resource Graph', { count: 1, data: [{ id, properties: {} }] }, ['/data/0']],
    ['what az prints of a resource that it made', { 'a/b': { id, name: 'aks', location: 'x' } }, ['/a~1b']],
    ['of another publisher', { type: 'NGINX.NGINXPLUS/nginxDeployments', name: 'n' }, ['']],
  ])('%s', (_, document, pointers) => {
    const found = classify(JSON.stringify(document));
    expect(found.kind === 'resources' ? found.resources.map(({ pointer }) => pointer) : found).toEqual(pointers);
  });

  test.each([
    ['a package', { name: 'x', version: '1.0.0', type: 'module' }],
    ['a resource type without a name', { type: 'Microsoft.X/y' }],
    ['a Kubernetes object', { apiVersion: 'v1', kind: 'Pod' }],
    ['an array of numbers', [1, 2]],
    ['a text', '"Microsoft.X/y"'],
    ['null', 'null'],
  ])('%s is none', (_, document) => {
    expect(kindOf(document)).toBe('notInfrastructure');
  });
});

describe('policy documents are counted as such', () => {
  test.each([
    ['a definition', { properties: { policyRule: { if: {} } } }],
    ['a bare definition', { policyRule: {} }],
    ['an initiative', { properties: { policyDefinitions: [] } }],
    ['an assignment with its type', { type: 'Microsoft.Authorization/policyAssignments', name: 'x', properties: {} }],
    ['an array of definitions', [{ type: 'Microsoft.Authorization/policyDefinitions', name: 'x', properties: {} }]],
  ])('%s', (_, document) => {
    expect(kindOf(document)).toBe('policy');
  });

  test('but not what stands beside them', () => {
    const found = classify(JSON.stringify([{ type: 'Microsoft.Authorization/policyDefinitions', name: 'x' }, cluster]));
    expect(found).toMatchObject({ kind: 'resources', resources: [{ pointer: '/1' }] });
  });
});

test('a Terraform plan', () => {
  expect(kindOf({ format_version: '1.2', planned_values: { root_module: {} } })).toBe('terraformPlan');
});

test.each([
  ['the body of a deployment', { properties: { mode: 'Incremental', template: { contentVersion: '1.0.0.0', resources: [cluster] } } }],
  ['a template spec', { type: 'Microsoft.Resources/templateSpecs/versions', name: 's/1', properties: { mainTemplate: { contentVersion: '1.0.0.0', resources: [] } } }],
])('a template inside %s is not passed over', (_, document) => {
  expect(kindOf(document)).toBe('unread');
});

describe('what cannot be read', () => {
  test.each([
    ['a template that is cut off', `{\n  "$schema": "${schemas}/2019-04-01/deploymentTemplate.json#",\n  "resources": [`, 3],
    ['a template with a key twice', `{"$schema": "${schemas}/2019-04-01/deploymentTemplate.json#",\n"resources": [],\n"Resources": []}`, 3],
    ['behind escapes', `{"\\u0024schema": "https://x/deployment\\u0054emplate.json#",\n "resources": [}`, 2],
    ['in JSON5', `{\n type: 'Microsoft.Network/virtualNetworks', apiVersion: '2024-01-01' }`, 2],
    ['a resource', `{"type": "Microsoft.Network/virtualNetworks",\n "apiVersion": "2024-01-01"`, 2],
    ['in an encoding with zero bytes', `{"type": "Microsoft.Network/virtualNetworks", "location": 1}`.split('').join('\0\0\0'), 1],
    ['nested too deeply', `{"$schema": "${schemas}/2019-04-01/deploymentTemplate.json#", "resources": ${'['.repeat(300)}${']'.repeat(300)}}`, 1],
    ['longer than what is read', `{"$schema": "${schemas}/2019-04-01/deploymentTemplate.json#",${' '.repeat(16 * 1024 * 1024)}"resources": []}`, 1],
  ])('%s is an error with its line', (_, text, line) => {
    expect(classify(text)).toMatchObject({ kind: 'problem', problem: 'error', line, message: expect.stringMatching(/looks like infrastructure and cannot be read: /) });
  });

  test.each([
    ['nothing', '', 'empty'],
    ['blanks', ' \n\t', 'empty'],
    ['no JSON at all', '{{ template }}', 'notInfrastructure'],
    ['an id in something else', '{"id": "/subscriptions/x" oops', 'invalid'],
    ['the settings of an editor', '{"json.schemas": [{"url": "https://x/other.json#"}], oops', 'notInfrastructure'],
  ])('%s is passed over', (_, text, reason) => {
    expect(classify(text)).toMatchObject({ kind: 'skipped', reason });
  });

  test('no text makes it throw', () => {
    fc.assert(fc.property(fc.string(), fc.json(), (noise, json) => classify(noise + json) !== undefined && classify(`{"contentVersion":${json}${noise}`) !== undefined));
  });
});

describe('signs', () => {
  test('are found in every document that is infrastructure, however its letters are escaped', () => {
    const escape = (text: string, every: number): string =>
      text.replace(/[A-Za-z$/.]/g, (letter, index: number) => (index % every === 0 ? `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}` : letter));
    fc.assert(
      fc.property(fc.constantFrom('template', 'parameters', 'resource', 'id'), fc.integer({ min: 1, max: 7 }), (kind, every) => {
        const documents: Readonly<Record<string, unknown>> = {
          template: { $schema: `${schemas}/2019-04-01/deploymentTemplate.json#`, resources: [] },
          parameters: { parameters: { a: { value: 1 } } },
          resource: cluster,
          id: { id, tags: {} },
        };
        return hasSigns(escape(JSON.stringify(documents[kind]), every));
      }),
    );
  });

  test('take linear time', () => {
    const start = performance.now();
    for (const piece of ['"a', '"a.', '"type": ', '\\u0022', '"/subscriptions', 'type"     ', '"microsoft.']) looksLikeInfrastructure(piece.repeat(1_000_000 / piece.length));
    expect(performance.now() - start).toBeLessThan(3000);
  });
});
