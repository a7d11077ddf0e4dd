import type { PolicyRule } from './policy-rule.ts';
/** Throws PolicyError for a rule beyond what the service takes. Limits of single expressions and conditions are held where those are read. */
export declare function assertRuleLimits(rule: PolicyRule, pointer: string): void;
