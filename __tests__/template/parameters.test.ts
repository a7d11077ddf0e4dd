import { describe, expect, test } from '@jest/globals';
import { isUnknown, Unknown } from '../../src/language/unknown.ts';
import { evaluate, expand, network, only, templateOf } from './builders.ts';

const declared = (declaration: object, name = 'x') => ({ parameters: { [name]: declaration } });
const file = (parameters: unknown) => ({ parameterFile: { file: 'p.json', value: { $schema: 's', contentVersion: '1.0.0.0', parameters } } });

/** What is wrong with a value for a parameter of this declaration. */
function complaintsAbout(value: unknown, declaration: object, parts: object = {}): readonly string[] {
  return expand(templateOf({ ...declared(declaration), ...parts }), file({ x: { value } })).problems.map(({ message }) => message);
}

/** Source: learn.microsoft.com, "Parameters in ARM templates". */
describe('the value of a parameter', () => {
  test('is its default', () => {
    expect(evaluate("[parameters('x')]", declared({ type: 'string', defaultValue: 'd' }))).toBe('d');
  });

  test('is looked up without case', () => {
    expect(evaluate("[PARAMETERS('X')]", declared({ type: 'string', defaultValue: 'd' }))).toBe('d');
  });

  test('may need other parameters, in any order', () => {
    const parameters = { a: { type: 'string', defaultValue: "[concat(parameters('b'), '!')]" }, b: { type: 'string', defaultValue: 'hello' } };
    expect(evaluate("[parameters('a')]", { parameters })).toBe('hello!');
  });

  test('is evaluated only when it is needed', () => {
    const parts = { ...declared({ type: 'string', defaultValue: "[substring('a', 5)]" }), resources: [network()] };
    expect(expand(templateOf(parts)).problems).toEqual([]);
  });

  test('that is evaluated deep inside of a default', () => {
    expect(evaluate("[parameters('x').a[0]]", declared({ type: 'object', defaultValue: { a: ["[toUpper('u')]"] } }))).toBe('U');
  });

  test('of a file wins over the default, and an inline one over both', () => {
    const parts = declared({ type: 'string', defaultValue: 'd' });
    expect(evaluate("[parameters('x')]", parts, file({ X: { value: 'f' } }))).toBe('f');
    expect(evaluate("[parameters('x')]", parts, { ...file({ x: { value: 'f' } }), parameters: { X: 'i' } })).toBe('i');
  });

  test('is a text in a file, whatever it looks like: files have no expressions', () => {
    expect(evaluate("[parameters('x')]", declared({ type: 'string' }), file({ x: { value: "[concat('a')]" } }))).toBe("[concat('a')]");
  });

  test('null in a file is no value: the default counts', () => {
    expect(evaluate("[parameters('x')]", declared({ type: 'string', defaultValue: 'd' }), file({ x: { value: null } }))).toBe('d');
  });

  test('a file without the envelope, as the command line of Azure takes it', () => {
    expect(evaluate("[parameters('x')]", declared({ type: 'string' }), { parameterFile: { file: 'p.json', value: { x: { value: 'v' } } } })).toBe('v');
  });
});

