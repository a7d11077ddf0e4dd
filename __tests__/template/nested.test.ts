import { describe, expect, test } from '@jest/globals';
import { isUnknown } from '../../src/language/unknown.ts';
import { expandDeployment, type Deployment, type LinkedTemplate } from '../../src/template/index.ts';
import { expand, facts, network, schemas, subscriptionId, templateOf } from './builders.ts';

const group = `/subscriptions/${subscriptionId}/resourceGroups`;

function nested(template: unknown, parts: { readonly properties?: object; readonly [member: string]: unknown } = {}): object {
  const { properties = {}, ...rest } = parts;
  return { type: 'Microsoft.Resources/deployments', apiVersion: '2022-09-01', name: 'inner', ...rest, properties: { mode: 'Incremental', template, ...properties } };
}

const inner = { expressionEvaluationOptions: { scope: 'inner' } };

/** Source: learn.microsoft.com, "Using linked and nested templates when deploying Azure resources". */
describe('a nested template', () => {
  test('is expanded, and the deployment is a resource without it', () => {
    const { resources } = expand(templateOf({ resources: [nested(templateOf({ resources: [network()] }))] }));
    expect(resources.map(({ type }) => type)).toEqual(['Microsoft.Resources/deployments', 'Microsoft.Network/virtualNetworks']);
    expect(resources[0]?.body).toEqual({ type: 'Microsoft.Resources/deployments', name: 'inner', properties: { mode: 'Incremental' } });
    expect(resources[1]?.placeOf('/location')).toEqual({ file: 'main.json', pointer: '/resources/0/properties/template/resources/0/location' });
  });

  const withVariables = templateOf({ variables: { v: 'of the nested one' }, resources: [network({ tags: { v: "[variables('v')]" } })] });
  test.each<readonly [object, string]>([
    [{}, 'of the outer one'],
    [{ expressionEvaluationOptions: { scope: 'Outer' } }, 'of the outer one'],
    [inner, 'of the nested one'],
  ])('with %j has expressions that see the variables %s', (properties, v) => {
    expect(expand(templateOf({ variables: { v: 'of the outer one' }, resources: [nested(withVariables, { properties })] })).resources[1]?.body['tags']).toEqual({ v });
  });

  test('of inner scope sees its own parameters: given, or by default', () => {
    const within = templateOf({ parameters: { p: { type: 'string' }, q: { type: 'string', defaultValue: 'q' } }, resources: [network({ tags: { p: "[parameters('p')]", q: "[parameters('q')]" } })] });
    const deployment = nested(within, { properties: { ...inner, parameters: { p: { value: "[concat('a', parameters('x'))]" } } } });
    expect(expand(templateOf({ parameters: { x: { type: 'string', defaultValue: 'b' } }, resources: [deployment] })).resources[1]?.body['tags']).toEqual({ p: 'ab', q: 'q' });
  });

  // As Bicep compiles `module m 'm.bicep' = { params: { p: [for …] } }`; learn.microsoft.com, "Property iteration in ARM templates".
  test('whose parameter is made by a loop', () => {
    const within = templateOf({ parameters: { p: { type: 'array', defaultValue: [] } }, resources: [network({ copy: { name: 'each', count: "[length(parameters('p'))]" }, name: "[parameters('p')[copyIndex()].n]", tags: { n: "[parameters('p')[copyIndex()].n]" } })] });
    const loop = { name: 'value', count: "[length(variables('names'))]", input: { n: "[variables('names')[copyIndex('value')]]" } };
    const { resources, problems } = expand(templateOf({ variables: { names: ['a', 'b'] }, resources: [nested(within, { properties: { ...inner, parameters: { p: { copy: [loop] } } } })] }));
    expect(problems).toEqual([]);
    expect(resources.map(({ name }) => name)).toEqual(['inner', 'a', 'b']);
    expect(resources[2]?.provenanceOf('/tags/n')).toMatchObject({ kind: 'literal', place: { pointer: '/variables/names/1' } });
  });

  test('whose parameters are entries that an expression chooses', () => {
    const within = templateOf({ parameters: { p: { type: 'string' } }, resources: [network({ tags: { p: "[parameters('p')]" } })] });
    const deployment = nested(within, { properties: { ...inner, parameters: { p: "[if(true(), createObject('value', 'a'), createObject('value', 'b'))]" } } });
    expect(expand(templateOf({ resources: [deployment] })).resources[1]?.body['tags']).toEqual({ p: 'a' });
  });

  test('whose parameters are entries that an expression takes from a key vault', () => {
    const within = templateOf({ parameters: { p: { type: 'securestring' } }, resources: [network({ tags: { p: "[parameters('p')]" } })] });
    const deployment = nested(within, { properties: { ...inner, parameters: { p: "[createObject('reference', createObject('secretName', 's'))]" } } });
    expect(expand(templateOf({ resources: [deployment] })).resources[1]?.body['tags']).toMatchObject({ p: { why: 'the parameter `p` comes from a key vault', pieces: ['', ''] } });
  });

  test('of inner scope that is not given what it asks for is an error', () => {
    const within = templateOf({ parameters: { p: { type: 'string' } }, resources: [network({ tags: { p: "[parameters('p')]" } })] });
    const { problems } = expand(templateOf({ resources: [nested(within, { properties: { ...inner, parameters: {} } })] }));
    expect(problems).toMatchObject([{ kind: 'error', message: 'The parameter `p` is given no value and has no default', place: { pointer: '/resources/0/properties/parameters' } }]);
  });

  test('that may be absent makes its resources so; one that is not deployed has none', () => {
    const deployment = (condition: unknown) => templateOf({ parameters: { on: { type: 'bool' } }, resources: [nested(templateOf({ resources: [network()] }), { condition })] });
    expect(expand(deployment("[parameters('on')]")).resources.map(({ mayBeAbsent }) => mayBeAbsent?.why)).toEqual(['the parameter `on` is given no value', 'the parameter `on` is given no value']);
    expect(expand(deployment(false)).resources).toEqual([]);
  });

  test('in copies sees the turn', () => {
    const within = templateOf({ parameters: { i: { type: 'int' } }, resources: [network({ name: "[concat('net', parameters('i'))]" })] });
    const deployment = nested(within, { name: "[concat('d', copyIndex())]", copy: { name: 'ds', count: 2 }, properties: { ...inner, parameters: { i: { value: '[copyIndex()]' } } } });
    expect(expand(templateOf({ resources: [deployment] })).resources.map(({ name }) => name)).toEqual(['d0', 'd1', 'net0', 'net1']);
  });

  test('that is computed is told, not passed over', () => {
    const { problems } = expand(templateOf({ variables: { t: {} }, resources: [nested("[variables('t')]")] }));
    expect(problems).toMatchObject([{ kind: 'unread', place: { pointer: '/resources/0/properties/template' } }]);
  });

  test.each([
    [{ type: 'Microsoft.Resources/deployments', name: 'd' }, /`properties`/],
    [{ type: 'Microsoft.Resources/deployments', name: 'd', properties: "[createObject('a', 1)]" }, /computed/],
    [{ type: 'Microsoft.Resources/deployments', name: 'd', properties: {} }, /`template` or a `templateLink`/],
  ])('%j', (deployment, message) => {
    expect(expand(templateOf({ resources: [deployment] })).problems[0]?.message).toMatch(message);
  });

  test('nested again and again is an error, not the end', () => {
    let template: object = templateOf({ resources: [network()] });
    for (let depth = 0; depth < 40; depth += 1) template = templateOf({ resources: [nested(template)] });
    const { problems, resources } = expand(template);
    expect(problems).toMatchObject([{ kind: 'error', message: 'Templates are nested deeper than 24 levels' }]);
    expect(resources.length).toBeGreaterThan(20);
  });
});

