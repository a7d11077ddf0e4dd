import { createHttpHeaders, createPipelineRequest, type PipelineResponse } from '@azure/core-rest-pipeline';
import { describe, expect, test } from '@jest/globals';
import { pinnedOrigin, throttlingWait } from '../../src/azure/pipeline.ts';

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
