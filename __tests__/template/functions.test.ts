import { describe, expect, test } from '@jest/globals';
import { isUnknown, Unknown } from '../../src/language/unknown.ts';
import { complaints, evaluate, expand, facts, network, only, schemas, subscriptionId, templateOf } from './builders.ts';

const subscription = `/subscriptions/${subscriptionId}`;
const group = `${subscription}/resourceGroups/rg`;

/** Source: learn.microsoft.com, "Resource functions for ARM templates". */
describe('ids of resources', () => {
  test.each([
    ["[resourceId('Microsoft.Network/virtualNetworks', 'v')]", `${group}/providers/Microsoft.Network/virtualNetworks/v`],
    // As in "Define the order for deploying resources in ARM templates".
    ["[resourceId('Microsoft.Network/virtualNetworks/', 'v')]", `${group}/providers/Microsoft.Network/virtualNetworks/v`],
    ["[resourceId('other', 'Microsoft.Network/virtualNetworks/subnets', 'v', 's')]", `${subscription}/resourceGroups/other/providers/Microsoft.Network/virtualNetworks/v/subnets/s`],
    ["[resourceId('sub', 'other', 'Microsoft.Network/virtualNetworks', 'v')]", '/subscriptions/sub/resourceGroups/other/providers/Microsoft.Network/virtualNetworks/v'],
    ["[resourceId('Microsoft.Storage/storageAccounts/providers/roleAssignments', 'a', 'Microsoft.Authorization', 'r')]", `${group}/providers/Microsoft.Storage/storageAccounts/a/providers/Microsoft.Authorization/roleAssignments/r`],
    ["[subscriptionResourceId('Microsoft.Authorization/roleDefinitions', 'r')]", `${subscription}/providers/Microsoft.Authorization/roleDefinitions/r`],
    ["[subscriptionResourceId('sub', 'Microsoft.Authorization/roleDefinitions', 'r')]", '/subscriptions/sub/providers/Microsoft.Authorization/roleDefinitions/r'],
    ["[tenantResourceId('Microsoft.Authorization/policyDefinitions', 'p')]", '/providers/Microsoft.Authorization/policyDefinitions/p'],
    ["[managementGroupResourceId('Microsoft.Authorization/policyDefinitions', 'p')]", '/providers/Microsoft.Management/managementGroups/mg/providers/Microsoft.Authorization/policyDefinitions/p'],
    ["[managementGroupResourceId('m', 'Microsoft.Authorization/policyDefinitions', 'p')]", '/providers/Microsoft.Management/managementGroups/m/providers/Microsoft.Authorization/policyDefinitions/p'],
    ["[extensionResourceId('/subscriptions/s', 'Microsoft.Authorization/locks', 'l')]", '/subscriptions/s/providers/Microsoft.Authorization/locks/l'],
    ["[extensionResourceId('', 'Microsoft.Authorization/locks', 'l')]", '/providers/Microsoft.Authorization/locks/l'],
  ])('%s', (expression, id) => {
    expect(evaluate(expression)).toBe(id);
  });

  test.each([
    ["[resourceId('Microsoft.Network/virtualNetworks/subnets', 'v')]", /a name for each segment/],
    ["[resourceId('nothing', 'v')]", /takes a type/],
    ["[resourceId('Microsoft.Network/virtualNetworks', 5)]", /text/],
  ])('not %s', (expression, message) => {
    expect(complaints(expression)[0]).toMatch(message);
  });

  test.each([
    [schemas.subscription, `${subscription}/providers/Microsoft.X/y/n`],
    [schemas.managementGroup, '/providers/Microsoft.X/y/n'],
    [schemas.tenant, '/providers/Microsoft.X/y/n'],
  ])('resourceId in a template of %s', ($schema, id) => {
    expect(evaluate("[resourceId('Microsoft.X/y', 'n')]", { $schema })).toBe(id);
  });

  test('keep the known pieces around a name that nobody knows', () => {
    const parameters = { n: { type: 'string' } };
    expect(evaluate("[resourceId('Microsoft.X/y/z', parameters('n'), 'b')]", { parameters })).toEqual(
      new Unknown('the parameter `n` is given no value', { pieces: [`${group}/providers/Microsoft.X/y/`, '/z/b'] }),
    );
  });
});