describe('where a nested deployment goes', () => {
  const ids = (parts: object, $schema: string = schemas.resourceGroup, within: object = templateOf({ resources: [network({ tags: { group: '[resourceGroup().name]' } })] })) =>
    expand(templateOf({ $schema, resources: [nested(within, { ...parts, properties: inner })] }));

  test('the same resource group', () => {
    expect(ids({}).resources[1]).toMatchObject({ id: `${group}/rg/providers/Microsoft.Network/virtualNetworks/net`, body: { tags: { group: 'rg' } } });
  });

  test('another resource group', () => {
    expect(ids({ resourceGroup: 'other' }).resources[1]).toMatchObject({ id: `${group}/other/providers/Microsoft.Network/virtualNetworks/net`, body: { tags: { group: 'other' } } });
  });

  test('a resource group of another subscription', () => {
    expect(ids({ resourceGroup: 'other', subscriptionId: 's' }).resources[1]?.id).toBe('/subscriptions/s/resourceGroups/other/providers/Microsoft.Network/virtualNetworks/net');
  });

  const policy = templateOf({ $schema: schemas.subscription, resources: [{ type: 'Microsoft.Authorization/policyAssignments', name: 'p', location: '[deployment().location]' }] });
  test.each<readonly [object, string, string]>([
    [{ subscriptionId: 's', location: 'x' }, schemas.resourceGroup, '/subscriptions/s'],
    [{ location: 'x' }, schemas.subscription, `/subscriptions/${subscriptionId}`],
    [{ scope: '/subscriptions/s', location: 'x' }, schemas.managementGroup, '/subscriptions/s'],
    [{ scope: 'Microsoft.Management/managementGroups/m', location: 'x' }, schemas.tenant, '/providers/Microsoft.Management/managementGroups/m'],
    [{ scope: '/providers/Microsoft.Management/managementGroups/m', location: 'x' }, schemas.tenant, '/providers/Microsoft.Management/managementGroups/m'],
    [{ scope: "[tenantResourceId('Microsoft.Management/managementGroups', 'm')]", location: 'x' }, schemas.tenant, '/providers/Microsoft.Management/managementGroups/m'],
    [{ scope: '/', location: 'x' }, schemas.managementGroup, ''],
  ])('%j from %s', (parts, $schema, prefix) => {
    const { resources, problems } = ids(parts, $schema, policy);
    expect(problems).toEqual([]);
    expect(resources[1]).toMatchObject({ id: `${prefix}/providers/Microsoft.Authorization/policyAssignments/p`, body: { location: 'x' } });
  });

  test('the outer scope of expressions is that of the outer deployment, the ids are not', () => {
    const deployment = nested(templateOf({ resources: [network({ tags: { group: '[resourceGroup().name]' } })] }), { resourceGroup: 'other' });
    expect(expand(templateOf({ resources: [deployment] })).resources[1]).toMatchObject({ id: `${group}/other/providers/Microsoft.Network/virtualNetworks/net`, body: { tags: { group: 'rg' } } });
  });

  test('the location of a resource group that the same deployment makes is known, of any other it is not', () => {
    const located = templateOf({ resources: [network({ location: '[resourceGroup().location]' })] });
    const template = templateOf({
      $schema: schemas.subscription,
      resources: [nested(located, { resourceGroup: 'New', properties: inner }), { type: 'Microsoft.Resources/resourceGroups', name: 'new', location: 'northeurope' }, nested(located, { name: 'two', resourceGroup: 'old', properties: inner })],
    });
    const networks = expand(template).resources.filter(({ type }) => type === 'Microsoft.Network/virtualNetworks');
    expect(networks.map(({ body }) => (isUnknown(body['location']) ? 'unknown' : body['location']))).toEqual(['northeurope', 'unknown']);
  });
});

