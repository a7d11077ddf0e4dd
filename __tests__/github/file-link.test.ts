import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import type { GitHubEvent } from '../../src/github/event.ts';
import { fileLinks } from '../../src/github/file-link.ts';

const head = 'a'.repeat(40);
const merge = 'c'.repeat(40);

function event(overrides: Partial<GitHubEvent> = {}): GitHubEvent {
  return { name: 'push', apiUrl: 'https://api.github.com', serverUrl: 'https://github.com', repository: { owner: 'contoso', name: 'platform' }, sha: merge, ...overrides };
}

const pull = { number: 7, isFork: false, isDependabot: false };

test.each<[string, GitHubEvent, string]>([
  ['the commit of a push', event(), `https://github.com/contoso/platform/blob/${merge}/infra/main.json#L12`],
  ['the head of a pull request, not its merge commit', event({ pullRequest: { ...pull, headSha: head } }), `https://github.com/contoso/platform/blob/${head}/infra/main.json#L12`],
  ['the head of a merge group', event({ mergeGroup: { baseSha: merge, headSha: head } }), `https://github.com/contoso/platform/blob/${head}/infra/main.json#L12`],
  ['the head of the run before', event({ workflowRun: { headSha: head, event: 'pull_request' } }), `https://github.com/contoso/platform/blob/${head}/infra/main.json#L12`],
  ['Enterprise Server', event({ serverUrl: 'https://git.contoso.example' }), `https://git.contoso.example/contoso/platform/blob/${merge}/infra/main.json#L12`],
])('a line is linked at %s', (_name, given, expected) => {
  expect(fileLinks(given)?.('infra/main.json', 12)).toBe(expected);
});

test('there is no link without a repository or a commit', () => {
  const { repository: _repository, ...homeless } = event();
  const { sha: _sha, ...timeless } = event();
  expect(fileLinks(homeless)).toBeUndefined();
  expect(fileLinks(timeless)).toBeUndefined();
  expect(fileLinks(event({ sha: 'main) [x](y' }))).toBeUndefined();
});

test.each(['/etc/passwd', '../main.json', 'a/../b.json', 'a//b.json', './a.json', '', 'x'.repeat(1_001), 'a\uD800.json'])('nor to %j', (file) => {
  expect(fileLinks(event())?.(file, 1)).toBeUndefined();
});

test.each([0, -1, 1.5, Number.NaN])('nor to line %d', (line) => {
  expect(fileLinks(event())?.('a.json', line)).toBeUndefined();
});

test('a file name cannot end a markdown link, whatever it is', () => {
  expect(fileLinks(event())?.('a b)](x)\n#?%`@everyone\\.json', 1)).toMatch(/\/a%20b%29%5D%28x%29%0A%23%3F%25%60%40everyone%5C\.json#L1$/);
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (file) => {
      const link = fileLinks(event())?.(file, 1);
      if (link === undefined) return;
      expect(link).toMatch(/^https:\/\/github\.com\/[\w.~%/-]+#L1$/);
      expect(decodeURIComponent(link.slice(link.indexOf(merge) + 41, -'#L1'.length))).toBe(file);
    }),
  );
});
