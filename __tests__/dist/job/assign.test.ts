import { describe, expect, test } from '@jest/globals';
import { at, textAt } from '../../../src/arm/json.ts';
import { call, clusterId, denyRule, groupId, leakingCluster, seedCluster, seedGroup } from '../azure.ts';
import { pullRequest } from '../events.ts';
import { expectStatus, reportOf, writesOf } from '../reading.ts';
import { assignInputs, runActionWarm, useSandbox, type ActionRun, type Given } from '../runner.ts';

const assignmentPath = '/providers/Microsoft.Authorization/policyAssignments/aks-egress-isolation';
const definitionPath = '/providers/Microsoft.Authorization/policyDefinitions/aks-outbound-type';
const managementGroup = '/providers/Microsoft.Management/managementGroups/contoso';

describe('assign', () => {
  const sandbox = useSandbox();
  const assign = (changes: Given): Promise<ActionRun> =>
    runActionWarm({ sandbox: sandbox.current, event: pullRequest({ number: 8 }), inputs: assignInputs(sandbox.current, changes) });
  const modeAt = async (scope: string): Promise<string | undefined> =>
    textAt((await call(sandbox.current, 'GET', `${scope}${assignmentPath}`)).body, 'properties', 'enforcementMode');

  test('at a resource group whose clusters all pass enforces the policies, and comments', async () => {
    await seedGroup(sandbox.current, 'rg-empty');
    const run = await assign({ 'resource-group': 'rg-empty' });
    expectStatus(run, 0);
    // The assignment twice: it refuses only once everything has been looked at.
    expect(writesOf(run.requests).slice(-3).map((write) => write.split('/').slice(-2).join('/'))).toEqual(['policySetDefinitions/aks-egress-isolation-core', 'policyAssignments/aks-egress-isolation', 'policyAssignments/aks-egress-isolation']);
    expect(await modeAt(groupId(sandbox.current, 'rg-empty'))).toBe('Default');
    expect(run.comments).toHaveLength(1);
    expect(run.outputs).toEqual({
      'verdict': 'compliant', 'changed': 'true', 'cluster-id': '', 'findings': '0', 'new-findings': '', 'issue-url': '',
      'report-file': expect.stringMatching(/assign-report\.json$/), 'comment-url': run.comments[0]?.url, 'plan-hash': (await reportOf(run)).planHash,
    });
    const refused = await call(sandbox.current, 'PUT', clusterId(sandbox.current, 'rg-empty', 'leaky'), leakingCluster());
    expect(refused.status).toBe(403);
  });

  test('a second time writes nothing', async () => {
    const run = await assign({ 'resource-group': 'rg-empty' });
    expectStatus(run, 0);
    expect(writesOf(run.requests)).toEqual([]);
    expect(run.outputs['changed']).toBe('false');
  });

  test('at a resource group with a leaking cluster does not enforce, names it and counts what is wrong with it', async () => {
    await seedCluster(sandbox.current, 'rg-old', 'oldtimer', leakingCluster());
    const run = await assign({ 'resource-group': 'rg-old' });
    expectStatus(run, 0);
    expect(await modeAt(groupId(sandbox.current, 'rg-old'))).toBe('DoNotEnforce');
    const report = await reportOf(run);
    expect(report.notes.join(' ')).toMatch(/without enforcement.*oldtimer/);
    expect(new Set(report.findings.map(({ resource }) => resource.name))).toEqual(new Set(['oldtimer']));
    expect(run.outputs).toMatchObject({ verdict: 'violation', findings: String(report.findings.length) });
  });

  test.each([
    ['the subscription', (id: string) => `/subscriptions/${id}`],
    ['a management group', () => managementGroup],
  ])('at %s looks at every cluster below, and does not enforce where one would be locked out', async (_name, scopeOf) => {
    const scope = scopeOf(sandbox.current.subscriptionId);
    const run = await assign({ 'resource-group': undefined, 'subscription-id': undefined, scope });
    expectStatus(run, 0);
    expect(await modeAt(scope)).toBe('DoNotEnforce');
    expect((await reportOf(run)).notes.join(' ')).toMatch(/without enforcement.*oldtimer/);
    expect((await call(sandbox.current, 'GET', `${scope}${definitionPath}`)).status).toBe(200);

    const again = await assign({ 'resource-group': undefined, 'subscription-id': undefined, scope });
    expectStatus(again, 0);
    expect(writesOf(again.requests)).toEqual([]);
  });

  test('a dry run writes nothing and its hash approves that plan alone', async () => {
    await seedGroup(sandbox.current, 'rg-dry');
    const dry = await assign({ 'resource-group': 'rg-dry', 'dry-run': 'true' });
    expectStatus(dry, 0);
    expect(writesOf(dry.requests)).toEqual([]);
    const steps = (await reportOf(dry)).steps.filter(({ status }) => status === 'planned');
    expect(steps.map(({ title }) => title)).toEqual(['Create assignment aks-egress-isolation', 'Enforce assignment aks-egress-isolation']);
    const hash = dry.outputs['plan-hash'];
    const other = await assign({ 'resource-group': 'rg-dry', 'plan-hash': hash, 'enforcement': 'do-not-enforce' });
    expectStatus(other, 2);
    expect(writesOf(other.requests)).toEqual([]);
    const applied = await assign({ 'resource-group': 'rg-dry', 'plan-hash': hash });
    expectStatus(applied, 0);
    expect(writesOf(applied.requests)).toHaveLength(2);
  });
});

