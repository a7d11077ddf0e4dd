import { describe, expect, test } from '@jest/globals';
import { arrayAt, at, textAt } from '../../../src/arm/json.ts';
import { createFaults } from '../../../src/sandbox/faults/faults.ts';
import { withFaults } from '../../../src/sandbox/faults/with-faults.ts';
import type { StandInRequest } from '../../../src/sandbox/http.ts';
import { codeOf, group, makeArm, makeArmWithGroup, subscription, untilDone } from '../arm-client.ts';
import { deployed, deploymentId, identity, network, networkId, operationsOf, propertiesOf, requestOf, send, templateOf } from './templates.ts';

const list = `${group}/providers/Microsoft.Resources/deployments`;
const namesOf = (body: unknown): readonly unknown[] => arrayAt(body, 'value').map((one) => at(one, 'name'));

describe('the history of a scope', () => {
  test('has the newest first, and can be asked for those that failed', () => {
    const arm = makeArmWithGroup();
    arm.send('PUT', deploymentId('good'), requestOf(templateOf({ resources: [identity()] })));
    arm.send('PUT', deploymentId('bad'), requestOf(templateOf({ resources: [{ type: 'Microsoft.Network/virtualNetworks/subnets', apiVersion: '2024-05-01', name: 'missing/nodes', properties: {} }] })));
    arm.pass(untilDone);
    expect(namesOf(arm.send('GET', list).body)).toEqual(['bad', 'good']);
    expect(namesOf(arm.send('GET', `${list}?$filter=${encodeURIComponent("provisioningState eq 'Failed'")}`).body)).toEqual(['bad']);
    expect(namesOf(arm.send('GET', `${list}?$top=1`).body)).toEqual(['bad']);
    expect(namesOf(arm.send('GET', `${subscription}/providers/Microsoft.Resources/deployments`).body)).toEqual([]);
  });

  test('loses its oldest when there are too many, and refuses another where a lock keeps them', () => {
    const arm = makeArmWithGroup();
    const put = (index: number): number => arm.send('PUT', deploymentId(`d${index}`), requestOf(templateOf({}))).status;
    for (let index = 0; index < 700; index += 1) put(index);
    arm.pass(untilDone);
    expect(put(700)).toBe(201);
    expect(arm.send('HEAD', deploymentId('d0')).status).toBe(404);
    expect(arm.send('HEAD', deploymentId('d699')).status).toBe(204);
    arm.send('PUT', `${group}/providers/Microsoft.Authorization/locks/keep`, { properties: { level: 'CanNotDelete' } });
    for (let index = 701; index < 900; index += 1) put(index);
    expect(codeOf(arm.send('PUT', deploymentId('last'), requestOf(templateOf({}))))).toBe('DeploymentQuotaExceeded');
  });

  test('forgets one that is deleted, and what it wrote stays', () => {
    const arm = makeArmWithGroup();
    deployed(arm, templateOf({ resources: [identity()] }));
    expect(arm.send('DELETE', deploymentId('main')).status).toBe(204);
    expect(codeOf(arm.send('GET', deploymentId('main')))).toBe('DeploymentNotFound');
    expect(arm.send('GET', `${group}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/identity`).status).toBe(200);
  });

  test('is gone with its resource group', () => {
    const arm = makeArmWithGroup();
    deployed(arm, templateOf({}));
    arm.send('DELETE', group);
    arm.pass(untilDone);
    arm.send('PUT', group, { location: 'westeurope' });
    expect(namesOf(arm.send('GET', list).body)).toEqual([]);
  });
});

describe('a deployment that is there already', () => {
  test('is not replaced while it is under way', () => {
    const arm = makeArmWithGroup();
    send(arm, templateOf({ resources: [network()] }));
    arm.pass(2_000);
    for (const method of ['PUT', 'DELETE']) expect(codeOf(arm.send(method, deploymentId('main'), requestOf(templateOf({}))))).toBe('DeploymentActive');
    arm.pass(untilDone);
    expect(send(arm, templateOf({})).status).toBe(200);
  });

  test('can be cancelled while it is under way: what was not begun is not written', () => {
    const arm = makeArmWithGroup();
    send(arm, templateOf({ resources: [network(), identity({ dependsOn: ['net'] })] }));
    arm.pass(2_000);
    arm.send('GET', deploymentId('main'));
    expect(arm.send('POST', `${deploymentId('main')}/cancel`).status).toBe(204);
    arm.pass(untilDone);
    expect(propertiesOf(arm, 'main')['provisioningState']).toBe('Canceled');
    expect(arm.send('GET', networkId('net')).status).toBe(200);
    expect(operationsOf(arm)).toHaveLength(1);
    expect(codeOf(arm.send('POST', `${deploymentId('main')}/cancel`))).toBe('DeploymentCannotBeCancelled');
  });

  test('keeps its location', () => {
    const arm = makeArm();
    const put = (location: string): unknown => arm.send('PUT', deploymentId('main', subscription), requestOf(templateOf({}, 'subscription'), {}, { location }));
    put('westeurope');
    arm.pass(untilDone);
    expect(put('northeurope')).toMatchObject({ status: 409, body: { error: { code: 'InvalidDeploymentLocation' } } });
  });

  test('gives its template back, and each of its operations', () => {
    const arm = makeArmWithGroup();
    const template = templateOf({ resources: [network()] });
    deployed(arm, template);
    expect(arm.send('POST', `${deploymentId('main')}/exportTemplate`).body).toEqual({ template });
    const [first] = arrayAt(arm.send('GET', `${group}/deployments/main/operations`).body, 'value');
    expect(arm.send('GET', `${deploymentId('main')}/operations/${textAt(first, 'operationId') ?? ''}`).body).toEqual(first);
    expect(arm.send('GET', `${deploymentId('main')}/operations/none`).status).toBe(404);
  });
});

