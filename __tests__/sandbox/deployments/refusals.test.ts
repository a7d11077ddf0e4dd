import { describe, expect, test } from '@jest/globals';
import { arrayAt, at, type JsonObject } from '../../../src/arm/json.ts';
import { cluster, codeOf, group, leakingCluster, makeArm, makeArmWithGroup, messageOf, subscription, untilDone } from '../arm-client.ts';
import { armWithAssignment, assignment } from '../policy-objects.ts';
import { deployed, deploymentId, identity, nested, network, networkId, operationsOf, propertiesOf, requestOf, send, templateOf } from './templates.ts';

const leaking = { type: 'Microsoft.ContainerService/managedClusters', apiVersion: '2026-05-01', name: 'demo', ...leakingCluster() };
const manyOf = (count: number, member: unknown): JsonObject => Object.fromEntries(Array.from({ length: count }, (_, index) => [`p${index}`, member]));

describe('before anything is written', () => {
  test.each([
    ['a parameter without a value', templateOf({ parameters: { name: { type: 'string' } } }), {}, "The value for the template parameter 'name'"],
    ['a parameter that is not declared', templateOf({ parameters: { name: { type: 'string', defaultValue: 'x' } } }), { nam: 'net' }, "do not correspond to any parameters defined in the template: 'nam'"],
    ['a value that is not allowed', templateOf({ parameters: { name: { type: 'string', allowedValues: ['a'] } }, resources: [network({ name: "[parameters('name')]" })] }), { name: 'b' }, 'not allowed'],
    ['an expression that fails', templateOf({ resources: [network({ name: "[split('a', ',')[3]]" })] }), {}, 'outside the array'],
    ['a dependency on nothing', templateOf({ resources: [network({ dependsOn: ['missing'] })] }), {}, "The resource 'missing' is not defined in the template"],
    ['a circle of dependencies', templateOf({ resources: [network({ dependsOn: ['identity'] }), identity({ dependsOn: ['net'] })] }), {}, 'Circular dependency detected'],
    ['a resource that is defined twice', templateOf({ resources: [network(), network()] }), {}, 'is defined multiple times'],
    ['a name that only the deployment would know', templateOf({ resources: [network(), identity({ name: "[reference('net').resourceGuid]" })] }), {}, 'is not expected at this location'],
    ['a resource without a version', templateOf({ resources: [{ type: 'Microsoft.Network/virtualNetworks', name: 'net', location: 'westeurope' }] }), {}, "missing the required property 'apiVersion'"],
    ['a template of another scope', templateOf({}, 'subscription'), {}, 'is not supported for deployments to this scope'],
    ['more than 256 parameters', templateOf({ parameters: manyOf(257, { type: 'string', defaultValue: '' }) }), {}, 'Limit: 256 and actual: 257'],
    ['more than 64 outputs', templateOf({ outputs: manyOf(65, { type: 'string', value: '' }) }), {}, 'Limit: 64 and actual: 65'],
    ['more than 800 resources', templateOf({ resources: [network({ name: "[format('a{0}', copyIndex())]", copy: { name: 'a', count: 401 } }), network({ name: "[format('b{0}', copyIndex())]", copy: { name: 'b', count: 400 } })] }), {}, 'Limit: 800 and actual: 801'],
  ] as const)('%s is refused as an invalid template', (_, template, parameters, message) => {
    const arm = makeArmWithGroup();
    const answer = send(arm, template, parameters);
    expect([answer.status, codeOf(answer)]).toEqual([400, 'InvalidTemplate']);
    expect(messageOf(answer)).toContain(message);
    expect(arm.send('GET', deploymentId('main')).status).toBe(404);
  });

  test.each([
    ['a link', { templateLink: { uri: 'https://example.test/main.json' } }, 'InvalidContentLink'],
    ['no template', {}, 'InvalidTemplate'],
    ['the mode Complete', { mode: 'Complete', template: templateOf({}) }, 'InvalidDeploymentMode'],
    ['no mode', { mode: null, template: templateOf({}) }, 'InvalidRequestContent'],
    ['a secret of a key vault', { template: templateOf({ parameters: { a: { type: 'string' } } }), parameters: { a: { reference: { keyVault: { id: '/vault' }, secretName: 'a' } } } }, 'KeyVaultParameterReferenceNotFound'],
  ] as const)('%s is refused', (_, properties, code) => {
    expect(codeOf(makeArmWithGroup().send('PUT', deploymentId('main'), { properties: { mode: 'Incremental', ...properties } }))).toBe(code);
  });

  test('a linked template inside of one is refused too', () => {
    const linked = { type: 'Microsoft.Resources/deployments', apiVersion: '2022-09-01', name: 'inner', properties: { mode: 'Incremental', templateLink: { uri: 'https://example.test/main.json' } } };
    expect(codeOf(send(makeArmWithGroup(), templateOf({ resources: [linked] })))).toBe('InvalidContentLink');
  });

  test('a type that the sandbox does not have is told, and nothing is written', () => {
    const arm = makeArmWithGroup();
    const answer = send(arm, templateOf({ resources: [network(), { type: 'Microsoft.Storage/storageAccounts', apiVersion: '2023-01-01', name: 'store', location: 'westeurope' }] }));
    expect([answer.status, codeOf(answer)]).toEqual([400, 'InvalidTemplateDeployment']);
    expect(at(arrayAt(answer.body, 'error', 'details')[0], 'code')).toBe('InvalidResourceType');
    arm.pass(untilDone);
    expect(arm.send('GET', networkId('net')).status).toBe(404);
  });

  test('what the caller may not write is told for each resource', () => {
    const arm = makeArm({ callerPermissions: [{ actions: ['*'], notActions: ['Microsoft.Network/*/write'] }] });
    arm.send('PUT', group, { location: 'westeurope' });
    const answer = send(arm, templateOf({ resources: [network(), identity()] }));
    expect(codeOf(answer)).toBe('InvalidTemplateDeployment');
    expect(messageOf(answer)).toContain("does not have permission to perform action 'Microsoft.Network/virtualNetworks/write'");
  });

  test('a policy refuses with the details that a PUT would give, by validation as by deployment', () => {
    const arm = armWithAssignment();
    const template = templateOf({ resources: [network(), leaking] });
    const direct = arm.send('PUT', cluster, leakingCluster());
    for (const answer of [send(arm, template), arm.send('POST', `${deploymentId('main')}/validate`, requestOf(template))]) {
      expect([answer.status, codeOf(answer)]).toEqual([400, 'InvalidTemplateDeployment']);
      expect(messageOf(answer)).toBe('The template deployment failed because of policy violation. Please see details for more information.');
      expect(arrayAt(answer.body, 'error', 'details')).toEqual([at(direct.body, 'error')]);
    }
    arm.pass(untilDone);
    expect(arm.send('GET', networkId('net')).status).toBe(404);
  });

  test('a policy refuses what stands in a nested deployment as well', () => {
    expect(codeOf(send(armWithAssignment(), templateOf({ resources: [nested(templateOf({ resources: [leaking] }))] })))).toBe('InvalidTemplateDeployment');
  });

  test.each([
    ['to a group', group, requestOf(templateOf({}), {}, { location: 'westeurope' })],
    ['to a subscription', subscription, requestOf(templateOf({}, 'subscription'))],
  ])('a deployment %s has the location that belongs there', (_, scope, body) => {
    expect(codeOf(makeArmWithGroup().send('PUT', deploymentId('main', scope), body))).toBe('InvalidDeployment');
  });
});

