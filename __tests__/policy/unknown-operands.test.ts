import { describe, expect, test } from '@jest/globals';
import { Unknown } from '../../src/language/unknown.ts';
import type { Verdict } from '../../src/policy/index.ts';
import { cluster, clusterType, judgeOne, verdictOf } from './builders.ts';

const unknown = new Unknown('nobody said');
/** An expression that nobody can evaluate here. */
const open = '[subscription().displayName]';

/** A condition is undetermined only where what is not known can turn it (azure-policy-language.md §5.1). */
describe('a right side that is not known', () => {
  test.each<readonly [string, unknown, unknown, Verdict]>([
    ['equals', open, 'x', 'undetermined'],
    ['in', open, 'x', 'undetermined'],
    ['notIn', open, 'x', 'undetermined'],
    ['like', open, 'x', 'undetermined'],
    ['match', open, 'x', 'undetermined'],
    ['matchInsensitively', open, 'x', 'undetermined'],
    ['contains', open, 'x', 'undetermined'],
    ['containsKey', open, { x: 1 }, 'undetermined'],
    ['exists', open, 'x', 'undetermined'],
    ['less', open, 1, 'undetermined'],
    ['greaterOrEquals', open, 1, 'undetermined'],
    ['in', ['a', open], 'a', 'violation'],
    ['in', ['a', open], 'b', 'undetermined'],
    ['notIn', ['a', open], 'a', 'compliant'],
    ['in', [['a'], open], ['a'], 'violation'],
    ['in', [['a'], open], ['b'], 'undetermined'],
    ['in', [['a', open]], ['b', 'c'], 'compliant'],
    ['in', [['a', open]], ['a', 'c'], 'undetermined'],
  ])('%s %j is asked of %j: %s', (operator, right, left, verdict) => {
    expect(verdictOf({ field: `${clusterType}/dnsPrefix`, [operator]: right }, cluster({ dnsPrefix: left }))).toBe(verdict);
  });
});

describe('a left side that is not known', () => {
  test.each<readonly [string, unknown, Verdict]>([
    ['in', [], 'compliant'],
    ['notIn', [], 'violation'],
    ['in', ['a'], 'undetermined'],
    ['like', 'a', 'undetermined'],
    ['match', 'a', 'undetermined'],
    ['contains', 'a', 'undetermined'],
    ['containsKey', 'a', 'undetermined'],
    ['less', 1, 'undetermined'],
  ])('%s %j: %s', (operator, right, verdict) => {
    expect(verdictOf({ field: `${clusterType}/dnsPrefix`, [operator]: right }, cluster({ dnsPrefix: unknown }))).toBe(verdict);
  });
});

/** A failure behind what is not known is one of the outcomes; before it, it is the outcome. */
describe('elements of which one is not known and one fails', () => {
  const field = `${clusterType}/agentPoolProfiles[*].count`;
  const pools = (...counts: readonly unknown[]) => cluster({ agentPoolProfiles: counts.map((count) => ({ count })) });

  test.each<readonly [string, readonly unknown[], Verdict]>([
    ['the unknown one first', [unknown, 'text'], 'undetermined'],
    ['the unknown one first, then one that decides', [unknown, 'text', 5], 'compliant'],
    ['the unknown one first, then one that does not', [unknown, 'text', 1], 'undetermined'],
    ['two unknown ones', [unknown, unknown], 'undetermined'],
    ['the failing one first', ['text', unknown], 'error'],
    ['the deciding one first', [5, 'text'], 'compliant'],
    ['one that does not decide first', [1, 'text'], 'error'],
  ])('%s', (_, counts, verdict) => {
    expect(verdictOf({ field, less: 3 }, pools(...counts))).toBe(verdict);
  });
});

describe('what an operator does not take', () => {
  const field = `${clusterType}/dnsPrefix`;
  const name = "[concat(field('name'), '')]";

  test.each<readonly [string, unknown, unknown, string]>([
    ['equals', null, 'x', '`equals` cannot compare with null'],
    ['less', 1, 'x', '`less` cannot compare string with integer'],
    ['greaterOrEquals', name, [], '`greaterOrEquals` cannot compare array with string'],
    ['in', name, 'x', '`in` compares with an array; string given'],
    ['less', '[createArray(field(\'name\'))]', 1, '`less` compares with a number or a text; array given'],
    ['like', '[createArray(field(\'name\'))]', 'x', '`like` compares with a single value; array given'],
    ['exists', '[createArray(field(\'name\'))]', 'x', '`exists` compares with a single value; array given'],
    ['exists', name, 'x', '`exists` compares with true or false'],
    ['like', "[concat(field('name'), '**')]", 'x', 'A `like` pattern has at most one `*`'],
  ])('%s %j of %j fails and says so', (operator, right, left, message) => {
    const finding = judgeOne({ field, [operator]: right }, cluster({ dnsPrefix: left }));
    expect(finding.verdict).toBe('error');
    expect(finding.message).toContain(message);
  });
});
