import { type LanguageFunction } from '../function-table.ts';
/** Arithmetic on integers; overflow and division by zero fail. The others take numbers with a fraction as well. */
export declare const numberFunctions: readonly LanguageFunction<unknown>[];