describe('the outputs of a nested deployment', () => {
  const within = (value: unknown, parts: object = {}) => templateOf({ ...parts, outputs: { o: { type: 'string', value } } });
  const tags = (expression: string, ...deployments: readonly object[]) => {
    const { resources, problems } = expand(templateOf({ resources: [network({ tags: { t: expression } }), ...deployments] }));
    return { tag: (resources[0]?.body['tags'] as Record<string, unknown> | undefined)?.['t'], problems };
  };

  test.each(["[reference('inner').outputs.o.value]", "[reference(resourceId('Microsoft.Resources/deployments', 'inner'), '2022-09-01').outputs.o.value]", "[reference('INNER', '2022-09-01').outputs.O.value]"])(
    '%s is known when its template tells',
    (expression) => {
      expect(tags(expression, nested(within("[resourceId('Microsoft.X/y', 'z')]"), { resourceGroup: 'other', properties: inner })).tag).toBe(`${group}/other/providers/Microsoft.X/y/z`);
    },
  );

  test('by a name that nobody knows, when it is written alike', () => {
    const name = "[format('{0}-inner', deployment().name)]";
    const expression = "[reference(resourceId('Microsoft.Resources/deployments', format('{0}-inner', deployment().name)), '2022-09-01').outputs.o.value]";
    const others = nested(within('b'), { name: "[format('{0}-other', deployment().name)]", properties: inner });
    expect(tags(expression, nested(within('a'), { name, properties: inner }), others)).toMatchObject({ tag: 'a', problems: [] });
  });

  test('by symbolic name', () => {
    const resources = { net: network({ tags: { t: "[reference('module').outputs.o.value]" } }), module: nested(within('a'), { properties: inner }) };
    expect(expand(templateOf({ languageVersion: '2.0', resources })).resources[0]?.body['tags']).toEqual({ t: 'a' });
  });

  test('of all copies are known by the symbolic name of the loop', () => {
    const template = templateOf({ parameters: { i: { type: 'int' } }, outputs: { o: { type: 'string', value: "[format('child-{0}', parameters('i'))]" } } });
    const module = nested(template, { copy: { name: 'module', count: 2 }, name: "[format('m{0}', copyIndex())]", properties: { ...inner, parameters: { i: { value: '[copyIndex()]' } } } });
    const all = "[map(references('module'), lambda('one', lambdaVariables('one').outputs.o.value))]";
    expect(expand(templateOf({ languageVersion: '2.0', resources: { module }, outputs: { all: { type: 'array', value: all } } })).outputs['all']).toEqual(['child-0', 'child-1']);
  });

  test('that only Azure knows are unknown, and so are those of deployments that are not in the template', () => {
    expect(isUnknown(tags("[reference('inner').outputs.o.value]", nested(within("[reference('x').id]"), { properties: inner })).tag)).toBe(true);
    expect(isUnknown(tags("[reference('elsewhere').outputs.o.value]").tag)).toBe(true);
  });

  test('that need one another in a circle are unknown', () => {
    const ask = (other: string) => nested(templateOf({ parameters: { p: { type: 'string' } }, outputs: { o: { type: 'string', value: "[parameters('p')]" } } }), {
      name: other === 'a' ? 'b' : 'a',
      properties: { ...inner, parameters: { p: { value: `[reference('${other}').outputs.o.value]` } } },
    });
    expect(isUnknown(tags("[reference('a').outputs.o.value]", ask('a'), ask('b')).tag)).toBe(true);
  });
});

