import { type LanguageFunction } from '../../function-table.ts';
/** Names made from other names, the same at every run. Rules: Azure/azure-policy-linter, ExpressionBuiltInFunctions.cs. */
export declare const identityFunctions: readonly LanguageFunction<unknown>[];
