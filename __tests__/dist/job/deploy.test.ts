import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { describe, expect, test } from '@jest/globals';
import { at, textAt } from '../../../src/arm/json.ts';
import { outputTable } from '../../../src/config/outputs.ts';
import { bundledPolicies } from '../../../src/policy/index.ts';
import { call, clusterId, groupId, isolatedCluster, leakingCluster, seedCluster } from '../azure.ts';
import { pullRequest, push } from '../events.ts';
import { shippedFolder } from '../package.ts';
import { commentWritesOf, detailsOf, expectStatus, reportOf, writesOf } from '../reading.ts';
import { deployInputs, runAction, useSandbox, type ActionRun, type Given } from '../runner.ts';

const sandbox = useSandbox();

function deploy(changes: Given, event = pullRequest()): Promise<ActionRun> {
  return runAction({ sandbox: sandbox.current, event, inputs: deployInputs(sandbox.current, changes) });
}

const policyPath = '/providers/Microsoft.Authorization';
const cluster = (name: string, group: string): string => `PUT …/resourceGroups/${group}/providers/Microsoft.ContainerService/managedClusters/${name}`;

async function assignmentIn(group: string): Promise<unknown> {
  return (await call(sandbox.current, 'GET', `${groupId(sandbox.current, group)}${policyPath}/policyAssignments/aks-egress-isolation`)).body;
}

test('what is spawned stands alone: no sources, no node_modules', async () => {
  expect((await readdir(await shippedFolder())).toSorted()).toEqual(expect.arrayContaining(['dist', 'package.json']));
  for (const name of ['src', 'node_modules', 'policies']) expect(existsSync(`${await shippedFolder()}/${name}`)).toBe(false);
});

describe('a new cluster', () => {
  const group = 'rg-story';
  const event = pullRequest({ number: 70 });
  let first: ActionRun;

  test('is created with its resource group, guarded by the policies, and told on the pull request', async () => {
    first = await deploy({ 'resource-group': group }, event);
    expectStatus(first, 0);
    const writes = writesOf(first.requests);
    expect(writes.slice(0, 2)).toEqual([`PUT …/resourceGroups/${group}`, cluster('demo', group)]);
    expect(writes.filter((write) => write.includes('/policyDefinitions/'))).toHaveLength(bundledPolicies('aks-egress-isolation-core').length);
    const assignment = `PUT …/resourceGroups/${group}${policyPath}/policyAssignments/aks-egress-isolation`;
    // The assignment is written without enforcement, and enforced last.
    expect(writes.slice(-3)).toEqual([`PUT …${policyPath}/policySetDefinitions/aks-egress-isolation-core`, assignment, assignment]);
    const live = (await call(sandbox.current, 'GET', clusterId(sandbox.current, group, 'demo'))).body;
    expect(at(live, 'properties', 'networkProfile')).toMatchObject({ outboundType: 'none', networkPlugin: 'azure', networkPluginMode: 'overlay' });
    expect(at(live, 'properties', 'bootstrapProfile')).toMatchObject({ artifactSource: 'Cache' });
    expect(at(live, 'properties', 'apiServerAccessProfile')).toMatchObject({ enablePrivateCluster: true, enablePrivateClusterPublicFQDN: false, disableRunCommand: true });
    expect(at(live, 'properties', 'autoUpgradeProfile')).toMatchObject({ nodeOSUpgradeChannel: 'NodeImage' });
    expect(textAt(await assignmentIn(group), 'properties', 'enforcementMode')).toBe('Default');
  });

  test('every output agrees with the report', async () => {
    const report = await reportOf(first);
    const [comment] = first.comments;
    expect(Object.keys(first.outputs).toSorted()).toEqual(outputTable.map(({ name }) => name).toSorted());
    expect(first.outputs).toEqual({
      'verdict': report.verdict,
      'changed': String(report.changed),
      'cluster-id': report.target.id,
      'findings': String(report.findings.length),
      'report-file': expect.stringContaining(first.temp),
      'comment-url': comment?.url,
      'plan-hash': report.planHash,
      'new-findings': '',
      'issue-url': '',
    });
    expect(report).toMatchObject({ command: 'deploy', verdict: 'compliant', changed: true, findings: [], target: { id: clusterId(sandbox.current, group, 'demo') } });
    expect(report.planHash).toMatch(/^[0-9a-f]{64}$/);
    expect(report.facts).toContainEqual({ label: 'Policies', value: 'assigned and enforced' });
  });

  test('one comment and the job summary say the same', () => {
    expect(first.comments).toHaveLength(1);
    const [, ...visible] = (first.comments[0]?.body ?? '').split('\n');
    expect(first.summary.trim()).toBe(visible.join('\n').trim());
    expect(first.summary).toMatch(/Cluster demo in resource group rg-story: compliant/);
    expect(first.summary).toContain('https://github.com/contoso/platform/actions/runs/1');
  });

  test('once it is there, a cluster with a way out is refused by Azure', async () => {
    const { status, body } = await call(sandbox.current, 'PUT', clusterId(sandbox.current, group, 'leaky'), leakingCluster());
    expect([status, textAt(body, 'error', 'code')]).toEqual([403, 'RequestDisallowedByPolicy']);
    expect(textAt(body, 'error', 'message')).toContain('way to the internet');
  });

  test('a second run writes nothing to Azure and says so; a third leaves the comment alone too', async () => {
    const second = await deploy({ 'resource-group': group }, event);
    expectStatus(second, 0);
    expect(writesOf(second.requests)).toEqual([]);
    expect(second.outputs).toMatchObject({ changed: 'false', verdict: 'compliant', findings: '0' });
    expect(second.comments).toHaveLength(1);

    const third = await deploy({ 'resource-group': group }, event);
    expect([writesOf(third.requests), commentWritesOf(third.requests)]).toEqual([[], []]);
    expect(third.outputs['comment-url']).toBe(first.outputs['comment-url']);
    expect(third.outputs['plan-hash']).toBe(second.outputs['plan-hash']);
  });

  test('a change is exactly one PUT', async () => {
    const run = await deploy({ 'resource-group': group, 'node-count': '5' }, event);
    expectStatus(run, 0);
    expect(writesOf(run.requests)).toEqual([cluster('demo', group)]);
    expect(run.outputs['changed']).toBe('true');
    expect(detailsOf(await reportOf(run))).toContain('properties.agentPoolProfiles[system].count: 3 → 5');
    expect(commentWritesOf(run.requests)).toEqual([expect.stringMatching(/^PATCH /)]);
  });
});

