import { throwIfCancelled } from '../run/errors.ts';
import { createClient, type GitHubConnection, type GitHubTools } from './client.ts';
import { explainRefusal } from './comment/refusal.ts';
import type { RepositoryName } from './event.ts';
import { failureOf } from './failure.ts';
import { HeadFiles } from './suggestions/head-files.ts';
import { changedLine, lineChanges, type LineChange, type SuggestedFix } from './suggestions/line-change.ts';
import { ReviewedPullRequest } from './suggestions/pull-request.ts';
import { postSuggestions, type Suggestion } from './suggestions/post.ts';
import { suggestionBody, suggestionMarker } from './suggestions/suggestion-body.ts';

export type { SuggestedFix } from './suggestions/line-change.ts';

export interface SuggestionRequest extends GitHubConnection {
  readonly repository: RepositoryName;
  readonly pullRequestNumber: number;
  /** The commit that was judged. When the pull request has gone on to another, nothing is suggested. */
  readonly headSha: string;
  /** Worst first. */
  readonly fixes: readonly SuggestedFix[];
  readonly isFork?: boolean;
  readonly isDependabot?: boolean;
}

/**
 * What became of the lines to change.
 * - `done`: as counted
 * - `outdated`: the pull request has another head by now, whose run will see to it
 * - `refused`: GitHub did not let us, wholly or in part; one warning said why
 */
export interface SuggestionOutcome {
  readonly kind: 'done' | 'outdated' | 'refused';
  readonly written: number;
  /** Suggested on an earlier push already. */
  readonly standing: number;
  /** The diff does not show the line. */
  readonly outside: number;
  /** The line is not what was judged, or cannot be shown, or GitHub would not have the comment. */
  readonly unfit: number;
  /** More than one run suggests. */
  readonly over: number;
}

/** Suggestions of one run. Each is a conversation that somebody has to resolve. */
const maximumSuggestions = 20;
/** Files read in one run to make them. */
const maximumFiles = 50;

const nothing: SuggestionOutcome = { kind: 'done', written: 0, standing: 0, outside: 0, unfit: 0, over: 0 };

/**
 * Offers fixes as suggestions in one review of the pull request, for the lines that its diff shows; each once, whatever is pushed
 * later. Without a fix nothing is asked of GitHub. Never throws for what GitHub or the network refuses: that is one warning.
 * Throws `CancelledError` when cancelled.
 */
export async function suggestFixes(request: SuggestionRequest, tools: GitHubTools): Promise<SuggestionOutcome> {
  const changes = lineChanges(request.fixes);
  if (changes.length === 0) return nothing;
  let written = 0;
  try {
    const client = await createClient(request, tools);
    const debug = tools.logger.debug.bind(tools.logger);
    const pull = new ReviewedPullRequest(client, request.repository, request.pullRequestNumber, debug);
    if ((await pull.headSha()) !== request.headSha) return { ...nothing, kind: 'outdated' };
    const { suggestions, ...counts } = await choose(changes, pull, new HeadFiles(client, request.repository, request.headSha, debug));
    const rejected = await postSuggestions(pull, request.headSha, suggestions, () => {
      written += 1;
    });
    return { kind: 'done', written, ...counts, unfit: counts.unfit + rejected };
  } catch (thrown) {
    throwIfCancelled(tools.signal);
    tools.logger.warning(explainRefusal(failureOf(thrown), request, written === 0 ? 'suggestions' : 'rest of the suggestions'));
    return { ...nothing, kind: 'refused', written };
  }
}

type Choice = Omit<SuggestionOutcome, 'kind' | 'written'> & { readonly suggestions: readonly Suggestion[] };

/** Which changes can be suggested, and are not yet. */
async function choose(changes: readonly LineChange[], pull: ReviewedPullRequest, head: HeadFiles): Promise<Choice> {
  const shown = await pull.diffLines(new Set(changes.map(({ file }) => file)));
  const inside = changes.filter(({ file, line }) => shown.get(file)?.has(line) === true);
  const outside = changes.length - inside.length;
  if (inside.length === 0) return { suggestions: [], standing: 0, outside, unfit: 0, over: 0 };
  const own = await pull.ownMarkers(new Set(inside.map(suggestionMarker)));
  const fresh = inside.filter((change) => !own.has(suggestionMarker(change)));
  const suggestions: Suggestion[] = [];
  let looked = 0;
  for (const change of fresh) {
    if (suggestions.length === maximumSuggestions || (head.count === maximumFiles && !head.has(change.file))) break;
    looked += 1;
    const line = await head.line(change.file, change.line);
    const changed = line === undefined ? undefined : changedLine(line, change);
    if (changed !== undefined) suggestions.push({ marker: suggestionMarker(change), path: change.file, line: change.line, body: suggestionBody(change, changed) });
  }
  return { suggestions, standing: inside.length - fresh.length, outside, unfit: looked - suggestions.length, over: fresh.length - looked };
}
