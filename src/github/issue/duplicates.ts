import { duplicateMarker } from './markers.ts';
import { post } from './news.ts';
import { carriesMarker } from '../comment/marker.ts';
import type { Issue, IssueComment, RepositoryIssues } from './repository-issues.ts';

/**
 * Closes an issue that two runs at the same time made beside another: a comment names the one that is kept, and the body loses its key,
 * so that the issue is never found again. A run that was killed in between finds its comment. A locked issue gets none.
 */
export async function closeDuplicate(issues: RepositoryIssues, duplicate: Issue, kept: Issue): Promise<void> {
  const marker = duplicateMarker(kept.number);
  if (!duplicate.isLocked) {
    const find = async (): Promise<IssueComment | undefined> => (await issues.comments(duplicate.number, undefined, ({ body }) => carriesMarker(body, marker)))[0];
    const sentence = `The drift of this target is told in #${kept.number}. Two runs at the same time opened one issue each; this one is closed.`;
    if ((await find()) === undefined) await post(issues, duplicate.number, `${marker}\n${sentence}`, find);
  }
  const [, ...rest] = duplicate.body.split('\n');
  await issues.update(duplicate.number, { state: 'closed', state_reason: 'not_planned', body: [marker, ...rest].join('\n') });
}
