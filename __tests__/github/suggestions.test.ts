import { afterEach, describe, expect, test } from '@jest/globals';
import { suggestFixes, type SuggestedFix, type SuggestionOutcome, type SuggestionRequest } from '../../src/github/suggestions.ts';
import { CancelledError } from '../../src/run/errors.ts';
import type { PullRequestFile } from '../../src/sandbox/github/pulls.ts';
import type { GitHubStandInOptions } from '../../src/sandbox/github/stand-in.ts';
import { recordingLogger, repository, startLoopback, token, type Fault, type Loopback } from './loopback.ts';

const head = 'a'.repeat(40);
const base = 'b'.repeat(40);
const workflow = 'github-actions[bot]';
const file = 'infra/main.json';

const started: Loopback[] = [];
afterEach(async () => {
  await Promise.all(started.splice(0).map((loopback) => loopback.stop()));
});

interface Scene {
  readonly loopback: Loopback;
  readonly warnings: string[];
  readonly suggest: (overrides?: Partial<SuggestionRequest>) => Promise<SuggestionOutcome>;
}

/** The file of which every line is new: `"type0": "loadBalancer",` and so on. */
const lineOf = (index: number): string => `  "type${index}": "loadBalancer",`;
const added = (filename: string, lines: readonly string[]): PullRequestFile => ({
  filename, status: 'added', patch: [`@@ -0,0 +1,${lines.length} @@`, ...lines.map((line) => `+${line}`)].join('\n'),
});

/** A pull request that adds one file, and a run on its head. */
async function scene(lines: readonly string[], options: Partial<GitHubStandInOptions> = {}, before?: Fault): Promise<Scene> {
  const loopback = await startLoopback(options, before);
  started.push(loopback);
  loopback.github.putPullRequest(7, { headSha: head, baseSha: base, files: [added(file, lines)] });
  loopback.github.putFile(head, file, lines.join('\n'));
  const logger = recordingLogger();
  const request = { token, apiUrl: loopback.apiUrl, repository, pullRequestNumber: 7, headSha: head, fixes: [fixOf(0)] };
  return { loopback, warnings: logger.warnings, suggest: (overrides) => suggestFixes({ ...request, ...overrides }, { logger }) };
}

/** The fix of a line of `lineOf`. */
function fixOf(index: number, overrides: Partial<SuggestedFix['fix']> = {}): SuggestedFix {
  const original = '"loadBalancer"';
  const column = lineOf(index).indexOf(original) + 1;
  const place = { file, line: index + 1, endLine: index + 1, column, endColumn: column + original.length };
  return { id: `finding ${index}`, text: `Why ${index}.`, fix: { description: '', ...place, original, replacement: '"none"', ...overrides } };
}

const lines = (count: number): readonly string[] => Array.from({ length: count }, (_, index) => lineOf(index));
const counts = (overrides: Partial<SuggestionOutcome> = {}): SuggestionOutcome => ({ kind: 'done', written: 0, standing: 0, outside: 0, unfit: 0, over: 0, ...overrides });
const posts = ({ loopback }: Scene): readonly string[] => loopback.lines().filter((line) => line.startsWith('POST') && !line.endsWith('graphql'));

