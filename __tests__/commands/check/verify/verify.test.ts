import { describe, expect, test } from '@jest/globals';
import { at, isJsonObject, textAt, type JsonObject } from '../../../../src/arm/json.ts';
import { AzureError } from '../../../../src/azure/arm-error.ts';
import type { Outcome } from '../../../../src/commands/tools.ts';
import type { Inputs } from '../../../../src/config/inputs.ts';
import type { GitHubEvent } from '../../../../src/github/event.ts';
import { CancelledError, UserError } from '../../../../src/run/errors.ts';
import { managementGroupScope } from '../../../../src/sandbox/arm/hierarchy/subscriptions.ts';
import { subscriptionId } from '../../../../src/sandbox/identities.ts';
import { authorization, group, makeArm, subscription } from '../../../sandbox/arm-client.ts';
import { isolatedCluster, withValue } from '../forms.ts';
import { checkFiles, noEvent, options, silent } from '../run.ts';
import { assign, azure, clusterType, coreInitiative, isRestrictions, put, type TestAzure } from './azure.ts';

const schema = 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#';

function cluster(changes: JsonObject = {}, name = 'demo'): JsonObject {
  return { type: clusterType, apiVersion: '2026-05-01', name, ...isolatedCluster, ...changes };
}

const leaking: JsonObject = { properties: at(withValue(isolatedCluster, '/properties/networkProfile/outboundType', 'loadBalancer'), 'properties') };

function template(resources: readonly JsonObject[], parts: JsonObject = {}): string {
  return JSON.stringify({ $schema: schema, contentVersion: '1.0.0.0', resources, ...parts });
}

interface Given {
  readonly inputs?: Partial<Inputs>;
  readonly event?: GitHubEvent;
}

async function verified(text: string, on: TestAzure, { inputs = {}, event = noEvent }: Given = {}): Promise<Outcome> {
  const given = options({ 'verify': true, 'subscription-id': subscriptionId, 'resource-group': 'rg-demo', ...inputs });
  return await checkFiles({ 'main.json': text }, given, { event, connect: async () => await Promise.resolve(on.client) });
}

function assigned(properties: JsonObject = {}, scope = group): TestAzure {
  const on = azure();
  assign(on.arm, properties, scope);
  return on;
}

function questions({ asked }: TestAzure): readonly JsonObject[] {
  return asked.filter(({ path }) => isRestrictions(path)).map(({ body }) => body ?? {});
}

const rulesIn = ({ report }: Outcome): readonly string[] => report.findings.map(({ rule }) => rule);
const factOf = ({ report }: Outcome, label: string): string | undefined => report.facts.find((fact) => fact.label === label)?.value;

/** An Azure that answers with these evaluations, whatever the sandbox says. */
function saying(evaluations: readonly unknown[], properties: JsonObject = {}, scope = group): TestAzure {
  const on = azure({ change: (path, body) => (isRestrictions(path) ? { fieldRestrictions: [], contentEvaluationResult: { policyEvaluations: evaluations } } : body) });
  assign(on.arm, properties, scope);
  return on;
}

/** Azure's objection by the rule on outbound types, with one expression. */
function objection(change: JsonObject = {}): JsonObject {
  return {
    policyInfo: {
      policyDefinitionId: `${subscription}/providers/microsoft.authorization/policyDefinitions/AKS-OUTBOUND-TYPE`,
      policySetDefinitionId: `${subscription}/providers/microsoft.authorization/policySetDefinitions/${coreInitiative}`,
      policyDefinitionReferenceId: 'AKS-OUTBOUND-TYPE',
      policyAssignmentId: `${group}/providers/microsoft.authorization/policyAssignments/ISOLATION`,
    },
    evaluationResult: 'NonCompliant',
    evaluationDetails: { evaluatedExpressions: [{ result: 'True', expressionKind: 'field', expression: 'location', path: 'location', expressionValue: 'somewhere', targetValue: 'elsewhere', operator: 'notEquals' }] },
    effectDetails: { policyEffect: 'Deny' },
    ...change,
  };
}

