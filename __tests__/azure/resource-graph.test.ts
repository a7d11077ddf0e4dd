import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import type { JsonObject } from '../../src/arm/json.ts';
import { kqlText, queryResourceGraph, type QueryScope } from '../../src/azure/resource-graph.ts';
import { UserError } from '../../src/run/errors.ts';
import type { StandInResponse } from '../../src/sandbox/http.ts';
import { createInProcessArm } from './in-process-arm.ts';

/** Asks a Resource Graph that gives these answers in turn. */
async function ask(answers: readonly StandInResponse[], scope: QueryScope = { managementGroup: 'contoso' }) {
  let turn = 0;
  const azure = createInProcessArm({ handler: () => () => {
    turn += 1;
    return answers[Math.min(turn, answers.length) - 1] ?? { status: 500 };
  } });
  const began = azure.clock.now();
  const rows = await queryResourceGraph('resources | project id', scope, { arm: azure.connect(), clock: azure.clock, signal: new AbortController().signal });
  return { rows, bodies: azure.requests.map(({ body }) => body), requests: azure.requests, passed: azure.clock.now() - began };
}

const page = (data: unknown, more: JsonObject = {}, headers: Readonly<Record<string, string>> = {}): StandInResponse =>
  ({ status: 200, headers, body: { totalRecords: 3, count: 1, data, facets: [], resultTruncated: 'false', ...more } });

describe('a query', () => {
  test('asks for objects, a thousand a page, below a management group, and follows the pages', async () => {
    const { rows, requests, bodies } = await ask([page([{ id: 'a' }, { id: 'b' }], { $skipToken: 't1' }), page([{ id: 'c' }])]);
    expect(rows).toEqual([{ id: 'a' }, { id: 'b' }, { id: 'c' }]);
    const first = { query: 'resources | project id', managementGroups: ['contoso'], options: { resultFormat: 'objectArray', $top: 1000 } };
    expect(bodies).toEqual([first, { ...first, options: { ...first.options, $skipToken: 't1' } }]);
    expect(requests[0]).toMatchObject({ method: 'POST', path: '/providers/Microsoft.ResourceGraph/resources', query: { 'api-version': '2024-04-01' } });
  });

  test('asks for subscriptions in groups below 300', async () => {
    const subscriptions = Array.from({ length: 650 }, (_, index) => `s${index}`);
    const { rows, bodies } = await ask([page([{ id: 'x' }])], { subscriptions });
    expect(rows).toHaveLength(3);
    expect(bodies.flatMap((body) => body?.['subscriptions'])).toEqual(subscriptions);
    expect(bodies.map((body) => (Array.isArray(body?.['subscriptions']) ? body['subscriptions'].length : 0))).toEqual([299, 299, 52]);
  });

  test('waits for its quota to reset before the next page', async () => {
    const { passed } = await ask([page([], { $skipToken: 't' }, { 'x-ms-user-quota-remaining': '0', 'x-ms-user-quota-resets-after': '00:00:05' }), page([])]);
    expect(passed).toBe(5000);
  });

  test('is sent again after a 429', async () => {
    const { rows, passed } = await ask([{ status: 429, headers: { 'retry-after': '3' } }, page([{ id: 'a' }])]);
    expect(rows).toEqual([{ id: 'a' }]);
    expect(passed).toBe(3000);
  });

  test.each<[string, StandInResponse, RegExp]>([
    ['rows left out for which there is no page', page([{ id: 'a' }], { resultTruncated: 'true', totalRecords: 4711 }), /left rows of 4711 out of its answer/],
    ['subscriptions left out', page([], {}, { 'x-ms-tenant-subscription-limit-hit': 'true' }), /first 10,000 subscriptions only/],
    ['rows that are no objects', page([{ id: 'a' }, 'b']), /something else than a list of objects/],
    ['a table instead of objects', page({ columns: [], rows: [] }), /something else than a list of objects/],
    ['pages without end', page([], { $skipToken: 'again' }), /more than 1000 pages/],
    ['a refusal', { status: 400, body: { error: { code: 'BadRequest', message: 'no', details: [{ code: 'ParserFailure', message: 'ParserFailure' }] } } }, /BadRequest/],
  ])('never takes a part for the whole: %s', async (_, answer, sentence) => {
    await expect(ask([answer])).rejects.toThrow(sentence);
  });
});

describe('a text in KQL', () => {
  /** Reads one literal as Kusto does, and what follows it. */
  const read = (text: string): { readonly value: string; readonly rest: string } => {
    let value = '';
    for (let index = 1; index < text.length; index += 1) {
      if (text[index] === "'") return { value, rest: text.slice(index + 1) };
      if (text[index] === '\\') index += 1;
      value += text[index] ?? '';
    }
    return { value, rest: 'no end' };
  };

  test.each([['a', "'a'"], ["O'Brien", String.raw`'O\'Brien'`], [String.raw`\' | drop`, String.raw`'\\\' | drop'`], ['', "''"]])('%j is %s', (value, literal) => {
    expect(kqlText(value)).toBe(literal);
  });

  test('is read back as it was, whatever it holds', () => {
    fc.assert(fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: fc.constantFrom("'", '\\', '"', '|', '/', 'a') })), (value) => {
      fc.pre(!/[\p{Cc}\p{Zl}\p{Zp}]/u.test(value));
      expect(read(kqlText(value))).toEqual({ value, rest: '' });
    }));
  });

  test.each(['a\nb', 'a\u0000', '\u2028'])('%j is refused', (value) => {
    expect(() => kqlText(value)).toThrow(UserError);
  });
});
