import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { get } from 'node:https';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { arrayAt, member, textAt } from '../../src/arm/json.ts';
import { sandbox, type SandboxCommandOptions } from '../../src/commands/sandbox.ts';
import { systemClock } from '../../src/door/clock.ts';
import { UserError } from '../../src/run/errors.ts';
import { silentLogger } from '../azure/in-process-arm.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sandbox-command-'));
});
afterAll(() => rm(folder, { recursive: true }));

const options = (changes: Partial<SandboxCommandOptions>): SandboxCommandOptions => ({
  armPort: 0, authorityPort: 0, githubPort: 0, speed: 60, quota: 'off', fault: [], faults: undefined, estate: undefined, state: undefined, keep: false, debug: false, ...changes,
});

/** Runs the command until `use` has done with its first line. */
async function during<Result>(changes: Partial<SandboxCommandOptions>, use: (first: unknown) => Promise<Result>): Promise<Result> {
  const run = new AbortController();
  const lines: string[] = [];
  let printed = (): void => {};
  const started = new Promise<void>((resolve) => {
    printed = resolve;
  });
  const running = sandbox(options(changes), {
    clock: systemClock, logger: silentLogger, signal: run.signal,
    write: (text) => {
      lines.push(text);
      printed();
    },
  });
  await Promise.race([started, running]);
  try {
    return await use(JSON.parse(lines[0] ?? ''));
  } finally {
    run.abort();
    await running;
  }
}

async function ask(first: unknown, address: string): Promise<{ readonly status: number | undefined; readonly body: unknown }> {
  const ca = await readFile(textAt(first, 'caFile') ?? '', 'utf8');
  return await new Promise((resolve, reject) => {
    get(address, { agent: false, ca, headers: { authorization: `Bearer ${textAt(first, 'token') ?? ''}` } }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => resolve({ status: response.statusCode, body: JSON.parse(Buffer.concat(chunks).toString('utf8')) }));
    }).on('error', reject);
  });
}

