import { describe, expect, test } from '@jest/globals';
import { isUnknown } from '../../src/language/unknown.ts';
import { expand, network, schemas, subscriptionId, templateOf } from './builders.ts';

const group = `/subscriptions/${subscriptionId}/resourceGroups/rg`;
const resourcesOf = (resources: unknown, parts: object = {}) => {
  const { resources: made, problems } = expand(templateOf({ ...parts, resources }));
  if (problems.length > 0) throw new Error(problems.map(({ message }) => message).join('\n'));
  return made.map(({ type, name, id }) => ({ type, name, id }));
};

/** Source: learn.microsoft.com, "Set name and type for child resources". */
describe('child resources', () => {
  const expected = { type: 'Microsoft.Network/virtualNetworks/subnets', name: 'net/sub', id: `${group}/providers/Microsoft.Network/virtualNetworks/net/subnets/sub` };

  test('inside of their parent have type and name joined', () => {
    expect(resourcesOf([network({ resources: [{ type: 'subnets', apiVersion: '2024-05-01', name: 'sub' }] })])[1]).toEqual(expected);
  });

  test('inside of their parent may be written in full', () => {
    expect(resourcesOf([network({ resources: [{ type: 'Microsoft.Network/virtualNetworks/subnets', apiVersion: '2024-05-01', name: 'net/sub' }] })])[1]).toEqual(expected);
  });

  test('beside their parent', () => {
    expect(resourcesOf([{ type: 'Microsoft.Network/virtualNetworks/subnets', apiVersion: '2024-05-01', name: 'net/sub' }])[0]).toEqual(expected);
  });

  test('of children', () => {
    const grandchild = { type: 'rules', name: 'c' };
    expect(resourcesOf([{ type: 'Microsoft.X/a', name: 'a', resources: [{ type: 'b', name: 'b', resources: [grandchild] }] }])[2]).toEqual({
      type: 'Microsoft.X/a/b/rules',
      name: 'a/b/c',
      id: `${group}/providers/Microsoft.X/a/a/b/b/rules/c`,
    });
  });

  test('of each copy of their parent, with its index', () => {
    const parent = network({ name: "[concat('net', copyIndex())]", copy: { name: 'c', count: 2 }, resources: [{ type: 'subnets', name: "[concat('sub', copyIndex())]" }] });
    expect(resourcesOf([parent]).map(({ name }) => name)).toEqual(['net0', 'net0/sub0', 'net1', 'net1/sub1']);
  });

  test('of a parent whose name nobody knows', () => {
    const { resources } = expand(templateOf({ parameters: { n: { type: 'string' } }, resources: [network({ name: "[parameters('n')]", resources: [{ type: 'subnets', name: 'sub' }] })] }));
    expect(resources[1]?.name).toBe("[parameters('n')]/sub");
    expect(resources[1]?.body['name']).toMatchObject({ pieces: ['', '/sub'] });
    expect(resources[1]?.id).toBeUndefined();
  });

  test('with a name that does not fit the type are told, and still shown', () => {
    const { resources, problems } = expand(templateOf({ resources: [{ type: 'Microsoft.Network/virtualNetworks/subnets', name: 'sub' }] }));
    expect(resources.map(({ id }) => id)).toEqual([undefined]);
    expect(problems).toMatchObject([{ kind: 'error', place: { pointer: '/resources/0/name' } }]);
  });
});

/** Source: learn.microsoft.com, "Set scope for extension resources in ARM templates". */
describe('extension resources', () => {
  const lock = (parts: object) => ({ type: 'Microsoft.Authorization/locks', apiVersion: '2020-05-01', name: 'l', ...parts });

  test.each([
    ['Microsoft.Network/virtualNetworks/net', `${group}/providers/Microsoft.Network/virtualNetworks/net/providers/Microsoft.Authorization/locks/l`],
    ["[format('Microsoft.Network/virtualNetworks/{0}', 'net')]", `${group}/providers/Microsoft.Network/virtualNetworks/net/providers/Microsoft.Authorization/locks/l`],
    ["[resourceId('Microsoft.Network/virtualNetworks', 'net')]", `${group}/providers/Microsoft.Network/virtualNetworks/net/providers/Microsoft.Authorization/locks/l`],
    ['/', '/providers/Microsoft.Authorization/locks/l'],
    ['/subscriptions/s', '/subscriptions/s/providers/Microsoft.Authorization/locks/l'],
    ['Microsoft.Management/managementGroups/m', '/providers/Microsoft.Management/managementGroups/m/providers/Microsoft.Authorization/locks/l'],
  ])('with scope %s', (scope, id) => {
    expect(resourcesOf([lock({ scope })])).toEqual([{ type: 'Microsoft.Authorization/locks', name: 'l', id }]);
  });

  test('as their parent has them, in the older way', () => {
    const child = { type: 'providers/locks', name: 'Microsoft.Authorization/l' };
    expect(resourcesOf([network({ resources: [child] })])[1]).toEqual({ type: 'Microsoft.Authorization/locks', name: 'l', id: `${group}/providers/Microsoft.Network/virtualNetworks/net/providers/Microsoft.Authorization/locks/l` });
  });

  test('beside the resource, in the older way', () => {
    expect(resourcesOf([{ type: 'Microsoft.Network/virtualNetworks/providers/locks', name: 'net/Microsoft.Authorization/l' }])).toEqual([
      { type: 'Microsoft.Authorization/locks', name: 'l', id: `${group}/providers/Microsoft.Network/virtualNetworks/net/providers/Microsoft.Authorization/locks/l` },
    ]);
  });

  test('in the older way, of a parent whose name nobody knows', () => {
    const { resources, problems } = expand(
      templateOf({ parameters: { n: { type: 'string' } }, resources: [{ type: 'Microsoft.Network/virtualNetworks/providers/locks', name: "[concat(parameters('n'), '/Microsoft.Authorization/l')]" }] }),
    );
    expect(problems).toEqual([]);
    expect(resources[0]).toMatchObject({ type: 'Microsoft.Authorization/locks', name: 'l', id: undefined });
  });

  test('a lock without a scope is one of the resource group', () => {
    expect(resourcesOf([lock({})])[0]?.id).toBe(`${group}/providers/Microsoft.Authorization/locks/l`);
  });
});

