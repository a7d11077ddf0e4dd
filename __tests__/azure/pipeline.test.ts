import { bearerTokenAuthenticationPolicy, createHttpHeaders, createPipelineFromOptions, createPipelineRequest, type PipelineResponse } from '@azure/core-rest-pipeline';
import { describe, expect, test } from '@jest/globals';
import { addLanes, pinnedOrigin, throttlingWait } from '../../src/azure/pipeline.ts';
import { createRequestLanes } from '../../src/azure/request-lanes.ts';
import { silentLogger } from './in-process-arm.ts';
import { createVirtualClock } from './virtual-clock.ts';

const answer = (status: number, headers: Readonly<Record<string, string>> = {}, bodyAsText = ''): PipelineResponse =>
  ({ status, headers: createHttpHeaders(headers), request: createPipelineRequest({ url: 'https://arm/x' }), bodyAsText });

describe('the token goes to one origin only', () => {
  const pinned = pinnedOrigin('https://management.azure.com');
  const sent: string[] = [];
  const send = async (url: string): Promise<number> => {
    const response = await pinned.sendRequest(createPipelineRequest({ url }), (request) => {
      sent.push(request.url);
      return Promise.resolve(answer(200));
    });
    return response.status;
  };

  test('its own', async () => {
    expect(await send('https://management.azure.com/subscriptions')).toBe(200);
  });

  test.each(['https://evil.example/op', 'http://management.azure.com/op', 'https://management.azure.com:8443/op', 'https://management.azure.com.evil.example/', 'https://x@evil.example/'])('not %s', async (url) => {
    const before = sent.length;
    await expect(async () => await send(url)).rejects.toThrow(/nothing was sent there/);
    expect(sent).toHaveLength(before);
  });
});

describe('a 429 without a wait gets one', () => {
  const waitOf = async (response: PipelineResponse): Promise<string | undefined> =>
    (await throttlingWait().sendRequest(response.request, () => Promise.resolve(response))).headers.get('retry-after-ms');

  test.each<[string, PipelineResponse, string | undefined]>([
    ['from the message', answer(429, {}, "Please try again after '7' seconds."), '7000'],
    ['at most two minutes', answer(429, {}, "Please try again after '9000' seconds."), '120000'],
    ['ten seconds else', answer(429), '10000'],
    ['none where Azure says one', answer(429, { 'retry-after': '3' }), undefined],
    ['none for other answers', answer(500), undefined],
  ])('%s', async (_, response, expected) => {
    expect(await waitOf(response)).toBe(expected);
  });
});

describe('the SDK’s pipeline, with lanes', () => {
  /** A pipeline that answers with the statuses in turn, the last for good, and what it was asked. */
  const pipelineOf = (...statuses: readonly number[]) => {
    const clock = createVirtualClock();
    const authorizations: (string | undefined)[] = [];
    const pipeline = createPipelineFromOptions({ retryOptions: { maxRetries: 4, retryDelayInMs: 1, maxRetryDelayInMs: 1 } });
    const getToken = async () => await Promise.resolve({ token: `t${clock.now()}`, expiresOnTimestamp: Date.now() + 1 });
    pipeline.addPolicy(bearerTokenAuthenticationPolicy({ credential: { getToken }, scopes: 'scope' }));
    pipeline.addPolicy(throttlingWait(), { afterPhase: 'Sign' });
    addLanes(pipeline, createRequestLanes({ clock, logger: silentLogger }));
    const began = clock.now();
    const send = async (): Promise<number> => {
      const request = createPipelineRequest({ url: 'https://arm.test/subscriptions/a/x', method: 'PUT' });
      const response = await pipeline.sendRequest({
        sendRequest: async (tried) => {
          authorizations.push(tried.headers.get('authorization'));
          const status = statuses[Math.min(authorizations.length, statuses.length) - 1] ?? 200;
          return await Promise.resolve({ ...answer(status, status === 429 ? { 'retry-after': '60' } : {}), request: tried });
        },
      }, request);
      return response.status;
    };
    return { send, authorizations, passed: () => clock.now() - began };
  };

  test('more 429 than the SDK would retry are waited for by the clock of the run, each try with a token of its time', async () => {
    const { send, authorizations, passed } = pipelineOf(...Array<number>(12).fill(429), 201);
    expect(await send()).toBe(201);
    expect(passed()).toBe(12 * 60_000);
    expect(new Set(authorizations).size).toBe(13);
  });

  test('after twenty minutes a 429 is the answer, and the SDK does not begin anew', async () => {
    const { send, authorizations, passed } = pipelineOf(429);
    expect(await send()).toBe(429);
    expect(passed()).toBe(20 * 60_000);
    expect(authorizations).toHaveLength(21);
  });

  test('what is no 429 is the SDK’s to retry', async () => {
    const { send, authorizations, passed } = pipelineOf(503, 503, 200);
    expect(await send()).toBe(200);
    expect(authorizations).toHaveLength(3);
    expect(passed()).toBe(0);
  });
});
