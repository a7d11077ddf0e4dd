import { describe, expect, test } from '@jest/globals';
import { decideEnforcement, loosenings, wouldBeRefused } from '../../../src/policy/objects/enforcement.ts';
import { bundledInitiative } from '../../../src/policy/bundled.ts';
import { reaches, type FailOn } from '../../../src/policy/fail-on.ts';
import type { Finding, Verdict } from '../../../src/policy/finding.ts';
import { parseScope, type Scope } from '../../../src/arm/scope.ts';

function finding(verdict: Verdict, effect: string, name = 'legacy'): Finding {
  return { rule: 'aks-outbound-type', title: 't', verdict, effect, severity: 'high', resource: { type: 'x', name }, message: 'm', reasons: [] };
}

function scope(id: string): Scope {
  const parsed = parseScope(id);
  if (parsed === undefined) throw new Error(id);
  return parsed;
}

const group = scope('/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/rg');
const subscription = scope('/subscriptions/00000000-0000-0000-0000-000000000001');

describe('the policies refuse', () => {
  test('at a resource group where nobody is locked out', () => {
    expect(decideEnforcement({ scope: group, enforcement: 'auto' }, [], undefined)).toEqual({ enforced: true, notes: [] });
  });

  test('at a wider scope as well', () => {
    expect(decideEnforcement({ scope: subscription, enforcement: 'auto' }, [], 'DoNotEnforce')).toEqual({ enforced: true, notes: [] });
  });

  test('and go on to, once they do: nothing is loosened, whoever is locked out', () => {
    const { enforced, notes } = decideEnforcement({ scope: group, enforcement: 'do-not-enforce' }, [finding('violation', 'deny')], 'Default');
    expect(enforced).toBe(true);
    expect(notes.join(' ')).toMatch(/loosens nothing.*refuse every update of legacy \(aks-outbound-type\)/);
  });
});

describe('the policies only report', () => {
  test.each<[string, Parameters<typeof decideEnforcement>, RegExp]>([
    ['where a cluster would be locked out, which is named', [{ scope: group, enforcement: 'auto' }, [finding('violation', 'deny')], undefined], /refuse every update of legacy \(aks-outbound-type\)/],
    ['where it cannot be told', [{ scope: group, enforcement: 'auto' }, [finding('undetermined', 'deny')], 'DoNotEnforce'], /legacy/],
    ['where not everything could be looked at', [{ scope: subscription, enforcement: 'auto', unseen: ['x/y (403)'] }, [], undefined], /not everything could be looked at that might be refused: x\/y \(403\)/],
    ['when asked so', [{ scope: group, enforcement: 'do-not-enforce' }, [], undefined], /as asked for/],
  ])('%s', (_, args, expected) => {
    const { enforced, notes } = decideEnforcement(...args);
    expect(enforced).toBe(false);
    expect(notes.join(' ')).toMatch(expected);
  });
});

test.each<[Verdict, string, boolean]>([['violation', 'deny', true], ['undetermined', 'deny', true], ['error', 'audit', true], ['violation', 'audit', false], ['compliant', 'deny', false], ['exempt', 'deny', false]])('%s of %s locks out: %s', (verdict, effect, expected) => {
  expect(wouldBeRefused(finding(verdict, effect))).toBe(expected);
});

test.each<[string, Readonly<Record<string, unknown>>, Readonly<Record<string, unknown>>, readonly string[]]>([
  ['nothing by the same', { effect: 'Deny' }, {}, []],
  ['nothing by a stronger effect', { effect: 'Audit' }, { effect: 'Deny' }, []],
  ['the effect', {}, { effect: 'Disabled' }, ['effect: Deny → Disabled']],
  ['what is allowed', {}, { allowedOutboundTypes: ['none', 'block'] }, ['allowedOutboundTypes also allows block']],
  ['nothing by allowing less', { allowedOutboundTypes: ['none', 'block'] }, {}, []],
])('parameters loosen %s', (_, before, wanted, expected) => {
  const values = (plain: Readonly<Record<string, unknown>>) => Object.fromEntries(Object.entries(plain).map(([name, value]) => [name, { value }]));
  const declared = bundledInitiative('aks-egress-isolation-core', '/subscriptions/x');
  expect(loosenings({ properties: { parameters: values(before) } }, values(wanted), declared)).toEqual(expected);
  expect(loosenings(undefined, values(wanted), declared)).toEqual([]);
});

test.each<[FailOn, Verdict, string, boolean]>([
  ['auto', 'violation', 'audit', true], ['auto', 'undetermined', 'deny', true], ['auto', 'undetermined', 'audit', false],
  ['violation', 'undetermined', 'deny', false], ['undetermined', 'undetermined', 'audit', true],
  ['never', 'violation', 'deny', false], ['never', 'error', 'audit', true], ['undetermined', 'exempt', 'deny', false],
])('fail-on %s, %s of %s: fails %s', (failOn, verdict, effect, expected) => {
  expect(reaches(failOn, finding(verdict, effect))).toBe(expected);
});

test.each<[string, string, unknown, unknown, readonly string[]]>([
  ['more that is left out', 'excludedSubnetNames', ['a'], ['a', 'b'], ['excludedSubnetNames also leaves out b']],
  ['less that is left out', 'excludedSubnetNames', ['a', 'b'], ['a'], []],
  ['less that is refused', 'refusedNextHopTypes', ['Internet', 'None'], ['None'], ['refusedNextHopTypes refuses Internet no more']],
  ['more that is refused', 'refusedNextHopTypes', ['Internet'], ['Internet', 'None'], []],
  ['what was not allowed', 'allowRemoteGateways', false, true, ['allowRemoteGateways: false → true']],
  ['what is not allowed any more', 'allowRemoteGateways', true, false, []],
  ['another order', 'allowedServices', ['a', 'b'], ['b', 'a'], []],
  ['a pattern', 'subnetNamePattern', '*', 'aks-*', []],
  ...([['Modify', 'Disabled', true], ['DeployIfNotExists', 'AuditIfNotExists', true], ['Deny', 'Modify', true], ['Deny', 'DenyAction', false], ['Audit', 'Modify', false], ['Disabled', 'AuditIfNotExists', false], ['AuditIfNotExists', 'Audit', false], ['Deny', 7, true]] as const)
    .map(([before, after, isLoose]): [string, string, unknown, unknown, readonly string[]] => [`${before} and then ${after}`, 'internetDenyEffect', before, after, isLoose ? [`internetDenyEffect: ${before} → ${after}`] : []]),
])('a loosening or none: %s', (_, name, before, after, expected) => {
  const declared = { properties: { parameters: { [name]: { type: 'String' } } } };
  expect(loosenings({ properties: { parameters: { [name]: { value: before } } } }, { [name]: { value: after } }, declared)).toEqual(expected);
});