describe('where Azure and the check agree', () => {
  test('a run is clean, and says how often they do', async () => {
    const run = await verified(template([cluster()]), assigned());
    expect([run.report.findings, run.report.notes, run.exceeds, run.failure]).toEqual([[], [], false, undefined]);
    expect(factOf(run, 'Azure Policy')).toMatch(/^agrees in all \d+ comparisons, of 1 resource$/);
  });

  test('violations stay what they are', async () => {
    const run = await verified(template([cluster(leaking)]), assigned());
    expect(rulesIn(run)).toEqual(['aks-outbound-type']);
    expect(factOf(run, 'Azure Policy')).toMatch(/^agrees in all/);
  });

  test('also where the assignment stands above the resource group', async () => {
    expect(factOf(await verified(template([cluster(leaking)]), assigned({}, subscription)), 'Azure Policy')).toMatch(/^agrees in all/);
  });

  test('without `verify` nobody is asked', async () => {
    const on = assigned();
    const run = await verified(template([cluster()]), on, { inputs: { verify: false } });
    expect([on.asked, factOf(run, 'Azure Policy')]).toEqual([[], undefined]);
  });
});

describe('where they differ', () => {
  test('Azure objects alone: a finding that makes the run fail, with what Azure evaluated', async () => {
    const run = await verified(template([cluster()]), saying([objection()]));
    expect(run.report.findings).toMatchObject([{
      rule: 'verify-difference', verdict: 'violation', effect: 'audit', severity: 'medium', resource: { type: clusterType, name: 'demo' }, location: { file: 'main.json' },
      message: expect.stringMatching(/^Azure Policy says NonCompliant .*`aks-outbound-type` .*assignment `isolation`.* judged here as: compliant\. Azure evaluated field `location` notEquals "elsewhere": True, it is "somewhere"\./),
    }]);
    expect(run.exceeds).toBe(true);
    expect(factOf(run, 'Azure Policy')).toMatch(/^agrees in \d+ of \d+ comparisons/);
  });

  test('Azure lets pass what the check objects to: the reasons here are told', async () => {
    const run = await verified(template([cluster(leaking)]), saying([]));
    expect(rulesIn(run).toSorted()).toEqual(['aks-outbound-type', 'verify-difference']);
    expect(run.report.findings.find(({ rule }) => rule === 'verify-difference')).toMatchObject({
      message: expect.stringMatching(/^Azure Policy does not object where .* judged here as: violation\./),
      reasons: expect.arrayContaining([expect.objectContaining({ actual: 'loadBalancer' })]),
    });
  });

  test('Azure objects where the rule is not about the resource', async () => {
    const network = { type: 'Microsoft.Network/virtualNetworks', apiVersion: '2024-05-01', name: 'net', location: 'westeurope', properties: {} };
    expect((await verified(template([network]), saying([objection()]))).report.findings).toMatchObject([{ rule: 'verify-difference', resource: { name: 'net' }, message: expect.stringContaining('not about the resource') }]);
  });

  test('Azure objects by an assignment that does not reach the resource here', async () => {
    const run = await verified(template([cluster(leaking)]), saying([objection()], { notScopes: [`${group}/providers/${clusterType}/demo`] }));
    expect(run.report.notes).toEqual([]);
    expect(run.report.findings.find(({ rule }) => rule === 'verify-difference')).toMatchObject({ message: expect.stringMatching(/not about the resource\. .* Here: The assignment does not reach it\.$/) });
  });

  test('a difference can be exempted', async () => {
    const inputs: Partial<Inputs> = { exemptions: 'known.yml' };
    const known = 'exemptions:\n  - rule: verify-difference\n    resource: demo\n    reason: Azure is behind.\n    owner: team\n    expiresOn: 2099-12-31\n';
    const given = options({ 'verify': true, 'subscription-id': subscriptionId, 'resource-group': 'rg-demo', ...inputs });
    const run = await checkFiles({ 'main.json': template([cluster()]), 'known.yml': known }, given, { connect: async () => await Promise.resolve(saying([objection()]).client) });
    expect([run.report.findings.map(({ rule, verdict }) => [rule, verdict]), run.exceeds]).toEqual([[['verify-difference', 'exempt']], false]);
  });

  test('what Azure says of the policies of others is no concern', async () => {
    const others = objection({ policyInfo: { policyDefinitionId: '/x', policyAssignmentId: `${group}/providers/${authorization}/policyAssignments/others` } });
    expect((await verified(template([cluster()]), saying([others]))).report.findings).toEqual([]);
  });

  test('Azure says that it complies, in so many words: that is no objection', async () => {
    expect((await verified(template([cluster()]), saying([objection({ evaluationResult: 'Compliant' })]))).report.findings).toEqual([]);
  });

  test('what is in the answer is shortened', async () => {
    const long = 'x'.repeat(100_000);
    const expressions = Array.from({ length: 300 }, () => ({ result: long, expressionKind: long, expression: long, path: long, expressionValue: long, targetValue: { a: long }, operator: long }));
    const run = await verified(template([cluster()]), saying([objection({ evaluationDetails: { evaluatedExpressions: expressions } })]));
    expect(run.report.findings[0]?.message).toContain('and 44 more');
    expect(run.report.findings[0]?.message.length).toBeLessThan(100_000);
  });
});

