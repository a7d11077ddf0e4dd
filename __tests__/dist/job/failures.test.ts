import { describe, expect, test } from '@jest/globals';
import { at } from '../../../src/arm/json.ts';
import { call, denyRule, groupId, seedGroup } from '../azure.ts';
import { pullRequest } from '../events.ts';
import { expectStatus, reportOf, writesOf } from '../reading.ts';
import { deployInputs, runActionWarm, useSandbox, type ActionRun, type Given } from '../runner.ts';

const sandbox = useSandbox();

function deploy(number: number, changes: Given): Promise<ActionRun> {
  return runActionWarm({ sandbox: sandbox.current, event: pullRequest({ number }), inputs: deployInputs(sandbox.current, changes) });
}

const correlationId = /\(correlation id [0-9a-f]{8}-[0-9a-f-]{27}\)/;

/** What holds whenever Azure said no: one sentence, and the report wherever people look. */
async function expectTold(run: ActionRun): Promise<void> {
  expect(run.errors).toHaveLength(1);
  expect(`${run.stdout}${run.stderr}`).not.toMatch(/^\s+at /m);
  expect(run.outputs).toMatchObject({ 'verdict': 'error', 'findings': '0' });
  expect((await reportOf(run)).verdict).toBe('error');
  expect(run.comments).toHaveLength(1);
  expect(run.outputs['comment-url']).toBe(run.comments[0]?.url);
  for (const text of [run.comments[0]?.body ?? '', run.summary]) expect(text.replaceAll('`', '')).toContain((run.errors[0] ?? '').split(' Check ')[0]?.slice(0, 200));
}

describe('Azure says no', () => {
  test('to a version it does not offer: its words, code and correlation id, and what to do', async () => {
    const run = await deploy(20, { 'resource-group': 'rg-version', 'kubernetes-version': '1.99' });
    expectStatus(run, 3);
    expect(run.errors[0]).toMatch(/answered with 400\. K8sVersionNotSupported: Managed cluster is on version "1\.99"/);
    expect(run.errors[0]).toMatch(correlationId);
    expect(run.errors[0]).toContain('az aks get-versions');
    await expectTold(run);
    const report = await reportOf(run);
    expect(report.steps.map(({ title, status }) => [title, status])).toEqual([['Create resource group rg-version', 'done'], ['Create cluster demo', 'failed']]);
    expect(run.outputs['changed']).toBe('true');
    expect(run.outputs['cluster-id']).toMatch(/\/managedClusters\/demo$/);
  });

  test('and the report file says why', async () => {
    const run = await deploy(27, { 'resource-group': 'rg-version', 'kubernetes-version': '1.99' });
    expect(JSON.stringify(await reportOf(run))).toContain('K8sVersionNotSupported');
  });

  test("to a cluster that somebody else's enforced policy denies: before anything is written", async () => {
    await seedGroup(sandbox.current, 'rg-guarded');
    const scope = groupId(sandbox.current, 'rg-guarded');
    const definition = `/subscriptions/${sandbox.current.subscriptionId}/providers/Microsoft.Authorization/policyDefinitions/no-clusters-here`;
    const rule = denyRule({ field: 'type', equals: 'Microsoft.ContainerService/managedClusters' });
    await call(sandbox.current, 'PUT', definition, { properties: { displayName: 'No clusters here', mode: 'Indexed', policyRule: rule } });
    const assignment = { displayName: 'Guard', policyDefinitionId: definition, nonComplianceMessages: [{ message: 'Clusters live in rg-clusters.' }] };
    const assigned = await call(sandbox.current, 'PUT', `${scope}/providers/Microsoft.Authorization/policyAssignments/guard`, { properties: assignment });
    expect(assigned.status).toBe(201);

    const run = await deploy(21, { 'resource-group': 'rg-guarded' });
    expectStatus(run, 2);
    expect(run.errors[0]).toMatch(/^Nothing was written to cluster demo\. Policy no-clusters-here \(assignment .*\/guard\) refuses: Create cluster demo/);
    expect(writesOf(run.requests)).toEqual([]);
    expect(run.outputs['changed']).toBe('false');
  });

  test('to a subscription that it does not know', async () => {
    const run = await deploy(22, { 'subscription-id': '99999999-9999-4999-8999-999999999999' });
    expectStatus(run, 3);
    expect(run.errors[0]).toMatch(/SubscriptionNotFound/);
    expect(run.errors[0]).toContain('"subscription-id"');
    await expectTold(run);
    expect(writesOf(run.requests)).toEqual([]);
  });

  test('to a subscription that it does not know, also when nothing but the cluster is planned', async () => {
    const run = await deploy(23, { 'subscription-id': '99999999-9999-4999-8999-999999999999', 'assign-policies': 'false', 'dry-run': 'true' });
    expectStatus(run, 3);
    expect(run.errors[0]).toMatch(/SubscriptionNotFound/);
  });

  test('and no rule is blamed for it', async () => {
    const run = await deploy(25, { 'subscription-id': '99999999-9999-4999-8999-999999999999' });
    expect(run.summary).not.toMatch(/\b\d+ errors?\b/);
  });

  test('never to parameters that the initiative does not have: these are refused before it is asked', async () => {
    const run = await deploy(26, { 'resource-group': 'rg-parameters', 'parameters': 'outboundTypeEffect: Sometimes' });
    expectStatus(run, 2);
    expect(run.errors).toEqual([expect.stringMatching(/"parameters" does not fit the initiative/)]);
    expect(run.requests.filter(({ server }) => server === 'arm')).toEqual([]);
  });

  test('to a move of a living cluster: refused by us, before Azure is asked', async () => {
    await deploy(24, { 'resource-group': 'rg-move', 'assign-policies': 'false' });
    const run = await deploy(24, { 'resource-group': 'rg-move', 'location': 'northeurope', 'node-size': 'Standard_D8ds_v5' });
    expectStatus(run, 2);
    expect(run.errors).toEqual([expect.stringMatching(/lives in westeurope and cannot move to northeurope: mend "location"\..*nodes of size Standard_D4ds_v5/)]);
    expect(writesOf(run.requests)).toEqual([]);
    expect(at(await reportOf(run), 'verdict')).toBe('error');
  });
});

