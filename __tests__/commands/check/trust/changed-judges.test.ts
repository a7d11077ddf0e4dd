import { describe, expect, test } from '@jest/globals';
import { changedFiles, changedJudges } from '../../../../src/commands/check/trust/changed-judges.ts';
import { workflowFinding } from '../../../../src/commands/check/trust/workflow-finding.ts';
import type { TrustedTree } from '../../../../src/commands/check/trust/trusted.ts';
import type { FileTree } from '../../../../src/sources/tree.ts';
import { event, treeOf } from '../events.ts';

function base(tree: FileTree, overrides: Partial<TrustedTree> = {}): TrustedTree {
  return { tree, isBase: true, isMergedInto: true, warnings: [], close: () => {}, ...overrides };
}

describe('what a pull request does to its judges', () => {
  const before = { 'config.yml': 'a\n', 'policies/x.json': '1', 'policies/gone.json': '2', 'same.json': 'a\nb\n', 'unread.json': undefined };
  const after = { 'config.yml': 'b\n', 'policies/x.json': '1', 'policies/new.json': '3', 'same.json': 'a\r\nb\r\n', 'unread.json': 'x' };
  const paths = ['config.yml', 'policies', 'same.json', 'unread.json', 'none.yml'];

  test('is told file by file; line ends are no change', async () => {
    expect(await changedFiles(base(treeOf(before)), treeOf(after), paths)).toEqual([
      { path: 'config.yml', change: 'changed' },
      { path: 'policies/gone.json', change: 'removed' },
      { path: 'policies/new.json', change: 'added' },
    ]);
  });

  test('is told of what can no longer be read, too: a link that leads out of the checkout is not what the base commit has', async () => {
    const files = await changedFiles(base(treeOf({ 'config.yml': 'a\n', 'gone.yml': undefined })), treeOf({ 'config.yml': undefined, 'gone.yml': undefined, 'new.yml': undefined }), ['config.yml', 'gone.yml', 'new.yml']);
    expect(files).toEqual([{ path: 'config.yml', change: 'changed' }, { path: 'new.yml', change: 'added' }]);
  });

  test('is a sentence each, which says when it counts', async () => {
    expect(await changedJudges(base(treeOf(before)), treeOf(after), paths)).toEqual([
      'This pull request changes `config.yml`: the change takes effect after the merge.',
      'This pull request removes `policies/gone.json`: the removal takes effect after the merge.',
      'This pull request adds `policies/new.json`: the addition takes effect after the merge.',
    ]);
  });

  test('is not claimed of a pull request where the base branch may have moved on', async () => {
    expect(await changedJudges(base(treeOf(before), { isMergedInto: false }), treeOf(after), ['config.yml', 'policies/new.json'])).toEqual([
      "`config.yml` differs from the base commit's: the base commit's was used; a change of this pull request takes effect after the merge.",
      '`policies/new.json` is not in the base commit: it was not used; a change of this pull request takes effect after the merge.',
    ]);
  });

  test('is counted beyond ten', async () => {
    const many = Object.fromEntries(Array.from({ length: 25 }, (_, index) => [`policies/${index}.json`, 'x']));
    const sentences = await changedJudges(base(treeOf({})), treeOf(many), ['policies']);
    expect(sentences).toHaveLength(11);
    expect(sentences.at(-1)).toMatch(/^15 more files/);
  });

  test('is nothing where what is checked out counts', async () => {
    expect(await changedJudges(base(treeOf(before), { isBase: false }), treeOf(after), paths)).toEqual([]);
  });
});

describe('the workflow of the gate', () => {
  const path = '.github/workflows/gate.yml';
  const run = event('pull_request', { workflowPath: path });
  const files = {
    [path]: 'jobs:\n  a:\n    uses: ./.github/workflows/called.yml\n  b:\n    steps:\n      - uses: actions/checkout@v5\n      - uses: "./.github/actions/prepare"\n      - uses: ./../outside\n',
    '.github/workflows/called.yml': 'steps:\n  - uses: ./tools/setup/ # ours\n',
    '.github/actions/prepare/action.yml': 'runs: {}\n',
    'tools/setup/action.yaml': 'runs: {}\n',
    '.github/workflows/other.yml': 'on: push\n',
  };

  test('that is unchanged is no finding, whatever else changes', async () => {
    expect(await workflowFinding(run, base(treeOf(files)), treeOf({ ...files, '.github/workflows/other.yml': 'on: []\n', 'outside/action.yml': '' }))).toBeUndefined();
  });

  test('that is changed is for a person to look at', async () => {
    const finding = await workflowFinding(run, base(treeOf(files)), treeOf({ ...files, [path]: 'jobs: {}\n' }));
    expect(finding).toMatchObject({ rule: 'gate-workflow', effect: 'audit', verdict: 'undetermined', severity: 'medium', location: { file: path, line: 1 } });
    expect(finding?.message).toMatch(/^This pull request changes `\.github\/workflows\/gate\.yml`/);
    expect(finding?.remedy).toMatch(/ruleset.*CODEOWNERS/);
  });

  test.each(['.github/workflows/called.yml', '.github/actions/prepare/action.yml', 'tools/setup/action.yaml'])('calls %s: a change of it is one too', async (called) => {
    const finding = await workflowFinding(run, base(treeOf(files)), treeOf({ ...files, [called]: 'changed' }));
    expect(finding?.location).toMatchObject({ file: called, line: 1 });
  });

  test('that is removed has no line to point to; what else changes is named beside it', async () => {
    const { [path]: _, ...rest } = files;
    const finding = await workflowFinding(run, base(treeOf(files)), treeOf({ ...rest, '.github/workflows/called.yml': 'changed', '.github/actions/prepare/action.yml': 'changed' }));
    expect(finding?.message).toMatch(/and 2 more of its files/);
    const removed = await workflowFinding(run, base(treeOf(files)), treeOf(rest));
    expect(removed).toMatchObject({ resource: { name: path }, message: expect.stringMatching(/removes/) });
    expect(removed?.location).toBeUndefined();
  });

  test('that the base does not have is added by the pull request', async () => {
    expect((await workflowFinding(run, base(treeOf({})), treeOf(files)))?.message).toMatch(/adds/);
  });

  test('of another repository is nothing that a pull request could change', async () => {
    expect(await workflowFinding(event('pull_request'), base(treeOf(files)), treeOf({}))).toBeUndefined();
  });

  test('that calls itself in a circle ends', async () => {
    const round = { [path]: `uses: ./${path}\nuses: ./a`, 'a/action.yml': 'uses: ./a\nuses: ./b', 'b/action.yml': 'uses: ./a' };
    expect(await workflowFinding(run, base(treeOf(round)), treeOf(round))).toBeUndefined();
  });
});
