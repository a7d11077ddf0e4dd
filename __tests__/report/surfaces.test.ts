import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { render } from '../../src/commands/publish.ts';
import type { ReportFormat } from '../../src/commands/publish/options.ts';
import type { Report } from '../../src/report/report.ts';
import { hostileWays } from './exposures/sample.ts';
import { checked, finding, fix, hostileReport, reason, related } from './sample.ts';

const formats: readonly ReportFormat[] = ['text', 'lines', 'json', 'markdown', 'sarif', 'html'];

describe.each(formats)('as %s', (format) => {
  test('no line is a command to GitHub’s runner, whatever is in the report', async () => {
    await fc.assert(
      fc.asyncProperty(hostileReport, async (any) => {
        const lines = (await render(any, format, false)).split(/\r\n|[\n\r]/);
        expect(lines.filter((line) => line.trimStart().startsWith('::') || line.includes('##['))).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });

  test('a file named as a command is none, nor is a message that is wrapped before one', async () => {
    const found = finding({ location: { file: '::stop-commands::x', line: 1, column: 1, pointer: '' }, message: `${'word '.repeat(18)}${'::add-mask::x '.repeat(20)}`, fix: fix({ original: '"a"\n::error::x', replacement: '##[warning]x' }) });
    const lines = (await render(checked({ findings: [found] }), format, false)).split('\n');
    expect(lines.filter((line) => line.trimStart().startsWith('::') || line.includes('##['))).toEqual([]);
  });
});

test('what JSON says is what it was given, commands and all', async () => {
  const message = '##[add-mask]x';
  const parsed = JSON.parse(await render(checked({ findings: [finding({ message })] }), 'json', false)) as Report;
  expect(parsed.findings[0]?.message).toBe(message);
});

test.each(formats.filter((format) => format !== 'json'))('names of ten megabytes neither fill nor hold up the report as %s', async (format) => {
  const huge = '`@everyone <'.repeat(900_000);
  const findings = Array.from({ length: 50 }, () =>
    finding({
      title: huge, message: huge, remedy: huge, resource: { type: huge, name: huge, id: huge }, location: { file: huge, line: 1, column: 1, pointer: huge },
      reasons: [reason({ path: huge, actual: huge, expected: huge })], related: [related({ file: huge, message: huge })], fix: fix({ description: huge, file: huge, original: huge, replacement: huge }),
    }),
  );
  const started = performance.now();
  const text = await render(checked({ title: huge, notes: [huge], facts: [{ label: huge, value: huge }], findings, exposures: [hostileWays(huge), hostileWays('_'.repeat(10_000_000))] }), format, false);
  expect(text.length).toBeLessThan(20_000_000);
  expect(performance.now() - started).toBeLessThan(20_000);
});
