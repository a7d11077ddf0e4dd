import { describe, expect, test } from '@jest/globals';
import { isUnknown } from '../../src/language/unknown.ts';
import { expand, network, schemas, templateOf } from './builders.ts';

const secret = 'correct horse battery staple';

/** Whether anything below is not known. */
function hasUnknown(value: unknown): boolean {
  if (isUnknown(value)) return true;
  return typeof value === 'object' && value !== null && Object.values(value).some(hasUnknown);
}

/** A template with one network, whose tag is this expression, or with other resources. */
function bodies(tag: unknown, declaration: object, value: unknown, parts: object = {}): readonly unknown[] {
  const template = templateOf({ parameters: { p: declaration }, resources: [network({ tags: { t: tag } })], ...parts });
  const { resources, problems } = expand(template, { parameters: { p: value }, secrets: 'withheld' });
  expect(problems).toEqual([]);
  return resources.map(({ body }) => body);
}

/** A deployment within, which is given the secret and makes a network of it. */
const nested = {
  type: 'Microsoft.Resources/deployments', apiVersion: '2022-09-01', name: 'inner',
  properties: {
    mode: 'Incremental',
    expressionEvaluationOptions: { scope: 'inner' },
    parameters: { q: { value: "[parameters('p')]" } },
    template: {
      $schema: schemas.resourceGroup, contentVersion: '1.0.0.0', parameters: { q: { type: 'string' } },
      resources: [network({ tags: { t: "[concat('x', parameters('q'))]" } })],
      outputs: { o: { type: 'string', value: "[toUpper(parameters('q'))]" } },
    },
  },
};

describe('a secure parameter of a deployment whose secrets are withheld', () => {
  test.each([
    ['as it is', "[parameters('p')]"],
    ['as a part of a text', "[concat('password=', parameters('p'))]"],
    ['encoded', "[base64(parameters('p'))]"],
    ['cut', "[substring(parameters('p'), 0, 3)]"],
    ['through a variable', "[variables('v')]"],
    ['measured', "[length(parameters('p'))]"],
    ['compared', `[if(equals(parameters('p'), '${secret}'), 'right', 'wrong')]`],
    ['hashed', "[uniqueString(parameters('p'))]"],
  ])('%s is not known', (_name, expression) => {
    const parts = { variables: { v: "[format('{0}!', parameters('p'))]" } };
    for (const type of ['secureString', 'securestring']) {
      const [body, ...others] = bodies(expression, { type }, secret, parts);
      expect([hasUnknown(body), others]).toEqual([true, []]);
      expect(JSON.stringify(body)).not.toContain('horse');
    }
  });

  test.each<readonly [string, object, object]>([
    ['an object', { type: 'secureObject' }, {}],
    ['a property', { type: 'object', properties: { a: { type: 'secureString' } } }, {}],
    ['an element', { type: 'object', properties: { a: { type: 'array', items: { type: 'securestring' } } } }, {}],
    ['any other property', { type: 'object', additionalProperties: { type: 'secureObject' } }, {}],
    ['a named type', { $ref: '#/definitions/login' }, { definitions: { login: { type: 'object', properties: { a: { type: 'securestring' } } } } }],
    ['a type that holds itself', { $ref: '#/definitions/tree' }, { definitions: { tree: { type: 'object', properties: { a: { type: 'object' }, next: { $ref: '#/definitions/tree' } } } } }],
  ])('is also one that holds %s by its type', (_name, declaration, parts) => {
    const [body] = bodies("[string(parameters('p'))]", declaration, { a: secret }, { languageVersion: '2.0', ...parts });
    expect([hasUnknown(body), JSON.stringify(body).includes('horse')]).toEqual([true, false]);
  });

  test('stays unknown inside of nested deployments and in what they put out', () => {
    const outer = network({ name: 'outer', tags: { t: "[reference('inner').outputs.o.value]" } });
    const found = bodies('', { type: 'secureString' }, secret, { resources: [nested, outer] });
    expect(JSON.stringify(found)).not.toMatch(/horse/i);
    expect(found.filter((body) => !hasUnknown(body))).toEqual([]);
    expect(found.length).toBeGreaterThanOrEqual(2);
  });

  test('also its default, and a value in a file of parameters', () => {
    const template = templateOf({ parameters: { p: { type: 'securestring', defaultValue: secret }, q: { type: 'secureString' } }, resources: [network({ tags: { a: "[parameters('p')]", b: "[parameters('q')]" } })] });
    const parameterFile = { file: 'p.json', value: { $schema: 's', contentVersion: '1.0.0.0', parameters: { q: { value: secret } } } };
    expect(JSON.stringify(expand(template, { parameterFile, secrets: 'withheld' }).resources)).not.toContain('horse');
    expect(JSON.stringify(expand(template, { parameterFile }).resources.map(({ body }) => body)).split('horse')).toHaveLength(3);
  });

  test('while everything else stays as it is', () => {
    const [body] = bodies("[parameters('p')]", { type: 'string' }, 'plain');
    expect(body).toMatchObject({ tags: { t: 'plain' } });
  });
});
