/**
 * A number in a standard (`D4`, `X`, `N2`, `F`, `P`, `E3`, `G`, `C`) or custom (`000.0#`, `#,##0`) format of .NET, invariant culture
 * (learn.microsoft.com, "Standard numeric format strings" and "Custom numeric format strings"; dotnet/runtime, Number.Formatting.cs).
 */
export declare function formatNumber(value: number, shape: string): string;
