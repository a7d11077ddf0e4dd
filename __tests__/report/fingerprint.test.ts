import * as fc from 'fast-check';
import { describe, expect, test } from '@jest/globals';
import { Unknown } from '../../src/language/unknown.ts';
import { bundledPolicies, judge, type Finding } from '../../src/policy/index.ts';
import { fingerprintOf, withFingerprints } from '../../src/report/fingerprint.ts';
import { cluster } from '../policy/builders.ts';
import { finding, reason } from './sample.ts';

const withPools = (...names: readonly string[]) => cluster({ agentPoolProfiles: pools(...names) });
const named = (...names: readonly string[]) => fingerprintOf(publicAddresses(...names), withPools(...names).body);
const pools = (...names: readonly string[]) => names.map((name) => ({ name, enableNodePublicIP: name.startsWith('open') }));

function publicAddresses(...names: readonly string[]): Finding {
  const judged = judge(bundledPolicies('aks-egress-isolation-core'), withPools(...names));
  const found = judged.find((judgement) => judgement.finding.rule === 'aks-node-public-ip')?.finding;
  if (found === undefined) throw new Error('the rule is gone');
  return found;
}

test('a fingerprint is the same on every machine: this one is pinned, and changes only with the scheme', () => {
  expect(fingerprintOf(finding())).toBe('b9a8b9de29fd0d62c34ae7f3b39bdc35a462f7262312469921599b04d89986ba');
});

describe('another place, the same finding', () => {
  test('lines, columns, pointers and words move', () => {
    fc.assert(
      fc.property(fc.nat(), fc.nat(), fc.string(), fc.string(), (line, column, pointer, message) => {
        const moved = finding({ location: { file: 'infra/main.json', line, column, pointer }, message, title: message, remedy: message });
        expect(fingerprintOf(moved)).toBe(fingerprintOf(finding()));
      }),
    );
  });

  test('reasons in another order', () => {
    const reasons = [reason(), reason({ path: 'properties.a', actual: 1 }), reason({ path: 'properties.b', actual: [1, 2] }), reason({ path: 'properties.b', actual: [2, 1] })];
    fc.assert(fc.property(fc.shuffledSubarray(reasons, { minLength: reasons.length }), (shuffled) => {
      expect(fingerprintOf(finding({ reasons: shuffled }))).toBe(fingerprintOf(finding({ reasons })));
    }));
  });

  test('members of an object in another order, at any depth', () => {
    fc.assert(fc.property(fc.jsonValue({ maxDepth: 3 }), (value) => {
      expect(fingerprintOf(finding({ reasons: [reason({ actual: reversed(value) })] }))).toBe(fingerprintOf(finding({ reasons: [reason({ actual: value })] })));
    }));
  });

  test('read back from a JSON report, also where something is not known', () => {
    fc.assert(fc.property(fc.oneof(fc.jsonValue({ maxDepth: 2 }), fc.constant(undefined), fc.constant(new Unknown('a parameter nobody passed'))), fc.constantFrom(true, false, 'unknown' as const), (actual, result) => {
      const original = finding({ reasons: [reason({ actual, result })] });
      const back = JSON.parse(JSON.stringify(original)) as Finding;
      expect(fingerprintOf(back)).toBe(fingerprintOf(original));
    }));
  });

  test('rule, type and name in another case', () => {
    const { resource } = finding();
    expect(fingerprintOf(finding({ rule: 'AKS-Outbound-Type', resource: { type: resource.type.toUpperCase(), name: 'DEMO' } }))).toBe(fingerprintOf(finding()));
  });

  test('pools in another order', () => {
    expect(fingerprintOf(publicAddresses('closed', 'open'))).toBe(fingerprintOf(publicAddresses('open', 'closed')));
    expect(named('closed', 'open', 'open2')).toBe(named('open2', 'open', 'closed'));
  });
});

describe('another finding', () => {
  const others: readonly (readonly [string, Partial<Finding>])[] = [
    ['of another rule', { rule: 'aks-private-api-server' }],
    ['of another resource', { resource: { type: 'Microsoft.ContainerService/managedClusters', name: 'demo2' } }],
    ['of another type', { resource: { type: 'Microsoft.ContainerService/managedClusters/agentPools', name: 'demo' } }],
    ['in another file', { location: { file: 'infra/other.json', line: 12, column: 7, pointer: '' } }],
    ['with another verdict', { verdict: 'undetermined' }],
    ['with another value', { reasons: [reason({ actual: 'managedNATGateway' })] }],
    ['with another path', { reasons: [reason({ path: 'properties.networkProfile.outbound' })] }],
    ['with the same value twice', { reasons: [reason(), reason()] }],
  ];
  test.each(others)('%s', (_, overrides) => {
    expect(fingerprintOf(finding(overrides))).not.toBe(fingerprintOf(finding()));
  });

  test('when one more pool has a public address', () => {
    expect(fingerprintOf(publicAddresses('open', 'open2'))).not.toBe(fingerprintOf(publicAddresses('open', 'closed')));
  });

  test('when another pool has it in its place, as the resource tells', () => {
    expect(named('open2', 'closed')).not.toBe(named('open', 'closed'));
    expect(named('open', 'closed', 'closed2')).toBe(named('open', 'closed'));
    const [first] = withFingerprints([publicAddresses('open')], () => withPools('open').body);
    expect(first?.fingerprint).toBe(named('open'));
  });

  test('of a live resource of the same name elsewhere', () => {
    const { location: _, ...live } = finding();
    const at = (id: string): Finding => ({ ...live, resource: { ...live.resource, id } });
    expect(fingerprintOf(at('/subscriptions/1/x'))).not.toBe(fingerprintOf(at('/subscriptions/2/x')));
    expect(fingerprintOf(at('/SUBSCRIPTIONS/1/x'))).toBe(fingerprintOf(at('/subscriptions/1/x')));
  });
});

test('equal findings of one file are told apart, whatever stands between them', () => {
  const print = (findings: readonly Finding[]) => withFingerprints(findings).map(({ fingerprint }) => fingerprint);
  const [first, second] = print([finding(), finding()]);
  expect(first).toBe(fingerprintOf(finding()));
  expect(second).not.toBe(first);
  expect(print([finding(), finding({ rule: 'x' }), finding()])).toEqual([first, fingerprintOf(finding({ rule: 'x' })), second]);
});

function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).toReversed().map(([key, part]) => [key, reversed(part)]));
}
