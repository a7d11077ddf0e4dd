/** A run that is killed at any request: the next one ends with the same issue as an undisturbed one, no comment lost or doubled. */
import { expect, test } from '@jest/globals';
import { everyNth, isExhaustive } from '../../exhaustive.ts';
import { expectStatus } from '../reading.ts';
import { useSandbox } from '../runner.ts';
import { Lane, type Nights } from './kills.ts';

const sandboxes = [useSandbox(), useSandbox()];

const lives: Readonly<Record<string, Nights>> = {
  'the first issue': [['run-command']],
  'a change with a comment': [['run-command'], ['node-os']],
  'a closing': [['run-command'], []],
  'a reopening': [['run-command'], [], ['run-command']],
};

/** Two lives at a time, each in a sandbox of its own. */
async function inLanes<Item>(items: readonly Item[], play: (lane: Lane, item: Item) => Promise<void>): Promise<void> {
  const left = [...items];
  await Promise.all(sandboxes.map(async ({ current }) => {
    const lane = new Lane(current);
    for (let item = left.shift(); item !== undefined; item = left.shift()) await play(lane, item);
  }));
}

test('at each request to GitHub', async () => {
  const kills = { reads: 0, writes: 0 };
  await inLanes(Object.entries(lives), async (lane, [name, nights]) => {
    const before = await lane.before(nights);
    const unchanged = lane.seen();
    const { count, seen, writes } = await lane.undisturbed();
    expect(writes.size).toBeGreaterThan(1);
    for (let at = 1; at <= count; at += 1) {
      for (const when of ['before', 'after'] as const) {
        // After a request that only reads is before the next one.
        if (when === 'after' && !writes.has(at)) continue;
        // Between two writes all reads find the same GitHub: one in three stands for them. In the process every request has its turn (github/issue/killed).
        if (!isExhaustive && !writes.has(at) && at % 3 !== 0) continue;
        lane.back(before);
        const where = `${name}: ${when} request ${at} of ${count}`;
        const { status, stdout, stderr } = await lane.killedAtGitHub(at, when);
        expect({ where, status, said: `${stdout}${stderr}`.slice(-300) }).toEqual({ where, status: null, said: expect.anything() });
        if (when === 'before') kills.reads += 1;
        else kills.writes += 1;
        // Where nothing reached GitHub, the next run is an undisturbed one.
        if (JSON.stringify(lane.seen()) === JSON.stringify(unchanged) && when === 'before' && at <= Math.min(...writes)) continue;
        for (const later of ['next', 'after the next']) {
          await lane.run();
          expect({ where, later, seen: lane.seen() }).toEqual({ where, later, seen });
        }
      }
    }
  });
  expect(kills.writes).toBeGreaterThanOrEqual(8);
  expect(kills.reads).toBeGreaterThan(isExhaustive ? 25 : 12);
}, 120_000);

test('at each request to Azure: nothing was written yet, and the next run ends as an undisturbed one', async () => {
  const nights: Nights = [['run-command'], ['node-os']];
  await inLanes([0, 1], async (lane, part) => {
    const before = await lane.before(nights);
    const unchanged = lane.seen();
    const { run, requests } = await lane.killedAtAzure(Number.POSITIVE_INFINITY);
    expectStatus(run, 1);
    const seen = lane.seen();
    expect(requests).toBeGreaterThan(8);
    lane.back(before);
    // Nothing is written there, so every request leaves the same behind.
    const all = Array.from({ length: requests }, (_, index) => index + 1);
    for (const at of everyNth(all.filter((_, index) => index % 2 === part), 3, part)) {
      const killed = await lane.killedAtAzure(at);
      expect({ at, status: killed.run.status, seen: lane.seen() }).toEqual({ at, status: null, seen: unchanged });
    }
    await lane.run();
    expect(lane.seen()).toEqual(seen);
  });
}, 60_000);
