/**
 * SHA-1 (FIPS 180-4) of bytes. The language has no I/O and no platform; `guid` needs this one digest, synchronously.
 */
export declare function sha1(message: Uint8Array): Uint8Array;
