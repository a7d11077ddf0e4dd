/**
 * The 64-bit murmur hash behind ARM's `uniqueString`: two 32-bit lanes of MurmurHash3 and their finalisers. The service's own
 * (`ComputeHash.MurmurHash64` of its resource stack) is not published as source; the constants are those of public ports, whose
 * values the tests repeat.
 */
export declare function murmur64(bytes: Uint8Array): bigint;
