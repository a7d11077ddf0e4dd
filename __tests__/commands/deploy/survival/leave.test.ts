import { expect, test } from '@jest/globals';
import { UserError } from '../../../../src/run/errors.ts';
import { runDeploy, writes } from '../runs.ts';
import { changesFor, prepare } from './stage/worlds.ts';

test('a cluster whose policies deny the way back is told so, and nothing is written', async () => {
  const row = { start: 'isolated', target: 'leave', network: 'managed', registry: 'managed', apiServer: 'link', policies: 'enforced', pools: 'one' } as const;
  const arm = await prepare(row);
  const { failure } = await runDeploy(arm, changesFor(row));
  expect(failure).toBeInstanceOf(UserError);
  expect(failure?.message).toContain('exempt the cluster from them for as long as it is open');
  expect(writes(arm)).toEqual([]);
  expect(arm.requests.filter(({ method }) => method === 'PATCH')).toEqual([]);
});
