import type { GitHubEvent } from '../../../github/event.ts';
import type { Finding, Location } from '../../../policy/finding.ts';
import type { FileTree } from '../../../sources/tree.ts';
import { changedFiles, type ChangedFile } from './changed-judges.ts';
import type { TrustedTree } from './trusted.ts';

/** The rule's name in reports. */
const workflowRule = 'gate-workflow';

/** Workflows and actions that one workflow calls, and theirs. GitHub allows reusable workflows ten levels deep. */
const most = { files: 50, length: 1024 * 1024 } as const;

/**
 * A finding when the pull request changes the workflow that runs this check, or a workflow or an action of this repository that it calls
 * on the way (`uses: ./…`), by what the base commit says of them. No step can keep a pull request from editing what calls it, so whether
 * the gate still does its work afterwards is for a person to see: the verdict is `undetermined`, the effect `audit`.
 * Undefined when nothing of it changes, and when the workflow lies in another repository, which the pull request cannot change.
 */
export async function workflowFinding(event: GitHubEvent, trusted: TrustedTree, checkout: FileTree): Promise<Finding | undefined> {
  const { workflowPath } = event;
  if (workflowPath === undefined || !trusted.isBase) return undefined;
  const [first, ...others] = await changedFiles(trusted, checkout, await filesOfGate(trusted.tree, workflowPath));
  if (first === undefined) return undefined;
  const place = locationOf(first);
  const related = others.flatMap((file) => (locationOf(file) === undefined ? [] : [{ ...atFirstLine(file.path), message: `this file of the gate is ${file.change}, too` }]));
  const who = trusted.isMergedInto ? 'This pull request' : 'What is checked out';
  const verb = { added: 'adds', changed: 'changes', removed: 'removes' }[first.change];
  return {
    rule: workflowRule,
    title: 'The workflow of this check is not changed unseen',
    verdict: 'undetermined',
    effect: 'audit',
    severity: 'medium',
    resource: { type: 'GitHub workflow', name: first.path },
    ...(place === undefined ? {} : { location: place }),
    message: `${who} ${verb} \`${first.path}\`, through which this very check runs${others.length === 0 ? '' : `, and ${others.length} more of its files`}: nothing tells whether the check still does its work after the merge.`,
    reasons: [],
    remedy: 'Let a person look at the change; to make sure that one has to, require this workflow by a ruleset ("Require workflows to pass before merging") or name owners of `.github/` in CODEOWNERS with required review.',
    ...(related.length === 0 ? {} : { related }),
  };
}

/** A file that is gone has no line to point to. */
function locationOf({ path, change }: ChangedFile): Location | undefined {
  return change === 'removed' ? undefined : atFirstLine(path);
}

function atFirstLine(file: string): Location {
  return { file, line: 1, column: 1, pointer: '' };
}

/** The workflow and what it calls in this repository, as the base commit has it; the workflow first. */
async function filesOfGate(base: FileTree, workflow: string): Promise<readonly string[]> {
  const files = new Set([workflow]);
  for (const path of files) {
    const file = await base.read(path);
    if (file.kind !== 'found' || file.text.length > most.length) continue;
    for (const called of calledBy(file.text)) if (files.size < most.files) files.add(called);
  }
  return [...files];
}

/** What `uses: ./path` names: a workflow, or an action by its folder. */
function calledBy(text: string): readonly string[] {
  const named = Array.from(text.matchAll(/\buses["']?:[ \t]{0,20}["']?\.\/([^\s"'#@]{1,300})/g), ([, path = '']) => path.replace(/\/+$/, ''));
  const plain = named.filter((path) => !path.split('/').includes('..'));
  return plain.flatMap((path) => (/\.ya?ml$/.test(path) ? [path] : [`${path}/action.yml`, `${path}/action.yaml`]));
}
