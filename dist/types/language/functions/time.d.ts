import { type LanguageFunction } from '../function-table.ts';
/** Dates. Rules: Azure/azure-policy-linter, ExpressionBuiltInFunctions.cs. */
export declare const timeFunctions: readonly LanguageFunction<unknown>[];
/** A moment in units of 100 nanoseconds since 1970, the resolution of .NET. */
type Ticks = bigint;
/** Reads ISO 8601; without a zone it is UTC. Undefined when the text is no date. */
export declare function ticksOf(value: string): Ticks | undefined;
/** A moment as the service writes it: UTC with seven digits of a second. Undefined outside the years 1 to 9999. */
export declare function formatTicks(ticks: Ticks): string | undefined;
export {};