describe('what is assigned otherwise than the check judges', () => {
  test('is told apart from a difference: a note with the names of the parameters, not their values', async () => {
    const run = await verified(template([cluster(leaking)]), assigned({ parameters: { allowedOutboundTypes: { value: ['none', 'block', 'loadBalancer'] } } }));
    expect(rulesIn(run)).toEqual(['aks-outbound-type']);
    expect(run.report.notes).toEqual(['`aks-outbound-type` comes out as violation here and would as compliant by the assignment `isolation` in Azure: its parameter `allowedOutboundTypes` differs.']);
    expect(factOf(run, 'Azure Policy')).toMatch(/^agrees in all/);
  });

  test('also another version of the definition', async () => {
    const on = assigned();
    const id = `${subscription}/providers/${authorization}/policyDefinitions/aks-outbound-type`;
    const body = on.arm.send('GET', id).body;
    const properties = isJsonObject(body) && isJsonObject(body['properties']) ? body['properties'] : {};
    const rule = JSON.parse(JSON.stringify(properties['policyRule']).replaceAll('networkProfile.outboundType', 'networkProfile.networkPlugin')) as unknown;
    put(on.arm, id, { properties: { ...properties, version: '1.9.0', policyRule: rule } });
    const run = await verified(template([cluster()]), on);
    expect(run.report.notes).toEqual([expect.stringMatching(/`aks-outbound-type` comes out as compliant here and would as violation .* the definition is of version 1\.9\.0 there/)]);
    expect(run.report.findings).toEqual([]);
  });

  test('what is not enforced is not concluded from silence', async () => {
    const run = await verified(template([cluster(leaking)]), assigned({ enforcementMode: 'DoNotEnforce' }));
    expect(rulesIn(run)).toEqual(['aks-outbound-type']);
    expect(factOf(run, 'Azure Policy')).toMatch(/^nothing could be compared, of 1 resource; \d+ could not be compared$/);
  });

  test.each([['the resource group', group], ['the subscription', subscription], ['the management group', managementGroupScope]])('what has an exemption there at %s is left aside', async (_name, scope) => {
    const on = saying([], {}, scope);
    const assignment = `${scope}/providers/${authorization}/policyAssignments/isolation`;
    put(on.arm, `${scope}/providers/${authorization}/policyExemptions/one?api-version=2022-07-01-preview`, { properties: { exemptionCategory: 'Waiver', policyAssignmentId: assignment } });
    const run = await verified(template([cluster(leaking)]), on);
    expect([rulesIn(run), run.report.notes]).toEqual([['aks-outbound-type'], [expect.stringMatching(/as violation here and would as exempt by the assignment `isolation` in Azure/)]]);
    expect(factOf(run, 'Azure Policy')).toMatch(/could not be compared$/);
  });

  test('an assignment whose initiative cannot be read is a note', async () => {
    const on = assigned();
    const client = { ...on.client, find: async (id: string, version: string) => (id.includes('policySetDefinitions') ? await Promise.reject(new AzureError('GET it was answered with 403. AuthorizationFailed', { status: 403, code: 'AuthorizationFailed' })) : await on.client.find(id, version)) };
    const run = await verified(template([cluster()]), { ...on, client });
    expect(run.report.notes).toEqual(['The assignment `isolation` in Azure is not compared: GET it was answered with 403. AuthorizationFailed.', expect.stringMatching(/nothing to compare with/)]);
  });
});

