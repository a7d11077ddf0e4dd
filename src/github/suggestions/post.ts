import { failureOf } from '../failure.ts';
import type { LineComment, ReviewedPullRequest } from './pull-request.ts';

/** A comment with a suggestion, ready to be written. */
export interface Suggestion extends LineComment {
  /** The first line of the body, by which it is found again. */
  readonly marker: string;
}

/**
 * Writes the suggestions in one review. GitHub refuses a review whole when it cannot place one of its comments: then each is tried
 * alone. Calls `written` for each that stands, and returns how many GitHub would not have. Throws what else the client throws.
 */
export async function postSuggestions(pull: ReviewedPullRequest, commit: string, suggestions: readonly Suggestion[], written: () => void): Promise<number> {
  if (suggestions.length === 0) return 0;
  try {
    await pull.review(commit, reviewBody(suggestions.length), suggestions.map(commentOf));
    suggestions.forEach(written);
    return 0;
  } catch (thrown) {
    const { kind } = failureOf(thrown);
    if (kind !== 'invalid' && kind !== 'unavailable') throw thrown;
    // A gateway's error may hide a review that was made after all: look before writing a second one.
    const standing = kind === 'unavailable' ? await pull.ownMarkers(new Set(suggestions.map(({ marker }) => marker))) : new Set<string>();
    suggestions.filter(({ marker }) => standing.has(marker)).forEach(written);
    return await postEach(pull, commit, suggestions.filter(({ marker }) => !standing.has(marker)), written);
  }
}

async function postEach(pull: ReviewedPullRequest, commit: string, suggestions: readonly Suggestion[], written: () => void): Promise<number> {
  let rejected = 0;
  for (const suggestion of suggestions) {
    try {
      await pull.comment(commit, commentOf(suggestion));
      written();
    } catch (thrown) {
      if (failureOf(thrown).kind !== 'invalid') throw thrown;
      rejected += 1;
    }
  }
  return rejected;
}

function commentOf({ body, line, path }: Suggestion): LineComment {
  return { path, line, body };
}

/** GitHub wants a text of a review with event COMMENT. */
function reviewBody(count: number): string {
  return count === 1 ? 'One line of this change can be mended as suggested.' : `${count} lines of this change can be mended as suggested.`;
}
