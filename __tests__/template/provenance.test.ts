import { describe, expect, test } from '@jest/globals';
import { expand, network, only, templateOf } from './builders.ts';

/** The network of a template whose `properties` are these. */
function made(properties: unknown, parts: object = {}, more: object = {}) {
  return only(expand(templateOf({ ...parts, resources: [network({ properties })] }), more));
}

const at = (pointer: string, file = 'main.json') => ({ file, pointer });
const parameter = (name: string) => ({ kind: 'parameter', name });
const variable = (name: string) => ({ kind: 'variable', name });

describe('where a property is written', () => {
  test('is its place in the template', () => {
    expect(made({ a: { b: [1, 2] } }).placeOf('/properties/a/b/1')).toEqual(at('/resources/0/properties/a/b/1'));
  });

  test('is its nearest ancestor when nobody wrote it', () => {
    expect(made({ a: {} }).placeOf('/properties/a/b/c')).toEqual(at('/resources/0/properties/a'));
    expect(made({}).placeOf('/tags/owner')).toEqual(at('/resources/0'));
  });

  test('is where the key stands, also when its value comes from elsewhere', () => {
    expect(made({ a: "[parameters('x')]" }, { parameters: { x: { type: 'string', defaultValue: 'v' } } }).placeOf('/properties/a')).toEqual(at('/resources/0/properties/a'));
  });

  test.each<readonly [string, unknown, string]>([
    ['a variable', "[variables('v')]", '/variables/v/a/b'],
    ['a step into a parameter', "[parameters('p').inner]", '/parameters/p/defaultValue/inner/a/b'],
    ['the branch that is taken', "[if(true(), variables('v'), createObject())]", '/variables/v/a/b'],
    ['the first that is not null', "[coalesce(null(), variables('v'))]", '/variables/v/a/b'],
    ['the last object of a union that has it', "[union(parameters('p').inner, variables('v'))]", '/variables/v/a/b'],
    ['an object of a union that has no rival', "[union(variables('v'), createObject('z', 1))]", '/variables/v/a/b'],
    ['a part of createObject', "[createObject('a', variables('v').a)]", '/variables/v/a/b'],
    ['an element of a list that was put together', "[first(concat(createArray(variables('v')), createArray(1)))]", '/variables/v/a/b'],
    ['an element that a function passed on', "[last(skip(createArray(1, variables('v')), 1))]", '/variables/v/a/b'],
    ['tryGet', "[tryGet(parameters('p'), 'inner')]", '/parameters/p/defaultValue/inner/a/b'],
  ])('follows %s', (_, properties, pointer) => {
    const parts = {
      parameters: { p: { type: 'object', defaultValue: { inner: { a: { b: 1 } } } } },
      variables: { v: { a: { b: "[parameters('p').inner.a.b]" } } },
    };
    expect(made(properties, parts).placeOf('/properties/a/b')).toEqual(at(pointer));
  });

  test('is the input of the loop for an element of a loop', () => {
    const properties = { copy: [{ name: 'list', count: 3, input: { index: "[copyIndex('list')]", fixed: true } }] };
    const resource = made(properties);
    expect(resource.placeOf('/properties/list/2/fixed')).toEqual(at('/resources/0/properties/copy/0/input/fixed'));
    expect(resource.placeOf('/properties/list')).toEqual(at('/resources/0/properties/copy/0'));
    expect(resource.placeOf('/properties/list/7')).toEqual(at('/resources/0/properties/copy/0/input'));
  });

  test('is in the file of parameters for an object that was passed', () => {
    const parameterFile = { file: 'main.parameters.json', value: { parameters: { p: { value: { a: 1 } } } } };
    const resource = made("[parameters('P')]", { parameters: { p: { type: 'object' } } }, { parameterFile });
    expect(resource.placeOf('/properties/a')).toEqual(at('/parameters/p/value/a', 'main.parameters.json'));
  });

  test('escapes what a pointer has to escape', () => {
    expect(made({ 'a/b~c': 1 }).placeOf('/properties/a~1b~0c')).toEqual(at('/resources/0/properties/a~1b~0c'));
  });
});

