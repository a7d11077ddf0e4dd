import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import * as fc from 'fast-check';
import { createActionsLogger } from '../../src/github/actions-logger.ts';
import { logLine, logText } from '../../src/github/log-text.ts';
import { idTokenAvailable, requestIdToken } from '../../src/github/oidc.ts';
import { recordingLogger } from './loopback.ts';
import { writeOutputs } from '../../src/github/outputs.ts';
import { cutToLimit, writeSummary } from '../../src/github/summary.ts';
import { UserError } from '../../src/run/errors.ts';

const bidi = '\u202E';
const colour = '\u001B[31m';

/** What the runner takes for a command (actions/runner, ActionCommand.cs). */
function isCommand(line: string): boolean {
  return line.trimStart().startsWith('::') || line.includes('##[');
}

describe('text for the log', () => {
  test('has no line that the runner takes for a command', () => {
    const piece = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('::', ':', '##[', '##', '[', '\n', '\r', '\u2028', '\u0085', ' ', '\u00A0', '\u200B', '\u00AD', bidi, colour));
    fc.assert(
      fc.property(fc.array(piece).map((pieces) => pieces.join('')), (text) => {
        const result = logText(text);
        expect(result.split(/[\n\r\u2028\u2029\u0085]/).some(isCommand)).toBe(false);
        expect(result.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
        expect(logLine(text)).not.toMatch(/[\n\r]/);
      }),
      { numRuns: 500 },
    );
  });

  test('keeps what is harmless, and shows what it disarmed', () => {
    expect(logText('a: b::c')).toBe('a: b::c');
    expect(logText(`one\n::set-env name=X::1\n${colour}##[error]${bidi}x`)).toBe('one\n  : :set-env name=X::1\n  ## [error]x');
    expect(logText('\u200B::warning::x')).toBe(': :warning::x');
  });
});

describe('the runner’s log', () => {
  let printed = '';
  beforeEach(() => {
    printed = '';
    jest.spyOn(process.stdout, 'write').mockImplementation((text) => {
      printed += String(text);
      return true;
    });
  });
  afterEach(() => void jest.restoreAllMocks());

  test('annotates, and escapes what it annotates', async () => {
    const logger = await createActionsLogger();
    logger.info('::stop-commands::x');
    logger.warning('100%\n::error::y');
    logger.debug('d');
    logger.notice('n');
    logger.error('e');
    expect(printed).toBe(': :stop-commands::x\n::warning::100%25%0A  : :error::y\n::notice::n\n::error::e\n');
  });

  test('folds one level of groups, also when the body fails', async () => {
    const logger = await createActionsLogger();
    await logger.group('outer\n::x', () => logger.group('inner', () => Promise.resolve(logger.info('body'))));
    await expect(logger.group('bad', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(printed).toBe('::group::outer ::x\ninner\nbody\n::endgroup::\n::group::bad\n::endgroup::\n');
  });

  test('shows progress as a line, and masks every line of a secret', async () => {
    const logger = await createActionsLogger();
    logger.progress({ subject: 'cluster demo', state: 'Creating\n', elapsed: 65_000 });
    logger.mask('one\ntwo');
    logger.mask('');
    expect(printed).toBe('1m05s  Creating  waiting for cluster demo\n::add-mask::one%0Atwo\n::add-mask::one\n::add-mask::two\n');
  });
});

describe('the runner’s files', () => {
  let folder = '';
  const saved = { ...process.env };
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'runner-'));
  });
  afterEach(async () => {
    process.env = { ...saved };
    await rm(folder, { recursive: true });
  });

  test('outputs are written there, and nowhere outside a runner', async () => {
    const path = join(folder, 'output');
    await writeFile(path, '');
    delete process.env['GITHUB_OUTPUT'];
    await writeOutputs({ verdict: 'ignored' });
    process.env['GITHUB_OUTPUT'] = path;
    await writeOutputs({ verdict: 'compliant', changed: 'false' });
    const text = await readFile(path, 'utf8');
    expect(text).toMatch(/^verdict<<(\S+)\ncompliant\n\1\nchanged<<(\S+)\nfalse\n\2\n$/);
  });

  test('the summary is written there, and nowhere outside a runner', async () => {
    const path = join(folder, 'summary');
    await writeFile(path, '');
    delete process.env['GITHUB_STEP_SUMMARY'];
    expect(await writeSummary('ignored')).toBe(false);
    process.env['GITHUB_STEP_SUMMARY'] = path;
    expect(await writeSummary('# Report\n')).toBe(true);
    expect(await readFile(path, 'utf8')).toBe('# Report\n');
  });

  test('an OIDC token needs the permission', async () => {
    const request = requestIdToken('api://AzureADTokenExchange', {}, recordingLogger());
    await expect(request).rejects.toThrow(UserError);
    await expect(request).rejects.toThrow(/id-token: write/);
    expect(idTokenAvailable({ ACTIONS_ID_TOKEN_REQUEST_URL: 'x', ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'y' })).toBe(true);
  });
});

describe('a summary too long', () => {
  test('is cut after a line, and says so', () => {
    const cut = cutToLimit('line é\n'.repeat(1_000), 1_000);
    expect(Buffer.byteLength(cut)).toBeLessThanOrEqual(1_000);
    expect(cut).toMatch(/line é\n\n> The summary was cut here/);
  });

  test('never exceeds the limit, wherever characters break', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', minLength: 300 }), (text) => expect(Buffer.byteLength(cutToLimit(text, 250))).toBeLessThanOrEqual(250)));
  });
});
