import type { Ticks } from '../ticks.ts';

export type StateReason = 'completed' | 'not_planned' | 'duplicate' | 'reopened';

/** An issue as the store keeps it. GitHub lists pull requests among the issues. */
export interface StoredIssue {
  readonly number: number;
  /** The id in GraphQL. */
  readonly nodeId: string;
  readonly title: string;
  readonly body: string;
  /** The author's login. */
  readonly author: string;
  readonly labels: readonly string[];
  readonly state: 'open' | 'closed';
  readonly stateReason: StateReason | null;
  readonly isLocked: boolean;
  readonly isPullRequest: boolean;
  readonly url: string;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly closedAt: string | null;
}

/** What somebody may give a new issue; the rest has defaults. */
export type NewIssue = Pick<StoredIssue, 'title' | 'author'> & Partial<Pick<StoredIssue, 'body' | 'labels' | 'state' | 'stateReason' | 'isLocked' | 'isPullRequest'>>;

export type IssueChange = Partial<Pick<StoredIssue, 'title' | 'body' | 'labels' | 'state' | 'stateReason' | 'isLocked'>>;

/** The issues of one repository by number. */
export class IssueStore {
  readonly #repository: string;
  readonly #ticks: Ticks;
  readonly #issues = new Map<number, StoredIssue>();
  readonly #deleted = new Set<number>();
  /** Beyond the numbers that tests give to pull requests. */
  #lastNumber = 100;

  /** `repository` is `owner/name`. */
  constructor(repository: string, ticks: Ticks) {
    this.#repository = repository;
    this.#ticks = ticks;
  }

  /** Oldest first. */
  all(): readonly StoredIssue[] {
    return [...this.#issues.values()];
  }

  find(number: number): StoredIssue | undefined {
    return this.#issues.get(number);
  }

  byNodeId(nodeId: string): StoredIssue | undefined {
    return this.all().find((issue) => issue.nodeId === nodeId);
  }

  isDeleted(number: number): boolean {
    return this.#deleted.has(number);
  }

  add({ title, author, body = '', labels = [], state = 'open', stateReason = null, isLocked = false, isPullRequest = false }: NewIssue): StoredIssue {
    this.#lastNumber += 1;
    const number = this.#lastNumber;
    const at = this.#ticks.next();
    const issue: StoredIssue = {
      number, nodeId: `I_${number}`, title, body, author, labels, state, stateReason, isLocked, isPullRequest,
      url: `https://github.com/${this.#repository}/${isPullRequest ? 'pull' : 'issues'}/${number}`,
      createdAt: at, updatedAt: at, closedAt: state === 'closed' ? at : null,
    };
    this.#issues.set(number, issue);
    return issue;
  }

  /** Undefined when there is no such issue. Closing and opening without a reason is `completed` and `reopened`, as on GitHub. */
  change(number: number, change: IssueChange): StoredIssue | undefined {
    const issue = this.#issues.get(number);
    if (issue === undefined) return undefined;
    const at = this.#ticks.next();
    const changed = { ...issue, ...change, updatedAt: at };
    const turned = changed.state !== issue.state;
    const usual = changed.state === 'closed' ? 'completed' : 'reopened';
    const stateReason = change.stateReason ?? (turned ? usual : issue.stateReason);
    const closedAt = changed.state === 'open' ? null : turned ? at : issue.closedAt;
    const stored: StoredIssue = { ...changed, stateReason, closedAt };
    this.#issues.set(number, stored);
    return stored;
  }

  /** A comment was written. */
  touch(number: number, at: string): void {
    const issue = this.#issues.get(number);
    if (issue !== undefined) this.#issues.set(number, { ...issue, updatedAt: at });
  }

  /** Deleted, which GitHub remembers, or transferred to another repository, which leaves lists the same way. */
  delete(number: number): void {
    if (this.#issues.delete(number)) this.#deleted.add(number);
  }
}
