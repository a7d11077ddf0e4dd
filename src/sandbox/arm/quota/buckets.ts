/** The size of a token bucket: how many requests it takes at once, and how many a second after that. */
export interface BucketSize {
  readonly capacity: number;
  readonly refillPerSecond: number;
}

/** What became of a request: what is left after it, and when it is refused, after how many milliseconds there is a token again. */
export interface Taking {
  readonly remaining: number;
  readonly waitMilliseconds?: number;
}

/** Tokens are parts of a second; what is missing by less than this is not missing. */
const rounding = 1e-9;

/** Token buckets by name, full when first used. Time is what the caller says it is. */
export class Buckets {
  readonly #levels = new Map<string, { readonly tokens: number; readonly at: number }>();
  readonly #speed: number;

  /** @param speed how many times faster than Azure's they are refilled */
  constructor(speed: number) {
    this.#speed = speed;
  }

  /** Takes a token, or says how long there will be none. `now` in milliseconds. */
  take(name: string, { capacity, refillPerSecond }: BucketSize, now: number): Taking {
    const perMillisecond = (refillPerSecond * this.#speed) / 1000;
    const level = this.#levels.get(name);
    // A clock may be set back: that gives no tokens and takes none.
    const tokens = level === undefined ? capacity : Math.min(capacity, level.tokens + Math.max(0, now - level.at) * perMillisecond);
    const taken = tokens >= 1 - rounding ? 1 : 0;
    this.#levels.set(name, { tokens: tokens - taken, at: now });
    if (taken === 1) return { remaining: Math.floor(tokens - 1 + rounding) };
    return { remaining: 0, waitMilliseconds: Math.ceil((1 - tokens) / perMillisecond) };
  }

  /** Puts back a token that was taken for nothing. */
  giveBack(name: string, { capacity }: BucketSize): void {
    const level = this.#levels.get(name);
    if (level !== undefined) this.#levels.set(name, { ...level, tokens: Math.min(capacity, level.tokens + 1) });
  }
}
