import type { Failure } from '../failure.ts';

/** What the sentence about a comment that could not be written depends on. */
export interface RefusedComment {
  readonly apiUrl: string;
  readonly pullRequestNumber: number;
  readonly isFork?: boolean;
  readonly isDependabot?: boolean;
}

/** The one sentence about a comment, or about suggestions, that could not be written, with what to do. */
export function explainRefusal(failure: Failure, comment: RefusedComment, what: 'comment' | 'suggestions' | 'rest of the suggestions' = 'comment'): string {
  const verb = what === 'suggestions' ? 'were' : 'was';
  return `The ${what} on pull request #${comment.pullRequestNumber} ${verb} not written: ${cause(failure, comment)}`;
}

const permissionLine = '`permissions: pull-requests: write`';

function cause({ kind, reason }: Failure, comment: RefusedComment): string {
  const denied = kind === 'permission' || kind === 'absent' || kind === 'credentials';
  if (denied && comment.isFork === true) return `this run is from a fork, and its token is read-only (${reason}).`;
  if (denied && comment.isDependabot === true) return `this run is of Dependabot, and its token is read-only (${reason}).`;
  const sentences: Readonly<Record<Failure['kind'], string>> = {
    credentials: `GitHub does not accept the token (${reason}). Pass one of a job with ${permissionLine}.`,
    permission: `the token may not do that (${reason}). Add ${permissionLine} to the job.`,
    absent: `the token does not see it (${reason}). Add ${permissionLine} to the job, and check the number.`,
    gone: `it is not there any more (${reason}).`,
    limit: `GitHub's rate limit is used up (${reason}). The next run will try again.`,
    invalid: `GitHub did not accept it (${reason}).`,
    unavailable: `GitHub at ${comment.apiUrl} did not answer (${reason}). The next run will try again.`,
    unexpected: `GitHub at ${comment.apiUrl} did not answer as documented (${reason}).`,
  };
  return sentences[kind];
}
