import type { LintRule } from './rules.ts';

/** What the author of a definition should know. */
export interface LintFinding {
  readonly rule: LintRule;
  readonly severity: 'error' | 'warning' | 'info';
  /** What is so and what to do, in a sentence or two. */
  readonly message: string;
  /** JSON pointer into the document. */
  readonly pointer: string;
}

/** What a check finds before its severity is looked up. */
export type Remark = Omit<LintFinding, 'severity'>;
