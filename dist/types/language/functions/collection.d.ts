import { type LanguageFunction } from '../function-table.ts';
/** Arrays, objects and whatever works on texts and arrays alike. */
export declare const collectionFunctions: readonly LanguageFunction<unknown>[];
