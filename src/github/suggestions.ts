import { throwIfCancelled } from '../run/errors.ts';
import { createClient, type GitHubConnection, type GitHubTools } from './client.ts';
import { explainRefusal } from './comment/refusal.ts';
import { readFileAt } from './contents.ts';
import type { RepositoryName } from './event.ts';
import { failureOf } from './failure.ts';
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
export const maximumSuggestions = 20;
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
    const pull = new ReviewedPullRequest(client, request.repository, request.pullRequestNumber, tools.logger.debug.bind(tools.logger));
    if ((await pull.headSha()) !== request.headSha) return { ...nothing, kind: 'outdated' };
    const { suggestions, ...counts } = await choose(changes, pull, request, tools);
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
async function choose(changes: readonly LineChange[], pull: ReviewedPullRequest, request: SuggestionRequest, tools: GitHubTools): Promise<Choice> {
  const shown = await pull.diffLines(new Set(changes.map(({ file }) => file)));
  const inside = changes.filter(({ file, line }) => shown.get(file)?.has(line) === true);
  const outside = changes.length - inside.length;
  if (inside.length === 0) return { suggestions: [], standing: 0, outside, unfit: 0, over: 0 };
  const own = await pull.ownMarkers(new Set(inside.map(suggestionMarker)));
  const fresh = inside.filter((change) => !own.has(suggestionMarker(change)));
  const suggestions: Suggestion[] = [];
  const head = new HeadFiles(request, tools);
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

/** The files of the judged commit, each read once. */
class HeadFiles {
  readonly #request: SuggestionRequest;
  readonly #tools: GitHubTools;
  readonly #lines = new Map<string, readonly string[]>();

  constructor(request: SuggestionRequest, tools: GitHubTools) {
    this.#request = request;
    this.#tools = tools;
  }

  get count(): number {
    return this.#lines.size;
  }

  has(file: string): boolean {
    return this.#lines.has(file);
  }

  /** A line without its end; undefined when the file or the line cannot be had. */
  async line(file: string, line: number): Promise<string | undefined> {
    const lines = this.#lines.get(file) ?? (await this.#read(file));
    this.#lines.set(file, lines);
    return lines[line - 1]?.replace(/\r$/, '');
  }

  async #read(file: string): Promise<readonly string[]> {
    const outcome = await readFileAt({ ...this.#request, path: file, ref: this.#request.headSha }, this.#tools);
    if (outcome.kind === 'found') return outcome.text.split('\n');
    this.#tools.logger.debug(outcome.kind === 'absent' ? `${file} is not in ${this.#request.headSha}.` : `No suggestion in ${file}: ${outcome.reason}.`);
    return [];
  }
}
