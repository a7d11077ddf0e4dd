import * as z from 'zod/mini';
import type { GitHubClient } from '../client.ts';
import { viewerLogin, writtenByUs } from '../comment/author.ts';
import type { RepositoryName } from '../event.ts';
import { parseShape, ShapeError } from '../shape.ts';

/** An issue as GitHub tells of it. */
export interface Issue {
  readonly number: number;
  readonly nodeId: string;
  readonly url: string;
  readonly title: string;
  readonly body: string;
  readonly labels: readonly string[];
  readonly isOpen: boolean;
  /** Why it was closed: `completed`, `not_planned`, `duplicate`; absent when GitHub does not say. */
  readonly stateReason?: string;
  readonly isLocked: boolean;
  readonly closedAt?: string;
  readonly login?: string;
}

export interface IssueComment {
  readonly nodeId: string;
  readonly body: string;
  readonly createdAt: string;
  readonly login?: string;
}

/** What to change of an issue, in one request: all of it or nothing. */
export interface IssueUpdate {
  readonly title?: string;
  readonly body?: string;
  readonly state?: 'open' | 'closed';
  readonly state_reason?: 'completed' | 'not_planned' | 'reopened';
}

/** Of 100 entries each; a list that goes on beyond is no list. */
const maximumPages = 300;
/** The newest of what this identity opened; it is looked through only where the label is missing. */
const maximumOwnPages = 10;

/** The issues of one repository by REST; who wrote what by GraphQL. Everything throws what the client throws, and `ShapeError`. */
export class RepositoryIssues {
  readonly #client: GitHubClient;
  readonly #debug: (message: string) => void;
  readonly #repository: { readonly owner: string; readonly repo: string };

  constructor(client: GitHubClient, repository: RepositoryName, debug: (message: string) => void) {
    this.#client = client;
    this.#debug = debug;
    this.#repository = { owner: repository.owner, repo: repository.name };
  }

  /** Open and closed issues with the label which this token's identity wrote and which `wanted` accepts, oldest first. Never pull requests. */
  async labelled(label: string, wanted: (issue: Issue) => boolean): Promise<readonly Issue[]> {
    return await this.#own({ labels: label, direction: 'asc' }, wanted, (pages) => {
      if (pages > maximumPages) throw new ShapeError(`the issues with the label do not end after ${maximumPages} pages`);
      return true;
    });
  }

  /** The same of all that this token's identity opened, whatever their labels; of the newest thousand. */
  async opened(wanted: (issue: Issue) => boolean): Promise<readonly Issue[]> {
    const creator = await viewerLogin(this.#client);
    const issues = await this.#own({ creator, direction: 'desc' }, wanted, (pages) => pages <= maximumOwnPages);
    return issues.toReversed();
  }

  async #own(
    filter: { readonly labels?: string; readonly creator?: string; readonly direction: 'asc' | 'desc' },
    wanted: (issue: Issue) => boolean,
    goesOn: (pages: number) => boolean,
  ): Promise<readonly Issue[]> {
    const found: Issue[] = [];
    let pages = 0;
    const parameters = { ...this.#repository, ...filter, state: 'all', sort: 'created', per_page: 100 } as const;
    for await (const page of this.#client.paginate.iterator(this.#client.rest.issues.listForRepo, parameters)) {
      pages += 1;
      if (!goesOn(pages)) break;
      found.push(...parseIssues(page.data).filter(wanted));
    }
    if (found.length === 0) return [];
    const own = await writtenByUs(this.#client, found, this.#debug, 'Issue');
    return found.filter((_, index) => own[index]);
  }

  /** The comments of this token's identity which `wanted` accepts, oldest first; with `since`, those not older. */
  async comments(number: number, since: string | undefined, wanted: (comment: IssueComment) => boolean): Promise<readonly IssueComment[]> {
    const found: IssueComment[] = [];
    let pages = 0;
    const parameters = { ...this.#repository, issue_number: number, per_page: 100, ...(since === undefined ? {} : { since }) };
    for await (const page of this.#client.paginate.iterator(this.#client.rest.issues.listComments, parameters)) {
      pages += 1;
      if (pages > maximumPages) throw new ShapeError(`the comments of issue #${number} do not end after ${maximumPages} pages`);
      found.push(...parseShape(z.array(commentShape), page.data).map(toComment).filter(wanted));
    }
    if (found.length === 0) return [];
    const own = await writtenByUs(this.#client, found, this.#debug);
    return found.filter((_, index) => own[index]);
  }

  /** Not tried again by itself: an answer that was lost may hide an issue that was made. */
  async create(issue: { readonly title: string; readonly body: string; readonly labels: string[] }): Promise<Issue> {
    const { data } = await this.#client.rest.issues.create({ ...this.#repository, ...issue, request: { retries: 0 } });
    return toIssue(parseShape(issueShape, data));
  }

  async update(number: number, change: IssueUpdate): Promise<void> {
    await this.#client.rest.issues.update({ ...this.#repository, issue_number: number, ...change });
  }

  /** Not tried again by itself, as `create`. */
  async comment(number: number, body: string): Promise<IssueComment> {
    const { data } = await this.#client.rest.issues.createComment({ ...this.#repository, issue_number: number, body, request: { retries: 0 } });
    return toComment(parseShape(commentShape, data));
  }

  async hasLabel(name: string): Promise<void> {
    await this.#client.rest.issues.getLabel({ ...this.#repository, name });
  }

  async createLabel(label: { readonly name: string; readonly color: string; readonly description: string }): Promise<void> {
    await this.#client.rest.issues.createLabel({ ...this.#repository, ...label });
  }

  async addLabel(number: number, name: string): Promise<void> {
    await this.#client.rest.issues.addLabels({ ...this.#repository, issue_number: number, labels: [name] });
  }
}

const user = z.nullish(z.object({ login: z.string() }));
const issueShape = z.object({
  number: z.int(),
  node_id: z.string(),
  html_url: z.string(),
  title: z.string(),
  body: z.nullish(z.string()),
  labels: z.array(z.union([z.string(), z.object({ name: z.nullish(z.string()) })])),
  state: z.string(),
  state_reason: z.nullish(z.string()),
  locked: z.nullish(z.boolean()),
  closed_at: z.nullish(z.string()),
  user,
  pull_request: z.optional(z.unknown()),
});
const commentShape = z.object({ node_id: z.string(), body: z.nullish(z.string()), created_at: z.string(), user });

function parseIssues(data: unknown): readonly Issue[] {
  return parseShape(z.array(issueShape), data).flatMap((found) => (found.pull_request === undefined ? [toIssue(found)] : []));
}

function toIssue(found: z.infer<typeof issueShape>): Issue {
  return {
    number: found.number,
    nodeId: found.node_id,
    url: found.html_url,
    title: found.title,
    body: found.body ?? '',
    labels: found.labels.flatMap((label) => (typeof label === 'string' ? label : (label.name ?? []))),
    isOpen: found.state === 'open',
    isLocked: found.locked === true,
    ...(found.state_reason ? { stateReason: found.state_reason } : {}),
    ...(found.closed_at ? { closedAt: found.closed_at } : {}),
    ...(found.user ? { login: found.user.login } : {}),
  };
}

function toComment(found: z.infer<typeof commentShape>): IssueComment {
  return { nodeId: found.node_id, body: found.body ?? '', createdAt: found.created_at, ...(found.user ? { login: found.user.login } : {}) };
}
