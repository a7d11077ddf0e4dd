import { describe, expect, test } from '@jest/globals';
import { complaints, evaluate, expand, network, templateOf } from './builders.ts';

/** Source: learn.microsoft.com, "Variables in ARM templates". */
describe('variables', () => {
  test('compare without case and may need one another', () => {
    expect(evaluate("[variables('B')]", { variables: { a: 'x', b: "[concat(variables('A'), 'y')]" } })).toBe('xy');
  });

  test('are evaluated only when they are needed', () => {
    expect(expand(templateOf({ variables: { bad: '[none()]' }, resources: [network()] })).problems).toEqual([]);
  });

  test('hold what is plain as it is, null among it', () => {
    expect(evaluate("[variables('v')]", { variables: { v: { a: null, b: [1, true] } } })).toEqual({ a: null, b: [1, true] });
  });

  test('may have expressions in the names of properties', () => {
    expect(evaluate("[variables('v')]", { variables: { v: { "[concat('a', 'b')]": 1, '[[c]': 2 } } })).toEqual({ ab: 1, '[c]': 2 });
  });

  test('of which nobody knows the name of a property are unknown as a whole', () => {
    const variables = { v: { known: 1, "[parameters('n')]": 2 } };
    expect(evaluate("[variables('v')]", { variables, parameters: { n: { type: 'string' } } })).toMatchObject({ why: 'the parameter `n` is given no value', isPresent: true });
  });

  test('escape a bracket with another one', () => {
    expect(evaluate("[variables('v')]", { variables: { v: '[[not an expression]' } })).toBe('[not an expression]');
  });

  test('that need themselves are an error with the path', () => {
    const variables = { a: "[variables('b')]", b: "[parameters('p')]" };
    const parameters = { p: { type: 'string', defaultValue: "[variables('a')]" } };
    expect(complaints("[variables('a')]", { variables, parameters })).toEqual(['The variable `a` needs itself: variable a → variable b → parameter p → variable a']);
  });

  test('that fail are told once, however many need them', () => {
    const { problems } = expand(templateOf({ variables: { v: "[substring('a', 5)]" }, resources: [network({ tags: { a: "[variables('v')]", b: "[variables('v')]" } })] }));
    expect(problems).toHaveLength(1);
    expect(problems[0]?.place).toEqual({ file: 'main.json', pointer: '/variables/v' });
  });

  test('that are not declared are told where they are named, with the near miss', () => {
    expect(complaints("[variables('namee')]", { variables: { name: 1 } })).toEqual(['There is no variable `namee`; did you mean `name`?']);
  });
});

/** Source: learn.microsoft.com, "Variable iteration in ARM templates". */
describe('loops of variables', () => {
  test('at the top make a variable each', () => {
    const variables = { copy: [{ name: 'all', count: 3, input: "[copyIndex('all', 1)]" }, { name: 'other', count: 1, input: { i: "[copyIndex('other')]" } }] };
    expect(evaluate("[createArray(variables('all'), variables('other'))]", { variables })).toEqual([[1, 2, 3], [{ i: 0 }]]);
  });

  test('inside of a variable make a property each', () => {
    const variables = { v: { fixed: 1, copy: [{ name: 'list', count: 2, input: { name: "[concat('n', copyIndex('list'))]" } }] } };
    expect(evaluate("[variables('v')]", { variables })).toEqual({ fixed: 1, list: [{ name: 'n0' }, { name: 'n1' }] });
  });

  test('may stand inside of one another', () => {
    const input = { copy: [{ name: 'inner', count: 2, input: "[format('{0}{1}', copyIndex('outer'), copyIndex('inner'))]" }] };
    expect(evaluate("[variables('v')]", { variables: { v: { copy: [{ name: 'outer', count: 2, input }] } } })).toEqual({ outer: [{ inner: ['00', '01'] }, { inner: ['10', '11'] }] });
  });

  test('an array named copy that holds no loops is an ordinary property', () => {
    expect(evaluate("[variables('v')]", { variables: { v: { copy: ['a'], x: "[toUpper('b')]" } } })).toEqual({ copy: ['a'], x: 'B' });
  });

  test.each([
    [{ name: 'l', count: 801, input: 1 }, /0 to 800/],
    [{ name: 'l', count: 1 }, /no `input`/],
    [{ name: 5, count: 1, input: 1 }, /`name` that is a text/],
  ])('are told of: %j', (loop, message) => {
    expect(complaints("[variables('v')]", { variables: { v: { copy: [loop] } } })[0]).toMatch(message);
  });
});

/** Source: learn.microsoft.com, "Property iteration in ARM templates". */
describe('loops of properties', () => {
  test('count in a copied resource with both indexes', () => {
    const resource = network({
      name: "[concat('net', copyIndex())]",
      copy: { name: 'nets', count: 2 },
      properties: { copy: [{ name: 'subnets', count: 2, input: { name: "[concat(copyIndex(), '-', copyIndex('subnets'))]" } }] },
    });
    const { resources } = expand(templateOf({ resources: [resource] }));
    expect(resources.map(({ body }) => body['properties'])).toEqual([{ subnets: [{ name: '0-0' }, { name: '0-1' }] }, { subnets: [{ name: '1-0' }, { name: '1-1' }] }]);
  });

  test('of which nobody knows the number are unknown as a whole', () => {
    const resource = network({ properties: { copy: [{ name: 'subnets', count: "[parameters('n')]", input: {} }] } });
    const { resources, problems } = expand(templateOf({ parameters: { n: { type: 'int' } }, resources: [resource] }));
    expect(problems).toEqual([]);
    expect(resources[0]?.body['properties']).toMatchObject({ subnets: { why: 'the parameter `n` is given no value', isPresent: true } });
  });
});
