import { describe, expect, test } from '@jest/globals';
import { arrayAt, isJsonObject, textAt } from '../../../src/arm/json.ts';
import type { Resource } from '../../../src/arm/resource.ts';
import type { ComplianceStates, ComplianceWord, PolicyState } from '../../../src/azure/compliance-states.ts';
import { agreements, type Agreement } from '../../../src/commands/drift/azure-states/agreement.ts';
import { compareStates } from '../../../src/commands/drift/azure-states/compare.ts';
import { askAzureStates, compareWithAzure, type OwnSide, type StatesPlace } from '../../../src/commands/drift/azure-states.ts';
import { bundledPolicies, judge, type Finding, type Verdict } from '../../../src/policy/index.ts';
import { subscriptionId } from '../../../src/sandbox/identities.ts';
import type { InProcessArm } from '../../azure/in-process-arm.ts';
import { assignmentId as coreAssignment, clusterId, evaluated, policyEstate, put, putCluster } from '../../azure/policy-estate.ts';

const group = '/subscriptions/44444444-4444-4444-8444-444444444444/resourceGroups/rg';
const idOf = (name: string): string => `${group}/providers/Microsoft.ContainerService/managedClusters/${name}`;
const assignmentId = `${group}/providers/Microsoft.Authorization/policyAssignments/isolation`;
const policies = bundledPolicies('aks-egress-isolation-core');
const definitionId = (name: string): string => `/subscriptions/44444444-4444-4444-8444-444444444444/providers/Microsoft.Authorization/policyDefinitions/${name}`;

function resource(name = 'c', body: Resource['body'] = {}): Resource {
  return { type: 'Microsoft.ContainerService/managedClusters', name, id: idOf(name), body };
}

function finding(verdict: Verdict, change: Partial<Finding> = {}): Finding {
  return { rule: 'aks-outbound-type', title: 'Outbound type', verdict, effect: 'deny', severity: 'high', resource: { type: 'Microsoft.ContainerService/managedClusters', name: 'c', id: idOf('c') }, message: 'It is loadBalancer.', reasons: [], ...change };
}

function state(word: ComplianceWord, change: Partial<PolicyState> = {}): PolicyState {
  return { resourceId: idOf('c'), assignmentId, definitionId: definitionId('aks-outbound-type'), word, said: word, at: '2026-11-23T10:00:00.000Z', ...change };
}

function statesOf(states: readonly PolicyState[], change: Partial<ComplianceStates> = {}): ComplianceStates {
  return { states, evaluated: new Set(states.map(({ resourceId }) => resourceId.toLowerCase())), at: '2026-11-23T10:00:00.000Z', unseen: [], ...change };
}

function own(findings: readonly Finding[], resources: readonly Resource[] = [resource()]): OwnSide {
  return { resources, policies, findings };
}

const compare = (findings: readonly Finding[], states: readonly PolicyState[], written: Readonly<Record<string, string>> = {}) =>
  compareWithAzure(own(findings), statesOf(states), new Map(Object.entries(written)));

describe('what follows from two answers', () => {
  const rows: readonly (readonly [ComplianceWord, Verdict, Agreement])[] = [
    ['compliant', 'compliant', 'same'], ['compliant', 'violation', 'differs'], ['compliant', 'undetermined', 'settled'],
    ['compliant', 'error', 'differs'], ['compliant', 'exempt', 'aside'], ['compliant', 'notApplicable', 'same'],
    ['nonCompliant', 'compliant', 'differs'], ['nonCompliant', 'violation', 'same'], ['nonCompliant', 'undetermined', 'settled'],
    ['nonCompliant', 'error', 'same'], ['nonCompliant', 'exempt', 'exemptHere'], ['nonCompliant', 'notApplicable', 'differs'],
    ['exempt', 'compliant', 'aside'], ['exempt', 'violation', 'differs'], ['exempt', 'undetermined', 'aside'],
    ['exempt', 'error', 'differs'], ['exempt', 'exempt', 'same'], ['exempt', 'notApplicable', 'aside'],
    ...(['conflict', 'unknown', 'error'] as const).flatMap((word) => (['compliant', 'violation', 'undetermined'] as const).map((verdict) => [word, verdict, 'unclear'] as const)),
    ['conflict', 'error', 'unclear'], ['unknown', 'error', 'unclear'], ['error', 'error', 'same'],
    ...(['conflict', 'unknown', 'error'] as const).flatMap((word) => (['exempt', 'notApplicable'] as const).map((verdict) => [word, verdict, 'aside'] as const)),
    ...(['compliant', 'violation', 'undetermined', 'error', 'exempt', 'notApplicable'] as const).map((verdict) => ['protected', verdict, 'aside'] as const),
  ];

  test.each(rows)('Azure says %s, here it is %s: %s', (word, verdict, agreement) => {
    expect(agreements[word][verdict]).toBe(agreement);
    const findings = verdict === 'compliant' || verdict === 'notApplicable' ? [] : [finding(verdict)];
    const { findings: made } = compare(findings, [state(word)]);
    // No finding is made of the quiet verdicts: both are seen as nothing to object to.
    expect(made).toHaveLength(agreement === 'differs' ? 1 : 0);
  });

  test('every cell of the table is specified', () => {
    expect(new Set(rows.map(([word, verdict]) => `${word} ${verdict}`)).size).toBe(rows.length);
    expect(rows).toHaveLength(Object.values(agreements).flatMap((row) => Object.keys(row)).length);
  });
});

