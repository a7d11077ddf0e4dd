import { throwIfCancelled } from '../../run/errors.ts';
import type { GitHubTools } from '../client.ts';
import { failureOf } from '../failure.ts';
import { findIssues, type IssueName } from './find.ts';
import type { Issue, RepositoryIssues } from './repository-issues.ts';

/** Dark red, and what the label's list shows. */
const appearance = { color: 'b60205', description: 'A living cluster is not as isolated as it should be' } as const;

/**
 * Opens the issue with its label, which is made where it is missing. A token that may not label opens it without; it is found by its
 * author then. After a gateway's error, which may hide an issue that was made, it looks before making a second one.
 */
export async function createIssue(
  issues: RepositoryIssues, name: IssueName, texts: { readonly title: string; readonly body: string }, tools: GitHubTools,
): Promise<Issue> {
  const { label } = name;
  const issue = { ...texts, labels: (await ensureLabel(issues, label, tools)) ? [label] : [] };
  const created = await issues.create(issue).catch(async (thrown: unknown) => {
    if (failureOf(thrown).kind !== 'unavailable') throw thrown;
    return (await findIssues(issues, name, tools)).kept ?? (await issues.create(issue));
  });
  if (!carriesLabel(created, label)) {
    tools.logger.warning(
      `Issue #${created.number} was opened without the label "${label}", which the token may not put on it. Add \`permissions: issues: write\` to the job, or put it on yourself.`,
    );
  }
  return created;
}

/** GitHub compares labels without case. */
export function carriesLabel(issue: Issue, label: string): boolean {
  return issue.labels.some((name) => name.toLowerCase() === label.toLowerCase());
}

/** Puts the label on an issue that was found without; a token that may not is no reason to stop. */
export async function addLabel(issues: RepositoryIssues, issue: Issue, label: string, tools: GitHubTools): Promise<void> {
  if (await ensureLabel(issues, label, tools)) await attempt(() => issues.addLabel(issue.number, label), tools);
}

/** True when the repository has the label, now at least. */
async function ensureLabel(issues: RepositoryIssues, name: string, tools: GitHubTools): Promise<boolean> {
  if (await attempt(() => issues.hasLabel(name), tools)) return true;
  return (await attempt(() => issues.createLabel({ name, ...appearance }), tools)) || (await attempt(() => issues.hasLabel(name), tools));
}

/** Whether it was done. What stops every other request too is thrown. */
async function attempt(request: () => Promise<void>, tools: GitHubTools): Promise<boolean> {
  try {
    await request();
    return true;
  } catch (thrown) {
    throwIfCancelled(tools.signal);
    const { kind, reason } = failureOf(thrown);
    if (kind === 'limit' || kind === 'credentials' || kind === 'gone') throw thrown;
    tools.logger.debug(`GitHub did not do that with the label: ${reason}`);
    return false;
  }
}
