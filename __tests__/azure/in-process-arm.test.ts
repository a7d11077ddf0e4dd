import { describe, expect, test } from '@jest/globals';
import { AzureError } from '../../src/azure/arm-error.ts';
import { CancelledError } from '../../src/run/errors.ts';
import { subscription } from '../sandbox/arm-client.ts';
import { createInProcessArm, killedAt } from './in-process-arm.ts';

const group = (name: string): string => `${subscription}/resourceGroups/${name}`;
const version = '2024-11-01';
const put = (name: string) => ({ method: 'PUT', path: group(name), apiVersion: version, body: { location: 'westeurope' } }) as const;

describe('the client in the process is the product’s own', () => {
  test('absence, documents, lists of many pages and refusals', async () => {
    const azure = createInProcessArm({ pageSize: 2 });
    const arm = azure.connect();
    expect(await arm.find(group('none'), version)).toBeUndefined();
    for (const name of ['a', 'b', 'c', 'd', 'e']) await arm.send(put(name));
    expect(await arm.find(group('a'), version)).toMatchObject({ name: 'a' });
    expect((await arm.list(`${subscription}/resourceGroups`, version)).map((one) => one['name'])).toEqual(['a', 'b', 'c', 'd', 'e']);
    await expect(arm.send({ ...put('x'), body: {} })).rejects.toMatchObject({ name: 'AzureError', status: 400, code: 'LocationRequired' });
    await expect(arm.send({ method: 'GET', path: 'https://elsewhere.test/x' })).rejects.toMatchObject({ code: 'ForeignHost' });
  });

  test('the store outlives a client, and nobody writes into it by the answer', async () => {
    const azure = createInProcessArm();
    await azure.connect().send({ ...put('a'), body: { location: 'westeurope', tags: { of: 'us' } } });
    const seen = await azure.connect().find(group('a'), version);
    Object.assign(seen?.['tags'] ?? {}, { of: 'others' });
    expect(await azure.connect().find(group('a'), version)).toMatchObject({ tags: { of: 'us' } });
    expect(azure.requests.map(({ method, status }) => `${method} ${String(status)}`)).toEqual(['PUT 201', 'GET 200', 'GET 200']);
  });
});

describe('a run is cut short', () => {
  test.each([['before', undefined], ['after', 'b']] as const)('killed %s its second request', async (when, left) => {
    const azure = createInProcessArm();
    const arm = azure.connect(killedAt(2, when));
    await arm.send(put('a'));
    await expect(arm.send(put('b'))).rejects.toThrow(AzureError);
    await expect(arm.send(put('c'))).rejects.toThrow(/The process was killed/);
    const other = azure.connect();
    expect((await other.find(group('b'), version))?.['name']).toBe(left);
    expect(await other.find(group('c'), version)).toBeUndefined();
  });

  test('cancelled while a request is under way', async () => {
    const azure = createInProcessArm();
    const run = new AbortController();
    const arm = azure.connect({ signal: run.signal, afterRequest: () => run.abort() });
    await expect(arm.send(put('a'))).rejects.toThrow(CancelledError);
    await expect(arm.send(put('b'))).rejects.toThrow(CancelledError);
    expect(azure.requests).toHaveLength(1);
  });
});

describe('time is virtual', () => {
  test('many writes go at the pace of the sandbox’s quota: within 1.2 × (N − burst) / refill, and none is refused', async () => {
    const azure = createInProcessArm({ quota: 'azure', roundTrip: 300 });
    const arm = azure.connect();
    const began = azure.clock.now();
    await Promise.all(Array.from({ length: 900 }, async (_, index) => await arm.send(put(`g${index}`))));
    expect(azure.clock.now() - began).toBeLessThanOrEqual(1.2 * ((900 - 200) / 10) * 1000);
    expect(azure.requests.filter(({ status }) => status === 429)).toEqual([]);
  });

  test('sleeps end in the order of their times, without waiting', async () => {
    const { clock } = createInProcessArm();
    const began = clock.now();
    const woken: string[] = [];
    const sleep = async (name: string, milliseconds: number): Promise<void> => {
      await clock.sleep(milliseconds);
      woken.push(`${name} ${clock.now() - began}`);
    };
    await Promise.all([sleep('long', 3_600_000), sleep('short', 5), sleep('same', 5), sleep('short', 5).then(async () => await sleep('then', 10))]);
    expect(woken).toEqual(['short 5', 'same 5', 'short 5', 'then 15', 'long 3600000']);
  });

  test('a sleep is cancellable', async () => {
    const { clock } = createInProcessArm();
    const run = new AbortController();
    const sleeping = clock.sleep(1000, run.signal);
    run.abort();
    await expect(sleeping).rejects.toThrow(CancelledError);
  });
});

test.each(['/subscriptions/x/../y', '/subscriptions/./x', '/subscriptions/x/..'])('an id with a segment of dots is asked nowhere: %s', async (path) => {
  const arm = createInProcessArm();
  await expect(arm.connect().send({ method: 'GET', path, apiVersion: '2022-12-01' })).rejects.toThrow('it has a segment of dots');
  expect(arm.requests).toEqual([]);
});