describe('a suggestion', () => {
  test('is the line as it should be, on the judged commit, in one review', async () => {
    const one = await scene(lines(3));
    expect(await one.suggest({ fixes: [fixOf(0), fixOf(2)] })).toEqual(counts({ written: 2 }));
    expect(one.loopback.github.reviews(7)).toMatchObject([{ body: '2 lines of this change can be mended as suggested.' }]);
    expect(one.loopback.github.reviewComments(7)).toMatchObject([{ path: file, line: 1, commit: head }, { path: file, line: 3, commit: head }]);
    expect(one.loopback.github.reviewComments(7)[1]?.body).toMatch(/^<!-- .* -->\nWhy 2\.\n\n```suggestion\n {2}"type2": "none",\n```$/);
    expect(one.warnings).toEqual([]);
  });

  test('is written once, also when the line has moved since', async () => {
    const one = await scene(lines(1));
    await one.suggest();
    const next = 'c'.repeat(40);
    one.loopback.github.putPullRequest(7, { headSha: next, baseSha: base, files: [added(file, ['{', ...lines(1)])] });
    one.loopback.github.putFile(next, file, ['{', ...lines(1)].join('\n'));
    expect(await one.suggest({ headSha: next, fixes: [fixOf(0, { line: 2, endLine: 2 })] })).toEqual(counts({ standing: 1 }));
    expect(one.loopback.github.reviewComments(7)).toHaveLength(1);
  });

  test('of somebody else with our marker is not ours', async () => {
    const one = await scene(lines(1));
    await one.suggest();
    const body = one.loopback.github.reviewComments(7)[0]?.body ?? '';
    const other = await scene(lines(1));
    other.loopback.github.addReviewComment(7, { path: file, line: 1, body, author: 'mallory' });
    expect(await other.suggest()).toEqual(counts({ written: 1 }));
    expect(other.loopback.github.reviewComments(7).map(({ author }) => author)).toEqual(['mallory', workflow]);
  });

  test('is found again beyond a hundred review comments, and without GraphQL', async () => {
    const one = await scene(lines(1), {}, (request) => (request.path === '/graphql' ? { status: 404, body: { message: 'Not Found' } } : undefined));
    for (let index = 0; index < 130; index += 1) one.loopback.github.addReviewComment(7, { path: file, line: 1, body: `talk ${index}`, author: 'ada' });
    await one.suggest();
    expect(await one.suggest()).toEqual(counts({ standing: 1 }));
  });

  test('keeps to the file’s line ends, tabs and backticks', async () => {
    const line = '\t"```": "loadBalancer", // @everyone ${{ x }} --> ````';
    const one = await scene([line]);
    one.loopback.github.putFile(head, file, `${line}\r\n`);
    const column = line.indexOf('"loadBalancer"') + 1;
    expect(await one.suggest({ fixes: [fixOf(0, { column, endColumn: column + 14 })] })).toEqual(counts({ written: 1 }));
    expect(one.loopback.github.reviewComments(7)[0]?.body).toMatch(/\n`````suggestion\n\t"```": "none", \/\/ @everyone \$\{\{ x \}\} --> ````\n`````$/);
  });

  test('on GitHub Enterprise Server', async () => {
    const one = await scene(lines(1));
    const apiUrl = `${one.loopback.apiUrl}/api/v3`;
    expect(await one.suggest({ apiUrl })).toEqual(counts({ written: 1 }));
    expect(await one.suggest({ apiUrl })).toEqual(counts({ standing: 1 }));
    expect(one.loopback.lines().every((line) => line.includes(' /api/'))).toBe(true);
  });
});

describe('no suggestion is made', () => {
  test('and nothing is asked, where there is no fix', async () => {
    const one = await scene(lines(1));
    expect(await one.suggest({ fixes: [] })).toEqual(counts());
    expect(one.loopback.requests).toEqual([]);
  });

  test('when the pull request has gone on to another head', async () => {
    const one = await scene(lines(1));
    expect(await one.suggest({ headSha: 'd'.repeat(40) })).toEqual(counts({ kind: 'outdated' }));
    expect(posts(one)).toEqual([]);
  });

  test('on a line that the diff does not show, in a file it does not touch or whose patch is left out', async () => {
    const one = await scene(lines(2));
    one.loopback.github.putPullRequest(7, { headSha: head, baseSha: base, files: [added(file, lines(2)), { filename: 'large.json', status: 'modified' }] });
    const fixes = [fixOf(5), fixOf(0, { file: 'other.json' }), fixOf(0, { file: 'large.json' }), fixOf(1)];
    expect(await one.suggest({ fixes })).toEqual(counts({ written: 1, outside: 3 }));
  });

  test('on a line that is not what was judged', async () => {
    const one = await scene(lines(3));
    one.loopback.github.putFile(head, file, [lineOf(0).replace('load', 'Load'), lineOf(1)].join('\n'));
    expect(await one.suggest({ fixes: [fixOf(0), fixOf(1), fixOf(2)] })).toEqual(counts({ written: 1, unfit: 2 }));
  });

  test('in a file that cannot be read at the head, or that is no path', async () => {
    const one = await scene(lines(1));
    const files = ['gone.json', 'a/../b.json'].map((name) => added(name, lines(1)));
    one.loopback.github.putPullRequest(7, { headSha: head, baseSha: base, files });
    expect(await one.suggest({ fixes: files.map(({ filename }) => fixOf(0, { file: filename })) })).toEqual(counts({ unfit: 2 }));
    expect(posts(one)).toEqual([]);
  });

  test('in files that the token may not read, or that are too large to be shown', async () => {
    const one = await scene(lines(1), {}, (request) => (request.path.endsWith('secret.json') ? { status: 403, body: { message: 'Resource not accessible by integration' } } : undefined));
    const files = ['secret.json', 'large.json'].map((name) => added(name, lines(1)));
    one.loopback.github.putPullRequest(7, { headSha: head, baseSha: base, files: [...files, added(file, lines(1))] });
    one.loopback.github.putFile(head, 'large.json', `${lineOf(0)}\n${' '.repeat(1024 * 1024)}`);
    expect(await one.suggest({ fixes: [...files.map(({ filename }) => fixOf(0, { file: filename })), fixOf(0)] })).toEqual(counts({ written: 1, unfit: 2 }));
    expect(one.warnings).toEqual([]);
  });

  test('beyond twenty of a run; the next run goes on', async () => {
    const one = await scene(lines(50));
    const fixes = Array.from({ length: 50 }, (_, index) => fixOf(index));
    expect(await one.suggest({ fixes })).toEqual(counts({ written: 20, over: 30 }));
    expect(await one.suggest({ fixes })).toEqual(counts({ written: 20, standing: 20, over: 10 }));
    expect(one.loopback.github.reviewComments(7)).toHaveLength(40);
    expect(one.loopback.lines().filter((line) => line.includes('/contents/'))).toHaveLength(2);
  });

  test('of more than fifty files, whatever they hold', async () => {
    const one = await scene(lines(1));
    const files = Array.from({ length: 150 }, (_, index) => added(`${index}.json`, lines(1)));
    one.loopback.github.putPullRequest(7, { headSha: head, baseSha: base, files });
    expect(await one.suggest({ fixes: files.map(({ filename }) => fixOf(0, { file: filename })) })).toEqual(counts({ unfit: 50, over: 100 }));
  });
});

describe('when GitHub will not have a line', () => {
  /** GitHub knows fewer lines than the list of files shows: a patch that has changed in between. */
  function withStaleList(request: Parameters<Fault>[0]): ReturnType<Fault> {
    return request.path.endsWith('/files') ? { status: 200, body: [added(file, lines(9))] } : undefined;
  }

  test('the others are written all the same', async () => {
    const one = await scene(lines(2), {}, withStaleList);
    one.loopback.github.putFile(head, file, lines(9).join('\n'));
    expect(await one.suggest({ fixes: [fixOf(0), fixOf(7), fixOf(1)] })).toEqual(counts({ written: 2, unfit: 1 }));
    expect(one.loopback.github.reviewComments(7).map(({ line }) => line)).toEqual([1, 2]);
    expect(one.warnings).toEqual([]);
  });

  test('and a limit comes in between, the warning says that the rest is missing', async () => {
    let comments = 0;
    const one = await scene(lines(2), {}, (request) => {
      if (request.method === 'POST' && request.path.endsWith('/reviews')) return { status: 422, body: { message: 'Unprocessable Entity', errors: ['Line could not be resolved'] } };
      if (request.method === 'POST' && request.path.endsWith('/comments')) comments += 1;
      return comments > 1 ? { status: 403, body: { message: 'You have exceeded a secondary rate limit.' } } : undefined;
    });
    expect(await one.suggest({ fixes: [fixOf(0), fixOf(1)] })).toEqual(counts({ kind: 'refused', written: 1 }));
    expect(one.warnings).toEqual([expect.stringMatching(/^The rest of the suggestions on pull request #7 was not written: .*rate limit is used up/)]);
  });
});

describe('when the gateway fails', () => {
  const badGateway = { status: 502, body: { message: 'Bad Gateway' } };

  test.each([
    ['though the review was made', true],
    ['and the review was not made', false],
  ])('%s, each suggestion stands once', async (_name, effective) => {
    let failed = false;
    const one: Scene = await scene(lines(2), {}, (request) => {
      if (failed || request.method !== 'POST' || !request.path.endsWith('/reviews')) return undefined;
      failed = true;
      if (effective) one.loopback.github.handle(request);
      return badGateway;
    });
    expect(await one.suggest({ fixes: [fixOf(0), fixOf(1)] })).toEqual(counts({ written: 2 }));
    expect(one.loopback.github.reviewComments(7).map(({ line }) => line)).toEqual([1, 2]);
  });
});

describe('what GitHub refuses is one warning', () => {
  test.each<[string, Partial<SuggestionRequest>, RegExp]>([
    ['the missing permission', {}, /^The suggestions on pull request #7 were not written: .*`permissions: pull-requests: write`/],
    ['the fork', { isFork: true }, /from a fork, and its token is read-only/],
    ['Dependabot', { isDependabot: true }, /of Dependabot, and its token is read-only/],
  ])('naming %s, with a read token', async (_name, overrides, expected) => {
    const one = await scene(lines(1), { permission: 'read' });
    expect(await one.suggest(overrides)).toEqual(counts({ kind: 'refused' }));
    expect(one.warnings).toEqual([expect.stringMatching(expected)]);
    expect(one.loopback.github.reviewComments(7)).toEqual([]);
  });

  test.each([['primary', 403], ['primary', 429], ['secondary', 403], ['secondary', 429]] as const)('of a %s rate limit with status %i', async (kind, status) => {
    const one = await scene(lines(1));
    one.loopback.github.limitRate({ kind, status, requests: 9 });
    expect((await one.suggest()).kind).toBe('refused');
    expect(one.warnings).toEqual([expect.stringMatching(/rate limit is used up/)]);
  });

  test('of a pull request that is not there, and of an answer that is not GitHub’s', async () => {
    const one = await scene(lines(1), {}, (request) => (request.path.endsWith('/files') ? { status: 200, body: [{ filename: 1 }] } : undefined));
    expect((await one.suggest({ pullRequestNumber: 9 })).kind).toBe('refused');
    expect((await one.suggest()).kind).toBe('refused');
    expect(one.warnings).toEqual([expect.stringMatching(/404/), expect.stringMatching(/did not answer as documented/)]);
  });

  test('but cancelling ends it as cancelled, without one', async () => {
    const one = await scene(lines(1));
    const logger = recordingLogger();
    const request = { token, apiUrl: one.loopback.apiUrl, repository, pullRequestNumber: 7, headSha: head, fixes: [fixOf(0)] };
    await expect(suggestFixes(request, { logger, signal: AbortSignal.abort() })).rejects.toThrow(CancelledError);
    expect(logger.warnings).toEqual([]);
  });
});
