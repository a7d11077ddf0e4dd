/** A text as UTF-8. */
export declare function utf8(text: string): Uint8Array;
/** Bytes as text; what is no UTF-8 becomes U+FFFD, as in .NET. */
export declare function textOf(bytes: Uint8Array): string;
/** Bytes as base64. */
export declare function toBase64(bytes: Uint8Array): string;
/** Base64 as bytes. Throws EvaluationError for anything else; white space is ignored and padding required, as in .NET. */
export declare function fromBase64(text: string, name: string): Uint8Array;
/** The bytes of a URL-encoded text: `+` is a space, and a `%` without two digits behind it stands for itself, as in .NET. */
export declare function urlDecode(text: string): Uint8Array;
