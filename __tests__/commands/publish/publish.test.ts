import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { annotate, publish } from '../../../src/commands/publish.ts';
import type { PublishOptions } from '../../../src/commands/publish/options.ts';
import type { GitHubEvent } from '../../../src/github/event.ts';
import type { Finding } from '../../../src/policy/finding.ts';
import type { Report } from '../../../src/report/report.ts';
import type { Place } from '../../../src/run/logger.ts';
import type { GitHubStandInOptions } from '../../../src/sandbox/github/stand-in.ts';
import { recordingLogger, repository, startLoopback, token, type Loopback } from '../../github/loopback.ts';
import { finding, report } from '../../report/sample.ts';
import { withoutCode } from '../../report/markdown-reader.ts';

const head = 'a'.repeat(40);
const base = 'b'.repeat(40);
const file = 'infra/main.json';
const line = '  "outboundType": "loadBalancer"';

const saved = { ...process.env };
const started: Loopback[] = [];
let summaryFile = '';
let folder = '';
// One file for all: the toolkit remembers the first that it was told.
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'publish-'));
  summaryFile = join(folder, 'summary.md');
  process.env['GITHUB_STEP_SUMMARY'] = summaryFile;
});
beforeEach(() => writeFile(summaryFile, ''));
afterEach(async () => {
  await Promise.all(started.splice(0).map((loopback) => loopback.stop()));
});
afterAll(async () => {
  process.env = { ...saved };
  await rm(folder, { recursive: true });
});

interface Run {
  readonly url: string;
  readonly warnings: readonly string[];
  readonly lines: readonly string[];
  readonly summary: string;
}

interface Scene {
  readonly loopback: Loopback;
  readonly run: (given: Report, options?: Partial<PublishOptions>, event?: Partial<GitHubEvent>) => Promise<Run>;
}

/** Runs of `check` on pull request 7, whose one file has one line. */
async function scene(options: Partial<GitHubStandInOptions> = {}): Promise<Scene> {
  const loopback = await startLoopback(options);
  started.push(loopback);
  loopback.github.putPullRequest(7, { headSha: head, baseSha: base, files: [{ filename: file, status: 'added', patch: `@@ -0,0 +1 @@\n+${line}` }] });
  loopback.github.putFile(head, file, line);
  const pullRequest = { number: 7, headSha: head, baseSha: base, isFork: false, isDependabot: false };
  const usual: GitHubEvent = { name: 'pull_request', repository, pullRequest, workflow: 'ci', job: 'gate', sha: 'c'.repeat(40), apiUrl: loopback.apiUrl, serverUrl: 'https://github.com' };
  return {
    loopback,
    async run(given, changes = {}, event = {}) {
      const logger = recordingLogger();
      const publishing = { comment: true, commentKey: undefined, pullRequestNumber: undefined, githubToken: token, output: undefined, format: undefined, fails: () => true, ...changes };
      const url = await publish(given, { ...usual, ...event }, publishing, { logger, signal: new AbortController().signal });
      return { url, warnings: logger.warnings, lines: logger.lines, summary: await readFile(summaryFile, 'utf8') };
    },
  };
}

function checked(findings: readonly Finding[] = [], overrides: Partial<Report> = {}): Report {
  const verdict = findings.length === 0 ? 'compliant' : 'violation';
  return report({ command: 'check', title: '3 files', verdict, target: { id: 'infra', name: 'infra' }, changed: false, steps: [], facts: [], findings, ...overrides });
}

const column = line.indexOf('"loadBalancer"') + 1;
const fix = { description: 'Change `"loadBalancer"` to `"none"`', file, line: 1, endLine: 1, column, endColumn: column + 14, original: '"loadBalancer"', replacement: '"none"' };
const bodies = ({ loopback }: Scene): readonly string[] => loopback.github.comments(7).map(({ body }) => body);
const reviewBodies = ({ loopback }: Scene): readonly string[] => loopback.github.reviewComments(7).map(({ body }) => body);

