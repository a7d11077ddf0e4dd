import type { QuotaMode } from '../quota/quota.ts';
import { retryHeaders } from '../quota/retry-headers.ts';

/** What a query spent: headers for its answer, and whether it is one too many. */
export interface QuerySpending {
  readonly headers: Readonly<Record<string, string>>;
  readonly isRefused: boolean;
}

/** Fifteen queries in five seconds (Microsoft Learn, "Guidance for throttled requests in Azure Resource Graph"). */
const queries = 15;
const windowMilliseconds = 5_000;

/** Counts queries per user in windows that begin with the first query in them. */
export class QueryQuota {
  readonly #windows = new Map<string, { readonly endsAt: number; readonly used: number }>();
  readonly #mode: QuotaMode;
  readonly #speed: number;

  /** @param speed how many times faster than Azure's the windows pass */
  constructor(mode: QuotaMode, speed: number) {
    this.#mode = mode;
    this.#speed = speed;
  }

  spend(principal: string, now: number): QuerySpending {
    const length = windowMilliseconds / this.#speed;
    const last = this.#windows.get(principal);
    const current = last !== undefined && this.#mode === 'azure' && now < last.endsAt ? last : { endsAt: now + length, used: 0 };
    const isRefused = current.used >= queries;
    const used = isRefused ? queries : current.used + 1;
    this.#windows.set(principal, { ...current, used });
    const left = current.endsAt - now;
    const headers = { 'x-ms-user-quota-remaining': String(queries - used), 'x-ms-user-quota-resets-after': timeSpan(left, this.#speed) };
    return { headers: isRefused ? { ...headers, ...retryHeaders(Math.ceil(left), this.#speed) } : headers, isRefused };
  }
}

/**
 * `hh:mm:ss`. A sandbox that is faster than Azure writes parts of a second as well, in the seven digits in which .NET writes such a
 * time span.
 */
function timeSpan(milliseconds: number, speed: number): string {
  if (speed === 1) return `00:00:${String(Math.max(1, Math.ceil(milliseconds / 1000))).padStart(2, '0')}`;
  const ticks = Math.max(1, Math.ceil(milliseconds * 10_000));
  const [seconds, rest] = [Math.floor(ticks / 1e7), ticks % 1e7];
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  const clock = [hours, minutes, seconds % 60].map((part) => String(part).padStart(2, '0')).join(':');
  return rest === 0 ? clock : `${clock}.${String(rest).padStart(7, '0')}`;
}
