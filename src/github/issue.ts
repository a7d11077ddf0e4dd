/**
 * The one issue that tells of a target's drift, over all runs.
 *
 * It is found by its label, the hidden key in its first line and its author, open or closed, and never opened twice: what was closed is
 * opened again. What it remembers (`IssueRecord`) is hidden at the end of its body. A run that is killed at any request leaves the issue
 * so that the next run brings it to where an undisturbed one would have: the record, with the caller's state, is written last, together
 * with everything else of the issue in one request, after the comment that tells of the change.
 *
 * | killed after | what the next run finds and does |
 * |---|---|
 * | the lists | nothing was done: all of it |
 * | the label was made | it is there: the rest |
 * | the issue was opened | it holds the body and the state already: nothing |
 * | the comment on a duplicate | finds it by its marker: closes the duplicate |
 * | the duplicate was closed | it has lost its key and is found no more: the rest |
 * | the comment about the change | the record is the old one, so the caller compares with the same state and wants the same comment; it is found by its key and the generation it leads to: writes body, state and record |
 * | the same, and by then the change is gone | no comment is wanted: the generation that it used up is skipped, so that the change is told of again when it comes back |
 * | the issue was written, opened or closed | one request did it all: nothing |
 *
 * Duplicates go first: while an issue is closed in its turn, none may be left that would be taken for the kept one.
 * An issue that is opened gets no comment, its body is the news. A request whose answer was lost without the run's end (a gateway's error)
 * is looked after before it is made again. Two runs at the very same moment can open two issues or comment twice; the next run closes
 * the younger issue. A workflow's `concurrency` group keeps that from happening.
 */
import { throwIfCancelled } from '../run/errors.ts';
import { createClient, type GitHubConnection, type GitHubTools } from './client.ts';
import { meaningOf } from './comment/meaning.ts';
import type { RepositoryName } from './event.ts';
import { failureOf } from './failure.ts';
import { addLabel, carriesLabel, createIssue } from './issue/create.ts';
import { closeDuplicate } from './issue/duplicates.ts';
import { findIssues, type IssueName } from './issue/find.ts';
import { tellChange } from './issue/news.ts';
import { digestOf, readRecord } from './issue/record.ts';
import { explainIssueRefusal, labelProblem } from './issue/refusal.ts';
import { RepositoryIssues, type Issue, type IssueUpdate } from './issue/repository-issues.ts';
import type { KeptIssue, WantedIssue } from './issue/wanted.ts';
import { isSilenced, titleOf, turnOf, writtenBody } from './issue/written.ts';

export type { ChangeComment } from './issue/news.ts';
export { bodyRoom, stateLength, stateRoom } from './issue/record.ts';
export { labelProblem } from './issue/refusal.ts';
export type { KeptIssue, WantedIssue } from './issue/wanted.ts';

export interface IssueConnection extends GitHubConnection {
  readonly repository: RepositoryName;
}

/**
 * `refused`: GitHub did not let us look, one warning said why. There may be an issue: a run that takes this for `none` tells all it finds as new.
 */
export type IssueReading = { readonly kind: 'found'; readonly issue: KeptIssue } | { readonly kind: 'none' } | { readonly kind: 'refused' };

/** `none`: there was no issue and none was wanted. `refused`: GitHub did not let us; one warning said why. */
export interface IssueOutcome {
  readonly did: 'created' | 'updated' | 'reopened' | 'closed' | 'unchanged' | 'none' | 'refused';
  readonly number?: number;
  readonly url?: string;
  /** False when the issue does not hold the state: it did not fit, or there is no issue. The next run needs it from elsewhere. */
  readonly holdsState: boolean;
}

/**
 * The issue of this key as it stands, so that a run can compare with the last one's state. Nothing is written.
 * Never throws for what GitHub or the network refuses: that is one warning. Throws `CancelledError` when cancelled.
 */