describe('a report file that cannot be written', () => {
  test('is the user’s to mend, in one sentence', async () => {
    const run = await deploy(28, { 'dry-run': 'true', 'output': '/dev/null/report.json' });
    expectStatus(run, 2);
    expect(run.errors).toEqual([expect.stringMatching(/report cannot be written to "\/dev\/null\/report\.json"/)]);
  });

  test('does not keep outputs, summary and comment from telling what was done', async () => {
    const run = await deploy(29, { 'dry-run': 'true', 'output': '/dev/null/report.json' });
    expect(run.outputs).toMatchObject({ verdict: 'compliant', changed: 'true' });
    expect(run.summary).toContain('### Cluster demo');
    expect(run.comments).toHaveLength(1);
  });
});

describe('a run that ends early', () => {
  test('hands on its outputs and keeps the comment true', async () => {
    await deploy(30, { 'resource-group': 'rg-early' });
    const run = await deploy(30, { 'resource-group': 'rg-early', 'allowed-tenants': '99999999-9999-4999-8999-999999999999' });
    expectStatus(run, 2);
    expect(run.outputs).toMatchObject({ verdict: 'error', changed: 'false', findings: '0' });
    expect(run.comments).toHaveLength(1);
    expect(run.comments[0]?.body).toMatch(/failed[\s\S]*not among "allowed-tenants"/);
  });

  test('does so before it knows its inputs, too', async () => {
    const run = await deploy(31, { 'cluster-name': undefined });
    expectStatus(run, 2);
    expect(run.outputs).toMatchObject({ verdict: 'error', changed: 'false' });
  });

  test('needs no temporary folder that exists', async () => {
    const run = await runActionWarm({ sandbox: sandbox.current, inputs: deployInputs(sandbox.current, { 'resource-group': 'rg-temp', 'dry-run': 'true' }), environment: { RUNNER_TEMP: '/nonexistent' } });
    expect(run.outputs).toMatchObject({ 'verdict': 'compliant', 'report-file': '' });
    expect(run.summary).toContain('### Cluster demo');
  });
});

describe('policies that are enforced', () => {
  test('are not loosened by parameters', async () => {
    await deploy(32, { 'resource-group': 'rg-loose' });
    const run = await deploy(32, { 'resource-group': 'rg-loose', 'parameters': 'effect: Disabled' });
    expectStatus(run, 2);
    expect(run.errors).toEqual([expect.stringMatching(/would loosen policies that are enforced already \(effect: Deny → Disabled\)/)]);
    expect(writesOf(run.requests)).toEqual([]);
  });

  test('are not assigned at a group that is not there, and nothing is left behind', async () => {
    const run = await runActionWarm({ sandbox: sandbox.current, inputs: { ...deployInputs(sandbox.current), 'command': 'assign', 'resource-group': 'rg-nowhere', 'cluster-name': undefined, 'location': undefined, 'poll-interval': undefined } });
    expectStatus(run, 2);
    expect(run.errors).toEqual([expect.stringMatching(/no resource group .*rg-nowhere/)]);
    expect(writesOf(run.requests)).toEqual([]);
  });
});