describe('a disagreement', () => {
  test('is one undetermined finding of medium severity that says both answers with the time of Azure\'s', () => {
    const { findings, azure } = compare([finding('violation')], [state('compliant', { said: 'Compliant' })]);
    expect(findings).toEqual([expect.objectContaining({ rule: 'azure-state-differs', verdict: 'undetermined', severity: 'medium', effect: 'audit', resource: expect.objectContaining({ id: idOf('c') }) })]);
    expect(findings[0]?.message).toBe('`aks-outbound-type` finds violation here (It is loadBalancer); Azure Policy said Compliant on 2026-11-23T10:00:00.000Z, by the assignment `isolation`.');
    expect(azure).toEqual({ at: '2026-11-23T10:00:00.000Z', compared: 1, different: 1 });
  });

  test('of several rules on one resource is one finding, as it is known again by rule and resource', () => {
    const rules = [...new Set(policies.map(({ definition }) => definition.name ?? ''))].slice(0, 7);
    const { findings } = compare([], rules.map((rule) => state('nonCompliant', { definitionId: definitionId(rule) })));
    expect(findings).toHaveLength(1);
    expect(findings[0]?.message).toMatch(/2 more rules differ\.$/);
  });

  test('about an exemption that only Azure knows says what to do about it', () => {
    expect(compare([finding('violation')], [state('exempt')]).findings[0]?.remedy).toMatch(/exemption in Azure/);
  });

  test('is about our rules only, and about resources that were judged', () => {
    expect(compare([], [state('nonCompliant', { definitionId: definitionId('somebody-elses') }), state('nonCompliant', { resourceId: idOf('other') })]).findings).toEqual([]);
  });

  test.each<[string, Partial<PolicyState>]>([
    ['a version behind the name', { definitionId: definitionId('aks-outbound-type-v2') }],
    ['another case', { definitionId: definitionId('AKS-Outbound-Type').toUpperCase(), resourceId: idOf('c').toUpperCase() }],
    ['another name in an initiative of ours', {
      definitionId: definitionId('renamed'), initiativeId: `${group}/providers/Microsoft.Authorization/policySetDefinitions/aks-egress-isolation-core-v3`,
      referenceId: policies.find(({ definition }) => definition.name === 'aks-outbound-type')?.referenceId ?? '',
    }],
  ])('knows our rule by %s', (_, change) => {
    expect(compare([], [state('nonCompliant', change)]).findings).toHaveLength(1);
  });

  test('is none where another assignment says the same as we do, if that objects', () => {
    const strict = state('nonCompliant', { assignmentId: `${assignmentId}-strict` });
    expect(compare([finding('violation')], [state('compliant'), strict]).findings).toEqual([]);
    expect(compare([], [state('compliant'), strict]).findings).toHaveLength(1);
  });
});

describe('a state from before the last write', () => {
  const written = { [idOf('c').toLowerCase()]: '2026-11-23T11:00:00.000Z' };

  test('is stale, which is said, and no disagreement', () => {
    const { findings, azure, notes } = compare([finding('violation')], [state('compliant')], written);
    expect([findings, azure.different]).toEqual([[], 0]);
    expect(notes).toEqual(['Azure Policy looked at `c` before it was last written, so that its answer is not compared; it looks again within a day, or when it is asked to.']);
  });

  test('counts less than one from after it', () => {
    const newer = state('compliant', { at: '2026-11-23T11:30:00.000Z', assignmentId: `${assignmentId}-2` });
    expect(compare([], [state('nonCompliant'), newer], written).findings).toEqual([]);
    expect(compare([finding('violation')], [state('nonCompliant'), newer], written).findings).toHaveLength(1);
  });

  test('is stale also where it settled something', () => {
    const [one] = compareStates(own([finding('undetermined')]), statesOf([state('nonCompliant')]), new Map(Object.entries(written)));
    expect(one).toMatchObject({ agreement: 'settled', isStale: true });
  });

  test('agrees where it agrees: nothing is said of it', () => {
    expect(compare([finding('violation')], [state('nonCompliant')], written).notes).toEqual([]);
  });
});

