import { type LanguageFunction } from '../function-table.ts';
/** Arithmetic on integers; overflow and division by zero fail. */
export declare const numberFunctions: readonly LanguageFunction<unknown>[];
