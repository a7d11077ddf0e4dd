import type { CommentStore, StoredComment } from '../comments.ts';
import type { IssueStore, StoredIssue } from '../issues/store.ts';
import type { PullRequestStore } from '../pulls.ts';
import type { ReviewStore, StoredReviewComment } from '../reviews/store.ts';
import { GraphProblem, type Given, type GraphObject, type GraphValue } from './execute.ts';

export interface GraphOptions {
  /** `owner/name`. */
  readonly repository: string;
  /** Whose token it is. */
  readonly viewer: string;
  readonly mayWrite: boolean;
  readonly issues: IssueStore;
  readonly comments: CommentStore;
  readonly pulls: PullRequestStore;
  readonly reviews: ReviewStore;
}

/** GitHub's limit of ids in one `nodes` query. */
const idLimit = 100;

/** GitHub's classifiers, and the reasons that a minimized comment then shows. */
const classifiers: Readonly<Partial<Record<string, string>>> = { SPAM: 'spam', ABUSE: 'abuse', OFF_TOPIC: 'off-topic', OUTDATED: 'outdated', DUPLICATE: 'duplicate', RESOLVED: 'resolved' };

/** The part of GitHub's graph (docs.github.com, "GraphQL: Reference") that comments, their minimizing and review threads need. */
export class Graph {
  readonly #options: GraphOptions;
  /** Reasons by the ids of minimized comments. */
  readonly #minimized = new Map<string, string>();
  readonly #resolvedThreads = new Set<string>();

  constructor(options: GraphOptions) {
    this.#options = options;
  }