describe('what Azure is not asked about', () => {
  const secure = { parameters: { p: { type: 'secureString' } } };

  test.each<readonly [string, string, string]>([
    ['what only the deployment knows', template([cluster({ tags: { t: "[reference('other').x]" } })]), '1 hold what only the deployment knows'],
    ['a secure parameter, whatever became of it', template([cluster({ tags: { t: "[base64(parameters('p'))]" } })], secure), '1 hold a secret'],
    ['a password that is written out', template([cluster({ properties: { windowsProfile: { adminUsername: 'a', adminPassword: 'hunter2' } } })]), '1 hold a secret'],
    ['what may not be deployed', template([cluster({ condition: "[reference('other').x]" })]), '1 may not be deployed at all'],
    ['what has no place', JSON.stringify(cluster()), '1 would not be deployed there'],
    ['what lives elsewhere', JSON.stringify(cluster({ id: `${subscription}/resourceGroups/other/providers/${clusterType}/demo` })), '1 would not be deployed there'],
  ])('%s', async (_name, text, why) => {
    const on = assigned();
    const run = await verified(text, on, { inputs: { 'template-parameters': { p: 'correct horse' } } });
    expect(questions(on)).toEqual([]);
    expect(run.report.notes).toContain(`Azure Policy was not asked: of the 1 resource, ${why}.`);
  });

  test('a template that deploys to another subscription or group does not lead the run there', async () => {
    const inner = { properties: { mode: 'Incremental', template: JSON.parse(template([cluster()])) as unknown } };
    const deployments = [
      { type: 'Microsoft.Resources/deployments', apiVersion: '2022-09-01', name: 'a', subscriptionId: '99999999-8888-4777-8666-555555555555', resourceGroup: 'rg-demo', ...inner },
      { type: 'Microsoft.Resources/deployments', apiVersion: '2022-09-01', name: 'b', resourceGroup: '../../x', ...inner },
      { type: 'Microsoft.Resources/deployments', apiVersion: '2022-09-01', name: 'c', resourceGroup: 'rg-other', ...inner },
    ];
    const on = assigned();
    await verified(template([...deployments, cluster({}, 'ours')]), on);
    expect(new Set(on.asked.map(({ path }) => path).filter(isRestrictions))).toEqual(new Set([`${group}/providers/Microsoft.PolicyInsights/checkPolicyRestrictions`]));
    expect(questions(on).map((body) => textAt(body, 'resourceDetails', 'resourceContent', 'name'))).toEqual(['ours']);
    expect(JSON.stringify(on.asked)).not.toMatch(/99999999|rg-other|\.\./);
  });

  test('the rest is asked all the same, and what is left is counted', async () => {
    const on = assigned();
    const run = await verified(template([cluster(), cluster({ tags: { t: "[parameters('p')]" } }, 'other')], secure), on, { inputs: { 'template-parameters': { p: 'correct horse' } } });
    expect(questions(on)).toHaveLength(1);
    expect(JSON.stringify(on.asked)).not.toContain('horse');
    expect(factOf(run, 'Not asked of Azure Policy')).toBe('1 hold a secret');
  });

  test('a resource that several files deploy is asked about once', async () => {
    const on = assigned();
    const given = options({ 'verify': true, 'subscription-id': subscriptionId, 'resource-group': 'rg-demo' });
    await checkFiles({ 'a.json': template([cluster()]), 'b.json': template([cluster()]) }, given, { connect: async () => await Promise.resolve(on.client) });
    expect(questions(on)).toHaveLength(1);
  });

  test('no more than 200 resources', async () => {
    const on = assigned();
    const networks = Array.from({ length: 205 }, (_, index) => ({ type: 'Microsoft.Network/virtualNetworks', apiVersion: '2024-05-01', name: `net${index}`, location: 'westeurope', properties: {} }));
    const run = await verified(template(networks), on);
    expect(questions(on)).toHaveLength(200);
    expect(factOf(run, 'Not asked of Azure Policy')).toBe('5 are more than one run asks about');
  });
});

