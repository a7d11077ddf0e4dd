import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { textAt } from '../../../src/arm/json.ts';
import { isolatedCluster } from '../arm-client.ts';
import { isInstalled, startAz, useSandbox, type Az, type Ended } from './az.ts';

/** Every command starts Python. */
const patience = 90_000;

/** What is read or written here works with Debian's 2.45 and with newer ones (docs/sandbox.md, "With other tools"). */
const withAz = isInstalled() ? describe : describe.skip;

withAz('Azure CLI (skipped where az is not on the PATH)', () => {
  let cli: Az;
  const az = (...command: readonly string[]): Promise<Ended> => cli.az(...command);
  const done = async (...command: readonly string[]): Promise<unknown> => {
    const { status, value, errors } = await az(...command);
    if (status !== 0) throw new Error(`az ${command.join(' ')}: ${errors}`);
    return value;
  };
  const subscription = (): string => `/subscriptions/${cli.sandbox.subscriptionId}`;
  const signIn = (...proof: readonly string[]): Promise<Ended> => az('login', '--service-principal', '--username', cli.sandbox.clientId, ...proof, '--tenant', cli.sandbox.tenantId);

  beforeAll(async () => {
    cli = await startAz();
    await useSandbox(cli);
    await signIn('--password', cli.sandbox.clientSecret);
    await done('group', 'create', '--name', 'rg-demo', '--location', 'westeurope');
  }, patience);

  afterAll(async () => {
    await cli.stop();
  });

  test('signs in with a secret', async () => {
    expect(await done('account', 'show')).toMatchObject({ id: cli.sandbox.subscriptionId, tenantId: cli.sandbox.tenantId, environmentName: 'Sandbox' });
  }, patience);

  test('signs in with the token of a workflow', async () => {
    const { oidcRequestUrl, oidcRequestToken } = cli.sandbox;
    const response = await fetch(`${oidcRequestUrl}&audience=api%3A%2F%2FAzureADTokenExchange`, { headers: { authorization: `Bearer ${oidcRequestToken}` } });
    const federated = textAt(JSON.parse(await response.text()), 'value') ?? '';
    expect(await signIn('--federated-token', federated)).toMatchObject({ status: 0 });
    expect(await done('account', 'list')).toMatchObject([{ state: 'Enabled', user: { name: cli.sandbox.clientId, type: 'servicePrincipal' } }]);
    await signIn('--password', cli.sandbox.clientSecret);
  }, patience);

  test('makes an isolated cluster through az rest and reads it as a cluster', async () => {
    const url = `${subscription()}/resourceGroups/rg-demo/providers/Microsoft.ContainerService/managedClusters/demo?api-version=2026-05-01`;
    await done('rest', '--method', 'put', '--url', url, '--body', JSON.stringify(isolatedCluster()));
    expect(await done('aks', 'show', '--resource-group', 'rg-demo', '--name', 'demo')).toMatchObject({
      provisioningState: 'Succeeded', networkProfile: { outboundType: 'none' }, apiServerAccessProfile: { enablePrivateCluster: true },
    });
    expect(await done('aks', 'nodepool', 'list', '--resource-group', 'rg-demo', '--cluster-name', 'demo')).toMatchObject([{ name: 'system', mode: 'System' }]);
  }, patience);

  test('makes, stops and deletes a cluster of its own', async () => {
    const named = ['--resource-group', 'rg-demo', '--name', 'own'];
    await done('aks', 'create', ...named, '--no-ssh-key', '--enable-private-cluster', '--network-plugin', 'azure', '--node-count', '1', '--node-vm-size', 'Standard_D2s_v5');
    expect(await done('aks', 'show', ...named)).toMatchObject({ provisioningState: 'Succeeded', networkProfile: { outboundType: 'loadBalancer' } });
    await done('aks', 'stop', ...named);
    expect(await done('aks', 'show', ...named)).toMatchObject({ powerState: { code: 'Stopped' } });
    await done('aks', 'delete', ...named, '--yes');
    expect((await az('aks', 'show', ...named)).errors).toContain('ResourceNotFound');
  }, patience);

  test('is told by whom a registry with a public endpoint is refused, and that an exemption lets it pass', async () => {
    const field = 'Microsoft.ContainerRegistry/registries/publicNetworkAccess';
    const rules = { if: { allOf: [{ field: 'type', equals: 'Microsoft.ContainerRegistry/registries' }, { field, notEquals: 'Disabled' }] }, then: { effect: 'deny' } };
    await done('policy', 'definition', 'create', '--name', 'private-registries', '--mode', 'All', '--rules', JSON.stringify(rules));
    await done('policy', 'assignment', 'create', '--name', 'private-registries', '--policy', 'private-registries');
    const registry = (access: string): readonly string[] => ['acr', 'create', '--resource-group', 'rg-demo', '--name', 'contosodemo', '--sku', 'Premium', '--public-network-enabled', access];

    const refused = await az(...registry('true'));
    expect(refused.status).toBe(1);
    expect(refused.errors).toMatch(/\(RequestDisallowedByPolicy\) Resource 'contosodemo' was disallowed by policy.*private-registries/);
    expect(await done(...registry('false'))).toMatchObject({ loginServer: 'contosodemo.azurecr.io', publicNetworkAccess: 'Disabled' });

    const assignment = `${subscription()}/providers/Microsoft.Authorization/policyAssignments/private-registries`;
    await done('policy', 'exemption', 'create', '--name', 'for-now', '--resource-group', 'rg-demo', '--policy-assignment', assignment, '--exemption-category', 'Waiver');
    expect(await done('acr', 'update', '--name', 'contosodemo', '--public-network-enabled', 'true')).toMatchObject({ publicNetworkAccess: 'Enabled' });
  }, patience);

  test('cannot delete a group that is locked', async () => {
    await done('group', 'create', '--name', 'rg-locked', '--location', 'westeurope');
    await done('lock', 'create', '--name', 'keep', '--resource-group', 'rg-locked', '--lock-type', 'CanNotDelete');
    expect((await az('group', 'delete', '--name', 'rg-locked', '--yes')).errors).toContain('(ScopeLocked)');
    await done('lock', 'delete', '--name', 'keep', '--resource-group', 'rg-locked');
    await done('group', 'delete', '--name', 'rg-locked', '--yes');
    expect(await done('group', 'exists', '--name', 'rg-locked')).toBe(false);
  }, patience);

  test('reads what was done in the Activity Log', async () => {
    const events = await done('monitor', 'activity-log', 'list', '--resource-group', 'rg-demo');
    expect(events).toContainEqual(expect.objectContaining({ resourceGroupName: 'rg-demo', caller: expect.any(String) }));
  }, patience);

  // The last one: MSAL keeps a refusal for a minute, and gives it to the next that signs in. A token that it keeps would do without a secret.
  test('is refused with a wrong secret', async () => {
    await done('account', 'clear');
    const { status, errors } = await signIn('--password', 'wrong');
    expect(status).toBe(1);
    expect(errors).toContain('AADSTS7000215');
  }, patience);
});
