/** Small and large files that would take all time or memory. Each ends within bounds, fails, and says so in a sentence. */
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { isExhaustive } from '../../exhaustive.ts';
import { runCommandLine } from '../command-line.ts';
import { freshFolder } from '../package.ts';

const schema = 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#';
type Json = Readonly<Record<string, unknown>>;

const template = (parts: Json): string => JSON.stringify({ $schema: schema, contentVersion: '1.0.0.0', ...parts });
const cluster = (properties: Json, more: Json = {}): Json => ({ type: 'Microsoft.ContainerService/managedClusters', apiVersion: '2026-05-01', name: 'demo', properties, ...more });
const outbound = (outboundType: unknown): Json => cluster({ networkProfile: { outboundType } });
const link = (relativePath: string, index = 0): Json => ({ type: 'Microsoft.Resources/deployments', apiVersion: '2022-09-01', name: `d${index}`, properties: { mode: 'Incremental', templateLink: { relativePath } } });
const expression = (text: string, parts: Json = {}): Json => ({ 'main.json': template({ ...parts, resources: [outbound(text)] }) });
/** Sixty variables, each made of the one before it. */
const growing = (next: (before: string) => string): Json => expression("[variables('v60')]", { variables: Object.fromEntries(Array.from({ length: 61 }, (_, index) => [`v${index}`, index === 0 ? 'x'.repeat(1000) : `[${next(`variables('v${index - 1}')`)}]`])) });
const loop = (inner: Json, count: number): Json => ({ type: 'Microsoft.Resources/deployments', apiVersion: '2022-09-01', name: "[concat('d', copyIndex())]", copy: { name: 'c', count }, properties: { mode: 'Incremental', template: { $schema: schema, contentVersion: '1.0.0.0', resources: [inner] } } });
const copied = (count: number): Json => ({ ...outbound('loadBalancer'), name: "[concat('a', copyIndex())]", copy: { name: 'cc', count } });
/** A resource that nothing is wrong with, by the hundred. */
const identities = (count: number): Json => ({ type: 'Microsoft.ManagedIdentity/userAssignedIdentities', apiVersion: '2024-11-30', name: "[concat('a', copyIndex())]", copy: { name: 'cc', count } });
const many = (count: number, file: (index: number) => readonly [string, string]): Json => Object.fromEntries(Array.from({ length: count }, (_, index) => file(index)));

