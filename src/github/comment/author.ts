import * as z from 'zod/mini';
import type { GitHubClient } from '../client.ts';
import { failureOf } from '../failure.ts';
import { parseShape } from '../shape.ts';

/** A comment or an issue as far as its authorship matters. */
export interface AuthoredComment {
  /** The id in GraphQL. */
  readonly nodeId: string;
  /** The author's login; absent when the account is gone. */
  readonly login?: string;
}

/** `nodes(ids:)` takes at most 100 ids (docs.github.com, "Rate limits and query limits for the GraphQL API", node limit). */
const batchSize = 100;

/** GraphQL's type of an issue, of a comment on it or on a pull request, and of one on a line of a diff. */
export type AuthoredType = 'Issue' | 'IssueComment' | 'PullRequestReviewComment';

function queryFor(type: AuthoredType): string {
  return `query ($ids: [ID!]!) { nodes(ids: $ids) { ... on ${type} { id viewerDidAuthor } } }`;
}

/**
 * Which of the comments the token's own identity wrote, in their order. GraphQL's `viewerDidAuthor` answers for every kind of
 * token; where GraphQL does not answer (some GitHub Enterprise Servers), logins are compared instead.
 * Throws what the client throws when neither way works: a marker alone proves nothing, anybody can write it.
 */
export async function writtenByUs(
  client: GitHubClient,
  comments: readonly AuthoredComment[],
  debug: (message: string) => void,
  type: AuthoredType = 'IssueComment',
): Promise<readonly boolean[]> {
  try {
    const ids = comments.map((comment) => comment.nodeId);
    const answers: boolean[] = [];
    for (let start = 0; start < ids.length; start += batchSize) answers.push(...(await askViewer(client, queryFor(type), ids.slice(start, start + batchSize))));
    return answers;
  } catch (thrown) {
    debug(`GraphQL did not say who wrote the comments (${failureOf(thrown).reason}); comparing logins.`);
    const login = await ownLogin(client);
    return comments.map((comment) => comment.login === login);
  }
}

async function askViewer(client: GitHubClient, query: string, ids: readonly string[]): Promise<readonly boolean[]> {
  const node = z.nullable(z.object({ viewerDidAuthor: z.optional(z.boolean()) }));
  const { nodes } = parseShape(z.object({ nodes: z.array(node).check(z.length(ids.length)) }), await client.graphql(query, { ids }));
  // Told apart by position: GraphQL may answer an old-style id with the new style of the same id.
  return nodes.map((found) => found?.viewerDidAuthor === true);
}

/**
 * The login of the token's identity, such as `octocat` or `some-app[bot]`. GraphQL tells every kind of token; where it does not
 * answer, REST tells users only. Throws what the client throws when neither way works.
 */
export async function viewerLogin(client: GitHubClient): Promise<string> {
  try {
    return parseShape(z.object({ viewer: z.object({ login: z.string() }) }), await client.graphql('{ viewer { login } }')).viewer.login;
  } catch {
    return await ownLogin(client);
  }
}

/** An installation's token, such as a workflow's own, has no user: GitHub answers 403. */
async function ownLogin(client: GitHubClient): Promise<string> {
  try {
    return (await client.rest.users.getAuthenticated()).data.login;
  } catch (thrown) {
    if (failureOf(thrown).kind === 'permission') return 'github-actions[bot]';
    throw thrown;
  }
}