describe('what Azure is asked', () => {
  test('a resource as it would be created: its document and API version, without id', async () => {
    const on = assigned();
    await verified(template([cluster()]), on);
    expect(questions(on)).toEqual([{ includeAuditEffect: true, resourceDetails: { apiVersion: '2026-05-01', resourceContent: { type: clusterType, name: 'demo', ...isolatedCluster } } }]);
  });

  test('a child below its parent, and what belongs to the subscription there', async () => {
    const on = assigned({}, subscription);
    const pool = { type: `${clusterType}/agentPools`, apiVersion: '2026-05-01', name: 'demo/pool', properties: { mode: 'User' } };
    await verified(template([pool]), on);
    expect(questions(on)).toMatchObject([{ resourceDetails: { scope: `${group}/providers/${clusterType}/demo`, resourceContent: { type: `${clusterType}/agentPools`, name: 'pool' } } }]);
    const ofSubscription = { type: 'Microsoft.Insights/diagnosticSettings', id: `${subscription}/providers/Microsoft.Insights/diagnosticSettings/d`, name: 'd', properties: {} };
    await verified(JSON.stringify(ofSubscription), on);
    expect(on.asked.at(-1)?.path).toBe(`${subscription}/providers/Microsoft.PolicyInsights/checkPolicyRestrictions`);
  });
});

test('what takes longer than two seconds says how far it is', async () => {
  let time = 0;
  const clock = { now: () => (time += 500), sleep: async () => await Promise.resolve() };
  const told: string[] = [];
  const logger = { ...silent, progress: ({ subject, state }: { readonly subject: string; readonly state: string }) => void told.push(`${subject}: ${state}`) };
  const given = options({ 'verify': true, 'subscription-id': subscriptionId, 'resource-group': 'rg-demo' });
  const on = assigned();
  await checkFiles({ 'main.json': template(Array.from({ length: 20 }, (_, index) => cluster({}, `demo${index}`))) }, given, { clock, logger, connect: async () => await Promise.resolve(on.client) });
  expect(told.filter((line) => line.startsWith('Azure Policy'))).toContainEqual(expect.stringMatching(/^Azure Policy: \d+ of 20 resources asked about$/));
});

