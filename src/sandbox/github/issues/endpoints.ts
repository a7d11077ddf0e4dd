import { arrayAt, isJsonObject, member, textAt } from '../../../arm/json.ts';
import { MalformedBody, type StandInRequest, type StandInResponse } from '../../http.ts';
import { failure, notAccessible, notFound } from '../answers.ts';
import type { CommentStore } from '../comments.ts';
import { pageOf } from '../paging.ts';
import type { LabelStore } from './labels.ts';
import type { IssueChange, IssueStore, StateReason, StoredIssue } from './store.ts';

/** What a token may do with issues, or that the repository has none. */
export type IssuePermission = 'write' | 'read' | 'none' | 'disabled';

/** UTF-16 units; GitHub's own errors name the numbers. */
const limits = { body: 65_536, title: 256 } as const;
const reasons: readonly StateReason[] = ['completed', 'not_planned', 'duplicate', 'reopened'];

export interface IssueEndpointsOptions {
  readonly issues: IssueStore;
  readonly labels: LabelStore;
  readonly comments: CommentStore;
  readonly permission: IssuePermission;
  /** Without it labels are dropped from new issues, as GitHub does for whoever may not push. */
  readonly mayLabel: boolean;
  /** Whose token it is. */
  readonly login: string;
}

/** The REST endpoints over issues, their labels and the labels of the repository (docs.github.com, "REST API endpoints for issues"). */
export class IssueEndpoints {
  readonly #options: IssueEndpointsOptions;

  constructor(options: IssueEndpointsOptions) {
    this.#options = options;
  }

  /** The answer to a path below the repository, or undefined when it is none of these. */
  answer(method: string, path: string, request: StandInRequest): StandInResponse | undefined {
    const route = this.#route(method, path, request);
    if (route === undefined) return undefined;
    const { permission } = this.#options;
    if (permission === 'disabled' && path.startsWith('issues')) return failure(410, 'Issues are disabled for this repo');
    if (permission === 'none' || (permission === 'read' && method !== 'GET')) return notAccessible;
    if (request.body instanceof MalformedBody) return failure(400, 'Problems parsing JSON');
    return route();
  }