  query(): GraphObject {
    const { repository, viewer } = this.#options;
    return {
      types: ['Query'],
      fields: {
        viewer: () => ({ types: ['User', 'Actor'], fields: { login: () => viewer } }),
        node: ({ id }) => this.#node(id),
        nodes: ({ ids }) => {
          const wanted = Array.isArray(ids) ? ids : [ids];
          return wanted.length > idLimit ? new GraphProblem('ARGUMENT_LIMIT', `You may not provide more than ${idLimit} node ids; you provided ${wanted.length}.`) : wanted.map((id) => this.#node(id));
        },
        repository: ({ owner, name }) => {
          const asked = `${String(owner)}/${String(name)}`;
          return asked.toLowerCase() === repository.toLowerCase() ? this.#repository() : new GraphProblem('NOT_FOUND', `Could not resolve to a Repository with the name '${asked}'.`);
        },
      },
    };
  }

  mutation(): GraphObject {
    return {
      types: ['Mutation'],
      fields: {
        minimizeComment: this.#writing('minimizedComment', ({ subjectId, classifier }) => {
          const reason = classifiers[String(classifier)];
          if (reason === undefined) return new GraphProblem('ARGUMENT_ERROR', `Argument 'classifier' on InputObject 'MinimizeCommentInput' has an invalid value (${String(classifier)}).`);
          return this.#minimizable(subjectId, (id) => this.#minimized.set(id, reason));
        }),
        unminimizeComment: this.#writing('unminimizedComment', ({ subjectId }) => this.#minimizable(subjectId, (id) => this.#minimized.delete(id))),
        resolveReviewThread: this.#writing('thread', ({ threadId }) => this.#thread(threadId, (id) => this.#resolvedThreads.add(id))),
        unresolveReviewThread: this.#writing('thread', ({ threadId }) => this.#thread(threadId, (id) => this.#resolvedThreads.delete(id))),
      },
    };
  }

  /** A mutation takes its arguments in `input`, and answers what it changed under a name of its own. */
  #writing(name: string, change: (input: Given) => GraphValue): (given: Given) => GraphValue {
    return ({ input }) => {
      if (!this.#options.mayWrite) return new GraphProblem('FORBIDDEN', 'Resource not accessible by integration');
      const members: Given = typeof input === 'object' && input !== null ? { ...input } : {};
      const changed = change(members);
      if (changed instanceof GraphProblem) return changed;
      const { clientMutationId = null } = members;
      return { types: ['Payload'], fields: { [name]: () => changed, clientMutationId: () => (typeof clientMutationId === 'string' ? clientMutationId : null) } };
    };
  }

  #minimizable(id: unknown, change: (id: string) => unknown): GraphValue {
    const found = typeof id === 'string' ? (this.#options.comments.byNodeId(id) ?? this.#options.reviews.byNodeId(id)) : undefined;
    if (found === undefined) return unknownId(id);
    change(found.nodeId);
    return this.#node(found.nodeId);
  }

  #thread(id: unknown, change: (id: string) => unknown): GraphValue {
    const first = this.#options.reviews.threadByNodeId(String(id));
    if (first === undefined) return unknownId(id);
    change(String(id));
    return this.#renderThread(first);
  }

  #node(id: unknown): GraphValue {
    const { comments, issues, reviews } = this.#options;
    const wanted = String(id);
    const issue = issues.byNodeId(wanted);
    if (issue !== undefined) return this.#renderIssue(issue);
    const comment = comments.byNodeId(wanted);
    if (comment !== undefined) return this.#renderComment('IssueComment', comment);
    const onLine = reviews.byNodeId(wanted);
    if (onLine !== undefined) return this.#renderReviewComment(onLine);
    const thread = reviews.threadByNodeId(wanted);
    return thread === undefined ? unknownId(id) : this.#renderThread(thread);
  }

  #repository(): GraphObject {
    const { comments, issues, pulls, repository, reviews } = this.#options;
    return {
      types: ['Repository', 'Node'],
      fields: {
        nameWithOwner: () => repository,
        issue: ({ number }) => {
          const issue = issues.find(Number(number));
          return issue === undefined ? new GraphProblem('NOT_FOUND', `Could not resolve to an Issue with the number of ${String(number)}.`) : this.#renderIssue(issue);
        },
        pullRequest: ({ number }) => {
          const [of, pull] = [Number(number), pulls.find(Number(number))];
          if (pull === undefined) return new GraphProblem('NOT_FOUND', `Could not resolve to a PullRequest with the number of ${String(number)}.`);
          return {
            types: ['PullRequest', 'Node'],
            fields: {
              number: () => of,
              headRefOid: () => pull.headSha,
              baseRefOid: () => pull.baseSha,
              comments: (given) => connection('comments', given, comments.of(of).map((comment) => this.#renderComment('IssueComment', comment))),
              reviewThreads: (given) => connection('reviewThreads', given, reviews.threadsOf(of).map((first) => this.#renderThread(first))),
            },
          };
        },
      },
    };
  }

  #renderIssue(issue: StoredIssue): GraphObject {
    const { viewer } = this.#options;
    return {
      types: [issue.isPullRequest ? 'PullRequest' : 'Issue', 'Node', 'Comment'],
      fields: {
        id: () => issue.nodeId, number: () => issue.number, title: () => issue.title, body: () => issue.body, url: () => issue.url, state: () => issue.state.toUpperCase(),
        viewerDidAuthor: () => issue.author === viewer, author: () => actor(issue.author),
      },
    };
  }

  #renderComment(type: string, comment: Pick<StoredComment, 'id' | 'nodeId' | 'body' | 'author'>, more: GraphObject['fields'] = {}): GraphObject {
    const { viewer } = this.#options;
    return {
      types: [type, 'Node', 'Comment', 'Minimizable'],
      fields: {
        id: () => comment.nodeId, databaseId: () => comment.id, body: () => comment.body, viewerDidAuthor: () => comment.author === viewer, author: () => actor(comment.author),
        isMinimized: () => this.#minimized.has(comment.nodeId), minimizedReason: () => this.#minimized.get(comment.nodeId) ?? null, viewerCanMinimize: () => this.#options.mayWrite,
        ...more,
      },
    };
  }

  #renderReviewComment(comment: StoredReviewComment): GraphObject {
    return this.#renderComment('PullRequestReviewComment', comment, { path: () => comment.path, line: () => comment.line });
  }

  #renderThread(first: StoredReviewComment): GraphObject {
    const { reviews } = this.#options;
    const id = reviews.threadNodeId(first);
    return {
      types: ['PullRequestReviewThread', 'Node'],
      fields: {
        id: () => id, isResolved: () => this.#resolvedThreads.has(id), path: () => first.path, line: () => first.line,
        comments: (given) => connection('comments', given, reviews.thread(first.id).map((comment) => this.#renderReviewComment(comment))),
      },
    };
  }
}

function actor(login: string): GraphObject {
  return { types: [login.endsWith('[bot]') ? 'Bot' : 'User', 'Actor'], fields: { login: () => login.replace(/\[bot\]$/, '') } };
}

function unknownId(id: unknown): GraphProblem {
  return new GraphProblem('NOT_FOUND', `Could not resolve to a node with the global id of '${String(id)}'`);
}

/** A page of a list: `first`, at most 100, after the cursor `after`. */
function connection(name: string, { first, after }: Given, all: readonly GraphObject[]): GraphValue {
  if (typeof first !== 'number') return new GraphProblem('MISSING_PAGINATION_BOUNDARIES', `You must provide a \`first\` or \`last\` value to properly paginate the \`${name}\` connection.`);
  if (first > idLimit) return new GraphProblem('EXCESSIVE_PAGINATION', `Requesting ${first} records on the \`${name}\` connection exceeds the \`first\` limit of ${idLimit} records.`);
  const start = typeof after === 'string' ? Number(Buffer.from(after, 'base64').toString()) : 0;
  const end = Math.min(all.length, start + first);
  const pageInfo: GraphObject = { types: ['PageInfo'], fields: { hasNextPage: () => end < all.length, endCursor: () => Buffer.from(String(end)).toString('base64') } };
  return { types: ['Connection'], fields: { nodes: () => all.slice(start, end), totalCount: () => all.length, pageInfo: () => pageInfo } };
}
