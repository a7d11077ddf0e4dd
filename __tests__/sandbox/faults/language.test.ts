import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { parseFaults } from '../../../src/sandbox/faults/language/parse.ts';
import { compilePath } from '../../../src/sandbox/faults/language/path-pattern.ts';
import { printFault } from '../../../src/sandbox/faults/language/print.ts';
import { createFaults } from '../../../src/sandbox/faults/faults.ts';
import { UserError } from '../../../src/run/errors.ts';
import { rule } from './any-rule.ts';

const printed = (text: string): readonly string[] => parseFaults(text).map(({ rule: read }) => printFault(read));

describe('the language', () => {
  test('what is printed is read as the same rule', () => {
    fc.assert(fc.property(fc.array(rule, { maxLength: 4 }), (rules) => {
      expect(parseFaults(rules.map(printFault).join('\n')).map((one) => one.rule)).toEqual(rules);
    }));
  });

  test('any text is read, or refused with its line', () => {
    const piece = fc.oneof(fc.string({ maxLength: 12 }), fc.constantFrom('PUT ', '*/x ', '#2 ', '→ ', 'delay 5s ', 'then ', '429 ', 'code="', '\n', '# '));
    fc.assert(fc.property(fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join('')), (some) => {
      try {
        parseFaults(some);
      } catch (thrown) {
        expect(thrown).toBeInstanceOf(UserError);
        expect(String(thrown)).toMatch(/line \d+: /);
      }
    }));
  });

  test('has comments, empty lines, two arrows, and methods in any case', () => {
    expect(printed('# nothing\n\r\n  put */managedClusters/* #2 -> 429 Retry-After=5   # later\n* ** → reset #\n')).toEqual(['PUT */managedClusters/* #2 → 429 retry-after=5', '* ** → reset']);
  });

  test.each([
    ['PUT x 429', 'line 1: a rule is METHOD PATH [#WHICH] → WHAT, and this line has no arrow'],
    ['\n\nFETCH x → 429', 'line 3: "FETCH" is no method'],
    ['PUT #2 → 429', 'the path is missing'],
    ['PUT x y z → 429', 'before the arrow stand'],
    ['PUT x?y=1 → 429', 'is no pattern of a path'],
    ['PUT a**b → 429', 'is no segment of its own'],
    ['PUT x #0 → 429', 'is no number of requests'],
    ['PUT x #4..2 → 429', 'is no number of requests'],
    ['PUT x →', 'behind the arrow stands what happens'],
    ['PUT x → explode', '"explode" is nothing that can happen'],
    ['PUT x → 100', '100 is no status'],
    ['PUT x → 429 soon', '"soon" is no NAME=VALUE'],
    ['PUT x → 429 code=A code=B', '"code" stands there twice'],
    ['PUT x → 429 body=x code=A', 'a body is sent as it is'],
    ['PUT x → 429 content-length=5', 'content-length says how an answer is carried'],
    ['PUT x → 429 x=\u00e4', 'has a character that headers cannot hold'],
    ['PUT x → 429 message="a', 'the quotation in'],
    ['PUT x → 429 message=a"b"', 'is no text in quotation marks'],
    ['PUT x → with', 'behind "with" stand headers'],
    ['PUT x → reset now=1', '"now" has no meaning there'],
    ['PUT x → truncate', 'is not what arrives of a truncated answer'],
    ['PUT x → poll evil', 'is no address'],
    ['PUT x → delay 5', 'is no delay'],
    ['PUT x → delay 2h', 'is no delay'],
    ['PUT x → delay 5s 429', 'behind the delay stands nothing, or "then"'],
    ['PUT x → failed retry-after=5', '"retry-after" has no meaning there; code and message have'],
  ])('refuses %j', (some, message) => {
    expect(() => parseFaults(some)).toThrow(message);
  });

  test('names the file of a text that is from one', () => {
    expect(() => parseFaults('PUT', 'faults.txt')).toThrow(/^faults\.txt:1: /);
  });
});

describe('a pattern of a path', () => {
  const cluster = '/subscriptions/s/resourceGroups/g/providers/Microsoft.ContainerService/managedClusters/demo';

  test.each([
    ['managedClusters/*', true],
    ['*/MANAGEDclusters/de*o', true],
    ['/subscriptions/**', true],
    ['/subscriptions/**/managedClusters/demo', true],
    ['**', true],
    ['/**', true],
    [cluster, true],
    ['/managedClusters/*', false],
    ['managedClusters/*/agentPools/*', false],
    ['managedClusters', false],
    ['managedClusters/d', false],
    ['clusters/*', false],
    ['/subscriptions/*', false],
  ])('%s: %s', (pattern, fits) => {
    expect(compilePath(pattern)(cluster)).toBe(fits);
  });

  test('of many stars is no slower than of few', () => {
    const fits = compilePath(`${'**/a/'.repeat(200)}b`);
    expect(fits(`${'/a'.repeat(400)}/c`)).toBe(false);
  });
});

describe('which request', () => {
  const taken = (rules: string, requests: readonly (readonly [string, string])[]): readonly (string | undefined)[] => {
    const faults = createFaults(rules);
    return requests.map(([method, path]) => {
      const found = faults.take(method, path);
      return found === undefined ? undefined : printFault(found).split('→ ')[1];
    });
  };
  const put = ['PUT', '/a/b'] as const;

  test('is counted by its rule', () => {
    expect(taken('PUT b #2 → 429\nPUT b #4..5 → reset', [put, put, ['GET', '/a/b'], put, put, put, put])).toEqual([undefined, '429', undefined, undefined, 'reset', 'reset', undefined]);
    expect(taken('* ** #3.. → 500', [put, ['GET', '/x'], put, put])).toEqual([undefined, undefined, '500', '500']);
  });

  test('the first of two rules wins, and both count', () => {
    expect(taken('PUT b #1 → 429\nPUT b #2.. → 503', [put, put])).toEqual(['429', '503']);
  });

  test('rules say how often they were met, and a new text begins anew', () => {
    const faults = createFaults('\nPUT b #2 → 429');
    for (let sent = 0; sent < 3; sent += 1) faults.take(...put);
    expect(faults.rules()).toEqual([{ line: 2, rule: 'PUT b #2 → 429', seen: 3, happened: 1 }]);
    expect(() => faults.set('wrong')).toThrow(UserError);
    expect(faults.rules()).toHaveLength(1);
    faults.set('PUT b #2 → 429');
    expect(faults.rules()).toMatchObject([{ seen: 0, happened: 0 }]);
  });
});