describe('a living cluster', () => {
  test('that is isolated but has a public name is left as it is', async () => {
    const access = { enablePrivateCluster: true, enablePrivateClusterPublicFQDN: true, disableRunCommand: true };
    await seedCluster(sandbox.current, 'rg-fqdn', 'demo', isolatedCluster({ apiServerAccessProfile: access }));
    const run = await deploy({ 'resource-group': 'rg-fqdn', 'location': undefined, 'assign-policies': 'false' });
    expectStatus(run, 0);
    expect(writesOf(run.requests)).toEqual([]);
    expect(run.outputs).toMatchObject({ changed: 'false', verdict: 'compliant' });
  });

  test('that is isolated and allows run command is closed by one write', async () => {
    const access = { enablePrivateCluster: true, enablePrivateClusterPublicFQDN: false, disableRunCommand: false };
    await seedCluster(sandbox.current, 'rg-command', 'demo', isolatedCluster({ apiServerAccessProfile: access }));
    const run = await deploy({ 'resource-group': 'rg-command', 'location': undefined, 'assign-policies': 'false' });
    expectStatus(run, 0);
    expect(writesOf(run.requests)).toEqual([cluster('demo', 'rg-command')]);
    expect(at((await call(sandbox.current, 'GET', clusterId(sandbox.current, 'rg-command', 'demo'))).body, 'properties', 'apiServerAccessProfile', 'disableRunCommand')).toBe(true);
  });

  test('with a load balancer is not forced: nothing is written until somebody knows what ends, and the way is shown in its only safe order', async () => {
    await seedCluster(sandbox.current, 'rg-leaky', 'demo', leakingCluster());
    const run = await deploy({ 'resource-group': 'rg-leaky' }, pullRequest({ number: 71 }));
    expectStatus(run, 2);
    expect(writesOf(run.requests)).toEqual([]);
    expect(run.errors.filter((message) => message.includes('Nothing was written'))).toHaveLength(1);
    expect(run.errors.join('\n')).toContain('acknowledge-images: true');
    const report = await reportOf(run);
    expect(report.steps.slice(0, 3).map(({ title, status }) => `${status}: ${title}`)).toEqual([
      'planned: Set the bootstrap artifact source to Cache, leaving the outbound type alone',
      'planned: Upgrade the node image of pool system',
      'planned: Set the outbound type to none',
    ]);
    expect(run.outputs).toMatchObject({ changed: 'false' });
    expect(run.comments[0]?.body).toContain('Nothing was written');
  });

  test('with a load balancer is isolated once somebody has said so: images first, then the nodes, then the way out', async () => {
    const run = await deploy({ 'resource-group': 'rg-leaky', 'acknowledge-images': 'true' }, pullRequest({ number: 71 }));
    expectStatus(run, 0);
    expect(at((await call(sandbox.current, 'GET', clusterId(sandbox.current, 'rg-leaky', 'demo'))).body, 'properties', 'networkProfile', 'outboundType')).toBe('none');
    expect((await reportOf(run)).steps.slice(0, 3).map(({ status }) => status)).toEqual(['done', 'done', 'done']);
    const again = await deploy({ 'resource-group': 'rg-leaky' }, pullRequest({ number: 71 }));
    expectStatus(again, 0);
    expect(writesOf(again.requests)).toEqual([]);
    expect(again.outputs['changed']).toBe('false');
  });
});

