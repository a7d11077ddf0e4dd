/** The shipped process is killed at a request to Azure, by SIGKILL: the next run of the job finishes its work. In the process every request has its turn (commands/deploy/survival). */
import { setTimeout } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { arrayAt, at, isJsonObject, textAt, type JsonObject } from '../../../src/arm/json.ts';
import { call, clusterId, groupId, leakingCluster, seedCluster, seedGroup } from '../azure.ts';
import { expectStatus } from '../reading.ts';
import { deployInputs, runAction, startAction, useSandbox, type Given } from '../runner.ts';

const sandbox = useSandbox();

/** A run that dies while Azure holds its answer back: before the request took effect, or after. */
async function killedAt(request: string, when: 'before' | 'after', inputs: Given): Promise<void> {
  const { faults } = sandbox.current;
  faults.set(`${request} → delay 10m${when === 'before' ? ' then reset' : ''}`);
  const { child, run } = await startAction({ sandbox: sandbox.current, inputs: deployInputs(sandbox.current, inputs) });
  const hasHappened = (): boolean => faults.rules().some(({ happened }) => happened > 0);
  while (!hasHappened() && child.exitCode === null) await setTimeout(5);
  expect({ request, hasHappened: hasHappened() }).toEqual({ request, hasHappened: true });
  child.kill('SIGKILL');
  expect((await run).status).toBe(null);
  faults.set('');
}

/** The next run comes to the end, and the one after that finds nothing to do. */
async function finished(group: string, inputs: Given): Promise<JsonObject> {
  expectStatus(await runAction({ sandbox: sandbox.current, inputs: deployInputs(sandbox.current, inputs) }), 0);
  const { body: resourceGroup } = await call(sandbox.current, 'GET', groupId(sandbox.current, group));
  expect(JSON.stringify(at(resourceGroup, 'tags') ?? {})).not.toContain('aks-isolation-run');
  const { body } = await call(sandbox.current, 'GET', clusterId(sandbox.current, group, 'demo'));
  if (!isJsonObject(body)) throw new Error('There is no cluster.');
  const states = [textAt(body, 'properties', 'provisioningState'), ...arrayAt(body, 'properties', 'agentPoolProfiles').map((pool) => textAt(pool, 'provisioningState'))];
  expect([textAt(body, 'properties', 'networkProfile', 'outboundType'), textAt(body, 'properties', 'bootstrapProfile', 'artifactSource'), ...new Set(states)]).toEqual(['none', 'Cache', 'Succeeded']);
  return body;
}

/** Identities with their rights on a whole group, given long ago: new rights take minutes, which nobody waits for here. */
async function seedIdentities(group: string): Promise<void> {
  await seedGroup(sandbox.current, group);
  const { arm } = sandbox.current;
  const scope = groupId(sandbox.current, group);
  const roles = { 'control-plane': '8e3af657-a8ff-443c-a75c-2fe8c4bcb635', 'kubelet': '7f951dda-4ed3-4680-a7ca-43fe172d538d' } as const;
  for (const [index, [of, role]] of Object.entries(roles).entries()) {
    const id = `${scope}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-demo-${of}`;
    const { body } = await call(sandbox.current, 'PUT', id, { location: 'westeurope' });
    const assignment = `${scope}/providers/Microsoft.Authorization/roleAssignments/00000000-0000-4000-8000-00000000000${index}`;
    const properties = { scope, principalId: textAt(body, 'properties', 'principalId'), principalType: 'ServicePrincipal', roleDefinitionId: `/subscriptions/${sandbox.current.subscriptionId}/providers/Microsoft.Authorization/roleDefinitions/${role}` };
    arm.seed({ documents: [{ id: assignment, type: 'Microsoft.Authorization/roleAssignments', name: assignment.split('/').at(-1), properties }] });
  }
  const snapshot = arm.snapshot();
  const roleAssignments: unknown = JSON.parse(JSON.stringify(snapshot.state['roleAssignments']).replaceAll(/"(createdAt|updatedAt)":\d+/g, '"$1":0'));
  arm.restore({ ...snapshot, state: { ...snapshot.state, roleAssignments } });
}

test('a new cluster in a network of its own, with a registry of its own', async () => {
  const group = 'rg-killed-new';
  await seedIdentities(group);
  const inputs = { 'resource-group': group, 'virtual-network': 'vnet', 'registry': 'contosokilled', 'assign-policies': 'false' };
  await killedAt('PUT registries/*', 'before', inputs);
  await killedAt('PUT privateEndpoints/*', 'after', inputs);
  await killedAt('PUT managedClusters/*', 'after', inputs);
  expect(textAt(await finished(group, inputs), 'properties', 'bootstrapProfile', 'containerRegistryId')).toMatch(/contosokilled$/);

  // And then another registry.
  // The endpoint of the one before stays, which is a way out to it.
  const changed = { ...inputs, 'registry': 'fabrikamkilled', 'acknowledge-images': 'true', 'exposures': 'none' };
  await killedAt('PUT managedClusters/*', 'after', changed);
  await killedAt('POST upgradeNodeImageVersion', 'before', changed);
  expect(textAt(await finished(group, changed), 'properties', 'bootstrapProfile', 'containerRegistryId')).toMatch(/fabrikamkilled$/);
}, 120_000);

test('a living cluster on its way to isolation', async () => {
  const group = 'rg-killed-way';
  await seedCluster(sandbox.current, group, 'demo', leakingCluster());
  const inputs = { 'resource-group': group, 'acknowledge-images': 'true' };
  await killedAt('PUT managedClusters/*', 'before', inputs);
  await killedAt('POST upgradeNodeImageVersion', 'after', inputs);
  await killedAt('PUT managedClusters/*', 'after', inputs);
  await finished(group, inputs);
}, 120_000);
