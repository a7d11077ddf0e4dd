import type { LanguageFunction } from './function-table.ts';
/** The pure functions of the template language. What reads its surroundings (`field`, `parameters`, `reference`) belongs to a host. */
export declare const pureFunctions: readonly LanguageFunction<unknown>[];
/** True for a function whose result depends on its arguments alone. */
export declare function isPure(entry: unknown): boolean;
