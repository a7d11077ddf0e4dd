import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { CaseFileError, readCases } from '../../tools/conformance/case.ts';
import { difference } from '../../tools/conformance/compare.ts';
import { runCases } from '../../tools/conformance/run-cases.ts';

const folder = new URL('.', import.meta.url);
const files = readdirSync(folder).filter((name) => name.endsWith('.jsonl'));

describe.each(files)('the cases of %s', (file) => {
  const parsed = readCases(readFileSync(new URL(file, folder), 'utf8'));

  test('all pass, and none is left out', () => {
    const unhappy = runCases(parsed).filter(({ status }) => status !== 'passed');
    expect(unhappy.map(({ id, difference: found, missing }) => `${id}: ${found ?? `needs ${String(missing)}`}`)).toEqual([]);
  });

  test('each name their source', () => {
    expect(parsed.cases.filter(({ body }) => typeof body['source'] !== 'string').map(({ id }) => id)).toEqual([]);
  });
});

describe('the runner', () => {
  const meta = '{"record":"meta","format":"azpolicy-cases/1"}';
  const line = (overrides: object) =>
    JSON.stringify({ record: 'case', id: 'x', kind: 'function', needs: [], function: 'concat', arguments: ['a'], expect: { outcome: 'value', value: 'a' }, ...overrides });
  const run = (overrides: object) => runCases(readCases(`${meta}\n${line(overrides)}`))[0];

  test('passes what is as expected and fails what is not', () => {
    expect(run({})).toMatchObject({ status: 'passed' });
    expect(run({ expect: { outcome: 'value', value: 'b' } })).toMatchObject({ status: 'failed', difference: 'expected value "b", got value "a"' });
    expect(run({ expect: { outcome: 'error' } })).toMatchObject({ status: 'failed' });
  });

  test('skips what needs something unheard of, and keeps disputed cases apart', () => {
    expect(run({ needs: ['telepathy'] })).toMatchObject({ status: 'skipped', missing: ['telepathy'] });
    expect(run({ disputes: ['x'] })).toMatchObject({ isDisputed: true });
  });

  test.each([
    ['no JSON', 'nope', 'line 2: no JSON'],
    ['another record', '{"record":"x"}', 'line 2: `record` is neither'],
    ['a case without an id', '{"record":"case"}', 'line 2: a case needs'],
  ])('refuses %s with its line', (_, text, message) => {
    expect(() => readCases(`${meta}\n${text}`)).toThrow(CaseFileError);
    expect(() => readCases(`${meta}\n${text}`)).toThrow(message);
  });

  test('compares only the details that are expected, lists element by element', () => {
    const answer = { outcome: 'effect', effect: 'modify', details: { a: 1, operations: [{ x: 1, y: 2 }] } };
    expect(difference({ outcome: 'effect', effect: 'Modify', details: { operations: [{ y: 2 }] } }, answer)).toBeUndefined();
    expect(difference({ outcome: 'effect', effect: 'modify', details: { operations: [] } }, answer)).toContain('expected details');
  });
});
