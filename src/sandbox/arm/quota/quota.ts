import type { StandInRequest } from '../../http.ts';
import { tenantId } from '../../identities.ts';
import { refusal, type Refusal } from '../http/refusal.ts';
import { Buckets, type BucketSize } from './buckets.ts';
import { retryHeaders } from './retry-headers.ts';

/** `azure`: requests beyond the quota are refused; `off`: they are not counted. */
export type QuotaMode = 'azure' | 'off';

/** The kinds of requests that ARM counts apart. */
type RequestKind = 'reads' | 'writes' | 'deletes';

/** What a request spent: headers for its answer, and the answer when nothing was left to spend. */
export interface Spending {
  readonly headers: Readonly<Record<string, string>>;
  readonly refusal?: Refusal;
}

/** Microsoft Learn, "Understand how Azure Resource Manager throttles requests": buckets of a principal in a subscription or tenant. */
const sizes: Readonly<Record<RequestKind, BucketSize>> = {
  reads: { capacity: 250, refillPerSecond: 25 },
  writes: { capacity: 200, refillPerSecond: 10 },
  deletes: { capacity: 200, refillPerSecond: 10 },
};

/** All principals of a subscription together have fifteen times as much (the same page; in byo-acr-create.json 12000 beside 800). */
const globalFactor = 15;

const singular: Readonly<Record<RequestKind, string>> = { reads: 'read', writes: 'write', deletes: 'delete' };

/** Counts requests as ARM does: per principal, subscription (or the tenant, for what stands in none) and kind. */
export class Quota {
  readonly #buckets: Buckets;
  readonly #mode: QuotaMode;
  readonly #speed: number;

  /** @param speed how many times faster than Azure's the buckets are refilled */
  constructor(mode: QuotaMode, speed: number) {
    this.#buckets = new Buckets(speed);
    this.#mode = mode;
    this.#speed = speed;
  }

  /** @param subscription the subscription in the request's path, if any */
  spend(request: StandInRequest, subscription: string | undefined, principal: string, now: number): Spending {
    const kind = kindOf(request);
    const scope = subscription === undefined ? 'tenant' : 'subscription';
    const place = subscription?.toLowerCase() ?? scope;
    const own = this.#take(`${principal}/${place}/${kind}`, sizes[kind], now);
    const headers = {
      [`x-ms-ratelimit-remaining-${scope}-${kind}`]: String(own.remaining),
      ...(subscription === undefined || own.waitMilliseconds !== undefined ? {} : this.#globalHeader(place, kind, now)),
    };
    if (own.waitMilliseconds === undefined) return { headers };
    return { headers, refusal: throttled(kind, subscription, principal, retryHeaders(own.waitMilliseconds, this.#speed)) };
  }

  #globalHeader(place: string, kind: RequestKind, now: number): Readonly<Record<string, string>> {
    const { capacity, refillPerSecond } = sizes[kind];
    const size = { capacity: capacity * globalFactor, refillPerSecond: refillPerSecond * globalFactor };
    return { [`x-ms-ratelimit-remaining-subscription-global-${kind}`]: String(this.#take(`${place}/${kind}`, size, now).remaining) };
  }

  #take(name: string, size: BucketSize, now: number): ReturnType<Buckets['take']> {
    return this.#mode === 'off' ? { remaining: size.capacity - 1 } : this.#buckets.take(name, size, now);
  }
}

/** A query of Resource Graph is a POST and counts as a read: a 429 of it, quoted in public code of 2023, has `tenant-reads`. */
function kindOf({ method, path }: StandInRequest): RequestKind {
  if (method === 'GET' || method === 'HEAD') return 'reads';
  if (method === 'DELETE') return 'deletes';
  return /^\/providers\/microsoft\.resourcegraph\/resources\/?$/i.test(path) ? 'reads' : 'writes';
}

/** The body is errors.json's for a subscription; for the tenant it is assumed by analogy. */
function throttled(
  kind: RequestKind,
  subscription: string | undefined,
  principal: string,
  headers: Readonly<Record<string, string>>,
): Refusal {
  const [code, place] = subscription === undefined
    ? ['TenantRequestsThrottled', `tenant '${tenantId}'`]
    : ['SubscriptionRequestsThrottled', `subscription '${subscription}'`];
  const message = `Number of '${singular[kind]}' requests for ${place} actor '${principal}' exceeded. `
    + `Please try again after '${headers['retry-after'] ?? ''}' seconds.`;
  return refusal(429, code, message, headers);
}
