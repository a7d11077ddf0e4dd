import { type LanguageFunction } from '../../function-table.ts';
/** `format`: composite formatting of .NET in the invariant culture (learn.microsoft.com, "Composite formatting"). */
export declare const formatFunctions: readonly LanguageFunction<unknown>[];
