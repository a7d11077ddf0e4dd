import { describe, expect, test } from '@jest/globals';
import { registryAdminUser } from '../../../../../src/isolation/exposure/rules/registry/admin-user.ts';
import { registryAnonymousPull } from '../../../../../src/isolation/exposure/rules/registry/anonymous-pull.ts';
import { registryExport } from '../../../../../src/isolation/exposure/rules/registry/export.ts';
import { registryNetworkBypass } from '../../../../../src/isolation/exposure/rules/registry/network-bypass.ts';
import { registryPublicAccess } from '../../../../../src/isolation/exposure/rules/registry/public-access.ts';
import { Unknown } from '../../../../../src/language/unknown.ts';
import { answer, changed, closedEstate, estateWith, ids, nodeGroup, resource, said } from '../../estate.ts';

const { cluster, registry } = closedEstate();
const unknown = new Unknown('the parameter `open` is given no value');
const changedTo = (path: string, value: unknown) => estateWith({ registry: changed(registry, path, value) });
const managedId = `${nodeGroup}/providers/Microsoft.ContainerRegistry/registries/bootstrap1`;

/** A cluster whose registry AKS makes and keeps in the node resource group, with that registry. */
const managed = (properties: unknown) => estateWith({ cluster: changed(cluster, 'bootstrapProfile', { artifactSource: 'Cache' }), registry: undefined, bootstrap: resource(managedId, properties) });

describe.each([
  { rule: registryPublicAccess, path: 'publicNetworkAccess', opens: 'Enabled' },
  { rule: registryNetworkBypass, path: 'networkRuleBypassOptions', opens: 'AzureServices' },
  { rule: registryNetworkBypass, path: 'networkRuleBypassAllowedForTasks', opens: true },
  { rule: registryExport, path: 'policies.exportPolicy.status', opens: 'enabled' },
  { rule: registryAnonymousPull, path: 'anonymousPullEnabled', opens: true },
  { rule: registryAdminUser, path: 'adminUserEnabled', opens: true },
])('$rule.id, by $path', ({ rule, path, opens }) => {
  test('is closed in the closed configuration', () => {
    expect(answer(rule, estateWith({})).state).toBe('closed');
  });

  test('is open where the registry says so, and the evidence points there', () => {
    const found = answer(rule, changedTo(path, opens));
    expect(found.state).toBe('open');
    expect(found.evidence.find(({ state }) => state === 'open')?.spot?.pointer).toBe(`/properties/${path.replaceAll('.', '/')}`);
  });

  test('is undetermined where the value is not known', () => {
    const found = answer(rule, changedTo(path, unknown));
    expect(found.state).toBe('undetermined');
    expect(said(found)).toContain('the parameter `open` is given no value');
  });

  test('is not visible where the registry was not given', () => {
    const found = answer(rule, estateWith({ registry: undefined }), []);
    expect(found.evidence.map(({ notVisible }) => notVisible)).toEqual(['registry `r`']);
  });

  test('is closed for a cluster that starts from no registry', () => {
    expect(answer(rule, estateWith({ cluster: changed(cluster, 'bootstrapProfile', undefined) })).state).toBe('closed');
  });

  test('is open where the registry that AKS keeps says so, and not visible where that was not given', () => {
    const properties = Object.fromEntries([[path.split('.')[0] ?? '', path.includes('.') ? { exportPolicy: { status: opens } } : opens]]);
    expect(answer(rule, managed(properties)).state).toBe('open');
    expect(answer(rule, estateWith({ cluster: changed(cluster, 'bootstrapProfile', { artifactSource: 'Cache' }) }), []).evidence.some(({ notVisible }) => notVisible === 'registries in the node resource group')).toBe(true);
  });
});

describe('what a registry that says nothing does', () => {
  /** REST documentation of registries: publicNetworkAccess is Enabled, networkRuleBypassOptions AzureServices; exports are enabled ("Disable export of artifacts"). */
  test.each([[registryPublicAccess, 'publicNetworkAccess'], [registryNetworkBypass, 'networkRuleBypassOptions'], [registryExport, 'policies']] as const)('$id is open', (rule, path) => {
    expect(answer(rule, changedTo(path, undefined)).state).toBe('open');
  });

  /** Off by default: "Make your container registry content publicly available", "authentication: admin account", "Manage network bypass policy for tasks". */
  test.each([[registryAnonymousPull, 'anonymousPullEnabled'], [registryAdminUser, 'adminUserEnabled'], [registryNetworkBypass, 'networkRuleBypassAllowedForTasks']] as const)('$id is closed', (rule, path) => {
    expect(answer(rule, changedTo(path, undefined)).state).toBe('closed');
  });
});

describe('the public endpoint of a registry', () => {
  const open = (networkRuleSet: unknown) => changedTo('publicNetworkAccess', 'Enabled').map((one) => (one.id === ids.registry ? changed(one, 'networkRuleSet', networkRuleSet) : one));

  /** "Configure public IP network rules": with the action Deny and no address nobody on the Internet gets in. */
  test('looks open and is closed where it lets nobody in', () => {
    expect(answer(registryPublicAccess, open({ defaultAction: 'Deny', ipRules: [] })).state).toBe('closed');
  });

  test('looks closed and is open where it lets an address in, which is what the way leads to', () => {
    const found = answer(registryPublicAccess, open({ defaultAction: 'Deny', ipRules: [{ action: 'Allow', value: '203.0.113.7' }] }));
    expect(found.state).toBe('open');
    expect(found.evidence.find(({ state }) => state === 'open')?.target).toBe('203.0.113.7');
  });

  test('is undetermined where the addresses are not known', () => {
    expect(answer(registryPublicAccess, open({ defaultAction: 'Deny', ipRules: unknown })).state).toBe('undetermined');
  });

  /** "Connect privately …": without public access no network rule lets anybody in. */
  test('looks open and is closed where the rules let in an address and there is no public endpoint', () => {
    expect(answer(registryPublicAccess, changedTo('networkRuleSet', { defaultAction: 'Allow', ipRules: [{ value: '203.0.113.7' }] })).state).toBe('closed');
  });
});

describe('trusted services', () => {
  /** REST documentation of registries: the values are AzureServices and None; names and values are read without case. */
  test('look open and are closed where None is written otherwise', () => {
    expect(answer(registryNetworkBypass, changedTo('networkRuleBypassOptions', 'NONE')).state).toBe('closed');
  });
});
