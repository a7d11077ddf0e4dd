import { describe, expect, test } from '@jest/globals';
import { compact, sharedTexts } from '../../../src/azure/fleet/compact.ts';
import { Unknown } from '../../../src/language/unknown.ts';

describe('texts that are shared', () => {
  test('are what they were, however many come', () => {
    const { same, forget } = sharedTexts();
    const texts = Array.from({ length: 3000 }, (_, index) => `${index % 2 === 0 ? '/' : ''}role ${index % 1700}`);
    expect(texts.map(same)).toEqual(texts);
    forget();
    expect(texts.map(same)).toEqual(texts);
  });
});

describe('a compact value', () => {
  const plain = (text: string): string => text;

  test.each([
    [{ a: [1, null, true, { b: { c: 'd' } }, []], e: {} }],
    [{ '/subscriptions/a/identities/b': { principalId: 'x' } }],
    [JSON.parse('{"__proto__": {"open": true}, "constructor": 1, "0": "zero"}')],
    ['text'], [undefined], [0],
  ])('says what the value says: %j', (value) => {
    const copy = compact(value, plain);
    expect(JSON.stringify(copy)).toBe(JSON.stringify(value));
    expect(copy).toEqual(value);
  });

  test('takes each text from those that are known, and no name', () => {
    expect(compact({ a: ['b', { c: 'd' }] }, (text) => `${text}!`)).toEqual({ a: ['b!', { c: 'd!' }] });
  });

  test('has no more depth than it may have: what is deeper stays as it is', () => {
    const deep = JSON.parse(`${'['.repeat(50_000)}"x"${']'.repeat(50_000)}`) as unknown;
    expect(() => compact(deep, plain)).not.toThrow();
  });

  test('keeps instances, which stand for what nobody knows', () => {
    const unknown = new Unknown('nobody asked');
    expect((compact({ unknown }, plain) as { readonly unknown: unknown }).unknown).toBe(unknown);
  });
});
