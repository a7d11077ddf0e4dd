import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { runs } from '../exhaustive.ts';
import { Unknown } from '../../src/language/unknown.ts';
import { cluster, clusterType, verdictOf } from './builders.ts';

const field = `${clusterType}/dnsPrefix`;
const scalar = fc.oneof(fc.string({ maxLength: 3 }), fc.integer({ min: -3, max: 3 }), fc.boolean());
const maybeScalar = fc.option(scalar, { nil: undefined });
const withPrefix = (value: unknown) => cluster(value === undefined ? {} : { dnsPrefix: value });

describe('negation', () => {
  test.each([
    ['equals', 'notEquals', scalar],
    ['in', 'notIn', fc.array(scalar, { maxLength: 3 })],
    ['like', 'notLike', fc.string({ maxLength: 3 }).map((text) => `${text.replaceAll('*', '')}*`)],
    ['match', 'notMatch', fc.string({ maxLength: 3 })],
    ['matchInsensitively', 'notMatchInsensitively', fc.string({ maxLength: 3 })],
    ['contains', 'notContains', scalar],
    ['containsKey', 'notContainsKey', fc.string()],
  ] as const)('%s and %s never agree', (positive, negative, right) => {
    fc.assert(
      fc.property(maybeScalar, right as fc.Arbitrary<unknown>, (left, expected) => {
        // A leading bracket would make an expression of the text.
        fc.pre(![expected].flat().some((text) => typeof text === 'string' && text.startsWith('[')));
        const subject = withPrefix(left);
        const yes = verdictOf({ field, [positive]: expected }, subject);
        expect(verdictOf({ field, [negative]: expected }, subject)).toBe(yes === 'violation' ? 'compliant' : 'violation');
        expect(verdictOf({ not: { field, [positive]: expected } }, subject)).toBe(yes === 'violation' ? 'compliant' : 'violation');
      }),
    );
  });
});

const body = (dnsPrefix: unknown, mode: unknown, known: string) =>
  cluster({
    ...(dnsPrefix === undefined ? {} : { dnsPrefix }),
    fqdnSubdomain: known,
    agentPoolProfiles: [{ mode: known }, mode === undefined ? {} : { mode }],
  });

describe('what is not known', () => {
  const letters = fc.constantFrom('a', 'b', 'A');
  const leaf = fc.oneof(
    fc
      .tuple(fc.constantFrom('equals', 'notEquals', 'like', 'contains', 'notContains'), letters)
      .map(([operator, right]) => ({ field, [operator]: right })),
    fc.boolean().map((right) => ({ field, exists: right })),
    fc.array(letters, { maxLength: 2 }).map((right) => ({ field, in: right })),
    letters.map((right) => ({ field: `${clusterType}/fqdnSubdomain`, equals: right })),
    letters.map((right) => ({ field: `${clusterType}/agentPoolProfiles[*].mode`, notEquals: right })),
    fc
      .tuple(fc.constantFrom('greater', 'equals', 'less'), fc.integer({ min: 0, max: 2 }), letters)
      .map(([operator, right, mode]) => ({
        count: { field: `${clusterType}/agentPoolProfiles[*]`, where: { field: `${clusterType}/agentPoolProfiles[*].mode`, equals: mode } },
        [operator]: right,
      })),
    letters.map((right) => ({ value: `[if(equals(field('${field}'), '${right}'), 'x', 'y')]`, equals: 'x' })),
  );
  const { condition: anyCondition } = fc.letrec<{ condition: unknown }>((tie) => ({
    condition: fc.oneof(
      { maxDepth: 3 },
      leaf,
      fc.array(tie('condition'), { minLength: 1, maxLength: 3 }).map((allOf) => ({ allOf })),
      fc.array(tie('condition'), { minLength: 1, maxLength: 3 }).map((anyOf) => ({ anyOf })),
      tie('condition').map((not) => ({ not })),
    ),
  }));
  // The service counts one array at most five times in a rule (azure-policy-language.md §1.1).
  const condition = anyCondition.filter((rule) => JSON.stringify(rule).split('"count"').length <= 6);
  const completions = [undefined, null, 'a', 'b', 'c', ''];
  test('gives undetermined, or the verdict that every completion shares', () => {
    const unknown = new Unknown('nobody said');
    fc.assert(
      fc.property(condition, letters, (rule, known) => {
        const verdict = verdictOf(rule, body(unknown, unknown, known));
        expect(['violation', 'compliant', 'undetermined']).toContain(verdict);
        if (verdict === 'undetermined') return;
        for (const prefix of completions) {
          for (const mode of completions) expect(verdictOf(rule, body(prefix, mode, known))).toBe(verdict);
        }
      }),
      runs(80),
    );
  });

  test.each<[string, readonly string[], readonly string[]]>([
    ['begins with a', ['a', ''], ['a', 'ab', 'aB', 'aba']],
    ['ends with B', ['', 'B'], ['B', 'aB', 'bB']],
    ['begins and ends with a', ['a', 'a'], ['aa', 'aba', 'aBa']],
    ['has a b somewhere', ['', 'b', ''], ['b', 'ab', 'ba']],
  ])('but is certainly a text that %s, gives undetermined or the verdict that every such text shares', (_, pieces, texts) => {
    const partly = new Unknown('nobody said', { pieces });
    fc.assert(
      fc.property(condition, letters, (rule, known) => {
        const verdict = verdictOf(rule, body(partly, partly, known));
        expect(['violation', 'compliant', 'undetermined']).toContain(verdict);
        if (verdict === 'undetermined') return;
        for (const prefix of texts) {
          for (const mode of texts) expect(verdictOf(rule, body(prefix, mode, known))).toBe(verdict);
        }
      }),
      runs(80),
    );
  });

  test('leaves no trace once it is known', () => {
    fc.assert(
      fc.property(condition, fc.constantFrom(...completions), letters, (rule, value, known) => {
        expect(['violation', 'compliant']).toContain(verdictOf(rule, body(value, value, known)));
      }),
    );
  });
});

describe('hostile resources', () => {
  test('of whatever shape give a verdict', () => {
    const rule = {
      anyOf: [
        { field: `${clusterType}/agentPoolProfiles[*].networkProfile.allowedHostPorts[*].portStart`, equals: 1 },
        { value: `[string(field('${clusterType}/networkProfile'))]`, contains: 'x' },
        { field, greater: 1 },
        { field: "tags['a']", exists: true },
      ],
    };
    const known = ['agentPoolProfiles', 'networkProfile', 'allowedHostPorts', 'portStart', 'dnsPrefix', 'properties'];
    const names = fc.constantFrom(...known, '__proto__', 'constructor');
    const leaves = fc.oneof(scalar, fc.constantFrom(null, new Unknown('x')));
    const json = fc.letrec<{ json: unknown }>((tie) => ({
      json: fc.oneof({ maxDepth: 5 }, leaves, fc.array(tie('json'), { maxLength: 3 }), fc.dictionary(names, tie('json'), { maxKeys: 3 })),
    })).json;
    fc.assert(
      fc.property(json, json, (properties, tags) => {
        expect(['violation', 'compliant', 'undetermined', 'error']).toContain(verdictOf(rule, cluster(properties, { tags })));
      }),
    );
  });

  test('nested beyond reason give an error', () => {
    const deep = Array.from({ length: 100_000 }).reduce((inner: unknown) => ({ a: inner }), 1);
    expect(verdictOf({ value: `[string(field('${clusterType}/networkProfile'))]`, equals: 'x' }, cluster({ networkProfile: deep }))).toBe('error');
  });
});
