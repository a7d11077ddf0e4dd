export type { Verdict } from './finding.ts';
