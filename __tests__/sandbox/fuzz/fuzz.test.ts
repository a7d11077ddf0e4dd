import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { runs } from '../../exhaustive.ts';
import { untilDone } from '../arm-client.ts';
import { expectAzureAnswer } from './answers.ts';
import { anyRequest } from './requests.ts';
import { changedParts, holdings, makeWorld, type Asked } from './world.ts';

const world = makeWorld();

function sentText({ method, path, query, headers, body }: Asked): string {
  return `${method} ${path} ${decodeURIComponent(query.toString().replaceAll('+', ' '))} ${JSON.stringify(headers)} ${JSON.stringify(body ?? null)}`;
}

test('no request brings Azure Resource Manager down; what is read or refused changes nothing, and errors have one of the two shapes of Azure', () => {
  const wait = fc.constantFrom(0, 0, 5000, untilDone, 30 * 3_600_000);
  fc.assert(fc.property(fc.array(fc.tuple(anyRequest(world), wait), { minLength: 1, maxLength: 6 }), (requests) => {
    world.reset();
    for (const [request, time] of requests) {
      const before = holdings(world);
      const response = world.ask(request);
      expectAzureAnswer(response, request.method, sentText(request));
      if (request.method === 'GET' || request.method === 'HEAD' || response.status >= 400) expect(changedParts(before, holdings(world))).toEqual([]);
      world.pass(time);
    }
  }), runs(200));
});
