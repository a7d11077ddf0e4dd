import { type LanguageFunction } from '../function-table.ts';
/** Base64, URIs and JSON. Rules: Azure/azure-policy-linter, ExpressionBuiltInFunctions.cs. */
export declare const encodingFunctions: readonly LanguageFunction<unknown>[];
