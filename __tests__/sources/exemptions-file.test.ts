import * as fc from 'fast-check';
import { describe, expect, test } from '@jest/globals';
import { UserError } from '../../src/run/errors.ts';
import { parseExemptions } from '../../src/sources/exemptions-file.ts';

const path = '.github/aks-isolation-exemptions.yml';
const read = (text: string) => parseExemptions(text, path);
const one = (...lines: readonly string[]) => `exemptions:\n  - rule: aks-*\n    resource: demo\n    reason: Moves\n    owner: net\n${lines.map((line) => `    ${line}\n`).join('')}`;

describe('an exemptions file', () => {
  test('is read with the line of every entry', () => {
    const text = '# ours\nexemptions:\n  - rule: aks-outbound-type\n    resource: /subscriptions/1/resourceGroups/rg/providers/A.B/c/d/\n    file: ./infra/**\n    reason: Moves in spring\n    owner: net@contoso.com\n    ticket: 0012\n    expiresOn: 2027-03-31\n  -\n    rule: "*"\n    resource: demo\n    reason: a\n    owner: b\n';
    expect(read(text)).toEqual([
      { rule: 'aks-outbound-type', resource: '/subscriptions/1/resourceGroups/rg/providers/A.B/c/d', file: 'infra/**', reason: 'Moves in spring', owner: 'net@contoso.com', ticket: '0012', expiresOn: '2027-03-31', ends: Date.UTC(2027, 3, 1), location: { file: path, line: 3, column: 5, pointer: '/exemptions/0' } },
      { rule: '*', resource: 'demo', reason: 'a', owner: 'b', location: { file: path, line: 11, column: 5, pointer: '/exemptions/1' } },
    ]);
  });

  test('may be JSON', () => {
    expect(read('{"exemptions": [\n {"rule": "r", "resource": "x", "reason": "y", "owner": "z"}]}')).toMatchObject([{ rule: 'r', location: { line: 2 } }]);
  });

  test.each([[''], ['# nothing yet\n'], ['exemptions:\n'], ['exemptions: []\n'], ['{}']])('%j has none', (text) => {
    expect(read(text)).toEqual([]);
  });

  test.each([
    ['2027-03-31', Date.UTC(2027, 3, 1)],
    ['2028-02-29', Date.UTC(2028, 2, 1)],
    ['2027-03-31T12:00Z', Date.UTC(2027, 2, 31, 12)],
    ['"2027-03-31T12:00:00+02:00"', Date.UTC(2027, 2, 31, 10)],
  ])('%s ends when it says', (written, ends) => {
    expect(read(one(`expiresOn: ${written}`))[0]?.ends).toBe(ends);
  });
});

describe('what is wrong is said with its line', () => {
  test.each<[string, string, RegExp]>([
    ['a list at the top', '- rule: a', /:1: an exemptions file holds one member, `exemptions`/],
    ['another member', 'exemption: []', /:1: .*no member `exemption`; did you mean `exemptions`\?/],
    ['no list', 'exemptions: all', /:1: `exemptions` has to be a list/],
    ['an entry that is a text', 'exemptions:\n  - all', /:2: an exemption has to be a mapping/],
    ['a near miss', one('expireson: 2027-01-01'), /:6: .*no member `expireson`; did you mean `expiresOn`\?/],
    ['a stranger', one('because: x'), /:6: .*no member `because`; it has rule, resource, file, reason/],
    ['no reason', 'exemptions:\n  - rule: a\n    resource: b\n    owner: c', /:2: the exemption has no `reason`/],
    ['no owner', 'exemptions:\n  - rule: a\n    resource: b\n    reason: c', /:2: the exemption has no `owner`/],
    ['an empty reason', one().replace('Moves', '""'), /:4: `reason` is empty/],
    ['a null', one('ticket: null'), /:6: `ticket` is empty/],
    ['a list for a text', one('ticket: [1]'), /:6: `ticket` has to be a text/],
    ['a long text', one(`ticket: ${'x'.repeat(1001)}`), /:6: `ticket` has 1001 characters/],
    ['no date', one('expiresOn: next year'), /:6: `expiresOn` is a date such as .*; `next year` is none/],
    ['a day that is none', one('expiresOn: 2027-02-29'), /:6: .*`2027-02-29` is none/],
    ['a moment without a zone', one('expiresOn: 2027-02-28T10:00'), /:6: .*is none/],
    ['an hour that is none', one('expiresOn: 2027-02-28T25:00Z'), /:6: .*is none/],
    ['a path from the root', one('file: /infra'), /:6: `file` is a path from the root of the checkout/],
    ['a path of Windows', one('file: infra\\main.json'), /:6: `file` is a path/],
    ['a member twice', one('owner: b'), /:6: .*unique/],
    ['broken YAML', 'exemptions: [', /:1: .*no well-formed YAML or JSON/],
    ['two documents', 'exemptions: []\n---\nexemptions: []', /no well-formed|multiple/],
    ['an alias', one('ticket: &a b', 'file: *a'), /aliases/],
    ['an alias bomb', `a: &a [x]\nb: &b [${'*a,'.repeat(1000)}]\nc: [${'*b,'.repeat(1000)}]`, /aliases/],
    ['a merge key', 'exemptions:\n  - <<: {rule: a}\n    resource: b', /no member `<<`/],
    ['depth', `exemptions: ${'['.repeat(20_000)}`, /nested too deeply|no well-formed/],
    ['members that pose as the prototype', 'exemptions:\n  - __proto__: {rule: a}', /no member `__proto__`/],
  ])('%s', (_, text, expected) => {
    expect(() => read(text)).toThrow(UserError);
    expect(() => read(text)).toThrow(expected);
  });

  test('too much', () => {
    expect(() => read('x'.repeat(1024 * 1024 + 1))).toThrow(/at most 1048576/);
    expect(() => read(`exemptions: [${'a,'.repeat(1001)}]`)).toThrow(/1001 exemptions; at most 1000/);
  });

  test('whatever the text: entries, or a sentence with the path', () => {
    const piece = fc.constantFrom('exemptions:', '\n', '  - ', 'rule: ', 'resource: ', 'a', '*', '&x ', '[', '{', '}', ']', '"', ': ', '!!int ', '? ', '|', '%YAML', '---', '\t', '\u0000', '__proto__');
    fc.assert(fc.property(fc.array(piece, { maxLength: 24 }), (pieces) => {
      try {
        expect(Array.isArray(read(pieces.join('')))).toBe(true);
      } catch (error) {
        expect(error).toBeInstanceOf(UserError);
        expect(String(error)).toContain(path);
      }
    }), { numRuns: 300 });
  });
});
