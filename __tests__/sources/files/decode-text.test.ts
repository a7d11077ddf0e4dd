import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { decodeText } from '../../../src/sources/files/decode-text.ts';

const encodings: Readonly<Record<string, (text: string) => Buffer>> = {
  'UTF-8': (text) => Buffer.from(text),
  'UTF-8 with a mark': (text) => Buffer.from(`\uFEFF${text}`),
  'UTF-16, little end first, with a mark': (text) => Buffer.from(`\uFEFF${text}`, 'utf16le'),
  'UTF-16, big end first, with a mark': (text) => Buffer.from(`\uFEFF${text}`, 'utf16le').swap16(),
  'UTF-16, little end first': (text) => Buffer.from(text, 'utf16le'),
  'UTF-16, big end first': (text) => Buffer.from(text, 'utf16le').swap16(),
};

test.each(Object.keys(encodings))('JSON in %s is read as it was written', (name) => {
  fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => decodeText(encodings[name]?.(`{"${text}`) ?? Buffer.from('')) === `{"${text}`));
});

test('any bytes are a text', () => {
  fc.assert(fc.property(fc.uint8Array(), (bytes) => typeof decodeText(Buffer.from(bytes)) === 'string'));
});

test.each(['\0{"type": "x"}', '{\0"type": "x"}'])('a zero byte in UTF-8 does not make it UTF-16: %j', (text) => {
  expect(decodeText(Buffer.from(text))).toBe(text);
});

test('half a letter at the end is left out', () => {
  expect(decodeText(Buffer.from([0xfe, 0xff, 0, 0x7b, 0]))).toBe('{');
});