describe('the comment of a check', () => {
  test('is not started where nothing was found', async () => {
    const gate = await scene();
    const run = await gate.run(checked());
    expect(bodies(gate)).toEqual([]);
    expect(run).toMatchObject({ url: '', warnings: [], summary: expect.stringMatching(/^### 3 files: compliant/) });
  });

  test('is not started for what is exempt or complies', async () => {
    const gate = await scene();
    await gate.run(checked([finding({ verdict: 'exempt' }), finding({ verdict: 'compliant' })]));
    expect(bodies(gate)).toEqual([]);
  });

  test.each<[string, Report]>([
    ['a finding', checked([finding()])],
    ['what is undetermined', checked([finding({ verdict: 'undetermined' })])],
    ['a note', checked([], { notes: ['The change to the exemptions takes effect after the merge.'] })],
    ['a failure', checked([], { verdict: 'error' })],
  ])('is started for %s', async (_name, given) => {
    const gate = await scene();
    const run = await gate.run(given);
    expect(bodies(gate)).toHaveLength(1);
    expect(run.url).toBe(gate.loopback.github.comments(7)[0]?.url);
  });

  test('is turned to say that it is resolved, and back', async () => {
    const gate = await scene();
    await gate.run(checked([finding()]));
    await gate.run(checked());
    expect(bodies(gate)).toEqual([expect.stringMatching(/### 3 files: compliant[\s\S]*> What was reported here for an earlier commit is resolved\./)]);
    await gate.run(checked());
    await gate.run(checked([finding()]));
    expect(bodies(gate)).toEqual([expect.stringContaining('1 violation')]);
    expect(gate.loopback.lines().filter((request) => request.startsWith('PATCH'))).toHaveLength(2);
  });

  test('is one for each leg of a matrix that checks something else', async () => {
    const gate = await scene();
    for (const id of ['infra/blue', 'infra/green', 'infra/blue']) await gate.run(checked([finding()], { target: { id, name: id } }));
    expect(bodies(gate)).toHaveLength(2);
  });

  test('of other commands is always written', async () => {
    const gate = await scene();
    await gate.run(report({ command: 'deploy' }));
    expect(bodies(gate)).toHaveLength(1);
  });

  test.each(['push', 'merge_group'])('is not looked for on %s', async (name) => {
    const gate = await scene();
    const logger = recordingLogger();
    const options = { comment: true, suggestions: true, commentKey: undefined, pullRequestNumber: undefined, githubToken: token, output: undefined, format: undefined, fails: () => true };
    await publish(checked([finding({ fix })]), { name, apiUrl: gate.loopback.apiUrl, serverUrl: 'https://github.com', repository }, options, { logger, signal: new AbortController().signal });
    expect(gate.loopback.requests).toEqual([]);
    expect(await readFile(summaryFile, 'utf8')).toContain('1 violation');
    expect(logger.warnings).toEqual([]);
  });
});

describe('suggestions', () => {
  test('are not made unless asked for', async () => {
    const gate = await scene();
    await gate.run(checked([finding({ fix })]));
    expect(reviewBodies(gate)).toEqual([]);
  });

  test('say which rule and why, once', async () => {
    const gate = await scene();
    const first = await gate.run(checked([finding({ fix })]), { suggestions: true });
    const second = await gate.run(checked([finding({ fix })]), { suggestions: true });
    expect(reviewBodies(gate)).toEqual([expect.stringMatching(/\n`aks-outbound-type` on `demo`: The outbound type is loadBalancer\.\n\n```suggestion\n {2}"outboundType": "none"\n```$/)]);
    expect(first.lines).toContain('Suggestions on pull request 7: 1 written.');
    expect(second.lines).toContain('Suggestions on pull request 7: 0 written, 1 there already.');
  });

  test('need no comment', async () => {
    const gate = await scene();
    await gate.run(checked([finding({ fix })]), { suggestions: true, comment: false });
    expect([bodies(gate), reviewBodies(gate)]).toEqual([[], [expect.stringContaining('"none"')]]);
  });

  test('are not made for what is exempt', async () => {
    const gate = await scene();
    await gate.run(checked([finding({ fix, verdict: 'exempt' })]), { suggestions: true });
    expect(gate.loopback.lines().filter((request) => request.includes('/pulls/'))).toEqual([]);
  });

  test('are not made on a pull request whose head was not judged', async () => {
    const gate = await scene();
    gate.loopback.github.putPullRequest(8, { headSha: head, baseSha: base });
    const other = await gate.run(checked([finding({ fix })]), { suggestions: true, pullRequestNumber: 8 });
    const moved = await gate.run(checked([finding({ fix })]), { suggestions: true }, { pullRequest: { number: 7, headSha: 'd'.repeat(40), isFork: false, isDependabot: false } });
    expect(other.lines).toContain('No suggestions were made: the event does not say which commit of the pull request was judged.');
    expect(moved.lines).toContain('Pull request 7 has another head by now: nothing was suggested.');
    expect(gate.loopback.github.reviews(7)).toEqual([]);
  });
});

describe('a token that may only read', () => {
  test.each([[true, /^The comment on pull request #7 was not written: this run is from a fork/], [false, /^The suggestions on pull request #7 were not written: this run is from a fork/]])(
    'gives one warning, whatever is asked for (comment: %s); the summary has the report', async (comment, expected) => {
      const gate = await scene({ permission: 'read' });
      const fork = { number: 7, headSha: head, isFork: true, isDependabot: false };
      const run = await gate.run(checked([finding({ fix })]), { suggestions: true, comment }, { pullRequest: fork });
      expect(run.warnings).toEqual([expect.stringMatching(expected)]);
      expect(run).toMatchObject({ url: '', summary: expect.stringContaining('1 violation') });
    },
  );

  test('so does one that is missing', async () => {
    const gate = await scene();
    const run = await gate.run(checked([finding({ fix })]), { suggestions: true, githubToken: undefined });
    expect(run.warnings).toEqual([expect.stringMatching(/no "github-token"/)]);
    expect(run.summary).toContain('1 violation');
  });
});

describe('a poisoned repository', () => {
  const evil = '@everyone ::error::x ```\n````suggestion\n${{ github.token }} <script> \u001B[31m\u202E --> <!--';

  test('stays within code on every surface', async () => {
    const gate = await scene();
    const location = { file: evil, line: 1, column: 1, pointer: evil };
    await gate.run(checked([finding({ rule: evil, title: evil, message: evil, resource: { type: evil, name: evil }, location, fix })]), { suggestions: true });
    const [comment = '', review = ''] = [...bodies(gate), ...reviewBodies(gate)];
    const marker = /^<!-- aks-network-isolation:[\w%:]+ -->\n/;
    expect(comment).toMatch(marker);
    expect(review).toMatch(marker);
    const [text = '', suggestion = ''] = review.replace(marker, '').split('\n\n');
    expect(suggestion).toBe('```suggestion\n  "outboundType": "none"\n```');
    expect(text).not.toContain('\n');
    expect(withoutCode(text)).not.toMatch(/[@<>`$\p{Cc}\p{Cf}]/u);
  });

  test('makes annotations whose place is one property each', async () => {
    const shown: [string, Place | undefined][] = [];
    const logger = { ...recordingLogger(), error: (message: string, place?: Place) => void shown.push([message, place]) };
    await annotate(checked([finding({ rule: evil, location: { file: evil, line: 3, column: 2, pointer: '' } })]), logger, () => true);
    expect(shown).toEqual([[expect.any(String), expect.objectContaining({ file: evil, line: 3, column: 2 })]]);
  });
});

test('findings of `assign` are on neighbours and do not look as if they failed the run', async () => {
  const logger = recordingLogger();
  await annotate(report({ command: 'assign', findings: [finding()] }), logger, () => true);
  expect(logger.warnings).toHaveLength(1);
});

test('five thousand findings, each with a fix, are one comment within GitHub’s limit and twenty suggestions', async () => {
  const gate = await scene();
  const text = Array.from({ length: 5_000 }, () => line);
  gate.loopback.github.putFile(head, file, text.join('\n'));
  const patch = [`@@ -0,0 +1,${text.length} @@`, ...text.map((content) => `+${content}`)].join('\n');
  gate.loopback.github.putPullRequest(7, { headSha: head, baseSha: base, files: [{ filename: file, status: 'added', patch }] });
  const findings = text.map((_, index) => finding({ fingerprint: String(index), fix: { ...fix, line: index + 1, endLine: index + 1 } }));
  const run = await gate.run(checked(findings), { suggestions: true });
  expect(run.warnings).toEqual([]);
  expect(bodies(gate)[0]?.length).toBeLessThan(65_536);
  expect(run.summary.length).toBeGreaterThan(65_536);
  expect(Buffer.byteLength(run.summary)).toBeLessThanOrEqual(1024 * 1024);
  expect(reviewBodies(gate)).toHaveLength(20);
  expect(run.lines).toContain('Suggestions on pull request 7: 20 written, 4980 left to the report.');
});
