import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { clip, codeSpan, diagramLabel, escapeHtml, oneLine, prose, tableCell } from '../../src/report/escape.ts';
import { hostile } from './sample.ts';
import { withoutCode } from './markdown-reader.ts';

describe('one line', () => {
  test('has no control characters, marks or halves of characters', () => {
    fc.assert(fc.property(hostile, (text) => expect(oneLine(text)).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\n]/u)));
  });

  test('keeps words apart', () => expect(oneLine('a\n\tb\u202Ec \u001B[31md')).toBe('a bc d'));
});

test('clipping keeps to the limit and to whole characters', () => {
  expect(clip('abcdef', 4)).toBe('abc…');
  expect(clip('ab😀cd', 4)).toBe('ab…');
  expect(clip('abcd', 4)).toBe('abcd');
});

describe('a code span', () => {
  test.each([
    ['plain', '`plain`'],
    ['a`b', '``a`b``'],
    ['`', '`` ` ``'],
    ['``', '``` `` ```'],
    ['', '`""`'],
  ])('of %j is %s', (text, expected) => expect(codeSpan(text)).toBe(expected));

  test('holds everything it was given', () => {
    fc.assert(fc.property(hostile, (text) => expect(withoutCode(codeSpan(text))).toBe('')));
  });
});

describe('prose', () => {
  test('reads as a sentence', () => {
    expect(prose('The outbound type is "loadBalancer", not none (3 clusters).')).toBe('The outbound type is "loadBalancer", not none (3 clusters).');
    expect(prose('properties.networkProfile.outboundType is wrong.')).toBe('`properties.networkProfile.outboundType` is wrong.');
  });

  test.each([
    ['@everyone', '`@everyone`'],
    ['(#12)', '(`#12`)'],
    ['GH-12', '`GH-12`'],
    ['deadbeef', '`deadbeef`'],
    ['<b>', '`<b>`'],
    ['https://evil.example.', '`https://evil.example`.'],
    ['![x](y)', '`![x](y`)'],
    [':bomb:', '`:bomb`:'],
    ['Add `permissions: x` (`y`).', 'Add `permissions: x` (`y`).'],
    ['`a``b` `', '``` `a``b` ``` `` ` ``'],
    ['', '""'],
  ])('%s becomes %s', (text, expected) => expect(prose(text)).toBe(expected));

  test('outside code spans only letters, digits and punctuation of sentences remain', () => {
    fc.assert(fc.property(hostile, (text) => expect(withoutCode(prose(text))).toMatch(/^[\p{L}\p{M}\p{N} "'“”‘’().,:;!?…–—→·-]*$/u)), { numRuns: 500 });
  });
});

test('a table’s cell has no pipe that could end it', () => {
  fc.assert(fc.property(hostile, (text) => expect(tableCell(codeSpan(text)).replaceAll('\\|', '')).not.toContain('|')));
  fc.assert(fc.property(hostile, (text) => expect(tableCell(codeSpan(text))).not.toContain('\\\\|')));
});

test('HTML text holds no markup', () => {
  expect(escapeHtml('<a href="x">&\'')).toBe('&lt;a href=&quot;x&quot;&gt;&amp;&#39;');
});

test('a diagram’s label holds no syntax', () => {
  expect(diagramLabel('x"] --> y["@a`#35;')).toBe('x -- y a 35');
  expect(diagramLabel('"')).toBe('–');
});
