import { type LanguageFunction } from '../../function-table.ts';
/** Names made from other names, the same at every run. Rules: Azure/azure-policy-linter, ExpressionBuiltInFunctions.cs. */
export declare const identityFunctions: readonly LanguageFunction<unknown>[];
/** A name-based UUID of version 5 (RFC 4122 §4.3): what ARM's `guid` makes of one text. */
export declare function uuid5(name: string): string;