describe("somebody else's policy of the same name", () => {
  const sandbox = useSandbox();

  test('is neither written over nor passed by: the run stops before its first write', async () => {
    const subscription = `/subscriptions/${sandbox.current.subscriptionId}`;
    const foreign = {
      displayName: 'Ours since 2019', mode: 'Indexed', metadata: { category: 'Network' },
      policyRule: denyRule({ field: 'location', equals: 'nowhere' }),
    };
    await seedGroup(sandbox.current, 'rg');
    expect((await call(sandbox.current, 'PUT', `${subscription}${definitionPath}`, { properties: foreign })).status).toBe(201);
    const run = await runActionWarm({ sandbox: sandbox.current, inputs: assignInputs(sandbox.current) });
    expectStatus(run, 2);
    expect(writesOf(run.requests)).toEqual([]);
    expect(run.errors).toEqual([expect.stringMatching(/policyDefinitions\/aks-outbound-type exists already and was not written by this tool.*nothing was written/)]);
    expect(run.outputs).toMatchObject({ verdict: 'error', changed: 'false' });
    const { body } = await call(sandbox.current, 'GET', `${subscription}${definitionPath}`);
    expect(at(body, 'properties')).toMatchObject(foreign);
  });
});

describe('remove policies', () => {
  const sandbox = useSandbox();
  const subscription = (): string => `/subscriptions/${sandbox.current.subscriptionId}`;

  test('plans, and takes back what assign wrote; the comment tells both', async () => {
    await seedGroup(sandbox.current, 'rg');
    expectStatus(await runActionWarm({ sandbox: sandbox.current, event: pullRequest({ number: 9 }), inputs: assignInputs(sandbox.current) }), 0);
    const remove = (changes: Given = {}): Promise<ActionRun> =>
      runActionWarm({ sandbox: sandbox.current, event: pullRequest({ number: 9 }), inputs: assignInputs(sandbox.current, { command: 'remove policies', ...changes }) });
    const dry = await remove({ 'dry-run': 'true' });
    expectStatus(dry, 0);
    expect(writesOf(dry.requests)).toEqual([]);
    expect(dry.comments.map(({ body }) => body).join('\n')).toContain('Delete initiative aks-egress-isolation-core | planned');
    const removed = await remove({ 'plan-hash': dry.outputs['plan-hash'] });
    expectStatus(removed, 0);
    expect(removed.outputs).toMatchObject({ verdict: 'compliant', changed: 'true', findings: '0' });
    expect((await call(sandbox.current, 'GET', `${subscription()}${definitionPath}`)).status).toBe(404);
    const again = await remove();
    expectStatus(again, 0);
    expect([writesOf(again.requests), again.outputs['changed']]).toEqual([[], 'false']);
  });
});