/** Source: learn.microsoft.com, "Using linked and nested templates": linked template, relativePath, parametersLink. */
describe('a linked template', () => {
  const linked = (files: Record<string, unknown>): ReadonlyMap<string, LinkedTemplate> => new Map(Object.entries(files).map(([file, value]) => [file, { file, value }]));
  const link = (templateLink: unknown, properties: object = {}) => ({ type: 'Microsoft.Resources/deployments', apiVersion: '2022-09-01', name: 'd', properties: { mode: 'Incremental', templateLink, ...properties } });
  const from = (file: string, template: object, more: Partial<Deployment> = {}) => expandDeployment({ template: { file, value: template }, facts, ...more });

  test('is wanted until it is there', () => {
    const template = templateOf({ resources: [link({ relativePath: 'nested/x.json' })] });
    expect(from('infra/main.json', template)).toMatchObject({ wanted: ['infra/nested/x.json'], problems: [], resources: [{ name: 'd' }] });
    const { resources, wanted } = from('infra/main.json', template, { linked: linked({ 'infra/nested/x.json': templateOf({ resources: [network()] }) }) });
    expect(wanted).toEqual([]);
    expect(resources[1]?.placeOf('/location')).toEqual({ file: 'infra/nested/x.json', pointer: '/resources/0/location' });
  });

  test('is relative to the template that names it', () => {
    const files = linked({ 'infra/a/one.json': templateOf({ resources: [link({ relativePath: '../b/two.json' })] }) });
    expect(from('infra/main.json', templateOf({ resources: [link({ relativePath: './a/one.json' })] }), { linked: files }).wanted).toEqual(['infra/b/two.json']);
  });

  test.each<readonly [string, object]>([
    ["[uri(deployment().properties.templateLink.uri, 'nested/x.json')]", {}],
    ["[uri(parameters('_artifactsLocation'), concat('nested/x.json', parameters('_artifactsLocationSasToken')))]", { _artifactsLocation: { type: 'string', defaultValue: '[deployment().properties.templateLink.uri]' }, _artifactsLocationSasToken: { type: 'securestring', defaultValue: '' } }],
    ["[concat(parameters('_artifactsLocation'), '/nested/x.json', parameters('_artifactsLocationSasToken'))]", { _artifactsLocation: { type: 'string' }, _artifactsLocationSasToken: { type: 'securestring' } }],
    ["[uri(parameters('_artifactsLocation'), concat('nested/x.json', parameters('token')))]", { _artifactsLocation: { type: 'string' }, token: { type: 'string', defaultValue: '?sv=1' } }],
  ])('by %s', (uri, parameters) => {
    expect(from('quickstarts/a b/main.json', templateOf({ parameters, resources: [link({ uri })] }))).toMatchObject({ wanted: ['quickstarts/a b/nested/x.json'], problems: [] });
  });

  test.each<readonly [object | string, RegExp]>([
    [{ uri: 'https://example.com/x.json' }, /not in the checkout.*relativePath/],
    [{ relativePath: '../../x.json' }, /not in the checkout/],
    [{ relativePath: '/etc/passwd' }, /not in the checkout/],
    [{ relativePath: 'C:\\x.json' }, /not in the checkout/],
    [{ id: '/subscriptions/s/resourceGroups/g/providers/Microsoft.Resources/templateSpecs/t/versions/1' }, /template spec/],
    [{ uri: "[parameters('where')]" }, /`where`/],
    ["[createObject('uri', 'x')]", /expression/],
  ])('that cannot be had is told: %j', (templateLink, message) => {
    const { problems, wanted } = from('infra/main.json', templateOf({ parameters: { where: { type: 'string' } }, resources: [link(templateLink)] }));
    expect(wanted).toEqual([]);
    expect(problems).toMatchObject([{ kind: 'unread', message: expect.stringMatching(message) }]);
  });

  test('by a URI stays in the checkout, however many dots it has', () => {
    const uri = "[uri(deployment().properties.templateLink.uri, '../../../../x.json')]";
    expect(from('infra/main.json', templateOf({ resources: [link({ uri })] })).wanted).toEqual(['x.json']);
  });

  test('that could not be read is told with the reason', () => {
    const { problems } = from('main.json', templateOf({ resources: [link({ relativePath: 'x.json' })] }), { linked: new Map([['x.json', { unread: 'there is no such file' }]]) });
    expect(problems).toMatchObject([{ kind: 'unread', message: 'The linked template x.json cannot be read: there is no such file', place: { pointer: '/resources/0/properties/templateLink' } }]);
  });

  test('takes parameters, also from a linked file', () => {
    const x = templateOf({ parameters: { p: { type: 'string' } }, resources: [network({ tags: { p: "[parameters('p')]" } })] });
    const files = linked({ 'x.json': x, 'x.parameters.json': { parameters: { p: { value: 'from the file' } } } });
    const resources = [link({ relativePath: 'x.json' }, { parameters: { p: { value: 'given' } } }), link({ relativePath: 'x.json' }, { parametersLink: { relativePath: 'x.parameters.json' } })];
    const made = from('main.json', templateOf({ resources }), { linked: files }).resources;
    expect(made.map(({ body }) => body['tags'])).toEqual([undefined, undefined, { p: 'given' }, { p: 'from the file' }]);
    expect(made[3]?.provenanceOf('/tags/p')).toEqual({ kind: 'literal', place: { file: 'x.parameters.json', pointer: '/parameters/p/value' }, through: [{ kind: 'parameter', name: 'p' }] });
  });

  test('that links itself is an error with the path', () => {
    const x = templateOf({ resources: [link({ relativePath: 'y.json' })] });
    const y = templateOf({ resources: [link({ relativePath: 'x.json' })] });
    const { problems } = from('x.json', x, { linked: linked({ 'x.json': x, 'y.json': y }) });
    expect(problems).toMatchObject([{ kind: 'error', message: expect.stringMatching(/^The template links itself again and again: .*\.json → .*\.json → .*\.json$/) }]);
  });
});

