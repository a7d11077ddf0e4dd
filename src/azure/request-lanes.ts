import type { Clock } from '../run/clock.ts';
import { CancelledError, throwIfCancelled } from '../run/errors.ts';
import { formatElapsed, type Logger } from '../run/logger.ts';
import { AzureError } from './arm-error.ts';
import { bucketOf, type Bucket } from './request-lanes/bucket.ts';
import { remainingOf, resetsAfterOf, retryAfterOf, type HeaderOf } from './request-lanes/quota-headers.ts';
import { createQuota, type Quota, type Sent } from './request-lanes/quota.ts';
import { createWindowQuota } from './request-lanes/window-quota.ts';

/** A request as the lanes see it. */
export interface LaneRequest {
  readonly method: string;
  /** Begins with a slash. */
  readonly path: string;
  readonly signal: AbortSignal | undefined;
}

/** What the lanes read of an answer. */
export interface LaneAnswer {
  readonly status: number;
  readonly header: HeaderOf;
}

/** Requests to ARM, each let go as its token bucket allows: one lane for each bucket, first come first served. */
export interface RequestLanes {
  /**
   * Sends by `attempt` when its turn has come, and again after a 429. Resolves to the last answer, which is a 429 only when Azure has
   * refused for longer than `patience`; whoever waits behind such a request then rejects with an `AzureError` of status 429, unsent.
   * Rejects else with what `attempt` throws, or with `CancelledError`.
   */
  through<T>(request: LaneRequest, attempt: () => Promise<T>, read: (answer: T) => LaneAnswer): Promise<T>;
}

/** How long a request, or its whole lane, is refused before the refusal is the answer. Milliseconds. */
export const patience = 20 * 60_000;

/** In flight over all lanes: connections of one run, a burst that a proxy or a NAT gateway with its 1,024 ports for a host still bears. */
const inFlightOverall = 128;

/** A reader is told of a wait from here on, in milliseconds. */
const worthTelling = 2000;

interface Waiter {
  readonly order: number;
  readonly since: number;
  readonly go: (sent: Sent) => void;
  readonly fail: (error: Error) => void;
}

interface Lane {
  readonly bucket: Bucket;
  readonly quota: Quota;
  /** By `order`: a refused request goes back to where it stood. */
  readonly queue: Waiter[];
  inFlight: number;
  /** Since when everything has been refused. */
  refusedSince: number | undefined;
  timer: { readonly due: number; readonly end: AbortController } | undefined;
  hasTold: boolean;
}

