import { ContainerServiceClient } from '@azure/arm-containerservice';
import { PolicyClient } from '@azure/arm-policy';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { isCluster, outboundType, rule } from '../policy-objects.ts';
import { all, connect, location, pagesOf, quick, refusalOf, type Connection } from './connection.ts';

const group = 'rg-policy';
let connection: Connection;
let client: PolicyClient;
let scope: string;

beforeAll(async () => {
  connection = await connect([group]);
  client = new PolicyClient(connection.credential, connection.subscriptionId, connection.options);
  scope = `/subscriptions/${connection.subscriptionId}/resourceGroups/${group}`;
});

afterAll(() => connection.sandbox.stop());

const policyRule = rule({ allOf: [isCluster, { field: outboundType, notEquals: 'none' }] }, 'deny');

test('definitions and initiatives are created, read, updated, listed over pages and deleted, in a subscription and a management group', async () => {
  const { policyDefinitions, policySetDefinitions } = client;
  for (const name of ['one', 'two', 'three']) expect(await policyDefinitions.createOrUpdate(name, { mode: 'All', displayName: name, policyRule })).toMatchObject({ name, policyType: 'Custom', mode: 'All' });
  const read = await policyDefinitions.get('one');
  expect((await policyDefinitions.createOrUpdate('one', { ...read, displayName: 'First' })).displayName).toBe('First');
  expect((await all(policyDefinitions.list())).map(({ name }) => name)).toEqual(expect.arrayContaining(['one', 'two', 'three']));
  expect(await pagesOf(policyDefinitions.list({ filter: "policyType eq 'Custom'" }))).toBe(2);

  const initiative = await policySetDefinitions.createOrUpdate('isolation', { policyDefinitions: [{ policyDefinitionId: read.id ?? '', policyDefinitionReferenceId: 'outbound' }] });
  expect(initiative.policyDefinitions).toMatchObject([{ policyDefinitionReferenceId: 'outbound' }]);
  expect(await refusalOf(policyDefinitions.delete('one'))).toEqual([400, 'InvalidDeletePolicyDefinitionRequest']);
  await policySetDefinitions.delete('isolation');
  await policyDefinitions.delete('one');
  expect(await refusalOf(policyDefinitions.get('one'))).toEqual([404, 'PolicyDefinitionNotFound']);
  await policyDefinitions.delete('one');

  await policyDefinitions.createOrUpdateAtManagementGroup('contoso', 'above', { mode: 'All', policyRule });
  expect((await policyDefinitions.getAtManagementGroup('contoso', 'above')).id).toBe('/providers/Microsoft.Management/managementGroups/contoso/providers/Microsoft.Authorization/policyDefinitions/above');
  await policyDefinitions.deleteAtManagementGroup('contoso', 'above');
});

test('an assignment is created, changed, listed and deleted, and refuses what it is about', async () => {
  const { policyAssignments, policyDefinitions } = client;
  const { id = '' } = await policyDefinitions.createOrUpdate('outbound', { mode: 'All', policyRule });
  const made = await policyAssignments.create(scope, 'isolation', { policyDefinitionId: id, displayName: 'Isolation', nonComplianceMessages: [{ message: 'Keep it isolated' }] });
  expect(made).toMatchObject({ name: 'isolation', scope, enforcementMode: 'Default', policyDefinitionId: id });
  expect((await all(policyAssignments.listForResourceGroup(group))).map(({ name }) => name)).toContain('isolation');
  const updated = await policyAssignments.update(scope, 'isolation', { identity: { type: 'SystemAssigned' }, location });
  expect(updated).toMatchObject({ location, identity: { type: 'SystemAssigned', principalId: expect.any(String) }, displayName: 'Isolation' });

  const clusters = new ContainerServiceClient(connection.credential, connection.subscriptionId, connection.options).managedClusters;
  const open = { location, dnsPrefix: 'x', identity: { type: 'SystemAssigned' as const }, agentPoolProfiles: [{ name: 'system', mode: 'System', count: 1, vmSize: 'Standard_DS2_v2' }], networkProfile: { outboundType: 'loadBalancer' } };
  const refused = clusters.createOrUpdate(group, 'open', open, quick).pollUntilDone();
  await expect(refused).rejects.toMatchObject({ statusCode: 403, code: 'RequestDisallowedByPolicy', message: expect.stringContaining('Keep it isolated') });

  expect(await policyAssignments.delete(scope, 'isolation')).toMatchObject({ name: 'isolation' });
  expect(await refusalOf(policyAssignments.get(scope, 'isolation'))).toEqual([404, 'PolicyAssignmentNotFound']);
});

test('a definition that cannot be read is refused', async () => {
  expect(await refusalOf(client.policyDefinitions.createOrUpdate('broken', { mode: 'All', policyRule: rule({ field: 'type', sounds: 'odd' }, 'deny') }))).toEqual([400, 'InvalidPolicyRule']);
});
