import { symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readHandedReport, type HandedReport } from '../../../../src/commands/check/handed/handed-report.ts';
import type { GitHubEvent, WorkflowRun } from '../../../../src/github/event.ts';
import { renderJson } from '../../../../src/report/json.ts';
import { renderMarkdown } from '../../../../src/report/markdown.ts';
import type { Report, ReportWay } from '../../../../src/report/report.ts';
import { UserError } from '../../../../src/run/errors.ts';
import { recordingLogger, startLoopback, token, type Loopback } from '../../../github/loopback.ts';
import { withoutCode } from '../../../report/markdown-reader.ts';
import { changedMixed, exposure, way } from '../../../report/exposures/sample.ts';
import { finding, hostile, report } from '../../../report/sample.ts';
import { freshFolder } from '../../../sources/git/checkouts.ts';
import { event } from '../events.ts';

const head = 'a'.repeat(40);
const folder = freshFolder();
const file = 'report.json';
let loopback: Loopback;
beforeAll(async () => {
  loopback = await startLoopback({ permission: 'read' });
  loopback.github.putPullRequest(7, { headSha: head, baseSha: 'b'.repeat(40), headRepository: 'stranger/platform' });
  loopback.github.putPullRequest(8, { headSha: 'c'.repeat(40), baseSha: 'b'.repeat(40), headRepository: 'stranger/platform' });
  loopback.github.putPullRequest(9, { headSha: head, baseSha: 'b'.repeat(40), headRepository: 'ada/platform' });
  loopback.github.putPullRequest(10, { headSha: head, baseSha: 'b'.repeat(40), headRepository: 'stranger/platform', state: 'closed' });
});
afterAll(() => loopback.stop());

const checked: Report = report({ command: 'check', title: '3 files', verdict: 'violation', target: { id: '', name: 'infra' }, changed: false, steps: [], findings: [finding()], counts: { violation: 1, compliant: 4 }, pullRequest: { number: 7 } });

/** What the run before wrote, changed as its author likes. */
function written(overrides: Readonly<Record<string, unknown>> = {}, changed: Partial<Report> = {}): string {
  const plain: unknown = JSON.parse(renderJson({ ...checked, ...changed }));
  return JSON.stringify({ ...(plain as object), ...overrides });
}

function followed(overrides: Partial<WorkflowRun> = {}): GitHubEvent {
  return event('workflow_run', { apiUrl: loopback.apiUrl, workflowRun: { headSha: head, event: 'pull_request', conclusion: 'failure', headRepository: 'Stranger/platform', ...overrides } });
}

async function take(text: string, of: GitHubEvent = followed(), githubToken: string | undefined = token): Promise<HandedReport> {
  writeFileSync(join(folder, file), text);
  return readHandedReport(of, { file, folder, githubToken }, { logger: recordingLogger() });
}

