/** True for what is an integer to the service: whole, and within 64 bits. A number beyond 2^53 stands for the integer that it is exactly. */
export declare function isInt64(value: number): boolean;
/** An integer as a number; undefined when it leaves 64 bits or a number cannot hold it exactly. */
export declare function exactInt64(value: bigint): number | undefined;
/** Reads decimal digits with or without a sign; undefined as above. */
export declare function readInt64(digits: string): number | undefined;