describe('neighbours in the resource group', () => {
  const group = 'rg-shared';

  test('that would be locked out keep the policies from being enforced, and are named', async () => {
    await seedCluster(sandbox.current, group, 'oldtimer', leakingCluster());
    const run = await deploy({ 'resource-group': group });
    expectStatus(run, 0);
    expect(textAt(await assignmentIn(group), 'properties', 'enforcementMode')).toBe('DoNotEnforce');
    const report = await reportOf(run);
    expect(report.notes.join(' ')).toMatch(/without enforcement.*oldtimer/);
    expect(report.facts).toContainEqual({ label: 'Policies', value: 'assigned, not enforced' });
    expect(run.comments.map(({ body }) => body).join('\n')).toContain('oldtimer');
  });

  test('that are gone no longer do: the next run enforces', async () => {
    await call(sandbox.current, 'DELETE', clusterId(sandbox.current, group, 'oldtimer'));
    while ((await call(sandbox.current, 'GET', clusterId(sandbox.current, group, 'oldtimer'))).status !== 404);
    const run = await deploy({ 'resource-group': group });
    expect(writesOf(run.requests)).toEqual([`PUT …/resourceGroups/${group}${policyPath}/policyAssignments/aks-egress-isolation`]);
    expect(textAt(await assignmentIn(group), 'properties', 'enforcementMode')).toBe('Default');
  });

  test('what is enforced once is never loosened, though the inputs ask for it', async () => {
    const run = await deploy({ 'resource-group': group, 'enforcement': 'do-not-enforce' });
    expectStatus(run, 0);
    expect(writesOf(run.requests)).toEqual([]);
    expect(textAt(await assignmentIn(group), 'properties', 'enforcementMode')).toBe('Default');
  });
});

describe('plan, then apply', () => {
  const group = 'rg-plan';

  test('a dry run writes nothing; its hash lets exactly that plan through', async () => {
    const dry = await deploy({ 'resource-group': group, 'dry-run': 'true' }, push());
    expectStatus(dry, 0);
    expect(writesOf(dry.requests)).toEqual([]);
    expect(dry.outputs['changed']).toBe('true');
    const planned = await reportOf(dry);
    expect(planned).toMatchObject({ dryRun: true, verdict: 'compliant' });
    expect(planned.steps.every(({ status }) => status === 'planned')).toBe(true);

    const approved = dry.outputs['plan-hash'] ?? '';
    const other = await deploy({ 'resource-group': group, 'plan-hash': approved, 'node-count': '4' }, push());
    expectStatus(other, 2);
    expect(writesOf(other.requests)).toEqual([]);
    expect(other.errors.join('\n')).toMatch(/plan has changed since it was approved.*nothing was written/);

    const applied = await deploy({ 'resource-group': group, 'plan-hash': approved }, push());
    expectStatus(applied, 0);
    expect(writesOf(applied.requests)).toContain(cluster('demo', group));
    expect(applied.outputs['plan-hash']).toBe(approved);
  });
});

describe('newer policies', () => {
  test('are held back where a neighbour is not ready for them: the cluster is deployed all the same, and the report says who it is', async () => {
    const group = 'rg-neighbours';
    await seedCluster(sandbox.current, group, 'neighbour', isolatedCluster());
    expectStatus(await deploy({ 'resource-group': group }), 0);
    // As an older release left it: enforced, without the rule on run command; and a neighbour that was fine with that.
    const initiative = `/subscriptions/${sandbox.current.subscriptionId}${policyPath}/policySetDefinitions/aks-egress-isolation-core`;
    const { properties } = (await call(sandbox.current, 'GET', initiative)).body as { readonly properties: { readonly policyDefinitions: readonly { readonly policyDefinitionReferenceId: string }[] } };
    const older = { ...properties, policyDefinitions: properties.policyDefinitions.filter(({ policyDefinitionReferenceId }) => policyDefinitionReferenceId !== 'aks-run-command') };
    expect((await call(sandbox.current, 'PUT', initiative, { properties: older })).status).toBe(201);
    await seedCluster(sandbox.current, group, 'neighbour', isolatedCluster({ apiServerAccessProfile: { enablePrivateCluster: true, disableRunCommand: false } }));
    const run = await deploy({ 'resource-group': group, 'cluster-name': 'second' });
    expectStatus(run, 0);
    expect(writesOf(run.requests)).toEqual([cluster('second', group)]);
    expect((await reportOf(run)).notes.join(' ')).toMatch(/the new ones would refuse every update of neighbour \(aks-run-command\), which the present ones do not: the policies stay as they are/);
  });
});