/** Source: learn.microsoft.com, "Scope functions for ARM templates". */
describe('scopes', () => {
  test.each([
    ['[resourceGroup().id]', group],
    ['[resourceGroup().name]', 'rg'],
    ['[resourceGroup().location]', 'westeurope'],
    ['[resourceGroup().type]', 'Microsoft.Resources/resourceGroups'],
    ['[subscription().id]', subscription],
    ['[subscription().subscriptionId]', subscriptionId],
    ['[subscription().tenantId]', facts.tenantId],
    ['[tenant().tenantId]', facts.tenantId],
    ['[deployer().tenantId]', facts.tenantId],
  ])('%s', (expression, value) => {
    expect(evaluate(expression)).toBe(value);
  });

  test('managementGroup() in a deployment to one', () => {
    expect(evaluate('[managementGroup().id]', { $schema: schemas.managementGroup })).toBe('/providers/Microsoft.Management/managementGroups/mg');
  });

  test.each([
    ['[resourceGroup().id]', schemas.subscription],
    ['[subscription().id]', schemas.managementGroup],
    ['[managementGroup().id]', schemas.resourceGroup],
  ])('%s is not for a template of %s', (expression, $schema) => {
    expect(complaints(expression, { $schema })).toHaveLength(1);
  });

  test('are unknown with their name when nobody gave them', () => {
    const value = (expression: string) => evaluate(expression, {}, { facts: {} });
    expect(value('[resourceGroup().location]')).toEqual(new Unknown('the location of the resource group is not given', { pieces: ['', ''] }));
    expect(value('[subscription().subscriptionId]')).toMatchObject({ why: expect.stringContaining('subscription') });
    expect(value('[resourceGroup().id]')).toMatchObject({ pieces: ['/subscriptions/', '/resourceGroups/', ''] });
  });

  test('tags of the resource group are unknown, and one that is not there reads as null or unknown, never as an error', () => {
    expect(isUnknown(evaluate("[resourceGroup().tags['owner']]"))).toBe(true);
  });
});

/** Source: learn.microsoft.com, "Deployment functions for ARM templates". */
describe('the deployment', () => {
  test('has a name that nobody knows, and the version of its template', () => {
    expect(isUnknown(evaluate('[deployment().name]'))).toBe(true);
    expect(evaluate('[deployment().properties.template.contentVersion]')).toBe('1.0.0.0');
  });

  test('has a location above resource groups', () => {
    expect(evaluate('[deployment().location]', { $schema: schemas.subscription })).toBe('westeurope');
    expect(complaints('[deployment().location]')).toHaveLength(1);
  });

  test.each([
    ['public', 'AzureCloud', 'https://management.azure.com/', '.azurecr.io', 'core.windows.net'],
    ['usgovernment', 'AzureUSGovernment', 'https://management.usgovcloudapi.net', '.azurecr.us', 'core.usgovcloudapi.net'],
    ['china', 'AzureChinaCloud', 'https://management.chinacloudapi.cn', '.azurecr.cn', 'core.chinacloudapi.cn'],
  ] as const)('environment() of %s', (cloud, name, resourceManager, acrLoginServer, storage) => {
    expect(evaluate('[environment()]', {}, { facts: { cloud } })).toMatchObject({ name, resourceManager, suffixes: { acrLoginServer, storage } });
  });

  test('environment() of nobody knows which cloud', () => {
    expect(isUnknown(evaluate('[environment().suffixes.storage]', {}, { facts: {} }))).toBe(true);
  });
});

/** Source: learn.microsoft.com, "Resource functions": evaluated at run time. */
describe('what only a deployment knows', () => {
  test.each([
    "[reference('aks')]",
    "[reference(resourceId('Microsoft.X/y', 'z'), '2024-01-01', 'full').identity.principalId]",
    "[references('all')]",
    "[listKeys(resourceId('Microsoft.Storage/storageAccounts', 's'), '2024-01-01').keys[0].value]",
    "[list('id', '2024-01-01')]",
    "[listAccountSas('id', '2024-01-01', createObject())]",
    "[pickZones('Microsoft.Compute', 'virtualMachines', 'westeurope', 3)]",
    "[providers('Microsoft.Web', 'sites').apiVersions[0]]",
    "[toLogicalZone('s', 'westeurope', '1')]",
    "[toPhysicalZones('s', 'westeurope', createArray('1'))]",
    "[extensions('k8s').config]",
    "[roleDefinitions('Contributor').id]",
    "[like('abcdef', 'a*c*')]",
  ])('%s is unknown, and the reason quotes it', (expression) => {
    const value = evaluate(expression);
    const call = expression.slice(1, expression.indexOf('('));
    expect(isUnknown(value) && value.why).toMatch(new RegExp(`^\`${call}\\(.*\\)\` is known only at deployment$`));
  });

  test('is quoted as it is written, also when it stands twice in one expression', () => {
    expect(evaluate("[createArray(reference('Aks').a, listKeys('B', '2024-01-01'))]")).toMatchObject([{ why: "`reference('Aks')` is known only at deployment" }, { why: "`listKeys('B', '2024-01-01')` is known only at deployment" }]);
  });

  test('takes the number of arguments that it takes', () => {
    expect(complaints('[reference()]')).toEqual(['`reference` takes 1 to 3 arguments; 0 given']);
  });

  test('newGuid() is some text', () => {
    expect(evaluate('[newGuid()]')).toMatchObject({ pieces: ['', ''] });
  });
});