describe('a report of the pull request’s run', () => {
  test('is taken over, with a note that says whose word it is', async () => {
    const handed = await take(written());
    expect(handed).toMatchObject({ kind: 'report', number: 7, report: { command: 'check', verdict: 'violation', counts: { violation: 1, compliant: 4 }, findings: [finding()] } });
    expect(handed.kind === 'report' ? handed.report.notes : []).toEqual([expect.stringMatching(/made by the pull request's own run for commit `aaaaaaaaaaaa`.*ended with failure/)]);
  });

  test('has the verdict and the counts that its findings have, whatever it says', async () => {
    const handed = await take(written({ verdict: 'compliant', counts: { violation: 0 } }));
    expect(handed).toMatchObject({ report: { verdict: 'violation', counts: { violation: 1 } } });
  });

  test('loses what it must not bring: fixes, links, steps, members that no schema knows', async () => {
    const handed = await take(written({ 'steps': [{ title: 'evil' }], 'evil': 1, 'planHash': 'x', '__proto__x': 1 }, { findings: [finding({ resource: { type: 't', name: 'n', id: 'https://evil.example' }, fix: { description: 'x', file: 'x', line: 1, column: 1, endLine: 1, endColumn: 2, original: '', replacement: '' } })] }));
    if (handed.kind !== 'report') throw new Error(handed.reason);
    expect(handed.report.steps).toEqual([]);
    expect(JSON.stringify(handed.report)).not.toMatch(/evil|replacement|planHash/);
  });

  test('brings the ways out of its clusters, without ids and members that no schema knows', async () => {
    const handed = await take(written({}, { exposures: [changedMixed(), { cluster: { name: 'bare', id: 'https://evil.example' }, ways: [{ ...way(), evil: 1 } as ReportWay] }] }));
    if (handed.kind !== 'report') throw new Error(handed.reason);
    const { cluster: _cluster, ...rest } = changedMixed();
    expect(handed.report.exposures).toEqual([{ cluster: { name: 'demo' }, ...rest }, { cluster: { name: 'bare' }, ways: [way()] }]);
    expect(Object.keys(handed.report.exposures?.[1] ?? {})).toEqual(['cluster', 'ways']);
  });
});

describe('nothing is written where the report is not about the pull request as it stands', () => {
  test.each<[string, number, Partial<WorkflowRun>, RegExp]>([
    ['another head', 8, {}, /the head of pull request #8 is cccccccccccc/],
    ['the same commit in somebody else’s pull request', 9, {}, /another repository than the head of pull request #9/],
    ['a run that does not say where it is from', 7, { headRepository: undefined as never }, /another repository/],
    ['a closed pull request', 10, {}, /#10 is closed/],
    ['no such pull request', 11, {}, /there is no pull request #11/],
    ['a run of an older push', 7, { headSha: 'd'.repeat(40) }, /the run was of commit dddddddddddd/],
  ])('%s', async (_name, number, run, expected) => {
    expect(await take(written({ pullRequest: { number } }), followed(run))).toEqual({ kind: 'outdated', reason: expect.stringMatching(expected) });
  });
});

describe('what will not do is refused', () => {
  const nested = (depth: number): unknown => (depth === 0 ? 1 : [nested(depth - 1)]);
  test.each<[string, string | (() => string), RegExp]>([
    ['no JSON', '::error::{', /^report\.json is no well-formed JSON\.$/],
    ['a list', '[]', /the whole/],
    ['another command', () => written({ command: 'deploy' }), /command/],
    ['another schema', () => written({ schemaVersion: '2.0' }), /schemaVersion: expected schema 1/],
    ['no pull request', () => written({ pullRequest: undefined }), /pullRequest/],
    ['a number that is none', () => written({ pullRequest: { number: '7/../../issues/1' } }), /pullRequest\.number/],
    ['a negative number', () => written({ pullRequest: { number: -7 } }), /pullRequest\.number/],
    ['a verdict of its own', () => written({}, { findings: [finding({ verdict: 'fine' as never })] }), /findings\.0\.verdict/],
    ['a path out of the repository', () => written({}, { findings: [finding({ location: { file: 'a/../../x', line: 1, column: 1, pointer: '' } })] }), /findings\.0\.location\.file/],
    ['an absolute path', () => written({}, { findings: [finding({ location: { file: '/etc/passwd', line: 1, column: 1, pointer: '' } })] }), /findings\.0\.location\.file/],
    ['a line that is none', () => written({}, { findings: [finding({ location: { file: 'x', line: 0.5, column: 1, pointer: '' } })] }), /findings\.0\.location\.line/],
    ['a rule with a line break', () => written({}, { findings: [finding({ rule: 'a\n::error::' })] }), /findings\.0\.rule: expected the name of a rule/],
    ['a long message', () => written({}, { findings: [finding({ message: 'x'.repeat(5000) })] }), /findings\.0\.message/],
    ['too many findings', () => written({}, { findings: Array.from({ length: 1001 }, () => finding()) }), /findings/],
    ['a deep value', () => written({}, { findings: [finding({ reasons: [{ kind: 'field', expression: 'x', operator: 'in', actual: nested(20), expected: 1, result: true }] })] }), /findings\.0\.reasons\.0\.actual/],
    ['a prototype', () => written().replace('"loadBalancer"', '{"__proto__":{"polluted":true}}'), /findings\.0\.reasons\.0\.actual/],
    ['a way in a state of its own', () => written({}, { exposures: [exposure([way({ state: 'shut' as never })])] }), /exposures\.0\.ways\.0\.state/],
    ['a way with a line break in its rule', () => written({}, { exposures: [exposure([way({ rule: 'a\n::error::' })])] }), /exposures\.0\.ways\.0\.rule: expected the name of a rule/],
    ['a cluster of very many ways', () => written({}, { exposures: [exposure(Array.from({ length: 101 }, () => way()))] }), /exposures\.0\.ways/],
    ['very many clusters', () => written({}, { exposures: Array.from({ length: 1001 }, () => exposure([])) }), /exposures/],
    ['very many ways of all clusters together', () => written({}, { exposures: Array.from({ length: 201 }, () => exposure(Array.from({ length: 100 }, () => way()))) }), /exposures: expected at most 20000 ways/],
    ['a huge file', () => ' '.repeat(9 * 1024 * 1024), /at most 8388608/],
  ])('%s', async (_name, text, expected) => {
    const failed = take(typeof text === 'string' ? text : text());
    await expect(failed).rejects.toThrow(UserError);
    await expect(failed).rejects.toThrow(expected);
  });

  test.each<[string, () => GitHubEvent, string | undefined, RegExp]>([
    ['another event', () => event('pull_request'), token, /on workflow_run only/],
    ['a run of a push', () => followed({ event: 'push' }), token, /started by push, not by pull_request/],
    ['no token', () => followed(), '', /github-token/],
    ['a bad token', () => followed(), 'wrong', /Pull request #7, which report\.json names, cannot be confirmed: .*401/],
  ])('%s', async (_name, of, githubToken, expected) => {
    writeFileSync(join(folder, file), written());
    await expect(readHandedReport(of(), { file, folder, githubToken: githubToken === '' ? undefined : githubToken }, { logger: recordingLogger() })).rejects.toThrow(expected);
  });

  test('a link, and a file that is not there', async () => {
    symlinkSync('/etc/passwd', join(folder, 'link.json'));
    const read = (name: string): Promise<HandedReport> => readHandedReport(followed(), { file: name, folder, githubToken: token }, { logger: recordingLogger() });
    await expect(read('link.json')).rejects.toThrow(/it is a link/);
    await expect(read('none.json')).rejects.toThrow(/there is no such file; download the artifact/);
    await expect(read('.')).rejects.toThrow(/no ordinary file/);
  });
});

test('hostile words are refused or rendered harmlessly, and never break anything else', async () => {
  await fc.assert(
    fc.asyncProperty(hostile, hostile, async (message, name) => {
      const handed = await take(written({ title: name }, { findings: [finding({ message, resource: { type: 't', name } })], notes: [message] }));
      expect(handed.kind).toBe('report');
      if (handed.kind === 'report') expect(withoutCode(renderMarkdown(handed.report))).not.toMatch(/^::|<script|@everyone/m);
    }),
    { numRuns: 25 },
  );
});
