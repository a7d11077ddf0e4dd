import { describe, expect, test } from '@jest/globals';
import { createTerminalLogger, type TerminalLoggerOptions } from '../../src/report/terminal-logger.ts';
import type { Logger } from '../../src/run/logger.ts';

function terminal(options: Partial<Omit<TerminalLoggerOptions, 'stream'>> = {}, isTTY = false): { readonly logger: Logger; readonly printed: () => string } {
  let printed = '';
  const stream = { isTTY, columns: 40, write: (text: string) => void (printed += text) };
  return { logger: createTerminalLogger({ stream, debug: false, colour: false, ...options }), printed: () => printed };
}

describe('the terminal’s log', () => {
  test('labels what is not plain information, and indents groups', async () => {
    const { logger, printed } = terminal({ debug: true });
    logger.info('one');
    logger.notice('two');
    logger.warning('three\nlines');
    logger.error('four');
    logger.debug('five');
    await logger.group('Steps', () => Promise.resolve(logger.info('inside')));
    logger.info('outside');
    expect(printed()).toBe('one\nnote: two\nwarning: three\n  lines\nerror: four\ndebug: five\nSteps\n  inside\noutside\n');
  });

  test('says less when quiet and nothing of debug unless asked', async () => {
    const { logger, printed } = terminal({ quiet: true });
    logger.debug('a');
    logger.info('b');
    logger.notice('c');
    logger.progress({ subject: 's', state: 'x', elapsed: 0 });
    await logger.group('g', () => Promise.resolve());
    logger.warning('w');
    expect(printed()).toBe('warning: w\n');
  });

  test('progress is a line each time in a file, and one line that changes on a terminal', () => {
    const steps = [{ subject: 'cluster demo', state: 'Creating', elapsed: 1_000 }, { subject: 'cluster demo', state: 'Running', elapsed: 65_000 }];
    const file = terminal();
    for (const step of steps) file.logger.progress(step);
    expect(file.printed()).toBe('    1s  Creating  waiting for cluster demo\n 1m05s  Running  waiting for cluster demo\n');
    const screen = terminal({}, true);
    for (const step of steps) screen.logger.progress(step);
    screen.logger.info('done');
    const wipe = '\r\u001B[K';
    expect(screen.printed()).toBe(`${wipe}    1s  Creating  waiting for cluster d${wipe} 1m05s  Running  waiting for cluster de${wipe}done\n`);
  });

  test('masks secrets everywhere, also those of several lines and those split by a control character', () => {
    const { logger, printed } = terminal();
    logger.mask('hunter2');
    logger.mask('hunter2-long\nsecond');
    logger.error('a hunter2-long b hun\u200Bter2 c second');
    logger.progress({ subject: 'hunter2', state: 'x', elapsed: 0 });
    expect(printed()).toBe('error: a *** b *** c ***\n    0s  x  waiting for ***\n');
  });

  test('prints no control characters of others', () => {
    const { logger, printed } = terminal();
    logger.info('\u001B]0;title\u0007a\u001B[2Jb\u202Ec\u0007');
    expect(printed()).toBe('abc\n');
  });
});
