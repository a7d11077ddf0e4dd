import { describe, expect, test } from '@jest/globals';
import { textAt, type JsonObject } from '../../../src/arm/json.ts';
import { leakingCluster } from '../../sandbox/arm-client.ts';
import type { InProcessArm } from '../../azure/in-process-arm.ts';
import { definition, files, initiative } from './libraries.ts';
import { azure, group, listed, managementGroup, runAssign, runRemove, scopeAt, subscription, withFiles, writes } from './runs.ts';

const authorization = 'providers/Microsoft.Authorization';

async function assigned(scope = group, owner = 'default'): Promise<InProcessArm> {
  const arm = azure();
  arm.ask('PUT', `${group}/providers/Microsoft.ContainerService/managedClusters/legacy?api-version=2026-05-01`, leakingCluster());
  const { failure } = await runAssign(arm, { scope: scopeAt(scope), exemptForDays: 30, owner });
  if (failure !== undefined) throw failure;
  arm.forget();
  return arm;
}

const kindsOf = (arm: InProcessArm): readonly string[] => [...new Set(writes(arm).map((write) => write.split('/')[0] ?? ''))];

describe('remove policies', () => {
  test.each([['resource group', group], ['subscription', subscription], ['management group', managementGroup]])('takes back what assign wrote at a %s, users before what they use', async (_, scope) => {
    const arm = await assigned(scope);
    const { failure, report } = await runRemove(arm, { scope: scopeAt(scope) });
    expect(failure).toBeUndefined();
    expect(kindsOf(arm)).toEqual(['DELETE policyExemptions', 'DELETE policyAssignments', 'DELETE policySetDefinitions', 'DELETE policyDefinitions']);
    expect(report.changed).toBe(true);
    arm.forget();
    const again = await runRemove(arm, { scope: scopeAt(scope) });
    expect(writes(arm)).toEqual([]);
    expect(again.report.steps.map(({ title }) => title)).toEqual(['There is nothing of this owner to take away']);
  });

  test('at a wider scope takes back what was assigned below as well', async () => {
    const arm = await assigned(group);
    const { failure } = await runRemove(arm, { scope: scopeAt(subscription) });
    expect(failure).toBeUndefined();
    expect([listed(arm, 'policyDefinitions'), listed(arm, 'policyAssignments', group), listed(arm, 'policyExemptions', group)]).toEqual([[], [], []]);
  });

  test('of a narrower scope leaves what others still use, and says who', async () => {
    const arm = await assigned(subscription);
    await runAssign(arm, { scope: scopeAt(group), enforcement: 'do-not-enforce' });
    arm.forget();
    const { report } = await runRemove(arm, { scope: scopeAt(group) });
    expect(kindsOf(arm)).toEqual(['DELETE policyExemptions', 'DELETE policyAssignments'].filter((kind) => kindsOf(arm).includes(kind)));
    expect(report.notes).toContainEqual(expect.stringMatching(/policySetDefinitions\/aks-egress-isolation-core stays: .*policyAssignments\/aks-egress-isolation uses it/));
    expect(textAt(arm.ask('GET', `${subscription}/${authorization}/policyAssignments/aks-egress-isolation`).body, 'name')).toBe('aks-egress-isolation');
  });

  test('takes nothing of another owner, and nothing that only looks like ours', async () => {
    const arm = await assigned(group, 'others');
    const foreign = { ...(definition('mine')['properties'] as JsonObject), metadata: { managedBy: 'aks-network-isolation-fork' } };
    arm.ask('PUT', `${subscription}/${authorization}/policyDefinitions/mine`, { properties: foreign });
    arm.forget();
    await runRemove(arm, { scope: scopeAt(subscription) });
    expect(writes(arm)).toEqual([]);
  });

  test('shows what it would take, and with a hash takes no more than was shown', async () => {
    const arm = await assigned();
    const dry = await runRemove(arm, { dryRun: true });
    expect([writes(arm), dry.report.dryRun, dry.report.steps.every(({ status }) => status === 'planned')]).toEqual([[], true, true]);
    await withFiles(files([definition('late'), initiative('late-set', ['late'])]), async (folder) => await runAssign(arm, { initiatives: ['none'], policyPaths: ['policies'] }, { folder }));
    arm.forget();
    const { failure } = await runRemove(arm, { planHash: dry.report.planHash });
    expect(failure?.message).toMatch(/The plan has changed since it was approved/);
    expect(writes(arm)).toEqual([]);
  });

  test('what Azure says is in use is left, and told', async () => {
    const refusing = azure({}, (handle) => (request) => (request.method === 'DELETE' && request.path.endsWith('aks-outbound-type')
      ? { status: 400, body: { error: { code: 'InvalidDeletePolicyDefinitionRequest', message: 'It is referenced by an assignment that you cannot see.' } } }
      : handle(request)));
    await runAssign(refusing);
    const { failure, report } = await runRemove(refusing);
    expect(failure).toBeUndefined();
    expect(report.steps).toContainEqual(expect.objectContaining({ status: 'skipped', details: [expect.stringMatching(/^left, as it is in use: .*cannot see/)] }));
    expect(listed(refusing, 'policyDefinitions').map(({ name }) => name)).toEqual(['aks-outbound-type']);
  });
});
