import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { createRequestLanes, patience, type RequestLanes } from '../../src/azure/request-lanes.ts';
import { AzureError } from '../../src/azure/arm-error.ts';
import { CancelledError } from '../../src/run/errors.ts';
import type { Logger } from '../../src/run/logger.ts';
import { silentLogger } from './in-process-arm.ts';
import { createBucketServer, type BucketAnswer, type BucketServer } from './token-bucket.ts';
import { createVirtualClock, type VirtualClock } from './virtual-clock.ts';

const read = ({ status, headers }: BucketAnswer) => ({ status, header: (name: string) => headers[name] });
const subscriptionOf = (name: string): string => `/subscriptions/${name}`;

interface Run {
  readonly clock: VirtualClock;
  readonly lanes: RequestLanes;
  readonly told: string[];
}

function start(): Run {
  const clock = createVirtualClock();
  const told: string[] = [];
  const logger: Logger = { ...silentLogger, info: (message) => told.push(message) };
  return { clock, lanes: createRequestLanes({ clock, logger }), told };
}

async function write({ lanes }: Run, server: Pick<BucketServer, 'send'>, subscription = 'a', signal?: AbortSignal): Promise<number> {
  const answer = await lanes.through({ method: 'PUT', path: `${subscriptionOf(subscription)}/x`, signal }, async () => await server.send(), read);
  return answer.status;
}

async function times<T>(count: number, work: (index: number) => Promise<T>): Promise<readonly T[]> {
  return await Promise.all(Array.from({ length: count }, async (_, index) => await work(index)));
}

/** Milliseconds below which nobody could have sent `count` requests with what Azure gives, and with sixteen at once. */
const leastFor = (count: number, { burst, refill, roundTrip }: { burst: number; refill: number; roundTrip: number }): number =>
  Math.max(((count - burst) / refill) * 1000, Math.ceil(count / 16) * roundTrip);

/** Round trips around a mean, the same for the same seed. */
function jittered(mean: number, jitter: number, seed: number): () => number {
  let turn = seed;
  return () => {
    turn = (Math.imul(turn, 1_103_515_245) + 12_345) >>> 0;
    return mean * (1 + jitter * (turn / 2 ** 31 - 1));
  };
}

/** What one `Retry-After` of whole seconds may cost, beside the time of the last requests. */
const slack = 2000;

describe('throughput stays at what Azure gives', () => {
  const counts = fc.integer({ min: 1, max: 3000 });
  const roundTrips = fc.integer({ min: 5, max: 500 });

  test('N writes end within 1.2 × (N − burst) / refill, and not one is refused', async () => {
    await fc.assert(fc.asyncProperty(counts, roundTrips, async (count, roundTrip) => {
      const run = start();
      const bucket = { burst: 200, refill: 10, roundTrip };
      const server = createBucketServer(run.clock, bucket);
      const began = run.clock.now();
      const statuses = await times(count, async () => await write(run, server));
      expect(statuses.every((status) => status === 200)).toBe(true);
      expect(run.clock.now() - began).toBeLessThanOrEqual(1.2 * leastFor(count, bucket) + slack);
      expect(server.seen).toMatchObject({ ok: count, refused: 0 });
    }), { numRuns: 15 });
  });

  test('none is refused where answers overtake each other either', async () => {
    await fc.assert(fc.asyncProperty(roundTrips, fc.integer(), async (roundTrip, seed) => {
      const run = start();
      const server = createBucketServer(run.clock, { burst: 200, refill: 10, roundTrip: jittered(roundTrip, 0.3, seed) });
      await times(800, async () => await write(run, server));
      expect(server.seen).toMatchObject({ ok: 800, refused: 0 });
    }), { numRuns: 15 });
  });

  test('also where round trips differ, the bucket is another, and answers may not say what remains; few are refused', async () => {
    const buckets = fc.record({ burst: fc.integer({ min: 20, max: 400 }), refill: fc.integer({ min: 2, max: 40 }), roundTrip: roundTrips, saysRemaining: fc.boolean(), jitter: fc.double({ min: 0, max: 0.3, noNaN: true }) });
    await fc.assert(fc.asyncProperty(counts, buckets, fc.integer(), async (count, { jitter, ...bucket }, seed) => {
      const run = start();
      // That a bucket refills faster than Azure documents can only be seen by what it says.
      const known = { ...bucket, roundTrip: bucket.roundTrip * 1.3, refill: bucket.saysRemaining ? bucket.refill : Math.min(10, bucket.refill) };
      const server = createBucketServer(run.clock, { ...bucket, roundTrip: jittered(bucket.roundTrip, jitter, seed) });
      const began = run.clock.now();
      await times(count, async () => await write(run, server));
      expect(server.seen.ok).toBe(count);
      expect(run.clock.now() - began).toBeLessThanOrEqual(1.2 * leastFor(count, known) + 2 * slack);
      expect(server.seen.refused).toBeLessThanOrEqual(32 + count / 2);
    }), { numRuns: 25 });
  });

  test('several subscriptions go side by side, each at its own pace', async () => {
    await fc.assert(fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 600 }), { minLength: 2, maxLength: 12 }), roundTrips, async (sizes, roundTrip) => {
      const run = start();
      const bucket = { burst: 200, refill: 10, roundTrip };
      const servers = sizes.map(() => createBucketServer(run.clock, bucket));
      const began = run.clock.now();
      await Promise.all(sizes.map(async (size, index) => {
        const server = servers[index];
        if (server !== undefined) await times(size, async () => await write(run, server, `s${index}`));
      }));
      const total = sizes.reduce((sum, size) => sum + size, 0);
      const least = Math.max(...sizes.map((size) => leastFor(size, bucket)), Math.ceil(total / 128) * roundTrip);
      expect(run.clock.now() - began).toBeLessThanOrEqual(1.2 * least + slack);
      expect(servers.map(({ seen }) => seen.ok)).toEqual(sizes);
    }), { numRuns: 15 });
  });

  test('never more than 128 at once over all lanes, and each lane gets its turn', async () => {
    const run = start();
    let [now, most] = [0, 0];
    const order: string[] = [];
    const send = async (name: string): Promise<BucketAnswer> => {
      now += 1;
      most = Math.max(most, now);
      await run.clock.sleep(100);
      now -= 1;
      order.push(name);
      return { status: 200, headers: {} };
    };
    await times(30, async (lane) => await times(40, async () => await write(run, { send: async () => await send(`s${lane}`) }, `s${lane}`)));
    expect(most).toBe(128);
    expect(new Set(order.slice(0, 600)).size).toBe(30);
  });
});

