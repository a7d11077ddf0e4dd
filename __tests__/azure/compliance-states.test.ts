import { describe, expect, test } from '@jest/globals';
import { arrayAt, isJsonObject, textAt, type JsonObject } from '../../src/arm/json.ts';
import { readFleetStates, readResourceStates } from '../../src/azure/compliance-states.ts';
import { readPolicyState } from '../../src/azure/compliance-states/policy-state.ts';
import { compliantStatesOf, evaluatedResources, newestState, statesThatObject } from '../../src/azure/compliance-states/queries.ts';
import { CancelledError } from '../../src/run/errors.ts';
import type { Handler, StandInResponse } from '../../src/sandbox/http.ts';
import { subscriptionId } from '../../src/sandbox/identities.ts';
import { askKusto } from '../sandbox/resource-graph/kusto.ts';
import { createInProcessArm, type InProcessArm } from './in-process-arm.ts';
import { clusterId, evaluated, policyEstate, put, putCluster, subscription } from './policy-estate.ts';

const names = { definitions: ['aks-outbound-type', 'aks-run-command'], initiatives: [] };
const scope = { subscriptions: [subscriptionId] };
const toolsOf = (arm: InProcessArm, signal = new AbortController().signal) => ({ arm: arm.connect({ signal }), clock: arm.clock, signal });

/** An open cluster and an isolated one, evaluated. */
function estate(options?: Parameters<typeof policyEstate>[0]): InProcessArm {
  const arm = policyEstate(options);
  putCluster(arm, 'loadBalancer', 'open');
  putCluster(arm, 'none', 'closed');
  arm.clock.pass(evaluated);
  return arm;
}

const told = (states: readonly { readonly resourceId: string; readonly definitionId: string; readonly word: string }[]): readonly unknown[] =>
  states.map(({ resourceId, definitionId, word }) => [resourceId.split('/').at(-1), definitionId.split('/').at(-1), word]);

describe('the states of a fleet', () => {
  test('are what objects, and which resources Azure has looked at, and when', async () => {
    const arm = estate();
    const { states, evaluated: seen, at, unseen } = await readFleetStates({ scope, names, compliantOf: [] }, toolsOf(arm));
    expect(told(states)).toEqual([['open', 'aks-outbound-type', 'nonCompliant']]);
    expect([...seen].map((id) => id.split('/').at(-1))).toEqual(['closed', 'open']);
    expect([at, states[0]?.at, states[0]?.said, unseen]).toEqual(['2026-11-23T12:30:00.000Z', '2026-11-23T12:30:00.000Z', 'NonCompliant', []]);
  });

  test('are also the compliant ones of resources that are asked about, in any case', async () => {
    const { states } = await readFleetStates({ scope, names, compliantOf: [clusterId('OPEN').toUpperCase()] }, toolsOf(estate()));
    expect(told(states)).toEqual([['open', 'aks-outbound-type', 'nonCompliant'], ['open', 'aks-run-command', 'compliant']]);
  });

  test('need a number of queries that does not grow with the fleet', async () => {
    const arm = policyEstate();
    for (let number = 0; number < 40; number += 1) putCluster(arm, 'none', `c${number}`);
    arm.clock.pass(evaluated);
    arm.forget();
    const { states, evaluated: seen } = await readFleetStates({ scope, names, compliantOf: [] }, toolsOf(arm));
    expect([states.length, seen.size, arm.requests.length]).toEqual([0, 40, 3]);
  });

  test('know a definition by the version behind its name, an initiative likewise, and not by what only begins alike', async () => {
    const arm = estate();
    const outbound = arm.ask('GET', `${subscription}/providers/Microsoft.Authorization/policyDefinitions/aks-outbound-type`).body;
    for (const name of ['aks-outbound-type-v2', 'aks-outbound-type-vanilla']) {
      put(arm, `${subscription}/providers/Microsoft.Authorization/policyDefinitions/${name}`, { properties: isJsonObject(outbound) ? outbound['properties'] : {} });
      put(arm, `${clusterId('open')}/providers/Microsoft.Authorization/policyAssignments/${name}`, { properties: { policyDefinitionId: `${subscription}/providers/Microsoft.Authorization/policyDefinitions/${name}` } });
    }
    arm.clock.pass(evaluated);
    const { states } = await readFleetStates({ scope, names, compliantOf: [] }, toolsOf(arm));
    expect(states.map(({ definitionId }) => definitionId.split('/').at(-1) ?? '').toSorted()).toEqual(['aks-outbound-type', 'aks-outbound-type-v2']);
    expect(told((await readFleetStates({ scope, names: { definitions: [], initiatives: ['aks-egress-isolation-core'] }, compliantOf: [] }, toolsOf(arm))).states)).toContainEqual(['open', 'aks-load-balancer-profile', 'nonCompliant']);
  });

  test.each<[string, StandInResponse, RegExp]>([
    ['a refusal', { status: 403, body: { error: { code: 'AuthorizationFailed', message: 'No.' } } }, /^The compliance states of Azure Policy could not be read: .*AuthorizationFailed: No\./],
    ['a failure', { status: 500, body: { error: { code: 'Oops', message: 'Down.' } } }, /Oops/],
    ['a part for the whole', { status: 200, body: { data: [], resultTruncated: 'true', totalRecords: 9 } }, /left rows of 9 out/],
  ])('are a sentence when there is %s', async (_, answer, sentence) => {
    const arm = createInProcessArm({ handler: () => () => answer });
    const { states, evaluated: seen, unseen, at } = await readFleetStates({ scope, names, compliantOf: [] }, toolsOf(arm));
    expect([states, seen.size, unseen, at]).toEqual([[], 0, [expect.stringMatching(sentence)], undefined]);
  });

  test('are not read on when the run is cancelled', async () => {
    const abort = new AbortController();
    abort.abort();
    await expect(readFleetStates({ scope, names, compliantOf: [] }, toolsOf(createInProcessArm(), abort.signal))).rejects.toThrow(CancelledError);
  });

  test.each([statesThatObject(names), statesThatObject({ definitions: [], initiatives: ["o'x"] }), compliantStatesOf(names, ['/a', '/b']), evaluatedResources(names), newestState(names)])('Kusto has nothing to say against %s', (query) => {
    expect(askKusto(query).problems).toEqual([]);
  });
});