describe('while it is deployed', () => {
  test('a policy refuses what only turns out then', () => {
    const arm = armWithAssignment();
    const late = { ...leaking, tags: { guid: "[reference('net').resourceGuid]" }, properties: { ...(leakingCluster()['properties'] as JsonObject), networkProfile: { networkPlugin: 'azure', outboundType: "[if(equals(reference('net').provisioningState, 'Succeeded'), 'loadBalancer', 'none')]" } } };
    const properties = deployed(arm, templateOf({ resources: [network(), late] }));
    expect(properties).toMatchObject({ provisioningState: 'Failed', error: { code: 'DeploymentFailed', details: [{ code: 'RequestDisallowedByPolicy', target: 'demo' }] } });
    expect(operationsOf(arm)).toEqual(['net Succeeded', 'demo Failed']);
  });

  test('what a provider refuses fails, with what depends on it, and what does not is written', () => {
    const arm = makeArmWithGroup();
    const bad = { type: 'Microsoft.ContainerService/managedClusters', apiVersion: '2026-05-01', name: 'demo', location: 'westeurope', properties: {} };
    const properties = deployed(arm, templateOf({ resources: [bad, network(), identity({ dependsOn: ['demo'] })] }));
    expect(properties['provisioningState']).toBe('Failed');
    expect(operationsOf(arm)).toEqual(['demo Failed', 'net Succeeded']);
    expect(arrayAt(properties, 'error', 'details')).toMatchObject([{ code: 'InvalidParameter' }]);
  });

  test('an operation that ends unwell is told as a terminal state', () => {
    const arm = makeArmWithGroup();
    send(arm, templateOf({ resources: [network()] }));
    arm.pass(2_000);
    arm.send('GET', deploymentId('main'));
    const { operations } = arm.controls.snapshot().state as { readonly operations: { readonly operations: readonly { readonly id: string }[] } };
    const running = operations.operations[0]?.id;
    arm.controls.endOperation(String(running), { status: 'Failed', error: { code: 'NoRoom', message: 'Full.' } }, 'atItsEnd');
    arm.pass(untilDone);
    expect(arrayAt(propertiesOf(arm, 'main'), 'error', 'details')).toEqual([{
      code: 'ResourceDeploymentFailure', target: networkId('net'), message: "The resource write operation failed to complete successfully, because it reached terminal provisioning state 'Failed'.", details: [{ code: 'NoRoom', message: 'Full.' }],
    }]);
  });

  test('a reference to what is not there fails when nothing else is left to wait for', () => {
    const properties = deployed(makeArmWithGroup(), templateOf({ resources: [network({ tags: { a: `[reference('${networkId('gone')}', '2024-05-01').resourceGuid]` } })] }));
    expect(arrayAt(properties, 'error', 'details')).toMatchObject([{ code: 'ResourceNotFound' }]);
  });

  test('an output that cannot be evaluated fails the deployment', () => {
    const properties = deployed(makeArmWithGroup(), templateOf({ resources: [network()], outputs: { a: { type: 'string', value: "[reference('net').nothing]" } } }));
    expect(properties).toMatchObject({ provisioningState: 'Failed', error: { code: 'DeploymentOutputEvaluationFailed' } });
  });

  test('a policy that changes requests changes these too', () => {
    const arm = makeArmWithGroup();
    const definition = `${subscription}/providers/Microsoft.Authorization/policyDefinitions/tag`;
    arm.send('PUT', definition, { properties: JSON.parse('{"mode": "Indexed", "policyRule": {"if": {"field": "tags.owner", "exists": "false"}, "then": {"effect": "append", "details": [{"field": "tags.owner", "value": "us"}]}}}') as unknown });
    arm.send('PUT', assignment, { properties: { policyDefinitionId: definition } });
    deployed(arm, templateOf({ resources: [network()] }));
    expect(at(arm.send('GET', networkId('net')).body, 'tags')).toEqual({ owner: 'us' });
  });

  test('registers the subscription with the providers of the template', () => {
    const arm = makeArmWithGroup({ unregistered: ['Microsoft.Network'] });
    expect(arm.send('PUT', networkId('other'), { location: 'westeurope' }).status).toBe(409);
    expect(deployed(arm, templateOf({ resources: [network()] }))).toMatchObject({ provisioningState: 'Succeeded', duration: 'PT1M9S' });
  });
});
