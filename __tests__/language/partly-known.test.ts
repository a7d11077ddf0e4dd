import { describe, expect, test } from '@jest/globals';
import { Unknown } from '../../src/language/unknown.ts';
import { evaluate } from './evaluate.ts';

const why = 'nobody said';
const text = (...pieces: readonly string[]) => new Unknown(why, { pieces });
const there = new Unknown(why, { isPresent: true });
const open = new Unknown(why);
const given = {
  open,
  there,
  name: text('aks-', ''),
  id: text('/subscriptions/', '/resourceGroups/', '/providers/Microsoft.Network/privateDnsZones/x'),
  any: text('', ''),
  tags: { owner: open },
};

describe('texts of which parts are known', () => {
  test.each<readonly [string, unknown]>([
    ["concat('a', given('open'), 'b')", text('a', 'b')],
    ["concat(given('open'), given('open'))", there],
    ["concat(given('name'), 1, true())", text('aks-', '1True')],
    ["format('{0}-{1}!', given('open'), 'x')", text('', '-x!')],
    ["format('{0}', 'x', given('open'))", 'x'],
    ["format('<{0,8}>', given('name'))", text('<', 'aks-', '>')],
    ["format('{0}', given('tags'))", text('', '')],
    ["toUpper(given('name'))", text('AKS-', '')],
    ["toLower(given('open'))", text('', '')],
    ["trim(concat('  a ', given('open'), '  '))", text('a', '')],
    ["string(given('name'))", text('aks-', '')],
    ["string(given('open'))", text('', '')],
    ["replace(given('name'), '-', '')", text('aks', '')],
    ["replace('a-b', '-', given('open'))", text('a', 'b')],
    ["replace('ab', '-', given('open'))", 'ab'],
    ["replace(given('name'), 'ks', 'x')", text('ax', '')],
    ["substring(given('name'), 0, 3)", 'aks'],
    ["substring(given('name'), 2)", text('s-', '')],
    ["take(given('name'), 4)", 'aks-'],
    ["take(given('name'), 6)", text('aks-', '')],
    ["skip(given('name'), 4)", text('', '')],
    ["first(given('name'))", 'a'],
    ["last(given('id'))", 'x'],
    ["first(given('any'))", text('', '')],
    ["join(createArray('a', given('open'), 'b'), '/')", text('a/', '/b')],
    ["join(createArray('a', 'b'), given('open'))", text('a', 'b')],
    ["uriComponent(given('id'))", text('%2Fsubscriptions%2F', '%2FresourceGroups%2F', '%2Fproviders%2FMicrosoft.Network%2FprivateDnsZones%2Fx')],
    ["guid(given('open'))", text('', '')],
    ["uniqueString(given('name'))", text('', '')],
    ["base64(given('open'))", text('', '')],
    ["dataUri(given('open'))", text('data:', '')],
    ["padLeft(given('name'), 4)", text('aks-', '')],
    ["array(given('name'))", [text('aks-', '')]],
  ])('%s keeps them', (expression, expected) => {
    expect(evaluate(expression, given)).toEqual(expected);
  });

  test.each<readonly [string, unknown]>([
    ["startsWith(given('name'), 'AKS')", true],
    ["startsWith(given('name'), 'gke')", false],
    ["endsWith(given('id'), '/X')", true],
    ["endsWith('abc', concat(given('open'), 'd'))", false],
    ["contains(given('id'), 'privatednszones')", true],
    ["contains('abc', concat('x', given('open')))", false],
    ["contains(createObject('gke', 1), given('name'))", false],
    ["contains(createArray('gke', 1), given('name'))", false],
    ["equals(given('name'), 'gke')", false],
    ["equals(given('name'), 1)", false],
    ["equals(given('there'), null())", false],
    ["equals(given('name'), concat('gke', given('open')))", false],
    ["empty(given('name'))", false],
    ["indexOf(given('name'), 'KS')", 1],
    ["tryGet(given('name'), 'a')", null],
    ["coalesce(given('name'), 'x')", text('aks-', '')],
  ])('%s is decided', (expression, expected) => {
    expect(evaluate(expression, given)).toEqual(expected);
  });

  test.each([
    "startsWith(given('name'), 'aks-1')",
    "endsWith(given('name'), '1')",
    "contains(given('name'), '1')",
    "equals(given('name'), 'aks-1')",
    "equals(given('any'), '')",
    "empty(given('any'))",
    "empty(given('there'))",
    "length(given('name'))",
    "indexOf(given('name'), '1')",
    "split(given('name'), '-')",
    "int(given('open'))",
    "not(given('open'))",
    "less(given('open'), 1)",
    "coalesce(given('open'), 'x')",
  ])('%s is not, but for that there is a value', (expression) => {
    expect(evaluate(expression, given)).toEqual(there);
  });

  test.each(["json(given('name'))", "given('name').a", "given('there').a[0]", "first(given('there'))", "coalesce(given('open'), null())", "given('tags')[given('name')]"])('%s may be anything', (expression) => {
    expect(evaluate(expression, given)).toEqual(open);
  });

  test('what is known of a text is as long as a text may be', () => {
    const long = { long: text('x'.repeat(70_000), '') };
    expect(() => evaluate("concat(given('long'), given('long'))", long)).toThrow('A text has more than 131072 characters');
  });
});

