import { expect } from '@jest/globals';
import { pullRequest } from '../events.ts';
import { boolean, type InputCase } from './case.ts';

export const pullRequestCases = {
  'comment': {
    effect: async ({ plan }) => expect((await plan({ comment: 'false' }, pullRequest({ number: 50 }))).comments).toEqual([]),
    invalid: boolean,
  },
  'comment-key': {
    effect: async ({ plan }) => expect((await plan({ 'comment-key': 'mine' }, pullRequest({ number: 51 }))).comments[0]?.body).toMatch(/^<!-- aks-network-isolation:mine -->/),
    invalid: { value: 'x'.repeat(201), expected: /expected at most 200 printable characters/ },
  },
  'pull-request-number': {
    effect: async ({ plan, sandbox }) => {
      const run = await plan({ 'pull-request-number': '52' });
      expect(sandbox.github.comments(52).map(({ url }) => url)).toEqual([run.outputs['comment-url']]);
    },
    invalid: { value: '#52', expected: /expected a whole number from 1 to/ },
  },
  'github-token': {
    effect: async ({ plan }) => {
      const event = pullRequest({ number: 53 });
      const wrong = await plan({ 'github-token': 'ghs_wrong' }, event);
      expect([wrong.comments.length, wrong.log.includes('ghs_wrong')]).toEqual([0, false]);
      expect((await plan({}, event)).comments).toHaveLength(1);
    },
    invalid: { value: 'ghs_se cret', expected: /is malformed: expected a token without spaces/ },
  },
} as const satisfies Readonly<Record<string, InputCase>>;
