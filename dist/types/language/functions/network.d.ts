import { type LanguageFunction } from '../function-table.ts';
/** Ranges of addresses. Rules: Azure/azure-policy-linter, IPRange.cs. */
export declare const networkFunctions: readonly LanguageFunction<unknown>[];