export async function readIssue(name: IssueName, connection: IssueConnection, tools: GitHubTools): Promise<IssueReading> {
  return await guarded<IssueReading>('read', { kind: 'refused' }, name, connection, tools, async (issues) => {
    const { kept } = await findIssues(issues, name, tools);
    if (kept === undefined) return { kind: 'none' };
    const { problem, record } = readRecord(kept.body);
    if (problem !== undefined) {
      tools.logger.warning(`The state hidden in issue #${kept.number} is ignored: ${problem}. Somebody may have edited the issue; it is written anew, and this run compares with nothing.`);
    }
    return {
      kind: 'found',
      issue: {
        number: kept.number,
        url: kept.url,
        isOpen: kept.isOpen,
        isSilenced: isSilenced(kept),
        ...(record === undefined ? {} : { generation: record.generation }),
        ...(record?.state === undefined ? {} : { state: record.state }),
      },
    };
  });
}

/**
 * Brings the one issue of this key to what is wanted: opens it, writes it anew when its meaning changed, comments on a change, closes it
 * and opens it again. Never throws for what GitHub or the network refuses: that is one warning. Throws `CancelledError` when cancelled.
 */
export async function keepIssue(wanted: WantedIssue, connection: IssueConnection, tools: GitHubTools): Promise<IssueOutcome> {
  return await guarded<IssueOutcome>('written', { did: 'refused', holdsState: false }, wanted, connection, tools, async (issues) => {
    const { duplicates, kept } = await findIssues(issues, wanted, tools);
    if (kept !== undefined) {
      for (const duplicate of duplicates) await closeDuplicate(issues, duplicate, kept);
      return await bringTo(issues, kept, wanted, tools);
    }
    if (!wanted.open) return { did: 'none', holdsState: false };
    const { body, holdsState } = writtenBody(wanted, { generation: 0 });
    const { number, url } = await createIssue(issues, wanted, { title: titleOf(wanted), body }, tools);
    return { did: 'created', number, url, holdsState };
  });
}

/** Runs with the repository's issues; what GitHub or the network refuses becomes a warning and `refused`. */
async function guarded<Result>(
  verb: 'read' | 'written', refused: Result, { label }: IssueName, connection: IssueConnection, tools: GitHubTools, use: (issues: RepositoryIssues) => Promise<Result>,
): Promise<Result> {
  const problem = labelProblem(label);
  if (problem !== undefined) {
    tools.logger.warning(`The drift issue was not ${verb}: ${problem}. Choose another.`);
    return refused;
  }
  try {
    const client = await createClient(connection, tools);
    return await use(new RepositoryIssues(client, connection.repository, (message) => tools.logger.debug(message)));
  } catch (thrown) {
    throwIfCancelled(tools.signal);
    tools.logger.warning(explainIssueRefusal(failureOf(thrown), connection.apiUrl, verb));
    return refused;
  }
}

/** An issue that is there already. */
async function bringTo(issues: RepositoryIssues, kept: Issue, wanted: WantedIssue, tools: GitHubTools): Promise<IssueOutcome> {
  const { record, visible } = readRecord(kept.body);
  const from = wanted.earlier?.number === kept.number ? wanted.earlier.generation : undefined;
  if (!carriesLabel(kept, wanted.label)) await addLabel(issues, kept, wanted.label, tools);
  if (wanted.comment !== undefined && kept.isLocked) {
    tools.logger.warning(`Issue #${kept.number} is locked, so no comment tells of the change; its text does. Unlock it to be told.`);
  }
  const told = await tellChange(issues, kept, { comment: wanted.comment, from, record });
  const { body, holdsState, next } = writtenBody(wanted, told);
  const turn = turnOf(kept, wanted);
  const isSame = record !== undefined && record.meaning === next.meaning && record.visible === digestOf(meaningOf(visible)) && record.generation === next.generation;
  const retitled = kept.title !== titleOf(wanted) && record?.title !== next.title;
  const update: IssueUpdate = { ...turn, ...(isSame && !retitled ? {} : { body }), ...(retitled ? { title: titleOf(wanted) } : {}) };
  if (Object.keys(update).length > 0) await issues.update(kept.number, update);
  const changed = Object.keys(update).length > 0 ? 'updated' : 'unchanged';
  const did = turn.state === undefined ? changed : turn.state === 'open' ? 'reopened' : 'closed';
  return { did, number: kept.number, url: kept.url, holdsState: isSame ? record.state !== undefined : holdsState };
}
