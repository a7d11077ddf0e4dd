import { expect, test } from '@jest/globals';
import { createHistory } from '../../src/sandbox/history.ts';

const exchange = (path: string, status = 200): Parameters<ReturnType<typeof createHistory>['add']>[1] => ({ method: 'GET', path, status, headers: { authorization: 'Bearer secret' }, body: undefined });

test('a history knows the last requests, how many there were of all, and no secret', () => {
  const history = createHistory();
  for (let n = 1; n <= 30_000; n += 1) history.add('arm', exchange(`/${n}`, n % 2 === 0 ? 200 : 404));
  const paths = history.all().map(({ path }) => path);
  expect(paths.at(-1)).toBe('/30000');
  expect(paths.length).toBeLessThanOrEqual(20_000);
  expect(paths.length).toBeGreaterThanOrEqual(10_000);
  expect(history.counts()).toEqual({ 'arm GET 200': 15_000, 'arm GET 404': 15_000 });
  expect(JSON.stringify(history.all().slice(0, 3))).not.toContain('secret');
  history.forget();
  expect([history.all(), history.counts()]).toEqual([[], {}]);
});
