/** When a request was sent, and whether the whole lane waits for its answer. */
export interface Sent {
  readonly at: number;
  readonly isProbe: boolean;
}

/** What is known of one token bucket, all times in milliseconds. */
export interface Quota {
  /** How long until a request may go: 0 for now, Infinity while a probe is under way. */
  waitAt(now: number): number;
  /** How many may be in flight at once. */
  inFlightLimit(): number;
  sent(now: number): Sent;
  /** An answer other than a lane's 429. `others`: how many requests are still in flight. */
  answered(sent: Sent, answer: { readonly now: number; readonly remaining: number | undefined; readonly resetsAfter: number | undefined; readonly others: number }): void;
  /** A 429: nothing goes before `until`, and then one request alone. */
  refused(sent: Sent, now: number, until: number): void;
  /** A request that got no answer. */
  lost(sent: Sent): void;
}

/**
 * In flight before anything is known of the bucket: far below the smallest (200), so that a bucket that others have used up refuses
 * few, and enough for ten writes a second with answers that take a second and a half.
 */
const inFlightAtFirst = 16;
/** As soon as answers say what remains, that decides; this many keep the pace of ten a second while answers take three seconds. */
const inFlightAtMost = 32;

/** A refill that was too fast slows down by this at every 429, but never below one a second; Azure's Retry-After does what is left. */
const slowDown = 0.7;
const slowest = 1;
/** And gets back up by this with every answer. */
const speedUp = 1.02;

/**
 * Keeps an estimate of the tokens that are left: what the newest answer said, less the requests that it may not have seen, plus what
 * came back since. It errs on the low side by what comes back during a round trip; that stays in the bucket and is said by the next
 * answer, as it is when Azure refills faster than assumed. Erring on the high side would be refused.
 */
export function createQuota(refill: number): Quota {
  let rate = refill;
  let level: number | undefined;
  let levelAt = 0;
  let newest = Number.NEGATIVE_INFINITY;
  let pausedUntil = Number.NEGATIVE_INFINITY;
  let mustProbe = false;
  let isProbing = false;

  const tokensAt = (now: number): number => (level === undefined ? Number.POSITIVE_INFINITY : level + (rate * (now - levelAt)) / 1000);
  const set = (tokens: number, now: number): void => {
    level = tokens;
    levelAt = now;
  };

  return {
    waitAt(now) {
      if (now < pausedUntil) return pausedUntil - now;
      if (mustProbe) return isProbing ? Number.POSITIVE_INFINITY : 0;
      const missing = 1 - tokensAt(now);
      return missing <= 0 ? 0 : Math.ceil((missing * 1000) / rate);
    },
    inFlightLimit: () => (level === undefined ? inFlightAtFirst : inFlightAtMost),
    sent(now) {
      if (level !== undefined) set(tokensAt(now) - 1, now);
      isProbing = mustProbe;
      return { at: now, isProbe: mustProbe };
    },
    answered({ at, isProbe }, { now, remaining, others }) {
      if (isProbe) {
        isProbing = false;
        mustProbe = false;
      }
      if (level !== undefined) set(tokensAt(now), now);
      rate = Math.min(refill, rate * speedUp);
      if (remaining === undefined || at < newest) return;
      newest = at;
      set(remaining - others, now);
    },
    refused({ isProbe }, now, until) {
      if (isProbe) isProbing = false;
      if (!mustProbe || isProbe) rate = Math.max(slowest, rate * slowDown);
      set(0, now);
      pausedUntil = Math.max(pausedUntil, until);
      mustProbe = true;
    },
    lost({ isProbe }) {
      if (isProbe) isProbing = false;
    },
  };
}
