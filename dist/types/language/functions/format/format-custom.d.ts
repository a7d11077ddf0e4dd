/**
 * A number in a custom format of .NET: sections for positive, negative and zero; in them `0`, `#`, `.`, `,`, `%`, `‰`, `E+0`, quoted
 * and escaped text (learn.microsoft.com, "Custom numeric format strings"; dotnet/runtime, Number.NumberToStringFormat).
 */
export declare function customNumber(value: number, shape: string): string;