/** Source: learn.microsoft.com, "Date functions for ARM templates": utcNow. */
describe('utcNow', () => {
  const now = (defaultValue: string, more: object = {}) => evaluate("[parameters('now')]", { parameters: { now: { type: 'string', defaultValue } } }, more);

  test.each([
    ['[utcNow()]', '20260304T050607Z'],
    ["[utcNow('d')]", '03/04/2026'],
    ["[utcNow('yyyy-MM-dd')]", '2026-03-04'],
  ])('%s is %s', (expression, value) => {
    expect(now(expression)).toBe(value);
  });

  test('is some text when nobody gave it', () => {
    expect(now("[utcNow('d')]", { facts: {} })).toMatchObject({ pieces: ['', ''] });
  });
});

/** Source: learn.microsoft.com, "Lambda functions for ARM templates". */
describe('lambdas', () => {
  const variables = { dogs: [{ name: 'Evie', age: 5 }, { name: 'Casper', age: 3 }], least: 4 };

  test.each<readonly [string, unknown]>([
    ["[map(variables('dogs'), lambda('dog', lambdaVariables('dog').name))]", ['Evie', 'Casper']],
    ["[filter(variables('dogs'), lambda('dog', greaterOrEquals(lambdaVariables('dog').age, variables('least'))))]", [{ name: 'Evie', age: 5 }]],
    ["[reduce(variables('dogs'), 0, lambda('sum', 'dog', add(lambdaVariables('sum'), lambdaVariables('dog').age)))]", 8],
    ["[toObject(variables('dogs'), lambda('dog', lambdaVariables('dog').name), lambda('dog', lambdaVariables('dog').age))]", { Evie: 5, Casper: 3 }],
  ])('%s', (expression, value) => {
    expect(evaluate(expression, { variables })).toEqual(value);
  });

  test('pass on elements, which keep their place', () => {
    const resource = only(expand(templateOf({ variables, resources: [network({ properties: { dogs: "[sort(variables('dogs'), lambda('a', 'b', less(lambdaVariables('a').age, lambdaVariables('b').age)))]" } })] })));
    expect(resource.placeOf('/properties/dogs/0/name').pointer).toBe('/variables/dogs/1/name');
  });
});

/** Source: learn.microsoft.com, "User-defined functions in ARM template". */
describe('functions of the template', () => {
  const functions = [
    {
      namespace: 'contoso',
      members: {
        unique: { parameters: [{ name: 'prefix', type: 'string' }, { name: 'count', type: 'int' }], output: { type: 'string', value: "[concat(toLower(parameters('prefix')), parameters('count'))]" } },
        shape: { parameters: [], output: { type: 'object', value: { a: "[contoso.unique('X', 1)]" } } },
        bad: { output: { type: 'string', value: "[variables('v')]" } },
        endless: { output: { type: 'string', value: '[contoso.endless()]' } },
      },
    },
  ];

  test('see their own parameters, and one another', () => {
    expect(evaluate("[CONTOSO.Unique('A', 5)]", { functions })).toBe('a5');
    expect(evaluate('[contoso.shape().a]', { functions })).toBe('x1');
  });

  test('that Bicep compiles see the variables of the template, and no resources', () => {
    const compiled = [{ namespace: '__bicep', members: { greet: { parameters: [{ name: 'name', type: 'string' }], output: { type: 'string', value: "[format(variables('_1.greeting'), parameters('name'))]" } } } }];
    const parts = { languageVersion: '2.0', functions: compiled, variables: { '_1.greeting': 'Hello {0}!' }, resources: {} };
    expect(evaluate("[__bicep.greet('you')]", parts)).toBe('Hello you!');
  });

  test('see no variables and no parameters of the template', () => {
    expect(complaints('[contoso.bad()]', { functions, variables: { v: 1 } })).toEqual(['A function of the template sees no variables, only its own parameters']);
  });

  test.each([
    ["[contoso.unique('a')]", '`contoso.unique` takes 2 arguments; 1 given'],
    ['[contoso.uniqe()]', 'There is no function `contoso.uniqe` here; did you mean `contoso.unique`?'],
    ['[other.thing()]', 'There is no function `other.thing` here'],
  ])('%s', (expression, message) => {
    expect(complaints(expression, { functions })).toEqual([message]);
  });

  test('that never end are an error', () => {
    expect(complaints('[contoso.endless()]', { functions })).toHaveLength(1);
  });
});

/** Source: learn.microsoft.com, "Numeric functions for ARM templates": copyIndex. */
test.each(['[copyIndex()]', "[copyIndex('none')]"])('%s outside of a loop is an error', (expression) => {
  expect(complaints(expression)).toHaveLength(1);
});

test('a function that is not there is an error at its place, with the near miss', () => {
  const { problems } = expand(templateOf({ resources: [network({ tags: { a: "[concatt('a')]" } })] }));
  expect(problems).toEqual([{ kind: 'error', message: 'There is no function `concatt` here; did you mean `concat`?', place: { file: 'main.json', pointer: '/resources/0/tags/a' } }]);
});