describe('what is no finding is a note', () => {
  test('answers to what is undetermined, exemptions that Azure lacks, and no answers', () => {
    const other = resource('d');
    const elsewhere = { type: other.type, name: 'd', id: idOf('d') };
    const rules = ['aks-outbound-type', 'aks-private-api-server', 'aks-run-command', 'aks-bootstrap-artifact-source'];
    const { notes } = compareWithAzure(
      own([finding('undetermined'), finding('exempt', { rule: 'aks-private-api-server' }), finding('violation', { rule: 'aks-run-command' }), finding('violation', { resource: elsewhere })], [resource(), other]),
      statesOf([state('nonCompliant'), ...rules.slice(1).map((rule, index) => state((['nonCompliant', 'conflict', 'unknown'] as const)[index] ?? 'unknown', { definitionId: definitionId(rule), said: ['NonCompliant', 'Conflict', 'NotStarted'][index] ?? '' }))]),
      new Map(),
    );
    const known = new Set(policies.map(({ definition }) => definition.name));
    expect(rules.filter((rule) => !known.has(rule))).toEqual([]);
    expect(notes).toEqual([
      'Of what is undetermined here Azure Policy calls 1 non-compliant and 0 compliant.',
      '1 finding exempt here counts as non-compliant in Azure Policy, which does not know the exemption; "assign" writes exemptions to Azure.',
      'Azure Policy has no answer in 2 cases (Conflict 1, NotStarted 1), on `c`.',
      'Azure Policy has no state of 1 of 2 resources with findings: none of these policies is assigned there, or it has not looked yet.',
    ]);
  });

  test('what could not be read, from which nothing follows', () => {
    const { findings, azure, notes } = compareWithAzure(own([finding('violation')]), { states: [], evaluated: new Set(), unseen: ['No.'] }, new Map());
    expect({ findings, azure, notes }).toEqual({ findings: [], azure: { compared: 0, different: 0 }, notes: ['No.'] });
  });
});

describe('against an Azure that evaluates', () => {
  const scope = { subscriptions: [subscriptionId] };
  const core = bundledPolicies('aks-egress-isolation-core');

  /** Reads the clusters and judges them, as a look at living clusters does. */
  function look(arm: InProcessArm): OwnSide {
    const { body } = arm.ask('GET', `${group}/providers/Microsoft.ContainerService/managedClusters?api-version=2026-05-01`);
    const resources = arrayAt(body, 'value').filter(isJsonObject).map((document): Resource => ({ type: 'Microsoft.ContainerService/managedClusters', name: textAt(document, 'name') ?? '', id: textAt(document, 'id') ?? '', body: document }));
    const findings = resources.flatMap((one) => judge(core, one).map((judgement) => judgement.finding).filter(({ verdict }) => verdict !== 'compliant' && verdict !== 'notApplicable'));
    return { resources, policies: core, findings };
  }

  const ask = async (arm: InProcessArm, side: OwnSide, place: StatesPlace = { scope }) => {
    const signal = new AbortController().signal;
    return await askAzureStates(side, place, { arm: arm.connect({ signal }), clock: arm.clock, signal });
  };

  test('both say the same of the same clusters', async () => {
    const arm = policyEstate();
    putCluster(arm, 'loadBalancer', 'open');
    putCluster(arm, 'none', 'closed');
    arm.clock.pass(evaluated);
    const side = look(arm);
    expect(side.findings.map(({ rule }) => rule)).toContain('aks-outbound-type');
    expect(await ask(arm, side)).toEqual({ findings: [], azure: { at: '2026-11-23T12:30:00.000Z', compared: 2, different: 0 }, notes: [] });
    expect(await ask(arm, side, { ids: side.resources.flatMap(({ id }) => id ?? []) })).toEqual({ findings: [], azure: { at: '2026-11-23T12:30:00.000Z', compared: 2, different: 0 }, notes: [] });
  });

  test('a cluster that was opened since Azure looked is no disagreement, and one that Azure excuses is', async () => {
    const arm = policyEstate();
    for (const name of ['fresh', 'excused']) putCluster(arm, 'none', name);
    arm.clock.pass(20 * 60_000);
    putCluster(arm, 'loadBalancer', 'excused');
    put(arm, `${clusterId('excused')}/providers/Microsoft.Authorization/policyExemptions/quiet`, { properties: { policyAssignmentId: coreAssignment, exemptionCategory: 'Waiver' } }, '2022-07-01-preview');
    arm.clock.pass(evaluated);
    putCluster(arm, 'loadBalancer', 'fresh');
    const { findings, azure, notes } = await ask(arm, look(arm));
    expect(findings.map(({ resource: { name }, message }) => [name, message])).toEqual([['excused', expect.stringMatching(/`aks-outbound-type` finds violation here .*; Azure Policy said Exempt on 2026-11-23T12:50:00\.000Z, by the assignment `core`\./)]]);
    expect(azure).toMatchObject({ compared: 2, different: 1 });
    expect(notes).toEqual(['Azure Policy looked at `fresh` before it was last written, so that its answer is not compared; it looks again within a day, or when it is asked to.']);
  });

  test('what Azure has not looked at is said', async () => {
    const arm = policyEstate();
    putCluster(arm, 'loadBalancer', 'open');
    expect(await ask(arm, look(arm))).toEqual({ findings: [], azure: { compared: 0, different: 0 }, notes: ['Azure Policy has no state of 1 of 1 resource with findings: none of these policies is assigned there, or it has not looked yet.'] });
  });
});
