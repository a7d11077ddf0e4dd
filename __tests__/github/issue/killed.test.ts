import { describe, expect, test } from '@jest/globals';
import { issueMarker } from '../../../src/github/comment/marker.ts';
import { createInProcessGitHub, type InProcessGitHub } from '../in-process.ts';
import { driftRun, killedRun, name, seen, workflow } from './drift-runs.ts';

/** A look at the clusters, or what a person does to the newest issue in between. */
type Step = readonly string[] | 'closed as not planned' | 'closed as completed' | 'locked' | 'label taken off' | 'opened twice';

const lives: Readonly<Record<string, readonly Step[]>> = {
  'first drift, changed, healed': [['a'], ['a', 'b'], ['a'], []],
  'flapping': [['a'], [], ['a'], [], ['a']],
  'the same all the time, and nothing': [[], ['a'], ['a'], [], []],
  'silenced by a person': [['a', 'b'], 'closed as not planned', ['a', 'b'], ['a'], ['a', 'c'], []],
  'closed by a person as done': [['a'], 'closed as completed', ['a'], []],
  'locked': [['a'], 'locked', ['a', 'b'], []],
  'without its label': [['a'], 'label taken off', ['b'], []],
  'opened by two runs at once': [['a'], 'opened twice', ['a', 'b'], [], ['a']],
  'opened by two runs at once, healed by the next': [['a'], 'opened twice', [], ['a']],
};

async function play(reached: InProcessGitHub, step: Step): Promise<void> {
  const { github } = reached;
  const newest = github.issues().at(-1);
  if (typeof step !== 'string') await driftRun(reached, step);
  else if (newest === undefined) throw new Error('There is no issue yet.');
  else if (step === 'opened twice') github.addIssue({ title: newest.title, body: `${issueMarker(name.key)}\ntwice`, author: workflow, labels: newest.labels });
  else github.changeIssue(newest.number, deeds[step]);
}

const deeds = {
  'closed as not planned': { state: 'closed', stateReason: 'not_planned' },
  'closed as completed': { state: 'closed', stateReason: 'completed' },
  'locked': { isLocked: true },
  'label taken off': { labels: [] },
} as const;

/** A new GitHub to which steps were done; the times of its writes are a second apart, or all the same. */
async function after(steps: readonly Step[], secondsPerWrite = 1): Promise<InProcessGitHub> {
  const reached = createInProcessGitHub({ secondsPerWrite });
  for (const step of steps) await play(reached, step);
  return reached;
}

describe.each(Object.entries(lives))('killed at any request: %s', (_name, steps) => {
  test('the next run ends with the issue of an undisturbed one, and so does every run after it', async () => {
    const whole = await after([]);
    const undisturbed: (readonly object[])[] = [];
    for (const step of steps) {
      await play(whole, step);
      undisturbed.push(seen(whole.github));
    }
    const killAt = async (step: readonly string[], index: number, at: number): Promise<number> => {
      let [kills, request]: [number, string | undefined] = [0, 'read'];
      // After a request that only reads is before the next one.
      for (const when of ['before', 'after'] as const) {
        if (when === 'after' && request !== 'write') continue;
        const reached = await after(steps.slice(0, index), at % 2);
        request = await killedRun(reached, step, at, when);
        if (request === undefined) break;
        kills += 1;
        const kill = `${when} request ${at} of run ${index}`;
        // What was written is what later runs might stumble over.
        for (const [later, rest] of steps.slice(index, when === 'before' ? index + 1 : undefined).entries()) {
          await play(reached, rest);
          expect({ kill, later, seen: seen(reached.github) }).toEqual({ kill, later, seen: undisturbed[index + later] });
        }
      }
      return kills;
    };
    // The client waits a moment between requests; each kill has a GitHub of its own, so that they wait together.
    const kills = await Promise.all(steps.map(async (step, index) => (typeof step === 'string' ? 0 : await untilNone((at) => killAt(step, index, at)))));
    expect(kills.reduce((sum, count) => sum + count, 0)).toBeGreaterThan(15);
  }, 120_000);
});

/** Kills at one request after the other, several at a time, until one comes too late. Answers how many there were. */
async function untilNone(killAt: (at: number) => Promise<number>): Promise<number> {
  const atOnce = 8;
  for (let first = 1, all = 0; ; first += atOnce) {
    const kills = await Promise.all(Array.from({ length: atOnce }, (_, index) => killAt(first + index)));
    all += kills.reduce((sum, count) => sum + count, 0);
    if (kills.includes(0)) return all;
  }
}

test('a change that is gone by the next run is told of again when it comes back, wherever the run was killed', async () => {
  await Promise.all((['before', 'after'] as const).map((when) =>
    untilNone(async (at) => {
      const reached = await after([['a']]);
      if ((await killedRun(reached, ['a', 'b'], at, when)) === undefined) return 0;
      const comments = (): readonly string[] => reached.github.comments(101).map(({ body }) => body);
      // The killed run may have come to its end but for the answer; then the change back is told of, too.
      await driftRun(reached, ['a']);
      const before = comments();
      for (const found of [['a', 'b'], ['a', 'b']]) await driftRun(reached, found);
      expect({ at, when, fresh: comments().slice(before.length) }).toEqual({ at, when, fresh: [expect.stringContaining('new: b; gone: ')] });
      expect(new Set(comments()).size).toBe(comments().length);
      const [issue] = reached.github.issues();
      expect(issue?.body).toContain('- a\n- b');
      return 1;
    })));
}, 60_000);
