import { type LanguageFunction } from '../function-table.ts';
/** Constants, booleans and comparison. */
export declare const logicFunctions: readonly LanguageFunction<unknown>[];
