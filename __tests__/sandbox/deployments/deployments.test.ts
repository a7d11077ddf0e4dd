import { describe, expect, test } from '@jest/globals';
import { at, textAt } from '../../../src/arm/json.ts';
import { bodyOf, cluster, group, isolatedCluster, makeArm, makeArmWithGroup, subscription, untilDone } from '../arm-client.ts';
import { deployed, deploymentId, identity, nested, network, networkId, operationsOf, outputsOf, propertiesOf, requestOf, send, templateOf } from './templates.ts';

describe('a deployment', () => {
  test('is accepted, runs while its resources are written, and succeeds when they are', () => {
    const arm = makeArmWithGroup();
    const { status, headers, body } = send(arm, templateOf({ resources: [network()] }));
    expect([status, at(body, 'properties', 'provisioningState')]).toEqual([201, 'Accepted']);
    const poll = (): unknown => arm.send('GET', (headers?.['azure-asyncoperation'] ?? '').replace('https://arm.test', '')).body;
    expect(poll()).toEqual({ status: 'Accepted' });
    arm.pass(2_000);
    expect(poll()).toEqual({ status: 'Running' });
    arm.pass(untilDone);
    expect(poll()).toEqual({ status: 'Succeeded' });
    expect(at(arm.send('GET', networkId('net')).body, 'location')).toBe('westeurope');
  });

  test('tells what it wrote, in its operations and in what came of it', () => {
    const arm = makeArmWithGroup();
    const properties = deployed(arm, templateOf({ resources: [network({ tags: { a: 'b' } })], outputs: { id: { type: 'string', value: "[resourceId('Microsoft.Network/virtualNetworks', 'net')]" } } }));
    expect(properties).toMatchObject({
      mode: 'Incremental', provisioningState: 'Succeeded', duration: 'PT9S', outputs: { id: { type: 'String', value: networkId('net') } }, outputResources: [{ id: networkId('net') }],
      providers: [{ namespace: 'Microsoft.Network', resourceTypes: [{ resourceType: 'virtualNetworks', locations: ['westeurope'] }] }],
    });
    expect(operationsOf(arm)).toEqual(['net Succeeded', 'outputs Succeeded']);
  });

  test('writes what depends on something after it, and what does not at once', () => {
    const arm = makeArmWithGroup();
    const subnet = { type: 'Microsoft.Network/virtualNetworks/subnets', apiVersion: '2024-05-01', name: 'net/nodes', dependsOn: ['[resourceId(\'Microsoft.Network/virtualNetworks\', \'net\')]'], properties: { addressPrefix: '10.0.0.0/24' } };
    send(arm, templateOf({ resources: [subnet, network(), network({ name: 'other' })] }));
    arm.pass(3_000);
    expect(operationsOf(arm)).toEqual(['net Running', 'other Running']);
    arm.pass(untilDone);
    expect(operationsOf(arm)).toEqual(['net Succeeded', 'other Succeeded', 'net/nodes Succeeded', 'outputs Succeeded']);
  });

  test('a reference is a dependency too, and gives what was written', () => {
    const arm = makeArmWithGroup();
    const asking = network({ tags: { guid: "[reference('first').resourceGuid]", principal: "[reference(resourceId('Microsoft.ManagedIdentity/userAssignedIdentities', 'identity'), '2023-01-31', 'Full').properties.principalId]" } });
    deployed(arm, templateOf({ resources: [asking, network({ name: 'first' }), identity()] }));
    const first = at(arm.send('GET', networkId('first')).body, 'properties', 'resourceGuid');
    const principal = at(arm.send('GET', `${group}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/identity`).body, 'properties', 'principalId');
    expect(at(arm.send('GET', networkId('net')).body, 'tags')).toEqual({ guid: first, principal });
  });

  test('does not take what was there before for what it writes itself', () => {
    const arm = makeArmWithGroup();
    arm.send('PUT', networkId('net'), { location: 'westeurope', properties: { addressSpace: { addressPrefixes: ['10.9.0.0/16'] } } });
    arm.pass(untilDone);
    const copy = identity({ tags: { prefix: "[reference('net').addressSpace.addressPrefixes[0]]" } });
    deployed(arm, templateOf({ resources: [copy, network()] }));
    expect(at(arm.send('GET', `${group}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/identity`).body, 'tags', 'prefix')).toBe('10.0.0.0/16');
  });

  test('knows copies, conditions, parameters, and keeps secrets to itself', () => {
    const arm = makeArmWithGroup();
    const template = templateOf({
      parameters: { count: { type: 'int' }, secret: { type: 'secureString' }, late: { type: 'bool', defaultValue: false } },
      resources: [
        network({ name: "[format('net{0}', copyIndex())]", copy: { name: 'nets', count: "[parameters('count')]" } }),
        identity({ dependsOn: ['nets'] }),
        identity({ name: 'never', condition: "[parameters('late')]" }),
        identity({ name: 'waits', dependsOn: ['never'] }),
      ],
    });
    const properties = deployed(arm, template, { count: 2, secret: 'hush' });
    expect(operationsOf(arm)).toEqual(['net0 Succeeded', 'net1 Succeeded', 'waits Succeeded', 'identity Succeeded', 'outputs Succeeded']);
    expect(properties['parameters']).toEqual({ count: { type: 'Int', value: 2 }, secret: { type: 'SecureString' }, late: { type: 'Bool', value: false } });
    expect(JSON.stringify(properties)).not.toContain('hush');
  });

  test.each([[1, 1], [2, 2]])('writes the copies of a serial loop %d at a time', (batchSize, running) => {
    const arm = makeArmWithGroup();
    send(arm, templateOf({ resources: [network({ name: "[format('net{0}', copyIndex())]", copy: { name: 'nets', count: 3, mode: 'Serial', batchSize } })] }));
    arm.pass(3_000);
    expect(operationsOf(arm)).toHaveLength(running);
    arm.pass(untilDone);
    expect(operationsOf(arm)).toEqual(['net0 Succeeded', 'net1 Succeeded', 'net2 Succeeded', 'outputs Succeeded']);
  });

  test('with symbolic names knows what is there already', () => {
    const arm = makeArmWithGroup();
    arm.send('PUT', networkId('there'), { location: 'westeurope', properties: { addressSpace: { addressPrefixes: ['10.9.0.0/16'] } } });
    arm.pass(untilDone);
    const template = templateOf({
      languageVersion: '2.0',
      resources: {
        there: { existing: true, type: 'Microsoft.Network/virtualNetworks', apiVersion: '2024-05-01', name: 'there' },
        made: network({ copy: { name: 'made', count: 2 }, name: "[format('net{0}', copyIndex())]" }),
        last: identity({ dependsOn: ['made'] }),
      },
      outputs: { prefix: { type: 'string', value: "[reference('there').addressSpace.addressPrefixes[0]]" }, names: { type: 'array', value: "[map(references('made'), lambda('one', lambdaVariables('one').provisioningState))]" } },
    });
    expect(outputsOf(deployed(arm, template))).toEqual({ prefix: '10.9.0.0/16', names: ['Succeeded', 'Succeeded'] });
  });

  test('gives a new guid each time it is deployed, and the same one throughout', () => {
    const arm = makeArmWithGroup();
    const template = templateOf({ parameters: { id: { type: 'string', defaultValue: '[newGuid()]' } }, resources: [identity({ tags: { id: "[parameters('id')]" } })], outputs: { id: { type: 'string', value: "[parameters('id')]" } } });
    const [first, second] = [outputsOf(deployed(arm, template))['id'], outputsOf(deployed(arm, template))['id']];
    expect(first).not.toBe(second);
    expect(at(arm.send('GET', `${group}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/identity`).body, 'tags', 'id')).toBe(second);
  });

  test('makes an isolated cluster, as one PUT would', () => {
    const arm = makeArmWithGroup();
    const resource = { type: 'Microsoft.ContainerService/managedClusters', apiVersion: '2026-05-01', name: 'demo', ...isolatedCluster() };
    const properties = deployed(arm, templateOf({ resources: [resource], outputs: { fqdn: { type: 'string', value: "[reference('demo').privateFQDN]" }, kubelet: { type: 'object', value: "[reference('demo').identityProfile.kubeletidentity]" } } }));
    expect(properties['provisioningState']).toBe('Succeeded');
    expect(outputsOf(properties)['fqdn']).toBe(at(arm.send('GET', cluster).body, 'properties', 'privateFQDN'));
  });

  test('of a subscription makes a resource group and deploys into it', () => {
    const arm = makeArm();
    const inGroup = nested(templateOf({ resources: [network()], outputs: { location: { type: 'string', value: '[resourceGroup().location]' } } }), {}, { resourceGroup: 'made', dependsOn: ['made'] });
    const template = templateOf({
      resources: [{ type: 'Microsoft.Resources/resourceGroups', apiVersion: '2022-09-01', name: 'made', location: 'northeurope' }, inGroup],
      outputs: { location: { type: 'string', value: "[reference(resourceId('made', 'Microsoft.Resources/deployments', 'inner')).outputs.location.value]" } },
    }, 'subscription');
    expect(arm.send('PUT', deploymentId('main', subscription), requestOf(template, {}, { location: 'westeurope' })).status).toBe(201);
    arm.pass(untilDone);
    expect(propertiesOf(arm, 'main', subscription)).toMatchObject({ provisioningState: 'Succeeded', outputs: { location: { value: 'northeurope' } } });
    expect(at(arm.send('GET', networkId('net', `${subscription}/resourceGroups/made`)).body, 'location')).toBe('northeurope');
    expect(textAt(bodyOf(arm.send('GET', deploymentId('inner', `${subscription}/resourceGroups/made`))), 'properties', 'provisioningState')).toBe('Succeeded');
  });

  test('of a management group writes policies', () => {
    const arm = makeArm();
    const scope = '/providers/Microsoft.Management/managementGroups/contoso';
    const policy = { type: 'Microsoft.Authorization/policyDefinitions', apiVersion: '2023-04-01', name: 'tagged', properties: JSON.parse('{"mode": "Indexed", "policyRule": {"if": {"field": "tags.owner", "exists": "false"}, "then": {"effect": "audit"}}}') as unknown };
    const assignment = { type: 'Microsoft.Authorization/policyAssignments', apiVersion: '2024-05-01', name: 'tagged', dependsOn: ['tagged'], properties: { policyDefinitionId: "[extensionResourceId(managementGroup().id, 'Microsoft.Authorization/policyDefinitions', 'tagged')]" } };
    arm.send('PUT', deploymentId('main', scope), requestOf(templateOf({ resources: [policy, { ...assignment, dependsOn: ["[extensionResourceId(managementGroup().id, 'Microsoft.Authorization/policyDefinitions', 'tagged')]"] }] }, 'managementGroup'), {}, { location: 'westeurope' }));
    arm.pass(untilDone);
    expect(propertiesOf(arm, 'main', scope)).toMatchObject({ provisioningState: 'Succeeded' });
    expect(arm.send('GET', `${scope}/providers/Microsoft.Authorization/policyAssignments/tagged`).status).toBe(200);
  });
});

