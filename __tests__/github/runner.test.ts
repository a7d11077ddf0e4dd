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

  test('annotates a place: file, lines, columns and a title', async () => {
    const logger = await createActionsLogger();
    logger.error('e', { file: 'infra/main.json', line: 12, column: 7, endColumn: 20, title: 'aks-outbound-type' });
    logger.warning('w', { file: 'a.json', line: 3, endLine: 5, column: 2, endColumn: 4 });
    logger.notice('n', { file: 'a.json', line: 0 });
    expect(printed).toBe(
      '::error title=aks-outbound-type,file=infra/main.json,line=12,endLine=12,col=7,endColumn=20::e\n::warning file=a.json,line=3,endLine=5::w\n::notice::n\n',
    );
  });

  test('no file name or title adds a property, ends the command or starts another', async () => {
    const logger = await createActionsLogger();
    logger.error('m', { file: `a,line=1::x\r\n::set-env name=A::%0A::${bidi}\u2028b.json`, line: 2, title: `t,file=other::\n::add-mask::s${bidi}` });
    expect(printed).toBe('::error title=t%2Cfile=other%3A%3A %3A%3Aadd-mask%3A%3As,file=a%2Cline=1%3A%3Ax%3A%3Aset-env name=A%3A%3A%250A%3A%3Ab.json,line=2,endLine=2::m\n');
  });

  test('whatever the names are, it is one command with the properties that were meant', async () => {
    const logger = await createActionsLogger();
    const hostile = fc.array(fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('::', ',', '=', '%', '%2C', '\n', '\r', '##[', '::error::', bidi))).map((pieces) => pieces.join(''));
    fc.assert(
      fc.property(hostile, hostile, hostile, (file, title, message) => {
        printed = '';
        logger.warning(message, { file, line: 1, column: 2, title });
        expect(printed.slice(0, -1)).not.toMatch(/[\n\r]/);
        const [, properties = ''] = /^::warning ([^:]*)::/.exec(printed) ?? [];
        const names = properties.split(',').map((property) => property.split('=', 1)[0]);
        expect(names.filter((name) => name !== 'title' && name !== 'file')).toEqual(['line', 'endLine', 'col']);
        expect(new Set(names).size).toBe(names.length);
      }),
      { numRuns: 300 },
    );
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