describe('how a value came to be', () => {
  test('typed as it is', () => {
    expect(made({ a: 'x' }).provenanceOf('/properties/a')).toEqual({ kind: 'literal', place: at('/resources/0/properties/a'), through: [] });
  });

  test('through a parameter: its default is a literal', () => {
    const resource = made({ a: "[parameters('x')]" }, { parameters: { x: { type: 'string', defaultValue: 'v' } } });
    expect(resource.provenanceOf('/properties/a')).toEqual({ kind: 'literal', place: at('/parameters/x/defaultValue'), through: [parameter('x')] });
  });

  test('through a variable and a parameter, nearest to the resource first', () => {
    const parts = { parameters: { x: { type: 'object', defaultValue: { y: 'v' } } }, variables: { z: "[parameters('x').y]" } };
    expect(made({ a: "[variables('z')]" }, parts).provenanceOf('/properties/a')).toEqual({
      kind: 'literal',
      place: at('/parameters/x/defaultValue/y'),
      through: [variable('z'), parameter('x')],
    });
  });

  test('through an object that a variable holds', () => {
    const resource = made("[variables('v')]", { variables: { v: { a: 'x' } } });
    expect(resource.provenanceOf('/properties/a')).toEqual({ kind: 'literal', place: at('/variables/v/a'), through: [variable('v')] });
  });

  test('from a file of parameters', () => {
    const parameterFile = { file: 'main.parameters.json', value: { parameters: { X: { value: 'v' } } } };
    const resource = made({ a: "[parameters('x')]" }, { parameters: { x: { type: 'string', defaultValue: 'other' } } }, { parameterFile });
    expect(resource.provenanceOf('/properties/a')).toEqual({ kind: 'literal', place: at('/parameters/X/value', 'main.parameters.json'), through: [parameter('x')] });
  });

  test.each(["[concat('a', 'b')]", "['a']", "[if(true(), 'a', 'b')]", "[resourceGroup().location]"])('computed: %s', (a) => {
    expect(made({ a }).provenanceOf('/properties/a')).toEqual({ kind: 'expression', place: at('/resources/0/properties/a'), through: [] });
  });

  test('computed in a variable', () => {
    const resource = made({ a: "[variables('v')]" }, { variables: { v: "[concat('a', 'b')]" } });
    expect(resource.provenanceOf('/properties/a')).toEqual({ kind: 'expression', place: at('/variables/v'), through: [variable('v')] });
  });

  test('given where no document is: nothing to change in a file', () => {
    const resource = made({ a: "[parameters('x')]" }, { parameters: { x: { type: 'string' } } }, { parameters: { x: 'v' } });
    expect(resource.provenanceOf('/properties/a')).toEqual({ kind: 'expression', place: at('/resources/0/properties/a'), through: [] });
  });

  test('not there', () => {
    expect(made({ a: {} }).provenanceOf('/properties/a/b')).toEqual({ kind: 'absent', place: at('/resources/0/properties/a'), through: [] });
  });

  test('an element of an array parameter in a loop', () => {
    const parts = { parameters: { list: { type: 'array', defaultValue: ['x', 'y'] } } };
    const properties = { copy: [{ name: 'all', count: "[length(parameters('list'))]", input: { it: "[parameters('list')[copyIndex('all')]]" } }] };
    expect(made(properties, parts).provenanceOf('/properties/all/1/it')).toEqual({ kind: 'literal', place: at('/parameters/list/defaultValue/1'), through: [parameter('list')] });
  });

  test('through the parameters of nested deployments', () => {
    const inner = templateOf({ parameters: { y: { type: 'string' } }, resources: [network({ properties: { a: "[parameters('y')]" } })] });
    const deployment = {
      type: 'Microsoft.Resources/deployments',
      apiVersion: '2022-09-01',
      name: 'inner',
      properties: { mode: 'Incremental', expressionEvaluationOptions: { scope: 'inner' }, template: inner, parameters: { y: { value: "[parameters('x')]" } } },
    };
    const { resources } = expand(templateOf({ parameters: { x: { type: 'string', defaultValue: 'v' } }, resources: [deployment] }));
    expect(resources[1]?.provenanceOf('/properties/a')).toEqual({ kind: 'literal', place: at('/parameters/x/defaultValue'), through: [parameter('y'), parameter('x')] });
  });
});
