/** What tells one comment of this project on a pull request from another. */
export interface CommentKeyParts {
  readonly workflow?: string | undefined;
  /** The job's id: equal in all legs of a matrix. */
  readonly job?: string | undefined;
  readonly command: string;
  /** What the run works on (a resource id, the paths checked): this is what tells a matrix's legs apart. */
  readonly target: string;
}

/**
 * The default `comment-key`: `workflow / job / command / target`. Different parts never give the same key: a slash within
 * a part is doubled, so a single one always separates. Azure compares ids without case, so they are put in lower case.
 */
export function defaultCommentKey(parts: CommentKeyParts): string {
  const target = parts.target.startsWith('/') ? parts.target.toLowerCase() : parts.target;
  return [parts.workflow ?? '', parts.job ?? '', parts.command, target].map((part) => part.replaceAll('/', '//')).join(' / ');
}
