/** A tenant in parts, joined: the same report and the same issue as of a run over the whole. */
import { readFile } from 'node:fs/promises';
import { beforeAll, expect, test } from '@jest/globals';
import { commentWritesOf, expectStatus } from '../reading.ts';
import { useSandbox, type ActionRun } from '../runner.ts';
import { live, scene, type IssueLife, type Scene } from './scene.ts';
import { fleetReport, idOf, platform, seedTenant, subscriptions, type FleetReport } from './tenant.ts';

const sandbox = useSandbox();
beforeAll(() => seedTenant(sandbox.current));

function tenant(label: string): Scene {
  return scene(sandbox.current, label, { 'targets': platform, 'issue-key': label, 'resource-group': undefined, 'cluster-name': undefined });
}

/** Looks at both parts, as the jobs of a matrix. */
async function parts(all: Scene): Promise<{ readonly runs: readonly ActionRun[]; readonly files: Readonly<Record<string, string>> }> {
  const runs = await Promise.all(['1/2', '2/2'].map(async (shard) => await all.look({ shard, 'fail-on': 'never' })));
  const texts = await Promise.all(runs.map(async (run) => await readFile(run.outputs['report-file'] ?? '', 'utf8')));
  return { runs, files: Object.fromEntries(texts.map((text, index) => [`drift-${index + 1}.json`, text])) };
}

const merge = { merge: 'drift-1.json\ndrift-2.json' };

/** What two runs over the same tenant at different times have in common. */
function essence({ findings, counts, verdict, drift, title, target }: FleetReport): object {
  const { clusters, places, healed, carried, counts: changes, unseen, isConclusive } = drift;
  return JSON.parse(JSON.stringify({ findings, counts, verdict, title, target, clusters, places, healed, carried, changes, unseen, isConclusive }, (key, value: unknown) => (['since', 'unseenSince', 'at'].includes(key) ? 'then' : value))) as object;
}

/** The same of issues: their numbers and times differ. */
function told({ body, comments, remembers, state, why }: IssueLife): object {
  return { body, remembers, state, why, comments: comments.map((comment) => comment.replaceAll(/\d{4}-\d\d-\d\d \d\d:\d\d UTC/g, 'then')) };
}

test('over four nights: found, changed, in part hidden, healed', async () => {
  const [whole, joined] = [tenant('whole'), tenant('joined')];
  const nights: readonly (() => void)[] = [
    () => {},
    () => {
      live(sandbox.current, idOf('idle'), 'run-command');
      live(sandbox.current, idOf('web'));
      sandbox.current.arm.forget(idOf('cards'));
    },
    () => {
      live(sandbox.current, idOf('spark'));
      sandbox.current.arm.deny(subscriptions.labs);
    },
    () => {
      sandbox.current.arm.allow(subscriptions.labs);
      live(sandbox.current, idOf('idle'));
    },
  ];
  const states: string[] = [];
  for (const night of nights) {
    night();
    const reference = await whole.look();
    const { runs, files } = await parts(joined);
    for (const run of runs) expect({ status: run.status, writes: commentWritesOf(run.requests) }).toEqual({ status: 0, writes: [] });
    const looked = await Promise.all(runs.map(async (one) => (await fleetReport(one)).drift.clusters.map(({ name }) => name).toSorted()));
    expect(looked[0]).toEqual(['api', 'web']);
    expect(looked[1]).toEqual(expect.arrayContaining(['idle', 'spark']));
    const run = await joined.look(merge, { files });
    expect({ status: run.status, azure: run.requests.filter(({ server }) => server === 'arm') }).toEqual({ status: reference.status, azure: [] });
    expect(essence(await fleetReport(run))).toEqual(essence(await fleetReport(reference)));
    expect(told(joined.issue())).toEqual(told(whole.issue()));
    for (const output of ['verdict', 'findings', 'new-findings']) expect([output, run.outputs[output]]).toEqual([output, reference.outputs[output]]);
    states.push(`${joined.issue().state}, ${joined.issue().comments.length} comments, ${run.outputs['verdict'] ?? ''}`);
  }
  expect(states).toEqual(['open, 0 comments, violation', 'open, 1 comments, violation', 'open, 2 comments, undetermined', 'closed, 3 comments, compliant']);
}, 60_000);

test('a part that failed stops the whole, and the issue is left as it is', async () => {
  const all = tenant('lacking');
  live(sandbox.current, idOf('web'), 'run-command');
  const first = await parts(all);
  await all.look(merge, { files: first.files });
  const before = all.issue();
  live(sandbox.current, idOf('web'));
  const { files } = await parts(all);
  const lacking = await all.look(merge, { files: { 'drift-1.json': files['drift-1.json'] ?? '' } });
  expectStatus(lacking, 2);
  expect(lacking.errors).toEqual([expect.stringMatching(/There is no report "drift-2\.json" to merge: its shard may have failed/)]);
  const twice = await all.look({ merge: 'drift-1.json\ncopy.json' }, { files: { ...files, 'copy.json': files['drift-1.json'] ?? '' } });
  expectStatus(twice, 2);
  const half = await all.look({ merge: 'drift-1.json' }, { files });
  expectStatus(half, 2);
  expect(all.issue()).toEqual(before);
}, 40_000);
