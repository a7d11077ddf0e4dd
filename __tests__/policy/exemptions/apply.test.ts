import * as fc from 'fast-check';
import { describe, expect, test } from '@jest/globals';
import { applyExemptions, covers, expiredRule } from '../../../src/policy/exemptions/apply.ts';
import type { ExemptionEntry } from '../../../src/policy/exemptions/entry.ts';
import { matchesPath, matchesWildcard } from '../../../src/policy/exemptions/wildcard.ts';
import { finding } from '../../report/sample.ts';
import { groupId } from '../builders.ts';

const now = Date.UTC(2026, 5, 1);
const id = `${groupId}/providers/Microsoft.ContainerService/managedClusters/demo`;

function entry(overrides: Partial<ExemptionEntry> = {}): ExemptionEntry {
  return { rule: 'aks-outbound-type', resource: 'demo', reason: 'Moves in spring', owner: 'net@contoso.com', location: { file: 'x.yml', line: 3, column: 5, pointer: '/exemptions/0' }, ...overrides };
}

describe('an entry is about', () => {
  const pool = finding({ resource: { type: 'Microsoft.ContainerService/managedClusters/agentPools', name: 'demo/pool1', id: `${id}/agentPools/pool1` } });
  test.each<[string, Partial<ExemptionEntry>, boolean]>([
    ['the rule and the name, without case', { rule: 'AKS-outbound-TYPE', resource: 'POOL1' }, true],
    ['the full name', { resource: 'demo/pool1' }, true],
    ['type and name', { resource: 'microsoft.containerservice/managedclusters/agentpools/demo/pool1' }, true],
    ['the id', { resource: `${id}/agentPools/pool1` }, true],
    ['a wildcard in the id', { resource: `${groupId}/*` }, true],
    ['every rule of a kind', { rule: 'aks-*', resource: '*' }, true],
    ['everything', { rule: '*', resource: '*' }, true],
    ['another rule', { rule: 'aks-outbound' }, false],
    ['another resource', { resource: 'pool' }, false],
    ['the parent alone', { resource: 'demo' }, false],
    ['the file', { resource: '*', file: 'infra/main.json' }, true],
    ['the files of a folder', { resource: '*', file: 'infra/*.json' }, true],
    ['the files below a folder', { resource: '*', file: '**/main.json' }, true],
    ['files of another case', { resource: '*', file: 'Infra/main.json' }, false],
    ['another file', { resource: '*', file: 'main.json' }, false],
  ])('%s', (_, overrides, expected) => {
    expect(covers(entry(overrides), pool)).toBe(expected);
  });

  test('no file where a finding has none', () => {
    const { location: _, ...live } = finding();
    expect(covers(entry({ file: '**' }), live)).toBe(false);
    expect(covers(entry(), live)).toBe(true);
  });
});

describe('findings', () => {
  test('that an entry covers are exempt, and say by whom, why and until when', () => {
    const { findings, notes } = applyExemptions([finding()], [entry({ expiresOn: '2026-06-30', ends: Date.UTC(2026, 6, 1), ticket: 'NET-7' })], now);
    expect(findings).toMatchObject([{ verdict: 'exempt', message: 'Exempt until 2026-06-30 (net@contoso.com, NET-7): Moves in spring. The outbound type is loadBalancer.' }]);
    expect(notes).toEqual([]);
  });

  test('that are not known yet can be exempt too, and one without an end says so', () => {
    const { findings } = applyExemptions([finding({ verdict: 'undetermined' })], [entry()], now);
    expect(findings).toMatchObject([{ verdict: 'exempt', message: expect.stringContaining('Exempt without an end') }]);
  });

  test.each(['error', 'compliant', 'notApplicable'] as const)('with the verdict %s stay as they are, and the entry covers nothing', (verdict) => {
    const { findings, notes } = applyExemptions([finding({ verdict })], [entry({ rule: '*', resource: '*' })], now);
    expect(findings).toEqual([finding({ verdict })]);
    expect(notes).toHaveLength(1);
  });

  test('that Azure exempts already keep their own words, and the entry is in use', () => {
    const { findings, notes } = applyExemptions([finding({ verdict: 'exempt' })], [entry()], now);
    expect(findings).toEqual([finding({ verdict: 'exempt' })]);
    expect(notes).toEqual([]);
  });
});

describe('an entry that has ended', () => {
  const ended = entry({ expiresOn: '2026-05-31', ends: now });

  test('exempts nothing from its moment on, and is a finding at its line', () => {
    const { findings, notes } = applyExemptions([finding()], [ended], now);
    expect(findings).toMatchObject([
      { verdict: 'violation', rule: 'aks-outbound-type' },
      { rule: expiredRule, verdict: 'violation', effect: 'audit', severity: 'medium', location: { file: 'x.yml', line: 3 }, message: expect.stringContaining('ended on 2026-05-31') },
    ]);
    expect(notes).toEqual([]);
  });

  test('holds to the last millisecond', () => {
    expect(applyExemptions([finding()], [ended], now - 1).findings).toMatchObject([{ verdict: 'exempt' }]);
  });

  test('is a finding also where nothing is left to exempt, which no other entry exempts', () => {
    const { findings } = applyExemptions([], [ended, entry({ rule: '*', resource: '*' })], now);
    expect(findings).toMatchObject([{ rule: expiredRule, verdict: 'violation' }]);
  });

  test('leaves the finding to one that holds', () => {
    expect(applyExemptions([finding()], [ended, entry()], now).findings[0]?.verdict).toBe('exempt');
  });
});

describe('an entry that covers nothing', () => {
  test('is noted with its place', () => {
    expect(applyExemptions([finding()], [entry({ resource: 'gone' })], now).notes).toEqual(['x.yml:3: the exemption of aks-outbound-type on gone (net@contoso.com) covers nothing that was found; take it out.']);
  });

  test('and almost names a rule, is asked about it', () => {
    expect(applyExemptions([finding()], [entry({ rule: 'aks-outbound-typ' })], now).notes[0]).toMatch(/did you mean `aks-outbound-type`\?$/);
  });
});

describe('wildcards', () => {
  test('mean what a regular expression with .* means', () => {
    const letters = fc.string({ unit: fc.constantFrom('a', 'b', '*', '/'), maxLength: 12 });
    fc.assert(fc.property(letters, letters.map((text) => text.replaceAll('*', 'c')), (pattern, text) => {
      const expression = new RegExp(`^${pattern.split('*').map((part) => part.replaceAll('/', '\\/')).join('.*')}$`);
      expect(matchesWildcard(pattern, text)).toBe(expression.test(text));
    }));
  });

  test('take no long time over a hostile pattern', () => {
    const started = performance.now();
    expect(matchesWildcard(`${'*a'.repeat(400)}b`, 'a'.repeat(1000))).toBe(false);
    expect(matchesPath(`${'**/*a*/'.repeat(100)}b`, 'a/'.repeat(500))).toBe(false);
    expect(performance.now() - started).toBeLessThan(2000);
  });

  test.each([['a/*.json', 'a/b/c.json', false], ['a/**', 'a', true], ['a/**', 'a/b/c', true], ['**', 'a/b', true], ['a/**/c', 'a/c', true], ['a/**/c', 'a/b/d', false]])('%s on %s', (pattern, path, expected) => {
    expect(matchesPath(pattern, path)).toBe(expected);
  });
});
