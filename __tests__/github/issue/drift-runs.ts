import { keepIssue, readIssue, type IssueConnection, type IssueOutcome, type WantedIssue } from '../../../src/github/issue.ts';
import { readRecord } from '../../../src/github/issue/record.ts';
import type { GitHubStandIn } from '../../../src/sandbox/github/stand-in.ts';
import { recordingLogger, repository, token } from '../loopback.ts';
import type { GitHubTools } from '../../../src/github/client.ts';

export const name = { key: 'nightly / fleet', label: 'aks-drift' } as const;
export const workflow = 'github-actions[bot]';

/** A GitHub on loopback or in the process. */
export interface Reached {
  readonly github: GitHubStandIn;
  readonly apiUrl: string;
  readonly fetch?: NonNullable<GitHubTools['fetch']>;
}

export function connectionTo(reached: Reached): IssueConnection {
  return { token, apiUrl: reached.apiUrl, repository };
}

/** What an issue is brought to, with overrides. */
export function wantedIssue(overrides: Partial<WantedIssue> = {}): WantedIssue {
  return { ...name, title: 'Drift', body: 'one finding', state: 'S1', open: true, ...overrides };
}

/** A run of a small `drift`: what it found are names; it compares with the state of the last run as the command does. */
export async function driftRun(reached: Reached, found: readonly string[]): Promise<IssueOutcome & { readonly warnings: readonly string[] }> {
  const logger = recordingLogger();
  const tools = { logger, ...(reached.fetch === undefined ? {} : { fetch: reached.fetch }) };
  const reading = await readIssue(name, connectionTo(reached), tools);
  if (reading.kind === 'refused') return { did: 'refused', holdsState: false, warnings: logger.warnings };
  const earlier = reading.kind === 'found' ? reading.issue : undefined;
  const before = earlier?.state?.split(' ').filter((finding) => finding !== '') ?? [];
  const [gone, fresh] = [before.filter((finding) => !found.includes(finding)), found.filter((finding) => !before.includes(finding))];
  const changed = gone.length + fresh.length > 0;
  const outcome = await keepIssue(
    wantedIssue({
      title: `Drift: ${found.length}`,
      body: found.length === 0 ? 'All is well.' : found.map((finding) => `- ${finding}`).join('\n'),
      state: found.join(' '),
      open: found.length > 0,
      worse: fresh.length > 0,
      ...(changed ? { comment: { key: `${before.join(' ')}>${found.join(' ')}`, body: `new: ${fresh.join(' ')}; gone: ${gone.join(' ')}` } } : {}),
      ...(earlier === undefined ? {} : { earlier }),
    }),
    connectionTo(reached),
    tools,
  );
  return { ...outcome, warnings: logger.warnings };
}

/**
 * A run of which nothing reaches GitHub from its n-th request on, or from that one's effect on. Answers what that request was: one that
 * writes, whose effect there is, or one that only reads; undefined when the run came to its end before.
 */
export async function killedRun(reached: Reached, found: readonly string[], at: number, when: 'before' | 'after'): Promise<'write' | 'read' | undefined> {
  let killed: 'write' | 'read' | undefined;
  // Clients do not try again after a 400; a run that was really killed would not either.
  reached.github.interrupt({ at, when, lasts: 'for good', status: 400, onInterrupt: ({ method, path }) => {
    killed = method === 'GET' || path.endsWith('/graphql') ? 'read' : 'write';
  } });
  await driftRun(reached, found);
  reached.github.interrupt(undefined);
  return killed;
}

/** All that a person sees of the issues, and what they remember but for times. */
export function seen(github: GitHubStandIn): readonly object[] {
  return github.issues().map(({ body, isLocked, labels, number, state, stateReason, title }) => {
    const { record, visible } = readRecord(body);
    return {
      number, title, state, stateReason, labels, isLocked, visible,
      record: record === undefined ? undefined : { generation: record.generation, meaning: record.meaning, state: record.state },
      comments: github.comments(number).map((comment) => comment.body),
    };
  });
}
