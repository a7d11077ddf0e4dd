/**
 * `npm run conformance -- FILE.jsonl [--disputed] [--json]`: runs cases in the format azpolicy-cases/1 against the policy library.
 * One line per failure, then `N passed, N failed, N skipped`; exit 1 when a case failed, 2 when the file cannot be read.
 */
import { readFileSync } from 'node:fs';
import { CaseFileError, readCases } from './conformance/case.ts';
import { runCases, type Result } from './conformance/run-cases.ts';

const flags = new Set(process.argv.slice(2).filter((argument) => argument.startsWith('--')));
const files = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
const unknown = [...flags].filter((flag) => flag !== '--disputed' && flag !== '--json');

if (files.length === 0 || unknown.length > 0) {
  const problem = unknown.length > 0 ? `There is no flag ${unknown.join(', ')}. ` : '';
  console.error(`${problem}Usage: npm run conformance -- FILE.jsonl [--disputed] [--json]`);
  process.exitCode = 2;
} else {
  const results = files.map(resultsOf);
  const read = results.filter((found) => found !== undefined).flat();
  if (results.includes(undefined)) process.exitCode = 2;
  else tell(read);
}

function resultsOf(file: string): readonly Result[] | undefined {
  try {
    return runCases(readCases(readFileSync(file, 'utf8')));
  } catch (error) {
    if (!(error instanceof CaseFileError) && !isSystemError(error)) throw error;
    console.error(`${file}: ${error.message}`);
    return undefined;
  }
}

function isSystemError(error: unknown): error is Error {
  return error instanceof Error && 'code' in error;
}

function tell(results: readonly Result[]): void {
  const undisputed = results.filter(({ isDisputed }) => !isDisputed);
  if (flags.has('--json')) for (const result of results) console.log(JSON.stringify(result));
  else tellLines(results, undisputed);
  const count = (status: Result['status']) => undisputed.filter((result) => result.status === status).length;
  const summary = `${count('passed')} passed, ${count('failed')} failed, ${count('skipped')} skipped`;
  // With --json standard output is JSON lines and nothing else.
  if (flags.has('--json')) console.error(summary);
  else console.log(summary);
  if (count('failed') > 0) process.exitCode = 1;
}

function tellLines(results: readonly Result[], undisputed: readonly Result[]): void {
  for (const { id, difference } of undisputed) if (difference !== undefined) console.log(`${id}: ${difference}`);
  const needs = new Map<string, number>();
  for (const need of undisputed.flatMap(({ missing }) => missing ?? [])) needs.set(need, (needs.get(need) ?? 0) + 1);
  for (const [need, count] of needs) console.log(`skipped for want of ${need}: ${count}`);
  if (!flags.has('--disputed')) return;
  const disputed = results.filter(({ isDisputed }) => isDisputed);
  for (const { id, status, difference } of disputed) console.log(`disputed ${id}: ${difference ?? status}`);
}
