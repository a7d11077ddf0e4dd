import { failureOf } from '../failure.ts';
import { changeDigest, changeMarker, changeMarkOf, type ChangeMark } from './markers.ts';
import type { IssueRecord } from './record.ts';
import type { Issue, IssueComment, RepositoryIssues } from './repository-issues.ts';

/** A comment about a change. */
export interface ChangeComment {
  /** Tells this change from others that lead on from the same earlier run, such as a digest of the findings then and now. */
  readonly key: string;
  /** Markdown. With the marker's 200 characters it has to stay below GitHub's 65,536. */
  readonly body: string;
}

/** Where the record stands once the change was told of. */
export type Told = Pick<IssueRecord, 'generation' | 'since'>;

type MarkedComment = IssueComment & ChangeMark;

/** GitHub's times are whole seconds, and what `since` says of the second itself is not documented: looked for a little further back. */
const margin = 60_000;

/**
 * Posts the comment unless it stands already, and says which generation the record is to have. A comment belongs to one step of the
 * record, from the generation that the caller compared with to the next; so the same change a second time (healed, drifted, healed,
 * drifted as before) is told of a second time, while a run that was killed after its comment finds it again.
 *
 * A comment of a later generation than the record's, where none is wanted, was left by a run that was killed and whose change is gone
 * again: its generation is used up. Without a record all our comments are looked at, and the last tells where the record stood.
 * @param from the generation that the caller compared with; undefined when it compared with nothing
 */
export async function tellChange(
  issues: RepositoryIssues,
  issue: Issue,
  { comment, from, record }: { readonly comment: ChangeComment | undefined; readonly from: number | undefined; readonly record: IssueRecord | undefined },
): Promise<Told> {
  const since = record?.since === undefined ? undefined : new Date(Date.parse(record.since) - margin).toISOString();
  const marked = await markedComments(issues, issue.number, since);
  const top = Math.max(record?.generation ?? 0, ...marked.map(({ generation }) => generation));
  if (comment === undefined) return told(top, marked, record);
  const digest = changeDigest(comment.key);
  const base = from ?? record?.generation;
  const generation = base === undefined && marked.some((found) => found.generation === top && found.digest === digest) ? top : (base ?? top) + 1;
  const isThis = (found: MarkedComment): boolean => found.generation === generation && found.digest === digest;
  if (issue.isLocked || marked.some(isThis)) return told(Math.max(top, generation), marked, record);
  const body = `${changeMarker({ generation, digest })}\n${comment.body}`;
  const posted = await post(issues, issue.number, body, async () => (await markedComments(issues, issue.number, since)).find(isThis));
  return told(Math.max(top, generation), [...marked, posted], record);
}

async function markedComments(issues: RepositoryIssues, number: number, since: string | undefined): Promise<readonly MarkedComment[]> {
  const found = await issues.comments(number, since, ({ body }) => changeMarkOf(body) !== undefined);
  return found.flatMap((comment) => {
    const mark = changeMarkOf(comment.body);
    return mark === undefined ? [] : [{ ...comment, ...mark }];
  });
}

/** A gateway's error may hide a comment that was made after all: looks before making a second one. */
export async function post(
  issues: RepositoryIssues, number: number, body: string, findAgain: () => Promise<IssueComment | undefined>,
): Promise<IssueComment> {
  try {
    return await issues.comment(number, body);
  } catch (thrown) {
    if (failureOf(thrown).kind !== 'unavailable') throw thrown;
    return (await findAgain()) ?? (await issues.comment(number, body));
  }
}

function told(generation: number, comments: readonly IssueComment[], record: IssueRecord | undefined): Told {
  const times = [...comments.map(({ createdAt }) => createdAt), ...(record?.since === undefined ? [] : [record.since])];
  const since = times.toSorted((left, right) => Date.parse(left) - Date.parse(right)).at(-1);
  return { generation, ...(since === undefined ? {} : { since }) };
}
