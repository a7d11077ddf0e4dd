import { expect } from '@jest/globals';
import { leakingCluster, seedGroup } from '../azure.ts';
import { pullRequest, workflowRun } from '../events.ts';
import { clean, exemptionsFor, leaking, ownPolicy, parameterFile, parameterised, template } from '../infrastructure.ts';
import { expectStatus, reportOf } from '../reading.ts';
import { azureInputs, type ActionRun } from '../runner.ts';
import { boolean, file, paths, type InputCase } from './case.ts';

/** The rules that objected to something, each once. */
async function rulesOf(run: ActionRun): Promise<readonly string[]> {
  return [...new Set((await reportOf(run)).findings.map(({ rule }) => rule))].toSorted();
}

const leaks = ['aks-bootstrap-artifact-source', 'aks-outbound-type'];
const oneLeak = template({ ...leakingCluster(), location: 'northeurope' });

/** Two environments of Enterprise Policy as Code, which assign one policy with different effects. */
const environments: Readonly<Record<string, string>> = { dev: 'Audit', prod: 'Deny' };
const groupOf = (environment: string): string => `/providers/Microsoft.Management/managementGroups/${environment}`;
const pacFiles = {
  'Definitions/global-settings.jsonc': JSON.stringify({ pacOwnerId: '1', pacEnvironments: Object.keys(environments).map((pacSelector) => ({ pacSelector, cloud: 'AzureCloud', tenantId: '1', deploymentRootScope: groupOf(pacSelector) })) }),
  'Definitions/policyDefinitions/location.json': ownPolicy('location', "[parameters('effect')]", { effect: { type: 'String' } }),
  ...Object.fromEntries(Object.entries(environments).map(([environment, effect]) => [`Definitions/policyAssignments/${environment}.json`, JSON.stringify({
    nodeName: '/', definitionEntry: { policyName: 'location' }, assignment: { name: environment, displayName: environment }, parameters: { effect }, scope: { [environment]: [groupOf(environment)] },
  })])),
};

