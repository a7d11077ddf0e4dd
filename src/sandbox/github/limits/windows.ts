/** How much may be spent in a window of time. */
export interface WindowSize {
  readonly most: number;
  readonly milliseconds: number;
}

/** What is left of a window, and when it ends, in milliseconds since 1970. */
export interface Remaining {
  readonly left: number;
  readonly endsAt: number;
}

/** Windows of time by name, each begun by what is spent first in it. Time is what the caller says it is. */
export class Windows {
  readonly #windows = new Map<string, { readonly endsAt: number; readonly spent: number }>();
  readonly #speed: number;

  /** @param speed how many times faster than GitHub's they pass */
  constructor(speed: number) {
    this.#speed = speed;
  }

  /** Without spending anything. */
  look(name: string, { most, milliseconds }: WindowSize, now: number): Remaining {
    const window = this.#windows.get(name);
    return window === undefined || now >= window.endsAt ? { left: most, endsAt: now + milliseconds / this.#speed } : { left: Math.max(0, most - window.spent), endsAt: window.endsAt };
  }

  /** Spends so much, also what is not there; a negative number is given back. */
  spend(name: string, size: WindowSize, amount: number, now: number): Remaining {
    const { left, endsAt } = this.look(name, size, now);
    this.#windows.set(name, { endsAt, spent: Math.max(0, size.most - left + amount) });
    return { left: Math.max(0, left - amount), endsAt };
  }
}
