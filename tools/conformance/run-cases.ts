import type { Case, CaseFile } from './case.ts';
import { difference } from './compare.ts';
import { answer, type Answer } from './judge-case.ts';

/** What came of one case. */
export interface Result {
  readonly id: string;
  readonly status: 'passed' | 'failed' | 'skipped';
  readonly isDisputed: boolean;
  readonly answer?: Answer;
  /** Of a failure: what was expected and what came. */
  readonly difference?: string;
  /** Of a skipped case: what it needs and nobody has here. */
  readonly missing?: readonly string[];
}

const supported: ReadonlySet<string> = new Set([
  'load',
  'literal-paths',
  'alias-table',
  'api-version',
  'request-context',
  'resource-group',
  'subscription',
  'policy-ids',
  'related-resources',
  'clock',
  'effect-details',
  'parse-condition',
  'parse-rule',
  'parse-definition',
  'call-function',
  'resolve-alias',
]);

/** Runs every case of a file. Never throws for what a case says. */
export function runCases({ cases, aliases }: CaseFile): readonly Result[] {
  return cases.map((test) => runCase(test, aliases));
}

function runCase(test: Case, aliases: ReadonlyMap<string, unknown>): Result {
  const { id } = test;
  const isDisputed = test.disputes.length > 0;
  const missing = test.needs.filter((need) => !supported.has(need));
  if (missing.length > 0) return { id, status: 'skipped', isDisputed, missing };
  const given = answer(test, aliases);
  const found = difference(test.expect, given);
  return found === undefined
    ? { id, status: 'passed', isDisputed, answer: given }
    : { id, status: 'failed', isDisputed, answer: given, difference: found };
}
