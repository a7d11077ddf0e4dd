import { type LanguageFunction } from '../function-table.ts';
/** Text and conversion. Search in text goes without case (azure-policy-language.md §1.9). */
export declare const textFunctions: readonly LanguageFunction<unknown>[];
/** A text of the arguments as it is compared: as long as the text itself, so that places in one are places in the other. */
export declare function folded(value: unknown, name: string): string;