describe('a lane', () => {
  const ok: BucketAnswer = { status: 200, headers: {} };
  const refused = (seconds: number, headers: Readonly<Record<string, string>> = {}): BucketAnswer => ({ status: 429, headers: { 'retry-after': String(seconds), ...headers } });

  test('a single request goes at once', async () => {
    const run = start();
    const began = run.clock.now();
    expect(await write(run, { send: async () => await Promise.resolve(ok) })).toBe(200);
    expect(run.clock.now()).toBe(began);
  });

  test('first come, first served, also after a 429', async () => {
    const run = start();
    const served: number[] = [];
    const opens = run.clock.now() + 2500;
    await times(40, async (index) => await write(run, { send: async () => {
      await run.clock.sleep(10);
      if (run.clock.now() < opens) return refused(1);
      served.push(index);
      return ok;
    } }));
    expect(served).toEqual([...served].sort((left, right) => left - right));
    expect(served).toHaveLength(40);
  });

  test('a 429 pauses it until its Retry-After, and one request alone asks whether it is over', async () => {
    const run = start();
    const sentAt: number[] = [];
    const began = run.clock.now();
    await times(20, async () => await write(run, { send: async () => {
      sentAt.push(run.clock.now() - began);
      await run.clock.sleep(50);
      return run.clock.now() - began < 7000 ? refused(7) : { status: 200, headers: { 'x-ms-ratelimit-remaining-subscription-writes': '100' } };
    } }));
    expect(sentAt.filter((at) => at < 7050)).toHaveLength(16);
    expect(sentAt.filter((at) => at >= 7050 && at < 7100)).toEqual([7050]);
    expect(sentAt.filter((at) => at >= 7100)).toHaveLength(19);
  });

  test('reads, writes, deletes, subscriptions, the tenant and Resource Graph do not wait for each other', async () => {
    const run = start();
    const send = async (method: string, path: string, answer: BucketAnswer): Promise<number> => {
      let first: BucketAnswer | undefined = answer;
      await run.lanes.through({ method, path, signal: undefined }, async () => {
        const now = first ?? ok;
        first = undefined;
        return await Promise.resolve(now);
      }, read);
      return run.clock.now() - began;
    };
    const began = run.clock.now();
    const group = '/providers/Microsoft.Management/managementGroups/contoso/providers/Microsoft.Authorization/policyDefinitions/x';
    const paused = send('PUT', '/subscriptions/A/x', refused(60));
    expect(await Promise.all([
      send('GET', '/subscriptions/a/x', ok), send('DELETE', '/subscriptions/a/x', ok), send('PUT', '/subscriptions/b/x', ok), send('PUT', group, ok),
      send('POST', '/providers/Microsoft.ResourceGraph/resources', ok),
    ])).toEqual([0, 0, 0, 0, 0]);
    expect(await Promise.all([paused, send('PUT', '/subscriptions/a/other', ok)])).toEqual([60_000, 60_000]);
  });

  test('a 429 of a resource provider, with the bucket not empty, puts off its own request only', async () => {
    const run = start();
    const began = run.clock.now();
    let isFirst = true;
    const slow = write(run, { send: async () => {
      const answer = isFirst ? refused(30, { 'x-ms-ratelimit-remaining-subscription-writes': '150' }) : ok;
      isFirst = false;
      return await Promise.resolve(answer);
    } });
    await times(20, async () => await write(run, { send: async () => await Promise.resolve(ok) }));
    expect(run.clock.now() - began).toBe(0);
    expect(await slow).toBe(200);
    expect(run.clock.now() - began).toBe(30_000);
  });

  test('is refused for twenty minutes at most, however many wait', async () => {
    const run = start();
    const began = run.clock.now();
    let sent = 0;
    const statusOf = (error: unknown): number | undefined => (error instanceof AzureError ? error.status : undefined);
    const ends = await times(100, async () => await write(run, { send: async () => {
      sent += 1;
      return await Promise.resolve(refused(60));
    } }).catch(statusOf));
    expect(new Set(ends)).toEqual(new Set([429]));
    expect(sent).toBeLessThan(40);
    expect(run.clock.now() - began).toBeLessThanOrEqual(patience);
    expect(run.clock.now() - began).toBeGreaterThan(patience - 120_000);
  });

  test('waiting in line is no refusal: 15,000 writes take longer than twenty minutes, and all are taken', async () => {
    const run = start();
    const server = createBucketServer(run.clock, { burst: 200, refill: 10, roundTrip: 50 });
    const began = run.clock.now();
    const statuses = await times(15_000, async () => await write(run, server));
    expect(new Set(statuses)).toEqual(new Set([200]));
    expect(run.clock.now() - began).toBeGreaterThan(patience);
  });

  test('the one request that asks whether a pause is over may get no answer: the next asks', async () => {
    const run = start();
    let sent = 0;
    const ends = await Promise.allSettled(Array.from({ length: 3 }, async () => await write(run, { send: async () => {
      sent += 1;
      const now = sent;
      await run.clock.sleep(10);
      if (now <= 3) return refused(1);
      if (now === 4) throw new Error('reset');
      return ok;
    } })));
    expect(ends.map(({ status }) => status).sort((left, right) => left.localeCompare(right))).toEqual(['fulfilled', 'fulfilled', 'rejected']);
  });

  test('a request that gets no answer gives its place back', async () => {
    const run = start();
    const failing = await Promise.allSettled(Array.from({ length: 50 }, async (_, index) => await write(run, { send: async () => {
      await run.clock.sleep(10);
      if (index < 40) throw new Error('reset');
      return ok;
    } })));
    expect(failing.map(({ status }) => status)).toEqual([...Array<string>(40).fill('rejected'), ...Array<string>(10).fill('fulfilled')]);
  });

  test('cancelled, all that wait end at once and nothing more is sent', async () => {
    const run = start();
    const cancel = new AbortController();
    let sent = 0;
    const waiting = times(500, async () => await write(run, { send: async () => {
      sent += 1;
      return await Promise.resolve(refused(600));
    } }, 'a', cancel.signal).catch((error: unknown) => error));
    await run.clock.sleep(1000);
    const before = sent;
    cancel.abort();
    const began = run.clock.now();
    for (const error of await waiting) expect(error).toBeInstanceOf(CancelledError);
    expect(sent).toBe(before);
    expect(run.clock.now()).toBe(began);
  });
});

describe('the reader', () => {
  test('is told once when a lane waits for more than two seconds', async () => {
    const run = start();
    const server = createBucketServer(run.clock, { burst: 200, refill: 10, roundTrip: 50 });
    await times(300, async () => await write(run, server));
    expect(run.told).toEqual(["Azure's quota of writes for subscription a is used up; going on at its pace."]);
  });

  test('hears nothing of shorter ones', async () => {
    const run = start();
    const server = createBucketServer(run.clock, { burst: 200, refill: 10, roundTrip: 50 });
    await times(210, async () => await write(run, server));
    expect(run.told).toEqual([]);
  });
});
