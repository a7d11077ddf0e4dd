import { describe, expect, test } from '@jest/globals';
import { triggerEvaluations } from '../../src/azure/trigger-evaluation.ts';
import { CancelledError, UserError } from '../../src/run/errors.ts';
import type { Logger } from '../../src/run/logger.ts';
import type { StandInResponse } from '../../src/sandbox/http.ts';
import { createInProcessArm, silentLogger, type InProcessArm } from './in-process-arm.ts';
import { group, policyEstate, subscription } from './policy-estate.ts';

const hour = 3_600_000;

async function trigger(arm: InProcessArm, scopes: readonly string[], { limit = hour, signal = new AbortController().signal, logger = silentLogger }: { readonly limit?: number; readonly signal?: AbortSignal; readonly logger?: Logger } = {}) {
  return await triggerEvaluations(scopes, limit, { arm: arm.connect({ signal }), clock: arm.clock, signal, logger });
}

const answering = (...answers: readonly StandInResponse[]): InProcessArm => {
  let turn = 0;
  return createInProcessArm({ handler: () => () => {
    turn += 1;
    return answers[Math.min(turn, answers.length) - 1] ?? { status: 500 };
  } });
};

describe('an evaluation on demand', () => {
  test('is waited for, and the reader hears of it', async () => {
    const arm = policyEstate();
    const began = arm.clock.now();
    const states: string[] = [];
    const result = await trigger(arm, [group, subscription], { logger: { ...silentLogger, progress: ({ state }) => states.push(state) } });
    expect(result).toEqual({ evaluated: [group, subscription], notes: [] });
    expect(arm.clock.now() - began).toBe(600_000);
    expect(new Set(states)).toEqual(new Set(['Evaluating', 'Succeeded']));
    // Azure says 30 seconds between two looks.
    expect(arm.requests.filter(({ method }) => method === 'GET')).toHaveLength(6 + 20);
  });

  test('that takes too long is left to Azure', async () => {
    const arm = policyEstate();
    const { evaluated, notes } = await trigger(arm, [group], { limit: 100_000 });
    expect([evaluated, notes]).toEqual([[], [`Azure Policy was still evaluating ${group} after 1m40s; it goes on by itself, and its states here may be older.`]]);
  });

  test('of many scopes ends in time, too: what there is no time for is said', async () => {
    const scopes = Array.from({ length: 6 }, (_, index) => `${subscription}/resourceGroups/g${index}`);
    const { notes } = await trigger(answering({ status: 202, headers: { location: 'https://arm.test/subscriptions/x?api-version=2024-10-01' } }), scopes, { limit: 50_000 });
    expect(notes.map((note) => note.split(' ').slice(2, 5).join(' '))).toEqual(['was still evaluating', 'was still evaluating', 'was still evaluating', 'was still evaluating', 'was not asked', 'was not asked'].map((words) => expect.stringContaining(words)));
  });

  test.each<[string, readonly StandInResponse[], RegExp]>([
    ['refuses', [{ status: 403, body: { error: { code: 'AuthorizationFailed', message: 'No.' } } }], /did not evaluate .* on demand: .*AuthorizationFailed: No\./],
    ['does not say where', [{ status: 202 }], /without saying where/],
    ['names another host', [{ status: 202, headers: { location: 'https://evil.test/' } }], /nothing was sent there/],
    ['fails', [{ status: 202, headers: { location: 'https://arm.test/subscriptions/x?api-version=2024-10-01' } }, { status: 200, body: { status: 'Failed', error: { code: 'Oops', message: 'Broken.' } } }], /ended as Failed\. Oops: Broken\./],
  ])('is a note when Azure %s', async (_, answers, sentence) => {
    const { evaluated, notes } = await trigger(answering(...answers), [group]);
    expect([evaluated, notes]).toEqual([[], [expect.stringMatching(sentence)]]);
  });

  test('goes on when polls name no address again, and is done at once when Azure says so', async () => {
    const location = 'https://arm.test/subscriptions/x?api-version=2024-10-01';
    expect(await trigger(answering({ status: 202, headers: { location } }, { status: 202 }, { status: 200 }), [group])).toEqual({ evaluated: [group], notes: [] });
    expect(await trigger(answering({ status: 200 }), [group, group.toUpperCase()])).toMatchObject({ evaluated: [expect.anything()] });
  });

  test('ends when the run is cancelled', async () => {
    const arm = policyEstate();
    const abort = new AbortController();
    const running = trigger(arm, [group], { signal: abort.signal, logger: { ...silentLogger, progress: () => abort.abort() } });
    await expect(running).rejects.toThrow(CancelledError);
  });

  test.each(['/providers/Microsoft.Management/managementGroups/contoso', `${group}/providers/Microsoft.Network/virtualNetworks/v`, 'x'])('is not there for %s', async (scope) => {
    await expect(trigger(policyEstate(), [scope])).rejects.toThrow(UserError);
  });
});
