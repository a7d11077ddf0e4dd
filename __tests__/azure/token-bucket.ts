/** Azure's token buckets as a model: what a client that knows nothing of them is answered. */
import type { Clock } from '../../src/run/clock.ts';

export interface BucketOptions {
  readonly burst: number;
  /** Tokens a second. */
  readonly refill: number;
  /** Milliseconds from sending to the answer; a function for one that differs from request to request. */
  readonly roundTrip: number | (() => number);
  /** Whether answers say what remains. Default true. */
  readonly saysRemaining?: boolean;
}

export interface BucketAnswer {
  readonly status: 200 | 429;
  readonly headers: Readonly<Record<string, string>>;
}

export interface BucketServer {
  /** Milliseconds of the virtual clock pass. */
  send(): Promise<BucketAnswer>;
  readonly seen: { ok: number; refused: number; mostAtOnce: number };
}

/** One bucket, full at first. A request takes effect half a round trip after it was sent; a refused one costs nothing. */
export function createBucketServer(clock: Clock, { burst, refill, roundTrip, saysRemaining = true }: BucketOptions): BucketServer {
  let [tokens, at, atOnce] = [burst, clock.now(), 0];
  const seen = { ok: 0, refused: 0, mostAtOnce: 0 };
  return {
    seen,
    async send() {
      atOnce += 1;
      seen.mostAtOnce = Math.max(seen.mostAtOnce, atOnce);
      const half = (typeof roundTrip === 'number' ? roundTrip : roundTrip()) / 2;
      await clock.sleep(half);
      const now = clock.now();
      tokens = Math.min(burst, tokens + ((now - at) * refill) / 1000);
      at = now;
      const isLet = tokens >= 1;
      if (isLet) tokens -= 1;
      seen[isLet ? 'ok' : 'refused'] += 1;
      const remaining: Readonly<Record<string, string>> = saysRemaining ? { 'x-ms-ratelimit-remaining-subscription-writes': String(Math.floor(tokens)) } : {};
      const wait = String(Math.max(1, Math.ceil((1 - tokens) / refill)));
      await clock.sleep(half);
      atOnce -= 1;
      return isLet ? { status: 200, headers: remaining } : { status: 429, headers: { ...remaining, 'retry-after': wait } };
    },
  };
}
