import { describe, expect, test } from '@jest/globals';
import type { JsonObject } from '../../../src/arm/json.ts';
import { mergeDocument } from '../../../src/isolation/document/merge.ts';
import { checkFiles, options } from './run.ts';
import { isolatedCluster } from './forms.ts';

const clusterType = 'Microsoft.ContainerService/managedClusters';

function template(resources: readonly object[], parameters: object = {}): string {
  return JSON.stringify({ $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#', contentVersion: '1.0.0.0', parameters, resources }, undefined, 2);
}

const cluster = (properties: JsonObject = {}) => ({ type: clusterType, apiVersion: '2026-05-01', name: 'demo', ...mergeDocument(isolatedCluster, { properties }) });
const pools = (more: object) => [{ name: 'web', mode: 'System', count: 1, vmSize: 'Standard_D4ds_v5', osType: 'Linux', type: 'VirtualMachineScaleSets', ...more }];
const child = (more: object) => ({ type: `${clusterType}/agentPools`, apiVersion: '2026-05-01', name: 'demo/extra', dependsOn: ['demo'], properties: { mode: 'User', count: 1, vmSize: 'Standard_D4ds_v5', ...more } });
const withPrefix = template([cluster({ agentPoolProfiles: pools({ enableNodePublicIP: true }) })]);

describe('ways out in files', () => {
  test('are told by the policy that objects to the same value', async () => {
    const { report } = await checkFiles({ 'main.json': withPrefix });
    expect(report.findings).toMatchObject([{ rule: 'aks-node-public-ip', exposes: [{ rule: 'egress-node-public-ip' }] }]);
  });

  test('that no policy of the run objects to are findings of their own', async () => {
    const { report, exceeds } = await checkFiles({ 'main.json': withPrefix }, options({ initiatives: ['none'], exposures: 'all' }));
    const found = report.findings.find(({ rule }) => rule === 'egress-node-public-ip');
    expect(found).toMatchObject({ verdict: 'violation', resource: { name: 'demo' }, location: { file: 'main.json', pointer: '/resources/0/properties/agentPoolProfiles/2/enableNodePublicIP' }, fix: { original: 'true', replacement: 'false' } });
    expect(exceeds).toBe(true);
  });

  test('are seen across resources: a pool of its own belongs to its cluster', async () => {
    const { report } = await checkFiles({ 'main.json': template([cluster(), child({ enableNodePublicIP: true })]) }, options({ initiatives: ['none'], exposures: 'all' }));
    expect(report.findings.find(({ rule }) => rule === 'egress-node-public-ip')).toMatchObject({ resource: { name: 'demo' }, location: { pointer: '/resources/1/properties/enableNodePublicIP' } });
  });

  test('stand in the report, those that files cannot show as not visible and as no finding', async () => {
    const { report } = await checkFiles({ 'main.json': template([cluster()]) });
    expect(report.findings).toEqual([]);
    const ways = report.exposures?.[0]?.ways ?? [];
    expect(ways.find(({ rule }) => rule === 'egress-outbound-type')?.state).toBe('closed');
    expect(ways.find(({ rule }) => rule === 'egress-node-public-ip')).toMatchObject({ state: 'notVisible', message: expect.stringContaining('pools that are made elsewhere') });
  });

  test('that are meant are none to object to, and say why', async () => {
    const egress = [{ way: 'egress-node-public-ip', to: 'web', reason: 'the edge pool' }];
    const { report } = await checkFiles({ 'main.json': withPrefix }, options({ initiatives: ['none'], exposures: 'all', egress }));
    expect(report.findings.map(({ rule }) => rule)).not.toContain('egress-node-public-ip');
    expect(report.exposures?.[0]?.ways.find(({ rule }) => rule === 'egress-node-public-ip')).toMatchObject({ state: 'meant', message: expect.stringContaining('the edge pool'), target: 'web' });
  });

  test('a declaration makes no policy lenient', async () => {
    const egress = [{ way: 'egress-node-public-ip', to: '*', reason: 'everything' }];
    expect((await checkFiles({ 'main.json': withPrefix }, options({ egress }))).report.findings).toMatchObject([{ rule: 'aks-node-public-ip', verdict: 'violation' }]);
  });

  test('a declaration of what is open nowhere is told', async () => {
    const egress = [{ way: 'egress-outbound-type', to: 'userDefinedRouting', reason: 'the hub' }];
    expect((await checkFiles({ 'main.json': template([cluster()]) }, options({ egress }))).report.notes).toEqual([expect.stringMatching(/^`egress` declares egress-outbound-type to userDefinedRouting as meant, and no cluster has it open/)]);
  });

  test('can be exempt like what a policy objects to', async () => {
    const files = { 'main.json': withPrefix, '.github/aks-isolation-exemptions.yml': 'exemptions:\n  - { rule: egress-*, resource: demo, reason: a trial, owner: us }\n' };
    const { report } = await checkFiles(files, options({ initiatives: ['none'], exposures: 'all' }));
    expect(report.findings.find(({ rule }) => rule === 'egress-node-public-ip')?.verdict).toBe('exempt');
  });

  test('are not looked at where nobody wants them, and where there is no cluster', async () => {
    const own = JSON.stringify({ name: 'own', properties: { mode: 'All', policyRule: Object.fromEntries<unknown>([['if', { field: 'type', equals: clusterType }], ['then', { effect: 'audit' }]]) } });
    for (const given of [options({ exposures: 'none' }), options({ initiatives: ['none'], policies: ['own.json'] })]) expect((await checkFiles({ 'main.json': withPrefix, 'own.json': own }, given)).report.exposures).toBeUndefined();
    expect((await checkFiles({ 'main.json': template([{ type: 'Microsoft.Network/routeTables', apiVersion: '2024-01-01', name: 'r', properties: {} }]) })).report.exposures).toBeUndefined();
  });

  test('say what they were before, where a baseline knows', async () => {
    const { renderJson } = await import('../../../src/report/json.ts');
    const earlier = renderJson((await checkFiles({ 'main.json': template([cluster()]) })).report);
    const { report } = await checkFiles({ 'main.json': withPrefix, 'earlier.json': earlier }, options({ baseline: 'earlier.json' }));
    expect(report.exposures?.[0]?.ways.find(({ rule }) => rule === 'egress-node-public-ip')).toMatchObject({ state: 'open', before: 'notVisible' });
  });

  test('of clusters that are called alike in two deployments are told apart', async () => {
    const parameterised = template([cluster({ agentPoolProfiles: pools({ enableNodePublicIP: "[parameters('public')]" }) })], { public: { type: 'bool' } });
    const values = (value: boolean) => JSON.stringify({ $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentParameters.json#', contentVersion: '1.0.0.0', parameters: { public: { value } } });
    const { report } = await checkFiles({ 'main.json': parameterised, 'main.dev.parameters.json': values(true), 'main.prod.parameters.json': values(false) });
    expect(report.exposures?.map(({ ways }) => ways.find(({ rule }) => rule === 'egress-node-public-ip')?.state)).toEqual(['open', 'notVisible']);
  });
});