/** Source: learn.microsoft.com, "Use deployment scopes": "Create resources at the resource group / subscription / management group / tenant level". */
describe('deployment scopes', () => {
  test.each([
    [schemas.resourceGroup, `${group}/providers/Microsoft.Authorization/policyAssignments/p`],
    [schemas.subscription, `/subscriptions/${subscriptionId}/providers/Microsoft.Authorization/policyAssignments/p`],
    [schemas.managementGroup, '/providers/Microsoft.Management/managementGroups/mg/providers/Microsoft.Authorization/policyAssignments/p'],
    [schemas.tenant, '/providers/Microsoft.Authorization/policyAssignments/p'],
  ])('ids in a template of %s', ($schema, id) => {
    expect(resourcesOf([{ type: 'Microsoft.Authorization/policyAssignments', name: 'p' }], { $schema })[0]?.id).toBe(id);
  });

  test('resource groups have an id of their own form', () => {
    expect(resourcesOf([{ type: 'Microsoft.Resources/resourceGroups', name: 'new', location: 'westeurope' }], { $schema: schemas.subscription })[0]?.id).toBe(`/subscriptions/${subscriptionId}/resourceGroups/new`);
  });

  test('management groups are of the tenant', () => {
    expect(resourcesOf([{ type: 'Microsoft.Management/managementGroups', name: 'm', scope: '/' }], { $schema: schemas.managementGroup })[0]?.id).toBe('/providers/Microsoft.Management/managementGroups/m');
  });
});

/** Source: learn.microsoft.com, "Use symbolic name in resources" (languageVersion 2.0). */
describe('resources by symbolic name', () => {
  const template = (resources: object, parts: object = {}) => templateOf({ languageVersion: '2.0', resources, ...parts });

  test('are an object', () => {
    const { resources } = expand(template({ net: network(), other: network({ name: 'other' }) }));
    expect(resources.map(({ name }) => name)).toEqual(['net', 'other']);
    expect(resources[1]?.placeOf('/location')).toEqual({ file: 'main.json', pointer: '/resources/other/location' });
  });

  test('that exist already are not deployed', () => {
    expect(expand(template({ net: network({ existing: true }) })).resources).toEqual([]);
  });

  test('of other providers of extensibility are none of Resource Manager', () => {
    const resources = {
      app: { extension: 'graph', type: 'Microsoft.Graph/applications@v1.0', properties: {} },
      pod: { import: 'k8s', type: 'core/Pod@v1', properties: {} },
      net: network({ import: 'az' }),
    };
    const parts = { extensions: { graph: { name: 'MicrosoftGraph', version: '1.0.0' } }, imports: { k8s: { provider: 'Kubernetes' }, az: { provider: 'AzureResourceManager' } } };
    const { resources: made, problems } = expand(template(resources, { extensions: parts.extensions, imports: parts.imports }));
    expect(problems).toEqual([]);
    expect(made.map(({ name }) => name)).toEqual(['pod', 'net'].slice(1));
  });

  test('are told of by resourceInfo without asking Azure', () => {
    const resources = {
      net: network(),
      there: network({ existing: true, name: 'there', resourceGroup: 'elsewhere' }),
      many: network({ name: "[concat('m', copyIndex())]", copy: { name: 'many', count: 2 } }),
    };
    const outputs = Object.fromEntries(
      Object.entries({ id: "[resourceInfo('net').id]", name: "[resourceInfo('net').name]", version: "[resourceInfo('net').apiVersion]", there: "[resourceInfo('there').id]", many: "[resourceInfo('many[1]').name]" }).map(([key, value]) => [key, { type: 'string', value }]),
    );
    expect(expand(template(resources, { outputs })).outputs).toEqual({
      id: `${group}/providers/Microsoft.Network/virtualNetworks/net`,
      name: 'net',
      version: '2024-05-01',
      there: `/subscriptions/${subscriptionId}/resourceGroups/elsewhere/providers/Microsoft.Network/virtualNetworks/there`,
      many: 'm1',
    });
  });

  test('have a state that only Azure knows', () => {
    const { outputs } = expand(template({ net: network() }, { outputs: { o: { type: 'string', value: "[reference('net').etag]" } } }));
    expect(isUnknown(outputs['o'])).toBe(true);
  });
});