  #route(method: string, path: string, request: StandInRequest): (() => StandInResponse) | undefined {
    const { labels, mayLabel } = this.#options;
    if (path === 'issues') return { GET: () => this.#list(request), POST: () => this.#create(request) }[method];
    if (path === 'labels') return { GET: () => labels.list(request), POST: () => (mayLabel ? labels.create(request) : notAccessible) }[method];
    const label = /^labels\/(.+)$/s.exec(path)?.[1];
    if (label !== undefined) return { GET: () => labels.get(label), DELETE: () => (mayLabel ? labels.remove(label) : notAccessible) }[method];
    const [, digits, rest = '', carried] = /^issues\/(\d+)(?:\/(comments|labels|lock)(?:\/(.+))?)?$/s.exec(path) ?? [];
    const number = Number(digits);
    // What is no issue here is a pull request, whose comments are another's matter.
    if (digits === undefined || (rest === 'comments' && this.#options.issues.find(number) === undefined && !this.#options.issues.isDeleted(number))) return undefined;
    if (carried !== undefined && rest !== 'labels') return undefined;
    return () => this.#answerOne(`${method} ${rest}${carried === undefined ? '' : '/'}`, number, request, carried);
  }

  #answerOne(route: string, number: number, request: StandInRequest, label = ''): StandInResponse {
    const { comments, issues, login } = this.#options;
    if (issues.isDeleted(number)) return failure(410, 'This issue was deleted');
    const issue = issues.find(number);
    if (issue === undefined) return notFound;
    switch (route) {
      case 'GET ':
        return { status: 200, body: this.#render(issue) };
      case 'PATCH ':
        return this.#update(issue, request);
      case 'GET comments':
        return comments.list(number, request);
      case 'POST comments': {
        if (issue.isLocked) return failure(403, 'Unable to create comment because issue is locked.');
        const answer = comments.create(number, request, login);
        issues.touch(number, comments.of(number).at(-1)?.createdAt ?? issue.updatedAt);
        return answer;
      }
      case 'GET labels':
        return pageOf(request, issue.labels, (name) => this.#options.labels.put(name));
      case 'POST labels':
        return this.#setLabels(issue, [...issue.labels, ...labelNames(request.body)]);
      case 'PUT labels':
        return this.#setLabels(issue, labelNames(request.body));
      case 'DELETE labels':
        return this.#options.mayLabel ? { ...this.#setLabels(issue, []), status: 204, body: undefined } : notAccessible;
      case 'DELETE labels/': {
        const left = issue.labels.filter((name) => name.toLowerCase() !== label.toLowerCase());
        return left.length === issue.labels.length ? failure(404, 'Label does not exist') : this.#setLabels(issue, left);
      }
      case 'PUT lock':
        issues.change(number, { isLocked: true });
        return { status: 204 };
      case 'DELETE lock':
        issues.change(number, { isLocked: false });
        return { status: 204 };
      default:
        return notFound;
    }
  }

  /** `GET /repos/{owner}/{repo}/issues`: issues and pull requests, newest first unless asked otherwise. */
  #list(request: StandInRequest): StandInResponse {
    const { query } = request;
    const wanted = (query.get('labels') ?? '').split(',').map((name) => name.trim().toLowerCase()).filter((name) => name !== '');
    const [state, creator, since] = [query.get('state') ?? 'open', query.get('creator')?.toLowerCase(), query.get('since')];
    const found = this.#options.issues.all().filter((issue) => {
      const carried = new Set(issue.labels.map((name) => name.toLowerCase()));
      return (state === 'all' || issue.state === state) && wanted.every((name) => carried.has(name))
        && (creator === undefined || issue.author.toLowerCase() === creator) && (since === null || Date.parse(issue.updatedAt) >= Date.parse(since));
    });
    const timeOf = (issue: StoredIssue): number => (query.get('sort') === 'updated' ? Date.parse(issue.updatedAt) : 0);
    const ascending = found.toSorted((left, right) => timeOf(left) - timeOf(right) || left.number - right.number);
    return pageOf(request, query.get('direction') === 'asc' ? ascending : ascending.toReversed(), (issue) => this.#render(issue));
  }

  /** `POST /repos/{owner}/{repo}/issues`: labels that do not exist yet are made. */
  #create(request: StandInRequest): StandInResponse {
    const [title, body = ''] = [textAt(request.body, 'title'), textAt(request.body, 'body')];
    const refusal = refuseTexts(title ?? '', body);
    if (refusal !== undefined || title === undefined) return refusal ?? invalid('title', 'missing_field');
    const labels = this.#options.mayLabel ? labelNames(request.body) : [];
    for (const name of labels) this.#options.labels.put(name);
    return { status: 201, body: this.#render(this.#options.issues.add({ title, body, labels, author: this.#options.login })) };
  }

  /** `PATCH /repos/{owner}/{repo}/issues/{number}`: all of it or nothing. */
  #update(issue: StoredIssue, request: StandInRequest): StandInResponse {
    const { body: sent } = request;
    const [title = issue.title, body = issue.body] = [textAt(sent, 'title'), textAt(sent, 'body')];
    const [state = issue.state, reason = null] = [textAt(sent, 'state'), textAt(sent, 'state_reason')];
    const refusal = refuseTexts(title, body);
    if (refusal !== undefined) return refusal;
    if (state !== 'open' && state !== 'closed') return invalid('state', 'invalid');
    const stateReason = reasons.find((known) => known === reason);
    if (reason !== null && stateReason === undefined) return invalid('state_reason', 'invalid');
    const labels = member(sent, 'labels') === undefined || !this.#options.mayLabel ? issue.labels : labelNames(sent);
    const change: IssueChange = { title, body, state, labels, ...(stateReason === undefined ? {} : { stateReason }) };
    const changed = this.#options.issues.change(issue.number, change);
    return changed === undefined ? notFound : { status: 200, body: this.#render(changed) };
  }

  /** What an issue carries afterwards; labels that do not exist yet are made. */
  #setLabels(issue: StoredIssue, wanted: readonly string[]): StandInResponse {
    if (!this.#options.mayLabel) return notAccessible;
    const labels = [...new Set(wanted.map((name) => this.#options.labels.put(name).name))];
    this.#options.issues.change(issue.number, { labels });
    return { status: 200, body: labels.map((name) => this.#options.labels.put(name)) };
  }

  #render(issue: StoredIssue): object {
    return {
      number: issue.number,
      node_id: issue.nodeId,
      html_url: issue.url,
      title: issue.title,
      body: issue.body,
      user: { login: issue.author, type: issue.author.endsWith('[bot]') ? 'Bot' : 'User' },
      labels: issue.labels.map((name) => this.#options.labels.put(name)),
      state: issue.state,
      state_reason: issue.stateReason,
      locked: issue.isLocked,
      comments: this.#options.comments.of(issue.number).length,
      created_at: issue.createdAt,
      updated_at: issue.updatedAt,
      closed_at: issue.closedAt,
      ...(issue.isPullRequest ? { pull_request: { html_url: issue.url } } : {}),
    };
  }
}

/** Labels come as names or as objects with a name. */
function labelNames(body: unknown): readonly string[] {
  return arrayAt(body, 'labels').flatMap((label) => (typeof label === 'string' ? [label] : isJsonObject(label) ? (textAt(label, 'name') ?? []) : []));
}

function refuseTexts(title: string, body: string): StandInResponse | undefined {
  if (title.trim() === '') return invalid('title', 'missing_field');
  if (title.length > limits.title) return invalid('title', 'custom', `title is too long (maximum is ${limits.title} characters)`);
  return body.length > limits.body ? invalid('body', 'custom', `body is too long (maximum is ${limits.body} characters)`) : undefined;
}

function invalid(field: string, code: string, message?: string): StandInResponse {
  return failure(422, 'Validation Failed', [{ resource: 'Issue', code, field, ...(message === undefined ? {} : { message }) }]);
}
