/** A leaking cluster is found wherever a pull request puts it, however it is written, and whatever lies beside it. */
import { describe, expect, test } from '@jest/globals';
import type { Files } from '../../sources/git/checkouts.ts';
import { leaking } from '../infrastructure.ts';
import { reportOf } from '../reading.ts';
import { useSandbox } from '../runner.ts';
import { added, broken, leak, standing } from './attempts.ts';
import { names, neighbours, unreadables, writings } from './hiding.ts';
import { violatedIn } from './reading.ts';
import { gateEvents, stage } from './stage.ts';

const sandbox = useSandbox();

/** The gate fails on every event, and finds all that is wrong with the cluster in each of the files. */
async function isFoundIn(files: readonly string[], head: Files): Promise<void> {
  const { run } = stage(sandbox.current, { base: standing, head });
  await Promise.all(gateEvents.map(async (event) => {
    const ended = await run(event, { inputs: { comment: 'false' } });
    const overlooked: string[] = [];
    for (const file of files) if ((await violatedIn(ended, file)).join(' ') !== broken.join(' ')) overlooked.push(file);
    expect({ event, status: ended.status, overlooked }).toEqual({ event, status: 1, overlooked: [] });
  }));
}

describe('a leaking cluster is found', () => {
  test('by any name and in any folder', async () => {
    await isFoundIn(names, Object.fromEntries(names.map((name) => [name, leaking])));
  });

  test('however it is written', async () => {
    const files = Object.fromEntries(Object.entries(writings).map(([way, text]) => [`infra/${way}.json`, text]));
    await isFoundIn(Object.keys(files), files);
  });

  test('or what cannot be read is an error', async () => {
    const head = Object.fromEntries(Object.entries(unreadables).map(([way, text]) => [`infra/${way}.json`, text]));
    const { run } = stage(sandbox.current, { base: standing, head });
    const ended = await run('pull_request', { inputs: { comment: 'false' } });
    const errors = (await reportOf(ended)).findings.filter(({ verdict }) => verdict === 'error');
    expect({ status: ended.status, files: errors.map(({ location }) => location?.file ?? '').toSorted() }).toEqual({ status: 1, files: Object.keys(head).toSorted() });
  });

  test.each(neighbours)('beside %s', async (_name, files) => {
    await isFoundIn([added], { ...leak, ...files });
  });
});
