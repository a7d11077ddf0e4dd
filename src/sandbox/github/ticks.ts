/** The stand-in's time: it stands still until something is written. */
export interface Ticks {
  /** The time of a write, as GitHub writes times: `2026-01-01T00:00:01Z`. */
  next(): string;
}

const start = Date.UTC(2026, 0, 1);

/** Each write is `seconds` later than the one before; with 0 all are made within one second, which is as fine as GitHub's times are. */
export function createTicks(seconds: number): Ticks {
  let writes = 0;
  return {
    next: () => {
      writes += 1;
      return new Date(start + writes * seconds * 1_000).toISOString().replace('.000Z', 'Z');
    },
  };
}