export const checkCases = {
  'paths': {
    effect: async ({ check }) => {
      const files = { 'infra/main.json': leaking, 'other/main.json': clean };
      expect(await rulesOf(await check(files, { paths: 'infra\n!infra/old/**' }))).toEqual(leaks);
      expectStatus(await check(files, { paths: 'other/*.json' }), 0);
    },
    invalid: paths,
  },
  'parameter-files': {
    effect: async ({ check }) => {
      const files = { 'main.json': parameterised, 'values/open.json': parameterFile('loadBalancer'), 'values/closed.json': parameterFile('none') };
      expectStatus(await check(files, { 'parameter-files': 'values/open.json' }), 1);
      expectStatus(await check(files, { 'parameter-files': 'values/closed.json' }), 0);
    },
    invalid: paths,
  },
  'template-parameters': {
    effect: async ({ check }) => {
      expect((await reportOf(await check({ 'main.json': parameterised }))).verdict).toBe('undetermined');
      expectStatus(await check({ 'main.json': parameterised }, { 'template-parameters': 'outboundType: none' }), 0);
    },
    invalid: { value: 'outboundType: [none', expected: /expected a YAML or JSON mapping/ },
  },
  'terraform-provider-version': {
    effect: async ({ check }) => {
      const plan = JSON.stringify({ format_version: '1.2', planned_values: { root_module: { resources: [] } }, configuration: {}, resource_changes: [] });
      expect((await reportOf(await check({ 'plan.json': plan }))).notes).toEqual([expect.stringMatching(/plan\.json: the version of the provider azurerm is not known/)]);
      expect((await reportOf(await check({ 'plan.json': plan }, { 'terraform-provider-version': '4.30.0' }))).notes).toEqual([]);
    },
    invalid: { value: 'latest', expected: /expected a version such as/ },
  },
  'initiatives': {
    effect: async ({ check }) => {
      const run = await check({ 'main.json': leaking, 'policies/location.json': ownPolicy() }, { initiatives: 'none', policies: 'policies' });
      expect(await rulesOf(run)).toEqual(['own-location']);
    },
    invalid: paths,
  },
  'policies': {
    effect: async ({ check }) => {
      const run = await check({ 'main.json': clean, 'policies/location.json': ownPolicy() }, { policies: 'policies' });
      expectStatus(run, 1);
      expect(await rulesOf(run)).toEqual(['own-location']);
    },
    invalid: paths,
  },
  'policies-environment': {
    effect: async ({ check }) => {
      for (const [environment, effect] of Object.entries(environments)) {
        const run = await check({ 'main.json': clean, ...pacFiles }, { 'policies': 'Definitions', 'policies-environment': environment });
        expect((await reportOf(run)).findings).toEqual([expect.objectContaining({ rule: 'location', effect: effect.toLowerCase() })]);
      }
    },
    invalid: { value: 'x'.repeat(201), expected: /expected at most 200 printable characters/ },
  },
  'exemptions': {
    effect: async ({ check }) => {
      const run = await check({ 'main.json': leaking, 'ours.yml': exemptionsFor('aks-*') }, { exemptions: 'ours.yml' });
      expectStatus(run, 0);
      expect((await reportOf(run)).findings).toEqual(leaks.map((rule) => expect.objectContaining({ rule, verdict: 'exempt' })));
    },
    invalid: file,
  },
  'exposures': {
    effect: async ({ check }) => {
      expect(await rulesOf(await check({ 'main.json': oneLeak, 'own.json': ownPolicy() }, { initiatives: 'none', policies: 'own.json', exposures: 'all' }))).toContain('egress-outbound-type');
      expectStatus(await check({ 'main.json': oneLeak, 'own.json': ownPolicy() }, { initiatives: 'none', policies: 'own.json', exposures: 'none' }), 0);
    },
    invalid: { value: 'some', expected: /expected one of auto, all, none/ },
  },
  'egress': {
    effect: async ({ check }) => {
      const files = { 'main.json': oneLeak, 'own.json': ownPolicy() };
      const all = { initiatives: 'none', policies: 'own.json', exposures: 'all' };
      expect(await rulesOf(await check(files, all))).toContain('egress-outbound-type');
      const egress = '- { way: egress-outbound-type, to: loadBalancer, reason: the trial cluster }';
      expect(await rulesOf(await check(files, { ...all, egress }))).not.toContain('egress-outbound-type');
    },
    invalid: { value: '- { way: egres-outbound-type, reason: x }', expected: /entry 1 to name a way out: `egres-outbound-type` is none; did you mean/ },
  },
  'only-new': {
    effect: async ({ check, sandbox }) => {
      const base = '3'.repeat(40);
      sandbox.github.putFile(base, 'old.json', leaking);
      const files = { 'old.json': leaking, 'new.json': oneLeak };
      const inputs = { 'comment': 'false', 'only-new': 'true' };
      const run = await check(files, inputs, pullRequest({ base }));
      expect((await reportOf(run)).findings).toEqual(leaks.map((rule) => expect.objectContaining({ rule, location: expect.objectContaining({ file: 'new.json' }) })));
      expectStatus(await check({ 'old.json': leaking }, inputs, pullRequest({ base })), 0);
    },
    invalid: boolean,
  },
  'baseline': {
    effect: async ({ check }) => {
      const before = await check({ 'main.json': leaking }, { output: 'earlier.json' });
      expectStatus(before, 1);
      expectStatus(await check({ 'main.json': leaking, 'earlier.json': JSON.stringify(await reportOf(before)) }, { baseline: 'earlier.json' }), 0);
    },
    invalid: file,
  },
  'severity': {
    effect: async ({ check }) => {
      const files = { 'main.json': clean, 'policies/location.json': ownPolicy('own-location', 'audit') };
      expectStatus(await check(files, { policies: 'policies', severity: 'medium' }), 1);
      const run = await check(files, { policies: 'policies', severity: 'high' });
      expectStatus(run, 0);
      expect(await rulesOf(run)).toEqual(['own-location']);
    },
    invalid: { value: 'grave', expected: /expected one of high, medium, low/ },
  },
  'trust': {
    effect: async ({ check }) => {
      const files = { 'main.json': leaking, '.github/aks-isolation-exemptions.yml': exemptionsFor('aks-*') };
      expectStatus(await check(files, { comment: 'false' }, pullRequest()), 1);
      expectStatus(await check(files, { comment: 'false', trust: 'head' }, pullRequest()), 0);
    },
    invalid: { value: 'nobody', expected: /expected one of base, head/ },
  },
  'suggestions': {
    effect: async ({ check, sandbox }) => {
      const head = '5'.repeat(40);
      sandbox.github.putFile(head, 'main.json', leaking);
      const patch = `@@ -0,0 +1,${leaking.split('\n').length - 1} @@\n${leaking.trimEnd().replaceAll(/^/gm, '+')}`;
      sandbox.github.putPullRequest(60, { headSha: head, baseSha: '1'.repeat(40), files: [{ filename: 'main.json', status: 'added', patch }] });
      const event = pullRequest({ number: 60, head });
      await check({ 'main.json': leaking }, {}, event);
      expect(sandbox.github.reviewComments(60)).toEqual([]);
      await check({ 'main.json': leaking }, { suggestions: 'true' }, event);
      expect(sandbox.github.reviewComments(60).map(({ body }) => body)).toContainEqual(expect.stringMatching(/```suggestion\n *"outboundType": "none"\n```/));
    },
    invalid: boolean,
  },
  'verify': {
    effect: async ({ assign, check, sandbox }) => {
      await seedGroup(sandbox, 'rg-verify');
      expectStatus(await assign({ 'resource-group': 'rg-verify' }), 0);
      const inputs = { ...azureInputs(sandbox), 'resource-group': 'rg-verify' };
      const asked = ({ requests }: ActionRun): readonly string[] => requests.filter(({ server }) => server === 'arm').map(({ method, path }) => `${method} ${path.split('/').at(-1)?.split('?')[0] ?? ''}`);
      expect(asked(await check({ 'main.json': clean }, inputs))).toEqual([]);
      const run = await check({ 'main.json': clean }, { ...inputs, verify: 'true' });
      expectStatus(run, 0);
      expect(asked(run)).toContain('POST checkPolicyRestrictions');
      expect(run.summary).toMatch(/agrees in all \d+ comparisons/);
      expect(await rulesOf(await check({ 'main.json': leaking }, { ...inputs, verify: 'true' }))).toEqual(leaks);
      // Secrets and variables are empty for a fork.
      const fork = await check({ 'main.json': clean }, { verify: 'true', comment: 'false' }, pullRequest({ fork: true }));
      expectStatus(fork, 0);
      expect((await reportOf(fork)).notes).toEqual([expect.stringContaining('Azure Policy was not asked')]);
      expectStatus(await check({ 'main.json': clean }, { ...inputs, 'verify': 'true', 'allowed-subscriptions': '12345678-1234-4234-8234-123456789012' }), 2);
      expectStatus(await check({ 'main.json': clean }, { verify: 'true' }), 2);
    },
    invalid: boolean,
  },
  'from-report': {
    effect: async ({ check, sandbox }) => {
      const head = '6'.repeat(40);
      sandbox.github.putPullRequest(61, { headSha: head, baseSha: '1'.repeat(40), headRepository: 'stranger/platform' });
      const judged = await check({ 'main.json': leaking }, { comment: 'false', output: 'report.json' }, pullRequest({ number: 61, fork: true, head }));
      const handed = await check({ 'report.json': JSON.stringify(await reportOf(judged)) }, { 'from-report': 'report.json' }, workflowRun({ headSha: head }, 61));
      expectStatus(handed, 0);
      expect(handed.comments.map(({ body }) => body)).toEqual([expect.stringContaining('aks-outbound-type')]);
    },
    invalid: file,
  },
} as const satisfies Readonly<Record<string, InputCase>>;
