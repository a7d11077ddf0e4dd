export type { Verdict } from './policy/finding.ts';