/** Lanes that know nothing of Azure's counts yet. One for each run: a second would count against the same buckets. */
export function createRequestLanes({ clock, logger }: { readonly clock: Clock; readonly logger: Logger }): RequestLanes {
  const lanes = new Map<string, Lane>();
  /** Lanes that could go on but for `inFlightOverall`, in the order in which they came to wait. */
  const heldBack = new Set<Lane>();
  let inFlight = 0;
  let orders = 0;

  const laneOf = ({ method, path }: LaneRequest): Lane => {
    const bucket = bucketOf(method, path);
    const known = lanes.get(bucket.key);
    if (known !== undefined) return known;
    const lane: Lane = { bucket, quota: typeof bucket.refill === 'number' ? createQuota(bucket.refill) : createWindowQuota(bucket.refill), queue: [], inFlight: 0, refusedSince: undefined, timer: undefined, hasTold: false };
    lanes.set(bucket.key, lane);
    return lane;
  };

  const tell = (lane: Lane, wait: number, waiter: Waiter, now: number): void => {
    if (lane.hasTold || now + (Number.isFinite(wait) ? wait : 0) - waiter.since < worthTelling) return;
    lane.hasTold = true;
    logger.info(`Azure's quota of ${lane.bucket.words} is used up; going on at its pace.`);
  };

  const wakeIn = (lane: Lane, wait: number, now: number): void => {
    const due = now + wait;
    if (lane.timer !== undefined && lane.timer.due <= due) return;
    lane.timer?.end.abort();
    const timer = { due, end: new AbortController() };
    lane.timer = timer;
    const goOn = (): void => {
      if (lane.timer === timer) lane.timer = undefined;
      advance(lane);
    };
    void clock.sleep(wait, timer.end.signal).then(goOn, () => {});
  };

  /** Lets go whatever may go now. */
  const advance = (lane: Lane): void => {
    for (let next = lane.queue[0]; next !== undefined; next = lane.queue[0]) {
      if (lane.inFlight >= lane.quota.inFlightLimit()) return;
      const now = clock.now();
      const wait = lane.quota.waitAt(now);
      if (wait > 0) {
        tell(lane, wait, next, now);
        if (Number.isFinite(wait)) wakeIn(lane, wait, now);
        return;
      }
      if (inFlight >= inFlightOverall) {
        heldBack.add(lane);
        return;
      }
      lane.queue.shift();
      lane.inFlight += 1;
      inFlight += 1;
      next.go(lane.quota.sent(now));
    }
    lane.timer?.end.abort();
    lane.timer = undefined;
  };

  const release = (lane: Lane): void => {
    lane.inFlight -= 1;
    inFlight -= 1;
    for (const held of heldBack) {
      if (inFlight >= inFlightOverall) break;
      heldBack.delete(held);
      advance(held);
    }
    advance(lane);
  };

  const giveUp = (lane: Lane): void => {
    const message = `Azure refuses ${lane.bucket.words} (429) for longer than this run waits; nothing more was sent. Run the same command again later to go on.`;
    for (const { fail } of lane.queue.splice(0)) fail(new AzureError(message, { status: 429, code: 'TooManyRequests' }));
  };

  const turn = async (lane: Lane, order: number, signal: AbortSignal | undefined): Promise<Sent> => {
    throwIfCancelled(signal);
    return await new Promise<Sent>((resolve, reject) => {
      const leave = (): void => {
        const index = lane.queue.indexOf(waiter);
        if (index >= 0) lane.queue.splice(index, 1);
        reject(new CancelledError('The run was cancelled.'));
        advance(lane);
      };
      const waiter: Waiter = {
        order,
        since: clock.now(),
        go: (sent) => {
          signal?.removeEventListener('abort', leave);
          resolve(sent);
        },
        fail: (error) => {
          signal?.removeEventListener('abort', leave);
          reject(error);
        },
      };
      signal?.addEventListener('abort', leave, { once: true });
      const place = lane.queue.findLastIndex((other) => other.order < order) + 1;
      lane.queue.splice(place, 0, waiter);
      advance(lane);
    });
  };

  return {
    async through(request, attempt, read) {
      const lane = laneOf(request);
      const order = orders;
      orders += 1;
      let firstSent: number | undefined;
      for (;;) {
        const sent = await turn(lane, order, request.signal);
        firstSent ??= sent.at;
        try {
          throwIfCancelled(request.signal);
          const answer = await attempt();
          const now = clock.now();
          const { status, header } = read(answer);
          const remaining = remainingOf(header);
          // A bucket that still holds something has not refused: the resource provider did, for reasons of its own.
          const isRefusal = status === 429 && (remaining ?? 0) === 0;
          if (!isRefusal) lane.quota.answered(sent, { now, remaining, resetsAfter: resetsAfterOf(header), others: lane.inFlight - 1 });
          if (status !== 429) {
            lane.refusedSince = undefined;
            return answer;
          }
          const wait = retryAfterOf(header, now);
          if (isRefusal) {
            lane.quota.refused(sent, now, now + wait);
            lane.refusedSince ??= now;
          }
          if (lane.refusedSince !== undefined && now + wait > lane.refusedSince + patience) giveUp(lane);
          if (now + wait > Math.min(firstSent, lane.refusedSince ?? firstSent) + patience) return answer;
          logger.debug(`${request.method} ${request.path.split('?')[0] ?? ''} was put off by Azure (429) for ${formatElapsed(wait)}`);
          // Waits in its place, so that no more than a lane's width of requests knocks at a provider that refuses.
          if (!isRefusal) await clock.sleep(wait, request.signal);
        } catch (error) {
          lane.quota.lost(sent);
          throw error;
        } finally {
          release(lane);
        }
      }
    },
  };
}
