import { ContainerServiceClient } from '@azure/arm-containerservice';
import { PolicyClient } from '@azure/arm-policy';
import { PolicyInsightsClient } from '@azure/arm-policyinsights';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { isCluster, outboundType, rule } from '../policy-objects.ts';
import { all, connect, location, quick, refusalOf, type Connection } from './connection.ts';

const group = 'rg-states';
const open = { location, dnsPrefix: 'x', identity: { type: 'SystemAssigned' as const }, agentPoolProfiles: [{ name: 'system', mode: 'System', count: 1, vmSize: 'Standard_DS2_v2' }], networkProfile: { outboundType: 'loadBalancer' } };
let connection: Connection;
let client: PolicyInsightsClient;

/** A group with three clusters that a policy audits. */
beforeAll(async () => {
  connection = await connect([group], { evaluationDelay: 0 });
  const { credential, subscriptionId, options } = connection;
  client = new PolicyInsightsClient(credential, subscriptionId, options);
  const policies = new PolicyClient(credential, subscriptionId, options);
  const { id } = await policies.policyDefinitions.createOrUpdate('outbound', { mode: 'All', policyRule: rule({ allOf: [isCluster, { field: outboundType, notEquals: 'none' }] }, 'audit') });
  await policies.policyAssignments.create(`/subscriptions/${subscriptionId}/resourceGroups/${group}`, 'isolation', { policyDefinitionId: id ?? '' });
  const { managedClusters } = new ContainerServiceClient(credential, subscriptionId, options);
  for (const name of ['one', 'two', 'three']) await managedClusters.createOrUpdate(group, name, open, quick).pollUntilDone();
});

afterAll(() => connection.sandbox.stop());

test('an evaluation is asked for, and its states are read and summed up', async () => {
  const { policyStates } = client;
  await policyStates.beginTriggerResourceGroupEvaluationAndWait(connection.subscriptionId, group, quick);
  const pages = policyStates.listQueryResultsForResourceGroup('latest', connection.subscriptionId, group, { queryOptions: { filter: "complianceState eq 'NonCompliant'" } }).byPage();
  const state = { policyDefinitionName: 'outbound', complianceState: 'NonCompliant' };
  expect(await pages.next()).toMatchObject({ value: [state, state] });
  const { value } = await policyStates.summarizeForSubscription('latest', connection.subscriptionId);
  expect(value?.[0]?.results).toMatchObject({ nonCompliantResources: 3, nonCompliantPolicies: 1 });
  const own = await all(policyStates.listQueryResultsForResource('latest', connection.idOf(group, 'Microsoft.ContainerService/managedClusters/one')));
  expect(own.map(({ isCompliant }) => isCompliant)).toEqual([false]);
});

test('the second page of states, which the client reads with GET, is refused as Azure refuses it', async () => {
  await client.policyStates.beginTriggerResourceGroupEvaluationAndWait(connection.subscriptionId, group, quick);
  const states = client.policyStates.listQueryResultsForResourceGroup('latest', connection.subscriptionId, group);
  expect(await refusalOf(all(states))).toEqual([405, 'HttpMethodNotSupported']);
});

test('what a policy would say of a resource is told before it is written', async () => {
  const resourceContent = { type: 'Microsoft.ContainerService/managedClusters', name: 'planned', ...open, properties: { networkProfile: { outboundType: 'loadBalancer' } } };
  const answer = await client.policyRestrictions.checkAtResourceGroupScope(group, { resourceDetails: { resourceContent, apiVersion: '2026-05-01' }, includeAuditEffect: true });
  expect(answer.contentEvaluationResult?.policyEvaluations).toMatchObject([{ evaluationResult: 'NonCompliant', effectDetails: { policyEffect: 'Audit' } }]);
});

test('a refusal is an error with its code', async () => {
  expect(await refusalOf(all(client.policyStates.listQueryResultsForResourceGroup('latest', connection.subscriptionId, 'rg-none')))).toEqual([404, 'ResourceGroupNotFound']);
});
