import type { StandInRequest, StandInResponse } from '../../http.ts';
import { failure } from '../answers.ts';
import { Windows, type Remaining, type WindowSize } from './windows.ts';

export interface RateBudgetOptions {
  /** `github`: requests beyond the limits are refused; `off`: they are not counted, and the headers always show a new window. */
  readonly quota: 'github' | 'off';
  /** Requests an hour: 1,000 for a workflow's own token and repository, 5,000 for a user's. */
  readonly perHour: number;
  /** How many times faster than GitHub's the windows pass. */
  readonly speed: number;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** REST and GraphQL are counted apart. */
type Resource = 'core' | 'graphql';

/** What a request spent: headers for its answer, and the answer where nothing was left to spend. */
export interface Spent {
  readonly headers: Readonly<Record<string, string>>;
  readonly refusal?: StandInResponse;
}

const minute = 60_000;
const hour = 60 * minute;

/** docs.github.com, "Rate limits for the REST API", on secondary rate limits. */
const secondary = {
  points: { core: { most: 900, milliseconds: minute }, graphql: { most: 2_000, milliseconds: minute } },
  content: [{ most: 80, milliseconds: minute }, { most: 500, milliseconds: hour }],
} as const;

/** Points of a request that writes; one that reads has one (the same page). */
const pointsOfWrite = 5;

/** Counts requests as GitHub does: an hour's requests, and what is too much at once. */
export class RateBudget {
  readonly #options: RateBudgetOptions;
  readonly #windows: Windows;
  readonly #hour: WindowSize;

  constructor(options: RateBudgetOptions) {
    this.#options = options;
    this.#windows = new Windows(options.speed);
    this.#hour = { most: options.perHour, milliseconds: hour };
  }

  /** @param path as sent, without Enterprise Server's prefix */
  spend({ method }: StandInRequest, path: string): Spent {
    const resource = resourceOf(path);
    const now = this.#options.now();
    if (this.#options.quota === 'off') return { headers: this.#headers(resource, { left: this.#hour.most - 1, endsAt: now + hour / this.#options.speed }) };
    const known = this.#windows.look(resource, this.#hour, now);
    if (known.left === 0) return { headers: this.#headers(resource, known), refusal: failure(403, 'API rate limit exceeded for installation ID 1.', undefined, rateLimitPage) };
    const wait = this.#spendAtOnce(method, resource, now);
    const headers = this.#headers(resource, wait === undefined ? this.#windows.spend(resource, this.#hour, 1, now) : known);
    return wait === undefined ? { headers } : { headers: { ...headers, 'retry-after': String(Math.max(1, Math.ceil(wait / 1000))) }, refusal: failure(403, tooMuch, undefined, `${rateLimitPage}#about-secondary-rate-limits`) };
  }

  /** What the client had already (304) costs nothing. */
  giveBack(path: string): Readonly<Record<string, string>> {
    const [resource, now] = [resourceOf(path), this.#options.now()];
    return this.#options.quota === 'off' ? {} : this.#headers(resource, this.#windows.spend(resource, this.#hour, -1, now));
  }

  /** `GET /rate_limit`, which is not counted itself. */
  answer(): StandInResponse {
    const now = this.#options.now();
    const of = (resource: Resource): object => {
      const { left, endsAt } = this.#windows.look(resource, this.#hour, now);
      return { limit: this.#hour.most, remaining: left, used: this.#hour.most - left, reset: Math.ceil(endsAt / 1000), resource };
    };
    return { status: 200, body: { resources: { core: of('core'), graphql: of('graphql') }, rate: of('core') } };
  }

  /** Milliseconds to wait for what was too much at once; otherwise undefined, and it is spent. */
  #spendAtOnce(method: string, resource: Resource, now: number): number | undefined {
    const isWrite = method !== 'GET' && method !== 'HEAD' && resource === 'core';
    const wanted: readonly (readonly [name: string, size: WindowSize, amount: number])[] = [
      [`${resource} points`, secondary.points[resource], isWrite ? pointsOfWrite : 1],
      ...(isWrite ? secondary.content.map((size) => [`content ${size.milliseconds}`, size, 1] as const) : []),
    ];
    for (const [name, size, amount] of wanted) {
      const { left, endsAt } = this.#windows.look(name, size, now);
      if (left < amount) return endsAt - now;
    }
    for (const [name, size, amount] of wanted) this.#windows.spend(name, size, amount, now);
    return undefined;
  }

  #headers(resource: Resource, { left, endsAt }: Remaining): Readonly<Record<string, string>> {
    const { most } = this.#hour;
    return {
      'x-ratelimit-limit': String(most),
      'x-ratelimit-remaining': String(left),
      'x-ratelimit-used': String(most - left),
      'x-ratelimit-reset': String(Math.ceil(endsAt / 1000)),
      'x-ratelimit-resource': resource,
    };
  }
}

const rateLimitPage = 'https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api';
const tooMuch = 'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.';

function resourceOf(path: string): Resource {
  return path === '/graphql' ? 'graphql' : 'core';
}