describe('sandbox', () => {
  test('takes rules from the command line and a file, those of the line first, and tells what became of them', async () => {
    await writeFile(join(folder, 'faults.txt'), '# after the first\nGET subscriptions → 503\n');
    await during({ fault: ['GET subscriptions #1 → 418'], faults: join(folder, 'faults.txt') }, async (first) => {
      const list = `${textAt(first, 'armEndpoint') ?? ''}/subscriptions?api-version=2022-12-01`;
      expect([(await ask(first, list)).status, (await ask(first, list)).status]).toEqual([418, 503]);
      expect((await ask(first, textAt(first, 'faultsUrl') ?? '')).body).toEqual({
        rules: [{ line: 1, rule: 'GET subscriptions #1 → 418', seen: 2, happened: 1 }, { line: 2, rule: 'GET subscriptions → 503', seen: 2, happened: 1 }],
      });
      expect((await ask(first, textAt(first, 'requestsUrl') ?? '')).body).toMatchObject({ counts: { 'arm GET 418': 1, 'arm GET 503': 1 }, requests: [{ fault: 'GET subscriptions #1 → 418' }, {}] });
    });
  });

  test.each([
    ['a rule that is none', { fault: ['GET it'] }, /^--fault:1: a rule is METHOD PATH/],
    ['a file of rules that is not there', { faults: 'nowhere.txt' }, /^The faults of --faults cannot be read from nowhere\.txt: .*ENOENT/],
  ])('refuses %s', async (_, changes, message) => {
    await expect(during(changes, () => Promise.resolve())).rejects.toThrow(message);
  });

  test.each([['port', 'armPort'], ['authority-port', 'authorityPort'], ['github-port', 'githubPort']] as const)('says which of its ports is taken: --%s', async (name, option) => {
    const other = createServer();
    const port = await new Promise<number>((resolve) => {
      other.listen(0, '127.0.0.1', () => {
        const address = other.address();
        resolve(typeof address === 'object' && address !== null ? address.port : 0);
      });
    });
    try {
      await expect(during({ [option]: port }, () => Promise.resolve())).rejects.toThrow(new RegExp(`^The sandbox cannot start: .*EADDRINUSE.*:${port}\\. Choose another --${name}, or none for a free one\\.$`));
    } finally {
      other.close();
    }
  });

  test('is refused at the start when its state cannot be written', async () => {
    await expect(during({ state: join(folder, 'no-folder', 'state.json') }, () => Promise.resolve())).rejects.toThrow(/^The state of the sandbox \(--state\) cannot be written to .*ENOENT/);
  });

  test('ends while a request hangs, and keeps what was changed before', async () => {
    const state = join(folder, 'hanging.json');
    const hanging = await during({ state, fault: ['GET subscriptions → delay 5m'] }, async (first) => {
      const seen = ask(first, `${textAt(first, 'armEndpoint') ?? ''}/subscriptions?api-version=2022-12-01`).catch((error: unknown) => error);
      const requests = async (): Promise<unknown> => (await ask(first, textAt(first, 'faultsUrl') ?? '')).body;
      while (member(arrayAt(await requests(), 'rules')[0], 'seen') !== 1) await new Promise((resolve) => setImmediate(resolve));
      return { seen };
    });
    expect(await hanging.seen).toMatchObject({ code: 'ECONNRESET' });
    expect(JSON.parse(await readFile(state, 'utf8'))).toMatchObject({ format: 'aks-isolation-sandbox' });
  });

  test('begins with an estate once: what it kept of it goes on', async () => {
    const [estate, state] = [join(folder, 'estate.json'), join(folder, 'of-estate.json')];
    const group = '/subscriptions/00000000-0000-4000-8000-000000000001/resourceGroups/given';
    await writeFile(estate, JSON.stringify({ documents: [{ id: group, location: 'westeurope' }] }));
    const groups = async (): Promise<unknown> => await during({ estate, state }, async (first) => member(member((await ask(first, textAt(first, 'snapshotUrl') ?? '')).body, 'state'), 'groups'));
    expect(await groups()).toEqual([[group.toLowerCase(), expect.anything()]]);
    await writeFile(estate, '{"documents": []}');
    expect(await groups()).toEqual([[group.toLowerCase(), expect.anything()]]);
  });

  test.each([
    ['[]', /estate-.*\.json is no estate: it has to be a JSON object\.$/],
    ['{"documents": [{"location": "westeurope"}]}', /^The estate of --estate cannot be taken from .*estate-.*\.json: /],
    ['{"documents": [{"id": "/subscriptions/nonsense"}]}', /^The estate of --estate cannot be taken from .*estate-.*\.json: /],
  ])('refuses an estate that holds %s', async (text, message) => {
    const estate = join(folder, `estate-${text.length}.json`);
    await writeFile(estate, text);
    const failure: unknown = await during({ estate }, () => Promise.resolve()).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(UserError);
    expect(failure instanceof Error ? failure.message : '').toMatch(message);
  });

  test('begins with what the last one knew', async () => {
    const state = join(folder, 'state.json');
    await during({ state }, () => Promise.resolve());
    const saved = JSON.parse(await readFile(state, 'utf8')) as { state: { groups: unknown[] } };
    saved.state.groups.push(['/subscriptions/x/resourcegroups/kept', { id: '/subscriptions/x/resourceGroups/kept', name: 'kept', location: 'westeurope' }]);
    await writeFile(state, JSON.stringify(saved));
    await during({ state }, async (first) => {
      expect((await ask(first, textAt(first, 'snapshotUrl') ?? '')).body).toMatchObject({ format: 'aks-isolation-sandbox', version: 2, state: { groups: [[expect.stringContaining('kept'), {}]] } });
    });
    expect(await readFile(state, 'utf8')).toContain('kept');
  });

  test.each([['{', /: .*JSON.* Bring the file back from a copy, or delete it/], ['{}', /This is no snapshot of a sandbox.* Bring the file back/], ['{"format":"aks-isolation-sandbox","version":7}', /has version 7.* Bring the file back/]])('refuses a file of state that holds %s, and leaves it', async (text, message) => {
    const state = join(folder, 'damaged.json');
    await writeFile(state, text);
    const failure: unknown = await during({ state }, () => Promise.resolve()).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(UserError);
    expect(String(failure)).toMatch(message);
    expect(await readFile(state, 'utf8')).toBe(text);
  });
});
