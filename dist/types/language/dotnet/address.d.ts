/** An address with its 32 or 128 bits. */
export interface Address {
    readonly bits: number;
    readonly value: bigint;
}
/** Reads an address in the spellings that `IPAddress.Parse` of .NET takes; undefined when it is none. */
export declare function addressOf(source: string): Address | undefined;
