/** A pull request as the gate meets it: a real repository with a base, a head and their merge, checked out by a runner, and GitHub beside it. */
import type { Sandbox } from '../../../src/sandbox/sandbox.ts';
import { checkout, pullRequestHistory, type Files, type PullRequestHistory } from '../../sources/git/checkouts.ts';
import { mergeGroup, pullRequest, pullRequestTarget, type Event } from '../events.ts';
import { checkInputs, runActionWarm, type ActionRun, type Given } from '../runner.ts';

export type GateEvent = 'pull_request' | 'pull_request_target' | 'merge_group';
export const gateEvents = ['pull_request', 'pull_request_target', 'merge_group'] as const satisfies readonly GateEvent[];

/** The file of the workflow that runs the gate. */
export const workflowFile = '.github/workflows/gate.yml';

export interface Stage {
  readonly history: PullRequestHistory;
  readonly run: (event: GateEvent, options?: GateOptions) => Promise<ActionRun>;
}

export interface GateOptions {
  readonly inputs?: Given;
  /** The number of the pull request; a fresh one when absent. */
  readonly number?: number;
  readonly fork?: boolean;
  /** What is checked out. Default: the merge; of `pull_request_target` the head, as those do who mean to judge it. */
  readonly what?: 'merge' | 'head' | 'base';
  /** `fetch-depth` of actions/checkout; 0 is the whole history. Default: a repository that has everything. */
  readonly depth?: number;
  readonly environment?: Readonly<Record<string, string>>;
}

let numbers = 1000;

/** A number that no other pull request has. */
export function freshNumber(): number {
  numbers += 1;
  return numbers;
}

/** A pull request that makes `head` of `base`. */
export function stage(sandbox: Sandbox, files: { readonly older?: Files; readonly base: Files; readonly head: Files }): Stage {
  const history = pullRequestHistory(files);
  return {
    history,
    run: async (name, { inputs, number = freshNumber(), fork = false, what = name === 'pull_request_target' ? 'head' : 'merge', depth, environment = {} } = {}) => {
      // The merge is what the repository itself has checked out.
      const workspace = what === 'merge' && depth === undefined ? history.origin : checkout(history, history[what], depth ?? 0);
      return await runActionWarm({
        sandbox,
        event: eventOf(name, history, number, fork),
        workspace,
        inputs: checkInputs(sandbox, inputs),
        environment: {
          GITHUB_SHA: name === 'pull_request_target' ? history.base : history.merge,
          GITHUB_WORKFLOW_REF: `${sandbox.repository}/${workflowFile}@refs/heads/main`,
          GITHUB_JOB: 'gate',
          ...environment,
        },
      });
    },
  };
}

function eventOf(name: GateEvent, { base, head, merge }: PullRequestHistory, number: number, fork: boolean): Event {
  if (name === 'merge_group') return mergeGroup(base, merge);
  return (name === 'pull_request' ? pullRequest : pullRequestTarget)({ number, base, head, fork });
}

/** Puts the texts of a commit where the stand-in GitHub shows them, as for a checkout that lacks the commit. */
export function onGitHub({ github }: Sandbox, commit: string, files: Files): void {
  github.putFile(commit, 'README.md', 'A commit.\n');
  for (const [path, content] of Object.entries(files)) if (typeof content === 'string') github.putFile(commit, path, content);
}
