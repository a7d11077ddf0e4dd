import { expect, test } from '@jest/globals';
import { memoisedAssertion } from '../../../src/azure/sign-in/assertion.ts';

const minute = 60_000;
const tokenUntil = (milliseconds: number): string => `h.${Buffer.from(JSON.stringify({ exp: milliseconds / 1000 })).toString('base64url')}.s`;

function sourceWith(tokens: readonly string[]): { readonly asked: string[]; readonly clock: { time: number }; readonly source: ReturnType<typeof memoisedAssertion> } {
  const asked: string[] = [];
  const clock = { time: 0 };
  const request = async (audience: string): Promise<string> => {
    asked.push(audience);
    return await Promise.resolve(tokens[asked.length - 1] ?? Promise.reject(new Error('no more')));
  };
  return { asked, clock, source: memoisedAssertion(request, 'api://x', { now: () => clock.time, sleep: () => Promise.resolve() }) };
}

test('is asked for once, also when several ask at the same time', async () => {
  const { asked, source } = sourceWith([tokenUntil(5 * minute)]);
  await Promise.all([source.current(), source.current()]);
  await source.current();
  expect(asked).toEqual(['api://x']);
  expect(source.presented()).toBe(tokenUntil(5 * minute));
});

test('is asked for anew a minute before it expires', async () => {
  const { asked, clock, source } = sourceWith([tokenUntil(5 * minute), tokenUntil(10 * minute)]);
  await source.current();
  clock.time = 4 * minute - 1;
  await source.current();
  expect(asked).toHaveLength(1);
  clock.time = 4 * minute;
  expect(await source.current()).toBe(tokenUntil(10 * minute));
});

test('a token that does not tell its end is not kept, and neither is a failure', async () => {
  const { asked, source } = sourceWith(['opaque', 'opaque']);
  await source.current();
  await source.current();
  expect(asked).toHaveLength(2);
  await expect(source.current()).rejects.toThrow('no more');
  await expect(source.current()).rejects.toThrow('no more');
});
