import { arrayAt, textAt } from '../../arm/json.ts';
import type { StandInRequest, StandInResponse } from '../http.ts';

const knownQuery = /nodes\(ids: ?\$ids\) ?\{ ?\.\.\. on (?:Issue|IssueComment|PullRequestReviewComment) \{ ?id viewerDidAuthor ?\}/;

const viewerQuery = /^(?:query )?\{ ?viewer ?\{ ?login ?\} ?\}$/;

/** What the query asks about: an issue, a comment on it or on a pull request, or one on a line of a diff. */
interface Node {
  readonly nodeId: string;
  readonly author: string;
}
/** GitHub's limit of ids in one `nodes` query. */
const idLimit = 100;

/**
 * `POST /graphql` for the two queries that are asked: `nodes(ids: $ids) { ... on IssueComment { id viewerDidAuthor } }`, or of `Issue` or
 * `PullRequestReviewComment`; and `{ viewer { login } }`, which GitHub answers for every kind of token.
 * Any other query gets an error as GraphQL gives them, with status 200.
 */
export function answerQuery(request: StandInRequest, viewer: string, find: (nodeId: string) => Node | undefined): StandInResponse {
  const query = (textAt(request.body, 'query') ?? '').replace(/\s+/g, ' ');
  if (viewerQuery.test(query.trim())) return { status: 200, body: { data: { viewer: { login: viewer } } } };
  if (!knownQuery.test(query)) return errors('The stand-in does not know this query.');
  const ids = arrayAt(request.body, 'variables', 'ids');
  if (ids.length > idLimit) return errors(`You may not provide more than ${idLimit} node ids; you provided ${ids.length}.`);
  const comments = ids.map((id) => (typeof id === 'string' ? find(id) : undefined));
  const nodes = comments.map((comment) => (comment === undefined ? null : { id: comment.nodeId, viewerDidAuthor: comment.author === viewer }));
  const missing = comments.indexOf(undefined);
  if (missing >= 0) return errors(`Could not resolve to a node with the global id of '${textOf(ids[missing])}'`, { nodes });
  return { status: 200, body: { data: { nodes } } };
}

/** An id as it was sent: also one that is no text. */
function textOf(id: unknown): string {
  return typeof id === 'string' ? id : JSON.stringify(id);
}

function errors(message: string, data: object | null = null): StandInResponse {
  return { status: 200, body: { data, errors: [{ message }] } };
}
