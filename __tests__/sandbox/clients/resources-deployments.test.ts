import { DeploymentsClient } from '@azure/arm-resourcesdeployments';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { all, connect, location, quick, refusalOf, type Connection } from './connection.ts';

const group = 'rg-deployments';
let connection: Connection;
let client: DeploymentsClient;

beforeAll(async () => {
  connection = await connect([group]);
  client = new DeploymentsClient(connection.credential, connection.subscriptionId, connection.options);
});

afterAll(() => connection.sandbox.stop());

const template = {
  $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#',
  contentVersion: '1.0.0.0',
  parameters: { name: { type: 'string' } },
  resources: [{
    type: 'Microsoft.Network/virtualNetworks',
    apiVersion: '2025-05-01',
    name: "[parameters('name')]",
    location,
    properties: { addressSpace: { addressPrefixes: ['10.0.0.0/16'] } },
  }],
  outputs: { id: { type: 'string', value: "[resourceId('Microsoft.Network/virtualNetworks', parameters('name'))]" } },
};
const deploymentOf = (name: string) => ({ properties: { mode: 'Incremental' as const, template, parameters: { name: { value: name } } } });

test('a template is validated, deployed, read, listed over pages with its operations, and forgotten', async () => {
  const { deployments, deploymentOperations } = client;
  expect((await deployments.validate(group, 'first', deploymentOf('net'), quick).pollUntilDone()).error).toBeUndefined();
  const made = await deployments.createOrUpdate(group, 'first', deploymentOf('net'), quick).pollUntilDone();
  expect(made).toMatchObject({ name: 'first', properties: { provisioningState: 'Succeeded', outputs: { id: { value: connection.idOf(group, 'Microsoft.Network/virtualNetworks/net') } } } });
  for (const name of ['second', 'third']) await deployments.createOrUpdate(group, name, deploymentOf('net'), quick).pollUntilDone();
  expect((await all(deployments.listByResourceGroup(group))).map(({ name }) => name)).toEqual(expect.arrayContaining(['first', 'second', 'third']));
  const operations = await all(deploymentOperations.list(group, 'first'));
  expect(operations.map(({ properties }) => properties?.targetResource?.resourceName)).toContain('net');
  expect(await deployments.checkExistence(group, 'first')).toMatchObject({ body: true });
  await deployments.delete(group, 'first', quick).pollUntilDone();
  expect(await refusalOf(deployments.get(group, 'first'))).toEqual([404, 'DeploymentNotFound']);
});

test('what a template would change is told before', async () => {
  const answer = await client.deployments.whatIf(group, 'planned', { properties: { ...deploymentOf('planned').properties } }, quick).pollUntilDone();
  expect(answer.changes?.map(({ changeType, resourceId }) => [changeType, resourceId])).toContainEqual(['Create', connection.idOf(group, 'Microsoft.Network/virtualNetworks/planned')]);
});

test('a template that is none is refused', async () => {
  const wrong = { properties: { mode: 'Incremental' as const, template, parameters: {} } };
  expect(await refusalOf(client.deployments.createOrUpdate(group, 'wrong', wrong, quick).pollUntilDone())).toEqual([400, 'InvalidTemplate']);
});