describe('the states of one resource', () => {
  test('are all of it that are of our policies', async () => {
    const { states, evaluated: seen, at, unseen } = await readResourceStates([clusterId('open')], names, toolsOf(estate()));
    expect(told(states)).toEqual(expect.arrayContaining([['open', 'aks-outbound-type', 'nonCompliant'], ['open', 'aks-run-command', 'compliant']]));
    expect([states.length, seen.size, at, unseen]).toEqual([2, 1, '2026-11-23T12:30:00.000Z', []]);
  });

  test('are read page by page, each asked for as the first was', async () => {
    const arm = estate({ pageSize: 1 });
    arm.forget();
    const { states } = await readResourceStates([clusterId('open')], names, toolsOf(arm));
    expect(states).toHaveLength(2);
    expect(new Set(arm.requests.map(({ method }) => method))).toEqual(new Set(['POST']));
    expect(arm.requests.length).toBeGreaterThan(5);
  });

  test('of one are read although those of another may not be', async () => {
    const arm = estate();
    arm.controls.deny(clusterId('closed'));
    const { states, unseen } = await readResourceStates([clusterId('open'), clusterId('closed')], names, toolsOf(arm));
    expect([states.length, unseen]).toEqual([2, [expect.stringContaining('AuthorizationFailed')]]);
  });

  const answering = (body: JsonObject): Handler => () => ({ status: 200, body });

  test.each<[string, JsonObject, RegExp]>([
    ['a page on another host', { 'value': [], '@odata.nextLink': 'https://evil.test/next' }, /speaks only to https:\/\/arm\.test; nothing was sent there/],
    ['pages without end', { 'value': [], '@odata.nextLink': 'https://arm.test/subscriptions/again?api-version=2024-10-01' }, /more than 100 pages/],
    ['something else than a list', { value: 'x' }, /something else than a list/],
  ])('are a sentence when there is %s', async (_, body, sentence) => {
    const arm = createInProcessArm({ handler: () => answering(body) });
    expect((await readResourceStates([clusterId()], names, toolsOf(arm))).unseen).toEqual([expect.stringMatching(sentence)]);
  });

  test('are not believed of other resources than the one asked about', async () => {
    const state = { resourceId: clusterId('other'), policyDefinitionId: `${subscription}/providers/x/policyDefinitions/aks-outbound-type`, complianceState: 'NonCompliant' };
    const arm = createInProcessArm({ handler: () => answering({ value: [state] }) });
    expect((await readResourceStates([clusterId()], names, toolsOf(arm))).states).toEqual([]);
  });
});

describe('a state as Azure writes it', () => {
  const state = { resourceId: '/a', policyDefinitionId: '/d', complianceState: 'NonCompliant' };

  test.each(['', 'NotStarted', 'Compliant ', 'toString', undefined])('is unknown for the word %j', (complianceState) => {
    expect(readPolicyState({ ...state, complianceState })).toMatchObject({ word: 'unknown' });
  });

  test.each([null, [], 'x', {}, { ...state, resourceId: 7 }, { ...state, policyDefinitionId: '' }, JSON.parse('{"__proto__": {"resourceId": "/a", "policyDefinitionId": "/d"}}')])('is none in %j', (properties) => {
    expect(readPolicyState(properties)).toBeUndefined();
  });

  test('has no time when that is none, and is not longer than any id', () => {
    const read = readPolicyState({ ...state, timestamp: 'soon', policyAssignmentId: 'x'.repeat(1_000_000) });
    expect([read?.at, read?.assignmentId.length]).toEqual([undefined, 2000]);
  });

  test('of the published example is read', () => {
    const arm = estate();
    const { body } = arm.ask('POST', `${clusterId('open')}/providers/Microsoft.PolicyInsights/policyStates/latest/queryResults?api-version=2024-10-01`);
    expect(arrayAt(body, 'value').every((one) => readPolicyState(one)?.definitionId === textAt(one, 'policyDefinitionId'))).toBe(true);
  });
});
