import { describe, expect, test } from '@jest/globals';
import { array, assert, boolean, constant, constantFrom, integer, letrec, oneof, property, record, tuple } from 'fast-check';
import { expandDeployment } from '../../src/template/index.ts';
import { complaints, evaluate, expand, network, only, templateOf } from './builders.ts';

const doubled = (start: unknown, step: (name: string) => string, times: number) =>
  Object.fromEntries(Array.from({ length: times + 1 }, (_, index) => [`v${index}`, index === 0 ? start : step(`v${index - 1}`)]));

describe('hostile templates', () => {
  test('names such as __proto__ are members like any other', () => {
    const text = '{"__proto__": {"polluted": true}, "constructor": {"prototype": {"polluted": true}}, "a": "[toUpper(\'b\')]"}';
    const properties: unknown = JSON.parse(text);
    const { body } = only(expand(templateOf({ resources: [network({ properties })] })));
    const made = body['properties'];
    expect(Object.keys(made as object)).toEqual(['__proto__', 'constructor', 'a']);
    expect(Object.getPrototypeOf(made)).toBe(Object.prototype);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  test('names of parameters, variables and functions are not those of JavaScript', () => {
    expect(complaints("[parameters('constructor')]")).toEqual(['There is no parameter `constructor`']);
    expect(complaints("[variables('__proto__')]")).toEqual(['There is no variable `__proto__`']);
    expect(complaints('[constructor()]')).toHaveLength(1);
    const parameterFile = { file: 'p.json', value: JSON.parse('{"parameters": {"__proto__": {"value": 1}}}') as unknown };
    expect(evaluate("[parameters('__proto__')]", { parameters: JSON.parse('{"__proto__": {"type": "int"}}') as object }, { parameterFile })).toBe(1);
  });

  test('texts of ten megabytes are taken as they are', () => {
    const name = 'x'.repeat(10_000_000);
    expect(only(expand(templateOf({ resources: [network({ name })] }))).name).toBe(name);
    expect(complaints(`[concat('${name}')]`)).toHaveLength(1);
  });

  test.each([
    ['texts', doubled('xxxxxxxxxxxxxxxx', (name) => `[concat(variables('${name}'), variables('${name}'))]`, 60)],
    ['arrays', doubled([1], (name) => `[concat(variables('${name}'), variables('${name}'))]`, 60)],
    ['arrays that share their elements', doubled([1], (name) => `[createArray(variables('${name}'), variables('${name}'))]`, 60)],
    ['objects that share their members', doubled({}, (name) => `[createObject('a', variables('${name}'), 'b', variables('${name}'))]`, 60)],
    ['written arrays', Object.fromEntries(Array.from({ length: 61 }, (_, index) => [`v${index}`, index === 0 ? 1 : [`[variables('v${index - 1}')]`, `[variables('v${index - 1}')]`]]))],
  ])('doubling %s is an error', (_, variables) => {
    const { problems } = expand(templateOf({ variables, resources: [network({ tags: { t: "[variables('v60')]" } })] }));
    expect(problems).toHaveLength(1);
  });

  test('looking again and again at what was doubled is an error', () => {
    const variables = { ...doubled([1], (name) => `[createArray(variables('${name}'), variables('${name}'))]`, 16), copy: [{ name: 'all', count: 800, input: "[length(variables('v16'))]" }] };
    expect(expand(templateOf({ variables, resources: [network({ tags: { t: "[variables('all')]" } })] })).problems).toHaveLength(1);
  });

  test('long chains of variables are an error', () => {
    const variables = Object.fromEntries(Array.from({ length: 5000 }, (_, index) => [`v${index}`, index === 0 ? 1 : `[variables('v${index - 1}')]`]));
    expect(complaints("[variables('v4999')]", { variables })).toEqual(['More than 160 parameters and variables need each other in a row']);
  });

  test('documents nested without end are an error', () => {
    let deep: unknown = 1;
    for (let depth = 0; depth < 100_000; depth += 1) deep = [deep];
    expect(expand(templateOf({ variables: { deep } })).problems).toMatchObject([{ kind: 'error' }]);
    expect(expand(templateOf({ parameters: { p: { type: 'array' } } }), { parameterFile: { file: 'p.json', value: { parameters: { p: { value: deep } } } } }).problems).toMatchObject([{ kind: 'error' }]);
  });

  test('what is deep in every way at once is an error at most', () => {
    const wrap = (value: unknown, depth: number): unknown => (depth === 0 ? value : { a: [wrap(value, depth - 1)] });
    const variables = Object.fromEntries(Array.from({ length: 150 }, (_, index) => [`v${index}`, index === 0 ? 1 : wrap(`[${'array('.repeat(60)}variables('v${index - 1}')${')'.repeat(60)}]`, 100)]));
    expect(complaints("[variables('v149')]", { variables }).length).toBeGreaterThan(0);
    expect(expand(templateOf({ variables, resources: [network({ properties: wrap("[variables('v149')]", 120) })] })).problems.length).toBeGreaterThan(0);
  });

  test('expressions nested without end are an error', () => {
    expect(complaints(`[${'not('.repeat(10_000)}true()${')'.repeat(10_000)}]`)).toHaveLength(1);
  });

  test('mistakes without end are told up to a thousand', () => {
    const many = Array.from({ length: 1500 }, (_, index) => index);
    const parameters = Object.fromEntries(many.map((index) => [`${'parameter'.repeat(6)}${index}`, { type: 'string', defaultValue: '' }]));
    const tags = Object.fromEntries(many.map((index) => [`t${index}`, `[parameters('${'parametre'.repeat(6)}${index}')]`]));
    const calls = Object.fromEntries(many.map((index) => [`t${index}`, `[substring('a', ${index + 5})]`]));
    expect(expand(templateOf({ parameters, resources: [network({ tags })] })).problems.length).toBeLessThanOrEqual(1001);
    expect(expand(templateOf({ resources: [network({ tags: calls })] })).problems).toHaveLength(1001);
    const strangers = Object.fromEntries(many.map((index) => [`${'parametre'.repeat(6)}${index}`, { value: 1 }]));
    expect(expand(templateOf({ parameters }), { parameterFile: { file: 'p.json', value: { parameters: strangers } } }).problems.length).toBeLessThanOrEqual(1001);
  });

  test('loops in loops in loops are an error, and end', () => {
    const loop = (name: string, input: unknown) => ({ copy: [{ name, count: 800, input }] });
    const { problems } = expand(templateOf({ resources: [network({ properties: loop('a', loop('b', loop('c', loop('d', "[copyIndex('d')]")))) })] }));
    expect(problems).toHaveLength(1);
  });

  test('nested deployments that multiply are an error, and end', () => {
    let template: object = templateOf({ resources: [network()] });
    for (let depth = 0; depth < 10; depth += 1) {
      template = templateOf({ resources: [{ type: 'Microsoft.Resources/deployments', name: 'd', copy: { name: 'c', count: 800 }, properties: { template } }] });
    }
    const { problems, resources } = expand(template);
    expect(problems).toHaveLength(1);
    expect(resources.length).toBeLessThanOrEqual(100_000);
  });

  test('what is given for a template, its parameters and links may be anything', () => {
    const template = { file: 'main.json', value: templateOf({ resources: [{ type: 'Microsoft.Resources/deployments', name: 'd', properties: { templateLink: { relativePath: 'x.json' } } }] }) };
    for (const value of [undefined, null, 5, 'x', [], [[]], {}, { resources: 5 }, { resources: [5, null, {}, { type: 5, name: 5 }] }, { parameters: [], variables: 'x', functions: {}, outputs: 5, definitions: 1 }]) {
      expect(() => expandDeployment({ template: { file: 'x.json', value } })).not.toThrow();
      expect(() => expandDeployment({ template, parameterFile: { file: 'p.json', value }, linked: new Map([['x.json', { file: 'x.json', value }]]) })).not.toThrow();
    }
  });
});

const expressions = constantFrom(
  "[parameters('a')]",
  "[variables('a')]",
  "[variables('b')]",
  "[copyIndex()]",
  "[copyIndex('a')]",
  '[resourceGroup().id]',
  "[reference('a').outputs.o.value]",
  "[concat('a', parameters('b'))]",
  "[if(parameters('a'), variables('a'), variables('b'))]",
  "[union(variables('a'), createObject('a', parameters('a')))]",
  '[a.b()]',
  '[[a]',
  '[',
  '[]',
  'Microsoft.Resources/deployments',
  'Microsoft.Network/virtualNetworks',
);
const keys = constantFrom('a', 'b', 'copy', 'name', 'type', 'count', 'input', 'properties', 'template', 'parameters', 'variables', 'resources', 'outputs', 'value', 'defaultValue', 'condition', 'scope', 'templateLink', 'relativePath', 'functions', 'namespace', 'members', 'output', '__proto__', "[parameters('a')]");
const { value: anything } = letrec<{ value: unknown }>((tie) => ({
  value: oneof({ maxDepth: 6, withCrossShrink: true }, expressions, boolean(), integer({ min: -1, max: 4 }), constant(null), array(tie('value'), { maxLength: 4 }), array(tuple(keys, tie('value')), { maxLength: 6 }).map((entries) => Object.fromEntries(entries))),
}));

describe('whatever a template holds', () => {
  test('expansion ends without throwing, and so does every question about the result', () => {
    assert(
      property(record({ parameters: anything, variables: anything, resources: array(anything, { maxLength: 4 }), outputs: anything, functions: anything }), anything, (template, parameters) => {
        const { resources } = expandDeployment({ template: { file: 'main.json', value: template }, parameterFile: { file: 'p.json', value: { parameters } }, linked: new Map([['a', { file: 'a', value: template }]]) });
        for (const resource of resources) {
          for (const pointer of ['', '/name', '/properties', '/properties/a/b', '/a/0', '/properties/copy']) {
            expect(resource.placeOf(pointer).pointer).toMatch(/^(?:\/|$)/);
            expect(resource.provenanceOf(pointer).place.pointer).toMatch(/^(?:\/|$)/);
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  test('expansion is a function of its input, and leaves it alone', () => {
    assert(
      property(record({ parameters: anything, variables: anything, resources: array(anything, { maxLength: 4 }) }), (template) => {
        const before = JSON.stringify(template);
        const [first, second] = [1, 2].map(() => expandDeployment({ template: { file: 'main.json', value: template } }));
        expect(JSON.stringify(first)).toBe(JSON.stringify(second));
        expect(JSON.stringify(template)).toBe(before);
      }),
      { numRuns: 200 },
    );
  });
});