describe('what is not known of a parameter', () => {
  const value = (declaration: object, more: object = {}) => evaluate("[parameters('x')]", declared(declaration), more);

  test.each(['string', 'securestring', 'SecureString'])('a %s that nobody passed is some text', (type) => {
    expect(value({ type })).toEqual(new Unknown('the parameter `x` is given no value', { pieces: ['', ''] }));
  });

  test.each(['int', 'bool', 'object', 'secureObject', 'array'])('a value of type %s that nobody passed is there', (type) => {
    expect(value({ type })).toEqual(new Unknown('the parameter `x` is given no value', { isPresent: true }));
  });

  test('a part of an object that nobody passed may be absent', () => {
    const part = evaluate("[parameters('x').y]", declared({ type: 'object' }));
    expect(isUnknown(part) && part.why).toContain('`x`');
  });

  // Source: learn.microsoft.com, "Use Azure Key Vault to pass secure parameter value during deployment".
  test('a secret of a key vault is some text', () => {
    const secret = { reference: { keyVault: { id: '/subscriptions/s/…' }, secretName: 'n' } };
    expect(value({ type: 'securestring' }, file({ x: secret }))).toEqual(new Unknown('the parameter `x` comes from a key vault', { pieces: ['', ''] }));
  });

  // Source: learn.microsoft.com, "externalInput" of Bicep parameters files.
  test('an expression of a file is evaluated', () => {
    expect(value({ type: 'string' }, file({ x: { expression: "[toUpper('a')]" } }))).toBe('A');
    expect(isUnknown(value({ type: 'string' }, file({ x: { expression: "[externalInputs('sys_cli_arg_0')]" } })))).toBe(true);
  });

  // Source: learn.microsoft.com, "Parameters in ARM templates": nullable.
  test('a nullable one that nobody passed is null', () => {
    expect(value({ type: 'string', nullable: true })).toBeNull();
  });

  test('ids keep what is known of them', () => {
    const { resources } = expand(templateOf({ resources: [network({ properties: { id: "[resourceId('Microsoft.Network/virtualNetworks', 'v')]" } })] }), { facts: {} });
    expect(resources[0]?.body['properties']).toMatchObject({ id: { pieces: ['/subscriptions/', '/resourceGroups/', '/providers/Microsoft.Network/virtualNetworks/v'] } });
  });
});

describe('a value that the declaration does not allow', () => {
  test.each<readonly [string, unknown, object]>([
    ['another type', 5, { type: 'string' }],
    ['a text for an integer', '5', { type: 'int' }],
    ['a fraction for an integer', 1.5, { type: 'int' }],
    ['a text for a boolean', 'true', { type: 'bool' }],
    ['an array for an object', [], { type: 'object' }],
    ['an object for an array', {}, { type: 'array' }],
    ['none of the allowed values', 'c', { type: 'string', allowedValues: ['a', 'b'] }],
    ['an element that is not allowed', ['a', 'c'], { type: 'array', allowedValues: ['a', 'b'] }],
    ['too small', 1, { type: 'int', minValue: 2 }],
    ['too large', 3, { type: 'int', maxValue: 2 }],
    ['too short', 'a', { type: 'string', minLength: 2 }],
    ['too long', [1, 2, 3], { type: 'array', maxLength: 2 }],
  ])('%s', (_, value, declaration) => {
    const { problems } = expand(templateOf(declared(declaration)), file({ x: { value } }));
    expect(problems).toMatchObject([{ kind: 'error', place: { file: 'p.json', pointer: '/parameters/x/value' } }]);
    expect(problems[0]?.message).toMatch(/^The value of the parameter `x` is not allowed: /);
  });

  test.each<readonly [unknown, object]>([
    ['A', { type: 'string', allowedValues: ['a', 'b'] }],
    [['b'], { type: 'array', allowedValues: ['a', 'b'] }],
    [2, { type: 'int', minValue: 2, maxValue: 2 }],
    ['ab', { type: 'string', minLength: 2, maxLength: 2 }],
  ])('not so: %j for %j', (value, declaration) => {
    expect(complaintsAbout(value, declaration)).toEqual([]);
  });

  test('a default as well, when it is used', () => {
    const { problems } = expand(templateOf({ ...declared({ type: 'string', defaultValue: 'c', allowedValues: ['a'] }) }));
    expect(problems).toMatchObject([{ place: { file: 'main.json', pointer: '/parameters/x/defaultValue' } }]);
  });

  test('a parameter that the template does not have', () => {
    const { problems } = expand(templateOf(declared({ type: 'string' })), file({ y: { value: 1 } }));
    expect(problems).toEqual([{ kind: 'error', message: 'The template has no parameter `y`', place: { file: 'p.json', pointer: '/parameters/y' } }]);
  });

  test('an entry that says nothing', () => {
    expect(expand(templateOf(declared({ type: 'string' })), file({ x: {} })).problems).toMatchObject([{ place: { pointer: '/parameters/x' } }]);
  });

  test('a file that is none', () => {
    expect(expand(templateOf({}), { parameterFile: { file: 'p.json', value: [] } }).problems).toMatchObject([{ kind: 'error', place: { file: 'p.json', pointer: '' } }]);
  });
});