describe('values of which parts are known', () => {
  test.each<readonly [string, unknown]>([
    ["union(createObject('a', 1), createObject('b', given('open')))", { a: 1, b: open }],
    ["union(createObject('a', given('open')), createObject('a', 1))", { a: 1 }],
    ["union(createObject('a', createObject('x', 1)), createObject('a', given('there')))", { a: there }],
    ["union(createObject('a', createObject('x', 1)), createObject('a', given('name')))", { a: text('aks-', '') }],
    ["union(createObject('a', given('open')), createObject('a', createObject('x', 1)))", { a: there }],
    ["union(createObject('a', 1), given('open'))", there],
    ["union(createArray(given('name')), createArray('gke'))", [text('aks-', ''), 'gke']],
    ["union(createArray(given('open')), createArray('gke'))", there],
    ["intersection(createObject('a', 1, 'b', given('open')), createObject('a', 1))", { a: 1 }],
    ["intersection(createArray(1, given('name')), createArray(1, 2))", [1]],
    ["intersection(createArray(1, given('open')), createArray(1, 2))", there],
    ["intersection(createArray(), given('open'))", []],
    ["items(createObject('b', given('open'), 'a', 1))", [{ key: 'a', value: 1 }, { key: 'b', value: open }]],
    ["range(given('open'), 2)", [there, there]],
    ["range(1, given('open'))", there],
    ["indexOf(createArray(1, given('open'), 2), 1)", 0],
    ["indexOf(createArray(given('open'), 2), 2)", there],
    ["lastIndexOf(createArray(given('open'), 2), 2)", 1],
    ["if(given('open'), 'abc', 'adc')", text('a', 'c')],
    ["if(given('open'), 'aa', 'aaa')", text('aa', '')],
    ["if(given('open'), createObject('a', 1, 'b', 2), createObject('b', 3, 'a', 1))", { a: 1, b: there }],
    ["if(given('open'), createArray(1, 'x'), createArray(1, null()))", [1, open]],
    ["if(given('open'), createObject('a', 1), createObject('b', 1))", there],
    ["if(given('open'), 1, null())", open],
    ["if(given('open'), 1, int('x'))", open],
    ["coalesce(given('open'), given('name'))", there],
    ["coalesce(null(), given('open'))", open],
    ["take(createArray(1, given('open'), 3), 2)", [1, open]],
    ["concat(createArray(1), given('open'))", there],
  ])('%s keeps them', (expression, expected) => {
    expect(evaluate(expression, given)).toEqual(expected);
  });
});