const bombs: Readonly<Record<string, () => Json>> = {
  'texts that double': () => growing((before) => `concat(${before}, ${before})`),
  'texts that grow by replacing': () => growing((before) => `replace(${before}, 'x', 'xxxxxxxxxx')`),
  'a pad of two billion': () => expression("[padLeft('x', 2000000000)]"),
  'a format of two billion': () => expression("[format('{0,2000000000}', 'x')]"),
  'lambdas in lambdas': () => expression("[string(map(range(0, 10000), lambda('a', map(range(0, 10000), lambda('b', map(range(0, 10000), lambda('c', 1)))))))]"),
  'a reduction that doubles': () => expression("[string(reduce(range(0, 10000), createArray(1), lambda('a', 'b', concat(lambdaVariables('a'), lambdaVariables('a')))))]"),
  'json in json': () => expression(`[${'json('.repeat(500)}'1'${')'.repeat(500)}]`),
  'a search for a long text in a long one': () => expression("[contains(padLeft('', 1000000, 'a'), concat(padLeft('', 500000, 'a'), 'b'))]"),
  'an expression of twenty thousand levels': () => expression(`[${'not('.repeat(20_000)}true${')'.repeat(20_000)}]`),
  'a function that calls itself': () => expression('[c.f(1)]', { functions: [{ namespace: 'c', members: { f: { parameters: [{ name: 'a', type: 'int' }], output: { type: 'int', value: "[c.f(parameters('a'))]" } } } }] }),
  'functions that call the next one twice': () => expression("[c.f0('x')]", { functions: [{ namespace: 'c', members: Object.fromEntries(Array.from({ length: 60 }, (_, index) => [`f${index}`, { parameters: [{ name: 'a', type: 'string' }], output: { type: 'string', value: index < 59 ? `[concat(c.f${index + 1}(parameters('a')), c.f${index + 1}(parameters('a')))]` : "[parameters('a')]" } }])) }] }),
  'parameters that need each other': () => expression("[parameters('a')]", { parameters: { a: { type: 'string', defaultValue: "[parameters('b')]" }, b: { type: 'string', defaultValue: "[parameters('a')]" } } }),
  'loops in loops': () => ({ 'main.json': template({ resources: [loop(loop(loop((isExhaustive ? copied : identities)(800), 800), 800), 800)] }) }),
  'a hundred thousand clusters': () => ({ 'main.json': template({ resources: [loop(copied(125), 800)] }) }),
  'node pools by the ten thousand': () => ({ 'main.json': template({ resources: [cluster({ agentPoolProfiles: Array.from({ length: isExhaustive ? 100_000 : 20_000 }, () => ({ name: 'x', enableNodePublicIP: true })) })] }) }),
  'a template that links itself': () => ({ 'main.json': template({ resources: [link('main.json')] }) }),
  'templates that all link each other': () => many(50, (file) => [`x${file}.json`, template({ resources: Array.from({ length: 50 }, (_, index) => link(`x${index}.json`, index)) })]),
  'templates that link the next one eight times': () => many(20, (file) => [`x${file}.json`, template({ resources: Array.from({ length: 8 }, (_, index) => link(`x${file + 1}.json`, index)) })]),
  'a million levels': () => ({ 'main.json': `{"$schema": "${schema}", "a": ${'['.repeat(1_000_000)}${']'.repeat(1_000_000)}}` }),
  'five million objects': () => ({ 'main.json': `{"$schema": "${schema}", "a": [${'{},'.repeat(5_000_000)}{}]}` }),
  'eight million numbers': () => ({ 'main.json': `{"$schema": "${schema}", "a": [${'0,'.repeat(8_000_000)}0]}` }),
  'four million comments, and an end that is none': () => ({ 'main.json': `{"$schema": "${schema}", ${'/**/'.repeat(3_900_000)}` }),
  'a comment without end': () => ({ 'main.json': `${'/*'.repeat(4_000_000)}{"$schema": "${schema}"}` }),
  'names of ten megabytes': () => ({ 'main.json': template({ resources: [{ ...outbound('loadBalancer'), name: 'n'.repeat(10_000_000) }] }) }),
  'a value of ten megabytes': () => ({ 'main.json': template({ resources: [outbound('v'.repeat(10_000_000))] }) }),
  'a key of ten megabytes': () => ({ 'main.json': template({ resources: [cluster({ networkProfile: { ['k'.repeat(10_000_000)]: 1 } })] }) }),
  'a template with a hundred parameter files': () => ({
    'main.json': template({ parameters: { o: { type: 'string' } }, resources: Array.from({ length: isExhaustive ? 300 : 30 }, (_, index) => ({ ...outbound("[parameters('o')]"), name: `n${index}` })) }),
    ...many(100, (index) => [`main.p${index}.parameters.json`, JSON.stringify({ $schema: schema.replace('Template', 'Parameters'), contentVersion: '1.0.0.0', parameters: { o: { value: `x${index}` } } })]),
  }),
  'exemptions of aliases': () => ({ '.github/aks-isolation-exemptions.yml': ['a: &a [x, x, x, x, x, x, x, x, x]', ...Array.from('bcdefghijkl', (name, index) => `${name}: &${name} [${Array.from({ length: 9 }, () => `*${'abcdefghijkl'.charAt(index)}`).join(', ')}]`)].join('\n') }),
  'exemptions of levels beyond number': () => ({ '.github/aks-isolation-exemptions.yml': '['.repeat(isExhaustive ? 500_000 : 100_000) }),
  'a configuration of aliases': () => ({ '.github/aks-isolation.yml': ['a: &a [x, x, x]', 'b: &b [*a, *a, *a]'].join('\n') }),
};

/** They meet the limits that `loops in loops` meets, too. */
const alike: ReadonlySet<string> = new Set(['a hundred thousand clusters']);

describe('bombs', () => {
  test.each(Object.keys(bombs).filter((name) => isExhaustive || !alike.has(name)))('%s', async (name) => {
    const folder = await freshFolder('bomb');
    for (const [path, content] of Object.entries(bombs[name]?.() ?? {})) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), String(content));
    }
    // A process that wants more memory aborts, with a stack and no report.
    const { status, stdout, stderr, elapsed } = await runCommandLine(['check', '--format', 'lines'], { folder, environment: { NODE_OPTIONS: '--max-old-space-size=1200' } });
    expect([1, 2]).toContain(status);
    expect(`${stdout}${stderr}`.trim()).not.toBe('');
    expect(`${stdout}${stderr}`).not.toMatch(/^ +at .*:\d+:\d+|call stack|heap/m);
    expect(elapsed).toBeLessThan(60_000);
  }, 90_000);
});
