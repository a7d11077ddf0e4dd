import { describe, expect, test } from '@jest/globals';
import { isJsonObject, textAt } from '../../../src/arm/json.ts';
import { runAssign, scopeAt } from '../assign/runs.ts';
import { azure, group, openCluster, put, runDeploy, stateOf, writes } from './runs.ts';

describe('a living cluster is isolated', () => {
  test('images first, then every node anew, then the way out, then the policies', async () => {
    const arm = azure(openCluster());
    const { failure, report } = await runDeploy(arm);
    expect(failure).toBeUndefined();
    expect(stateOf(arm)).toBe('none Cache Succeeded');
    expect(writes(arm)).toEqual([
      'PUT managedClusters/demo loadBalancer Cache',
      'POST system/upgradeNodeImageVersion',
      'POST work/upgradeNodeImageVersion',
      'PUT managedClusters/demo none Cache',
    ]);
    expect(report.verdict).toBe('compliant');
    expect(report.steps.map(({ title, status }) => `${status}: ${title}`).slice(0, 4)).toEqual([
      'done: Set the bootstrap artifact source to Cache, leaving the outbound type alone',
      'done: Upgrade the node image of pool system',
      'done: Upgrade the node image of pool work',
      'done: Set the outbound type to none',
    ]);
  });

  test('and a second run writes nothing', async () => {
    const arm = azure(openCluster());
    await runDeploy(arm);
    arm.forget();
    const { report } = await runDeploy(arm);
    expect(arm.requests.filter(({ method }) => method !== 'GET')).toEqual([]);
    expect(report.changed).toBe(false);
  });
});

describe('a cluster leaves isolation', () => {
  test('the way out first, then the source, then the nodes; and a second run writes nothing', async () => {
    const arm = azure(openCluster());
    await runDeploy(arm, { assignPolicies: false });
    arm.forget();
    const { failure } = await runDeploy(arm, { leaveTo: 'loadBalancer' });
    expect(failure).toBeUndefined();
    expect(stateOf(arm)).toBe('loadBalancer Direct Succeeded');
    expect(writes(arm)).toEqual(['PUT managedClusters/demo loadBalancer Cache', 'PUT managedClusters/demo loadBalancer Direct', 'POST system/upgradeNodeImageVersion', 'POST work/upgradeNodeImageVersion', expect.stringMatching(/^DELETE registries\/[0-9a-f]{32}$/)]);
    arm.forget();
    await runDeploy(arm, { leaveTo: 'loadBalancer' });
    expect(writes(arm)).toEqual([]);
  });

  test('not past policies of ours that are enforced: nothing is written, and the sentence says what to do', async () => {
    const arm = azure(openCluster());
    await runDeploy(arm);
    arm.forget();
    const { failure } = await runDeploy(arm, { leaveTo: 'loadBalancer' });
    expect(failure?.message).toMatch(/^Nothing was written to cluster demo\.[\s\S]*Policy aks-outbound-type \(assignment .*\/aks-egress-isolation\) refuses: Set the outbound type to loadBalancer[\s\S]*Take the policies away, or exempt the cluster/i);
    expect(arm.requests.filter(({ method, path }) => method !== 'GET' && !/checkPolicyRestrictions/.test(path))).toEqual([]);
  });
});

describe('under policies that are enforced already', () => {
  /** Somebody enforced them while the cluster lives in the open. */
  async function underDeny(): Promise<ReturnType<typeof azure>> {
    const arm = azure(openCluster());
    await runDeploy(arm, { leaveTo: undefined, acknowledgesImages: false });
    const id = `${group}/providers/Microsoft.Authorization/policyAssignments/aks-egress-isolation`;
    await runAssign(arm, { scope: scopeAt(group) });
    const { body } = arm.ask('GET', id);
    put(arm, id, { ...(isJsonObject(body) ? body : {}), properties: { ...(isJsonObject(body) && isJsonObject(body['properties']) ? body['properties'] : {}), enforcementMode: 'Default' } });
    arm.clock.pass(3_600_000);
    arm.forget();
    return arm;
  }

  test('the cluster is exempt for as long as it takes, no assignment is loosened, and the exemption goes at the end', async () => {
    const arm = await underDeny();
    const { failure } = await runDeploy(arm);
    expect(failure).toBeUndefined();
    expect(stateOf(arm)).toBe('none Cache Succeeded');
    const exemptions = arm.requests.filter(({ method, path }) => method !== 'GET' && /policyExemptions/.test(path)).map(({ method }) => method);
    expect(exemptions).toEqual(['PUT', 'DELETE']);
    expect(arm.requests.filter(({ method, path, body }) => method === 'PUT' && /policyAssignments\//.test(path) && textAt(body, 'properties', 'enforcementMode') !== 'Default')).toEqual([]);
    arm.forget();
    await runDeploy(arm);
    expect(arm.requests.filter(({ method, path }) => method !== 'GET' && !/checkPolicyRestrictions/.test(path))).toEqual([]);
  });
});

test('a run on an isolated cluster that was cut off beside the nodes leaves them as they are', async () => {
  const arm = azure(openCluster({}, { bootstrapProfile: { artifactSource: 'Cache' }, networkProfile: { networkPlugin: 'azure', networkPluginMode: 'overlay', outboundType: 'none' } }));
  const more = { tags: { a: 'b' }, file: { body: { properties: { agentPoolProfiles: [{ name: 'more', count: 2, vmSize: 'Standard_D4ds_v5' }] } }, locate: () => 'cluster.yaml:1' } };
  let cut = 0;
  // Cut off once its lease is taken and the cluster is written.
  await runDeploy(arm, { specification: more, runner: 'the run that is cut off' }, { afterRequest: (n, { method, path }) => {
    if (method === 'PUT' && path.endsWith('/managedClusters/demo')) cut = n;
    if (cut > 0) throw new Error('The process was killed.');
  } });
  expect(cut).toBeGreaterThan(0);
  arm.forget();
  const { failure } = await runDeploy(arm, { specification: more });
  expect(failure).toBeUndefined();
  expect(writes(arm)).toEqual(['PUT agentPools/more']);
});
