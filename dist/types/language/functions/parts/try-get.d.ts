import type { Arguments } from '../../function-table.ts';
/**
 * Only the first step is safe; what lies behind an existing value has to exist. Every step that is taken is a text or an integer,
 * the first one also when there is nothing to look into (azure-policy-linter, TryGet).
 */
export declare function tryGet(value: unknown, first: unknown, rest: Arguments): unknown;
