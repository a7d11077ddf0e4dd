/**
 * A number as .NET writes it: an integer in all its digits, another number in the shortest text that reads back as the same,
 * below 0.0001 and beyond 64 bits with an exponent of at least two digits: `1E-05`, `1.5E+21` (dotnet/runtime, Number.Formatting.cs).
 */
export declare function numberText(value: number): string;
/** `E+05`: letter, sign, and as many digits as asked for. */
export declare function exponentText(exponent: number, letter: string, width: number): string;
