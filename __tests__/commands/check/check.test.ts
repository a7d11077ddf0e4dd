import { describe, expect, test } from '@jest/globals';
import { UserError } from '../../../src/run/errors.ts';
import { isolatedCluster, withValue } from './forms.ts';
import { checkFiles, options } from './run.ts';

const clusterType = 'Microsoft.ContainerService/managedClusters';

/** A template with one cluster whose API server is private or not as `value` says. */
function template(value: unknown, parameters: object = {}): string {
  const body = withValue(isolatedCluster, '/properties/apiServerAccessProfile/enablePrivateCluster', value);
  return JSON.stringify({
    $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#', contentVersion: '1.0.0.0', parameters,
    resources: [{ type: clusterType, apiVersion: '2026-05-01', name: 'demo', ...(body as object) }],
  });
}

const open = template("[parameters('private')]", { private: { type: 'bool' } });

describe('what is not known', () => {
  test('says which parameter would decide it, and is decided by that parameter', async () => {
    const { report, exceeds } = await checkFiles({ 'main.json': open });
    expect(report.findings).toMatchObject([{ rule: 'aks-private-api-server', verdict: 'undetermined', remedy: expect.stringMatching(/^Pass `private`: in a parameter file .* or by "template-parameters"\./) }]);
    expect(exceeds).toBe(true);
    expect((await checkFiles({ 'main.json': open }, options({ 'template-parameters': { private: true } }))).report.findings).toEqual([]);
    expect((await checkFiles({ 'main.json': open }, options({ 'template-parameters': { private: false } }))).report.findings).toMatchObject([{ verdict: 'violation' }]);
  });

  test('of what only the deployment knows, says that it has to be written out', async () => {
    const { report } = await checkFiles({ 'main.json': template("[reference('other').private]") });
    expect(report.findings).toMatchObject([{ verdict: 'undetermined', remedy: expect.stringMatching(/^What only the deployment knows has to be written out/) }]);
  });

  test('does not fail where only violations do', async () => {
    expect((await checkFiles({ 'main.json': open }, options({ 'fail-on': 'violation' }))).exceeds).toBe(false);
  });
});

describe('what a run says of itself', () => {
  test('nothing to judge is no compliance', async () => {
    const { report, exceeds } = await checkFiles({ 'readme.md': 'x', 'package.json': '{}' });
    expect([report.verdict, report.findings, exceeds]).toEqual(['notApplicable', [], false]);
    expect(report.files).toMatchObject({ judged: 0, resources: 0 });
  });

  test('what is not judged is a fact, so that a clean pull request stays quiet', async () => {
    const { report } = await checkFiles({ 'main.json': template(true), 'main.tf': '', 'other.parameters.json': '{"parameters": {"a": {"value": 1}}}' });
    expect(report.notes).toEqual([]);
    expect(report.facts).toEqual(expect.arrayContaining([{ label: 'Not judged', value: '1 Terraform file: judge a plan (terraform show -json)' }, { label: 'Parameters without a template', value: 'other.parameters.json' }]));
  });

  test('the rules that judged are named, also where they found nothing', async () => {
    const { report } = await checkFiles({ 'main.json': template(true) });
    expect(report.rules?.map(({ rule }) => rule)).toContain('aks-outbound-type');
    expect(report.rules?.find(({ rule }) => rule === 'aks-outbound-type')).toMatchObject({ severity: 'high', title: 'AKS clusters should use an allowed outbound type' });
  });
});

describe('mistakes', () => {
  test.each([
    ['an initiative that is almost one', { initiatives: ['aks-egress-isolation-cor'] }, /did you mean `aks-egress-isolation-core`\?$/],
    ['an initiative that is none', { initiatives: ['mine'] }, /there are aks-egress-isolation-core, .*, or none\.$/],
    ['a parameter that is almost one', { parameters: { allowedOutboundType: ['none'] } }, /did you mean `allowedOutboundTypes`\?$/],
    ['nothing to judge by', { initiatives: ['none'] }, /nothing to judge with/],
    ['only-new with nothing to compare with', { 'only-new': true }, /give "baseline"/],
    ['an exemptions file that is not there', { exemptions: 'no.yml' }, /There is no exemptions file "no\.yml"\.$/],
    ['a baseline that is not there', { baseline: 'no.json' }, /There is no baseline "no\.json"/],
    ['policies that are not there', { policies: ['nowhere'] }, /"nowhere" cannot be read/],
  ])('%s is a sentence', async (_name, inputs, sentence) => {
    const run = checkFiles({ 'main.json': template(true) }, options(inputs));
    await expect(run).rejects.toThrow(UserError);
    await expect(run).rejects.toThrow(sentence);
  });
});