test('a validation says what would be deployed, and deploys nothing', () => {
  const arm = makeArmWithGroup();
  const answer = arm.send('POST', `${deploymentId('main')}/validate`, requestOf(templateOf({ resources: [network()] })));
  expect(answer).toMatchObject({ status: 200, body: { properties: { provisioningState: 'Succeeded', validatedResources: [{ id: networkId('net') }] } } });
  arm.pass(untilDone);
  expect([networkId('net'), deploymentId('main')].map((id) => arm.send('GET', id).status)).toEqual([404, 404]);
});

test('what if tells what would be new, change and stay', () => {
  const arm = makeArmWithGroup();
  deployed(arm, templateOf({ resources: [network(), network({ name: 'same' }), identity()] }));
  const changed = network({ properties: { addressSpace: { addressPrefixes: ['10.1.0.0/16'] } } });
  const { body } = arm.send('POST', `${deploymentId('next')}/whatIf`, requestOf(templateOf({ resources: [changed, network({ name: 'same' }), network({ name: 'new' })] })));
  const changes = arrayAt(body, 'properties', 'changes').map((change) => [String(at(change, 'resourceId')).split('/').at(-1), at(change, 'changeType')]);
  expect(changes).toEqual([['net', 'Modify'], ['same', 'NoChange'], ['new', 'Create'], ['identity', 'Ignore']]);
});

test('the activity log tells when a deployment was taken and how it ended, and what it wrote', () => {
  const arm = makeArmWithGroup();
  deployed(arm, templateOf({ resources: [identity()] }));
  const events = arrayAt(arm.send('GET', `${subscription}/providers/Microsoft.Insights/eventtypes/management/values`).body, 'value');
  const told = events.filter((event) => !/resourceGroups\/write/.test(String(at(event, 'operationName', 'value')))).map((event) => `${textAt(event, 'operationName', 'value') ?? ''} ${textAt(event, 'status', 'value') ?? ''}`);
  const write = 'Microsoft.Resources/deployments/write';
  expect(told.toSorted()).toEqual([...['Started', 'Succeeded'].map((word) => `Microsoft.ManagedIdentity/userAssignedIdentities/write ${word}`), ...['Accepted', 'Started', 'Succeeded'].map((word) => `${write} ${word}`)]);
  expect(new Set(events.filter((event) => String(at(event, 'resourceId')).includes('/providers/')).map((event) => at(event, 'correlationId'))).size).toBe(1);
});

test('a snapshot holds a deployment that is under way, and it goes on', () => {
  const arm = makeArmWithGroup();
  send(arm, templateOf({ resources: [network(), identity({ dependsOn: ['net'] })] }));
  arm.pass(2_000);
  arm.send('GET', deploymentId('main'));
  const other = makeArm();
  other.controls.restore(JSON.parse(JSON.stringify(arm.controls.snapshot())));
  other.pass(untilDone);
  expect(propertiesOf(other, 'main')['provisioningState']).toBe('Succeeded');
});

test.each([
  ['failed code=Full message="No room."', 'Failed', 'Full'],
  ['canceled', 'Canceled', 'OperationCanceled'],
  ['never', 'Running', undefined],
])('a fault may let a deployment end otherwise: %s', (what, state, code) => {
  const faulty = makeArmWithGroup();
  const handler = Object.assign((request: StandInRequest) => faulty.send(request.method, request.path, request.body), faulty.controls);
  const { headers } = withFaults(handler, createFaults(`PUT deployments/* → ${what}`))({
    method: 'PUT', path: deploymentId('main'), query: new URLSearchParams(), headers: {}, body: requestOf(templateOf({ resources: [network()] })),
  });
  expect(headers?.['azure-asyncoperation']).toBeDefined();
  faulty.pass(untilDone);
  expect(propertiesOf(faulty, 'main')).toMatchObject({ provisioningState: state });
  expect(at(propertiesOf(faulty, 'main'), 'error', 'code')).toBe(code);
});