/** Source: learn.microsoft.com, "Type definitions in ARM templates". */
describe('types of the user', () => {
  const definitions = {
    name: { type: 'string', maxLength: 3 },
    optional: { type: 'object', nullable: true, properties: { id: { type: 'string' } } },
    pool: {
      type: 'object',
      properties: { name: { $ref: '#/definitions/name' }, count: { type: 'int', nullable: true }, parent: { $ref: '#/definitions/pool', nullable: true } },
      additionalProperties: { type: 'string' },
    },
    closed: { type: 'object', properties: { a: { type: 'int' } }, additionalProperties: false },
    shape: {
      type: 'object',
      discriminator: {
        propertyName: 'kind',
        mapping: { circle: { type: 'object', properties: { radius: { type: 'int' } } }, square: { type: 'object', properties: { side: { type: 'int' } } } },
      },
    },
    list: { type: 'array', prefixItems: [{ type: 'string' }], items: { type: 'int' } },
    loop: { $ref: '#/definitions/loop' },
    'a/b c': { type: 'int' },
  };
  const about = (value: unknown, name: string, more: object = {}) => complaintsAbout(value, { $ref: `#/definitions/${name}`, ...more }, { definitions });

  test.each<readonly [unknown, string]>([
    ['abcd', 'name'],
    [{ count: 1 }, 'pool'],
    [{ name: 'abcd' }, 'pool'],
    [{ name: 'a', count: 'x' }, 'pool'],
    [{ name: 'a', other: 1 }, 'pool'],
    [{ name: 'a', parent: { name: 'abcd' } }, 'pool'],
    [{ a: 1, b: 2 }, 'closed'],
    [{ kind: 'circle', radius: 'x' }, 'shape'],
    [['a', 'b'], 'list'],
    ['x', 'a~1b%20c'],
  ])('%j is no %s', (value, name) => {
    expect(about(value, name)).toHaveLength(1);
  });

  test.each<readonly [unknown, string]>([
    ['abc', 'name'],
    [{ name: 'a', other: 'x', parent: { name: 'b', parent: null } }, 'pool'],
    [{ a: 1 }, 'closed'],
    [{ kind: 'square', side: 1 }, 'shape'],
    [['a', 1, 2], 'list'],
    [1, 'a~1b%20c'],
    [{ anything: true }, 'loop'],
    ['anything', 'none'],
  ])('%j is a %s', (value, name) => {
    expect(about(value, name)).toEqual([]);
  });

  test('are nullable where the definition is', () => {
    expect(evaluate("[parameters('x')]", { definitions, ...declared({ $ref: '#/definitions/optional' }) })).toBeNull();
  });

  test('tell that an unknown value is some text', () => {
    expect(evaluate("[parameters('x')]", { definitions, ...declared({ $ref: '#/definitions/name' }) })).toMatchObject({ pieces: ['', ''] });
  });

  test('say where in the value', () => {
    expect(about([['x']], 'list')[0]).toContain('in element 0');
    expect(about({ name: 'a', parent: { name: 'abcd' } }, 'pool')[0]).toContain('in `parent`, in `name`, its length is 4, and the most is 3');
  });
});

test('defaults of parameters may use functions of the deployment', () => {
  const resource = only(
    expand(
      templateOf({
        parameters: { location: { type: 'string', defaultValue: '[resourceGroup().location]' } },
        resources: [network({ location: "[parameters('location')]" })],
      }),
    ),
  );
  expect(resource.body['location']).toBe('westeurope');
});
