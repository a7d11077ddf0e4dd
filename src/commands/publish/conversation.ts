import type { CommentOutcome } from '../../github/comment.ts';
import type { GitHubEvent, RepositoryName } from '../../github/event.ts';
import type { Report } from '../../report/report.ts';
import type { Logger } from '../../run/logger.ts';
import type { PublishOptions } from './options.ts';

interface ConversationTools {
  readonly logger: Logger;
  readonly signal: AbortSignal;
}

/** A pull request to write to, and as whom. */
interface Conversation {
  readonly token: string;
  readonly apiUrl: string;
  readonly repository: RepositoryName;
  readonly pullRequestNumber: number;
  readonly isFork: boolean;
  readonly isDependabot: boolean;
}

/**
 * The one comment on the pull request and, on request, suggestions on its lines. What GitHub refuses is a warning.
 * `render` makes the comment's body. Returns the comment's address, or "".
 */
export async function converse(
  report: Report, event: GitHubEvent, options: PublishOptions, render: (report: Report) => string, tools: ConversationTools,
): Promise<string> {
  const suggestions = options.suggestions === true;
  const pullRequestNumber = options.pullRequestNumber ?? event.pullRequest?.number;
  if ((!options.comment && !suggestions) || pullRequestNumber === undefined || event.repository === undefined) return '';
  if (options.githubToken === undefined) {
    tools.logger.warning('There is no "github-token" to comment with; the report is in the job summary.');
    return '';
  }
  const conversation: Conversation = {
    token: options.githubToken,
    apiUrl: event.apiUrl,
    repository: event.repository,
    pullRequestNumber,
    isFork: event.pullRequest?.isFork ?? false,
    isDependabot: event.pullRequest?.isDependabot ?? false,
  };
  const outcome = options.comment ? await comment(report, event, options.commentKey, conversation, render, tools) : undefined;
  // Who may not comment may not review either: one warning is enough.
  if (suggestions && outcome?.kind !== 'refused') await suggest(report, event, conversation, tools);
  return outcome?.url ?? '';
}

async function comment(
  report: Report, event: GitHubEvent, givenKey: string | undefined, conversation: Conversation, render: (report: Report) => string, tools: ConversationTools,
): Promise<CommentOutcome> {
  const [{ upsertComment }, { defaultCommentKey }] = await Promise.all([import('../../github/comment.ts'), import('../../github/comment-key.ts')]);
  const key = givenKey ?? defaultCommentKey({
    command: report.command,
    target: report.target.id,
    ...(event.workflow === undefined ? {} : { workflow: event.workflow }),
    ...(event.job === undefined ? {} : { job: event.job }),
  });
  // A gate that finds nothing says nothing, but does not leave standing what it said before.
  const silent = report.command === 'check' && !hasNews(report);
  const body = render(silent ? { ...report, notes: [resolved] } : report);
  const outcome = await upsertComment({ ...conversation, key, body, when: silent ? 'update-only' : 'always' }, tools);
  tools.logger.info(tellComment(outcome, conversation.pullRequestNumber));
  return outcome;
}

const resolved = 'What was reported here for an earlier commit is resolved.';

/** True when a reader of the pull request should know something: a finding that stands, a note, a failure. */
function hasNews({ findings, notes, verdict }: Report): boolean {
  return verdict === 'error' || notes.length > 0 || findings.some((finding) => ['error', 'violation', 'undetermined'].includes(finding.verdict));
}

function tellComment({ kind }: CommentOutcome, pullRequestNumber: number): string {
  if (kind === 'refused') return 'No comment was written.';
  if (kind === 'none') return `There is nothing to say on pull request ${pullRequestNumber}.`;
  return `The comment on pull request ${pullRequestNumber} is ${kind === 'unchanged' ? 'as it should be' : kind}.`;
}

async function suggest({ findings }: Report, event: GitHubEvent, conversation: Conversation, tools: ConversationTools): Promise<void> {
  const { suggestedFixes, tellSuggestions } = await import('./suggestions.ts');
  const fixes = suggestedFixes(findings);
  if (fixes.length === 0) return;
  const { pullRequest } = event;
  // The number may have been given for another pull request than the event's, whose head was not judged.
  if (pullRequest?.headSha === undefined || pullRequest.number !== conversation.pullRequestNumber) {
    tools.logger.info('No suggestions were made: the event does not say which commit of the pull request was judged.');
    return;
  }
  const { suggestFixes } = await import('../../github/suggestions.ts');
  const outcome = await suggestFixes({ ...conversation, headSha: pullRequest.headSha, fixes }, tools);
  if (outcome.kind !== 'refused' || outcome.written > 0) tools.logger.info(tellSuggestions(outcome, conversation.pullRequestNumber));
}