describe('where Azure cannot be asked', () => {
  test('nothing is assigned: the sentence says what to do', async () => {
    const run = await verified(template([cluster()]), azure());
    expect([run.report.notes, run.failure]).toEqual([[expect.stringMatching(/nothing to compare with: none of the policies of this check is assigned at .*rg-demo or above\. Assign them first/)], undefined]);
  });

  test('the resource group is not there yet', async () => {
    const run = await verified(template([cluster()]), azure({ arm: makeArm() }));
    expect(run.report.notes).toEqual([expect.stringMatching(/there is no resource group .*rg-demo yet/)]);
  });

  test('a question that Azure refuses is counted, the others go on', async () => {
    const on = azure();
    assign(on.arm);
    const send: typeof on.client.send = async (request) => {
      if (isRestrictions(request.path) && JSON.stringify(request.body).includes('"odd"')) throw new AzureError('POST it was answered with 400. InvalidRequestContent', { status: 400, code: 'InvalidRequestContent' });
      return await on.client.send(request);
    };
    const run = await verified(template([cluster(), cluster({}, 'odd')]), { ...on, client: { ...on.client, send } });
    expect(run.report.notes).toEqual(['Azure Policy gave no answer about 1 resource: POST it was answered with 400. InvalidRequestContent']);
    expect(factOf(run, 'Azure Policy')).toMatch(/of 1 resource$/);
  });

  test.each<readonly [string, Error, RegExp, unknown]>([
    ['no permission', new AzureError('no', { status: 403, code: 'AuthorizationFailed' }), /role Reader .*checkPolicyRestrictions\/read/, UserError],
    ['no answer', new AzureError('POST x got no answer', { status: 0, code: 'NoAnswer' }), /got no answer/, AzureError],
    ['no sign-in', new UserError('There is no Azure sign-in to use'), /no Azure sign-in/, UserError],
  ])('%s: the report is there, and the run fails with a sentence', async (_name, error, sentence, kind) => {
    const on = assigned();
    const send: typeof on.client.send = async (request) => (isRestrictions(request.path) ? await Promise.reject(error) : await on.client.send(request));
    const run = await verified(template([cluster(leaking)]), { ...on, client: { ...on.client, send } });
    expect(run.failure).toBeInstanceOf(kind);
    expect(run.failure?.message).toMatch(sentence);
    expect(rulesIn(run)).toEqual(['aks-outbound-type']);
    expect(run.report.notes).toEqual([expect.stringMatching(sentence)]);
  });

  test('an answer without the evaluation is no consent', async () => {
    const on = azure({ change: (path, body) => (isRestrictions(path) ? {} : body) });
    assign(on.arm);
    expect((await verified(template([cluster()]), on)).failure?.message).toMatch(/without the evaluation of the content/);
  });

  test('a cancelled run stays one', async () => {
    const on = assigned();
    const send: typeof on.client.send = async (request) => (isRestrictions(request.path) ? await Promise.reject(new CancelledError('The run was cancelled.')) : await on.client.send(request));
    await expect(verified(template([cluster()]), { ...on, client: { ...on.client, send } })).rejects.toThrow(CancelledError);
  });

  const pull = (change: object): GitHubEvent => ({ ...noEvent, name: 'workflow_dispatch', pullRequest: { number: 1, isFork: false, isDependabot: false, ...change } });

  test.each([['a fork', { isFork: true }], ['Dependabot', { isDependabot: true }]])('a pull request of %s has no credentials: a sentence, and the gate does its work', async (_name, change) => {
    const refuse = async (): Promise<never> => await Promise.reject(new UserError('There is no Azure sign-in to use'));
    for (const inputs of [{}, { 'subscription-id': undefined, 'resource-group': undefined }]) {
      const given = options({ 'verify': true, 'subscription-id': subscriptionId, 'resource-group': 'rg-demo', 'trust': 'head', ...inputs });
      const run = await checkFiles({ 'main.json': template([cluster(leaking)]) }, given, { event: pull(change), connect: refuse });
      expect([run.failure, run.report.notes, rulesIn(run)]).toEqual([undefined, ['Azure Policy was not asked: workflows of forks and of Dependabot have no sign-in to Azure.'], ['aks-outbound-type']]);
    }
  });

  test('where it is meant to be asked is the user\'s to say', async () => {
    await expect(verified(template([cluster()]), azure(), { inputs: { 'resource-group': undefined } })).rejects.toThrow('"verify" needs "resource-group", where the templates would be deployed: Azure Policy is asked there.');
  });
});
