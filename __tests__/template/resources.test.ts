import { describe, expect, test } from '@jest/globals';
import { isUnknown } from '../../src/language/unknown.ts';
import { expand, network, only, subscriptionId, templateOf } from './builders.ts';

const group = `/subscriptions/${subscriptionId}/resourceGroups/rg`;

/** Source of the rules: learn.microsoft.com, "Understand the structure and syntax of ARM templates", "Resource declaration". */
describe('a resource', () => {
  test('is its type, name and id, and the body without what Resource Manager keeps for itself', () => {
    const resource = only(
      expand(
        templateOf({
          resources: [network({ tags: { a: 'b' }, dependsOn: ['x'], comments: 'c', metadata: { m: 1 }, '@options': { onlyIfNotExists: [], waitUntil: ["[lambda('x', true())]"] }, condition: true, properties: { subnets: [] } })],
        }),
      ),
    );
    expect(resource).toMatchObject({ type: 'Microsoft.Network/virtualNetworks', name: 'net', apiVersion: '2024-05-01', mayBeAbsent: undefined });
    expect(resource.id).toBe(`${group}/providers/Microsoft.Network/virtualNetworks/net`);
    expect(resource.body).toEqual({ type: 'Microsoft.Network/virtualNetworks', name: 'net', location: 'westeurope', tags: { a: 'b' }, properties: { subnets: [] } });
  });

  test('keeps members that are null', () => {
    expect(only(expand(templateOf({ resources: [network({ properties: { a: null, b: '[null()]' } })] }))).body['properties']).toEqual({ a: null, b: null });
  });

  test('may have expressions for type and version', () => {
    const resource = only(expand(templateOf({ variables: { version: '2024-05-01' }, resources: [network({ type: "[concat('Microsoft.Network', '/virtualNetworks')]", apiVersion: "[variables('version')]" })] })));
    expect(resource).toMatchObject({ type: 'Microsoft.Network/virtualNetworks', apiVersion: '2024-05-01' });
  });

  test('of a type that nobody knows is told', () => {
    const { resources, problems } = expand(templateOf({ parameters: { t: { type: 'string' } }, resources: [network({ type: "[parameters('t')]" })] }));
    expect(resources).toEqual([]);
    expect(problems).toMatchObject([{ message: 'The type of the resource has to be known: the parameter `t` is given no value', place: { pointer: '/resources/0/type' } }]);
  });

  test.each(['Microsoft.Resources/deploymentScripts', 'Microsoft.Resources/deploymentStacks'])('of type %s is one like any other', (type) => {
    expect(only(expand(templateOf({ resources: [{ type, name: 'x', properties: { template: {} } }] }))).body['properties']).toEqual({ template: {} });
  });

  test('has an Unknown for a name that nobody knows, and shows it as it is written', () => {
    const resource = only(expand(templateOf({ parameters: { n: { type: 'string' } }, resources: [network({ name: "[concat(parameters('n'), '-net')]" })] })));
    expect(resource.name).toBe("[concat(parameters('n'), '-net')]");
    expect(resource.id).toBeUndefined();
    expect(isUnknown(resource.body['name'])).toBe(true);
    expect(resource.body['location']).toBe('westeurope');
  });

  test('that fails in a part is told with its place, and the others go on', () => {
    const { resources, problems } = expand(templateOf({ resources: [network({ location: "[parameters('none')]" }), network({ name: 'other' })] }));
    expect(problems).toEqual([{ kind: 'error', message: 'There is no parameter `none`', place: { file: 'main.json', pointer: '/resources/0/location' } }]);
    expect(resources.map(({ name }) => name)).toEqual(['net', 'other']);
  });
});

/** Source: learn.microsoft.com, "Conditional deployment in ARM templates". */
describe('a condition', () => {
  test('that does not hold: the resource is gone', () => {
    expect(expand(templateOf({ resources: [network({ condition: "[equals('a', 'b')]" })] })).resources).toEqual([]);
  });

  test('that nobody knows: the resource may be absent', () => {
    const resource = only(expand(templateOf({ parameters: { on: { type: 'bool' } }, resources: [network({ condition: "[parameters('on')]" })] })));
    expect(resource.mayBeAbsent?.why).toContain('`on`');
  });

  test('does not reach the children', () => {
    const child = { type: 'subnets', apiVersion: '2024-05-01', name: 'sub' };
    const { resources } = expand(templateOf({ resources: [network({ condition: false, resources: [child] })] }));
    expect(resources.map(({ type }) => type)).toEqual(['Microsoft.Network/virtualNetworks/subnets']);
  });
});

/** Source: learn.microsoft.com, "Resource iteration in ARM templates". */
describe('copies of a resource', () => {
  const copied = (count: unknown, parts: object = {}) => network({ name: "[concat('net', copyIndex())]", copy: { name: 'nets', count }, ...parts });

  test.each(['serial', 'parallel'])('in mode %s', (mode) => {
    const { resources } = expand(templateOf({ resources: [copied(3, { copy: { name: 'nets', count: 3, mode, batchSize: 2 } })] }));
    expect(resources.map(({ name }) => name)).toEqual(['net0', 'net1', 'net2']);
  });

  test('with an offset and by name', () => {
    const { resources } = expand(templateOf({ resources: [copied(2, { name: "[format('{0}-{1}', copyIndex(5), copyIndex('NETS', 1))]" })] }));
    expect(resources.map(({ name }) => name)).toEqual(['5-1', '6-2']);
  });

  test('none when the count is 0', () => {
    expect(expand(templateOf({ resources: [copied(0)] })).resources).toEqual([]);
  });

  test('of which nobody knows the number: one that may be absent', () => {
    const resource = only(expand(templateOf({ parameters: { n: { type: 'int' } }, resources: [copied("[parameters('n')]")] })));
    expect(resource.mayBeAbsent?.why).toContain('`n`');
    expect(isUnknown(resource.body['name'])).toBe(true);
  });

  test.each([801, -1, 1.5, 'two'])('not %p of them', (count) => {
    const { resources, problems } = expand(templateOf({ resources: [copied(count)] }));
    expect(resources).toEqual([]);
    expect(problems.map(({ place }) => place.pointer)).toEqual(['/resources/0/copy/count']);
  });

  test('each with its own condition', () => {
    const { resources } = expand(templateOf({ resources: [copied(4, { condition: '[equals(mod(copyIndex(), 2), 0)]' })] }));
    expect(resources.map(({ name }) => name)).toEqual(['net0', 'net2']);
  });

  test('not of a child inside of its parent', () => {
    const child = { type: 'subnets', apiVersion: '2024-05-01', name: 'sub', copy: { name: 'c', count: 2 } };
    const { resources, problems } = expand(templateOf({ resources: [network({ resources: [child] })] }));
    expect(resources).toHaveLength(1);
    expect(problems).toMatchObject([{ kind: 'error', place: { pointer: '/resources/0/resources/0/copy' } }]);
  });
});