/** Source: learn.microsoft.com, "Outputs in ARM templates", "Output iteration in ARM templates". */
describe('outputs', () => {
  const outputs = (declared: object, parts: object = {}) => expand(templateOf({ ...parts, outputs: declared })).outputs;

  test('by name', () => {
    expect(outputs({ a: { type: 'int', value: '[add(1, 2)]' }, b: { type: 'array', copy: { count: 2, input: '[copyIndex()]' } } })).toEqual({ a: 3, b: [0, 1] });
  });

  test('whose condition does not hold are not there; of which nobody knows are unknown', () => {
    const made = outputs({ a: { condition: false, type: 'int', value: 1 }, b: { condition: "[parameters('on')]", type: 'int', value: 1 } }, { parameters: { on: { type: 'bool' } } });
    expect(Object.keys(made)).toEqual(['b']);
    expect(isUnknown(made['b'])).toBe(true);
  });

  test('that fail are problems', () => {
    expect(expand(templateOf({ outputs: { a: { type: 'int' }, b: { type: 'int', value: '[int(true())]' } } })).problems.map(({ place }) => place.pointer)).toEqual(['/outputs/a', '/outputs/b/value']);
  });
});

test('facts of the deployment reach templates at every depth', () => {
  const within = nested(templateOf({ resources: [nested(templateOf({ resources: [network({ tags: { t: '[tenant().tenantId]' } })] }), { properties: inner })] }), { properties: inner });
  expect(expand(templateOf({ resources: [within] })).resources[2]?.body['tags']).toEqual({ t: facts.tenantId });
});
