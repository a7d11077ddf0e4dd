import { expect } from '@jest/globals';
import { isJsonObject, member } from '../../../src/arm/json.ts';
import type { StandInResponse } from '../../../src/sandbox/http.ts';

/** What Azure Resource Manager and the services behind it answer, as far as they are here. */
const statuses: ReadonlySet<number> = new Set([200, 201, 202, 204, 400, 401, 403, 404, 405, 409, 412, 413, 415, 429]);

/** Words of our own insides: a stack, a file, a sentence of the engine. */
const insides = /\bat .{0,80}:\d+:\d+\)?|\.ts\b(?=[:)])|node:internal|TypeError|RangeError|ReferenceError|Cannot read prop|is not a function|is not iterable|\[object Object\]|Maximum call stack/;

/** Azure's answers to small worlds are small; the longest are aliases. */
const longest = 2_000_000;

/** What holds of every answer. @param sent what the caller wrote, which an answer may repeat */
export function expectAzureAnswer(response: StandInResponse, method: string, sent: string): void {
  const text = JSON.stringify(response.body ?? null);
  expect(statuses).toContain(response.status);
  expect(text.length).toBeLessThan(longest + 10 * sent.length);
  if (!insides.test(sent)) expect(text).not.toMatch(insides);
  if (response.status >= 400 && method !== 'HEAD') expectError(response.body);
  for (const [name, value] of Object.entries(response.headers ?? {})) expect([name, value]).toEqual([name, expect.stringMatching(/^[\t\x20-\x7e\x80-\xff]*$/)]);
  expect(Object.keys(Object.prototype)).toEqual([]);
  expect(member(Object.prototype, 'polluted')).toBeUndefined();
}

/** ARM's shape, or the flat one of AKS. */
function expectError(body: unknown): void {
  const error = isJsonObject(member(body, 'error')) ? member(body, 'error') : body;
  expect(error).toMatchObject({ code: expect.stringMatching(/^[A-Za-z][A-Za-z0-9]*$/), message: expect.stringMatching(/\S/) });
}
