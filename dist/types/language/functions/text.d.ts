import { type LanguageFunction } from '../function-table.ts';
/** Text and conversion. Search in text goes without case (azure-policy-language.md §1.9). */
export declare const textFunctions: readonly LanguageFunction<unknown>[];
/** Texts longer than the service allows fail. */
export declare function bounded(value: string): string;
export declare function folded(value: unknown, name: string): string;