describe('a nested deployment', () => {
  test('is a deployment of its own, and its outputs are known when it has ended', () => {
    const arm = makeArmWithGroup();
    const inner = nested(
      templateOf({ parameters: { name: { type: 'string' } }, resources: [network({ name: "[parameters('name')]" })], outputs: { guid: { type: 'string', value: "[reference(parameters('name')).resourceGuid]" } } }),
      { parameters: { name: { value: 'net' } } },
    );
    const properties = deployed(arm, templateOf({ resources: [inner, identity({ tags: { guid: "[reference('inner').outputs.guid.value]" } })] }));
    expect(properties).toMatchObject({ provisioningState: 'Succeeded', outputResources: [{ id: networkId('net') }, {}] });
    const guid = at(arm.send('GET', networkId('net')).body, 'properties', 'resourceGuid');
    expect(propertiesOf(arm, 'inner')).toMatchObject({ provisioningState: 'Succeeded', outputs: { guid: { type: 'String', value: guid } }, parameters: { name: { type: 'String', value: 'net' } } });
    expect(operationsOf(arm, 'inner')).toEqual(['net Succeeded', 'outputs Succeeded']);
    expect(operationsOf(arm)).toEqual(['inner Succeeded', 'identity Succeeded', 'outputs Succeeded']);
  });

  test('fails with what stands in it, and with it what is around it', () => {
    const arm = makeArmWithGroup();
    const bad = { type: 'Microsoft.Network/virtualNetworks/subnets', apiVersion: '2024-05-01', name: 'missing/nodes', properties: {} };
    const properties = deployed(arm, templateOf({ resources: [nested(templateOf({ resources: [bad] })), identity({ dependsOn: ['inner'] })] }));
    expect(properties).toMatchObject({ provisioningState: 'Failed', error: { code: 'DeploymentFailed', details: [{ code: 'DeploymentFailed', target: deploymentId('inner'), details: [{ code: 'ParentResourceNotFound' }] }] } });
    expect(operationsOf(arm)).toEqual(['inner Failed']);
  });
});
