import type { JsonObject } from './json.ts';
/** Where a value was written. Lines and columns count from 1. */
export interface Origin {
    /** Path relative to the checkout, with forward slashes. */
    readonly file: string;
    /** JSON pointer (RFC 6901) into the file. */
    readonly pointer: string;
    readonly line?: number;
    readonly column?: number;
}
/** One resource as Azure Resource Manager would see it, from a file, a plan or a live cluster. */
export interface Resource {
    /** Full type: `Microsoft.ContainerService/managedClusters`. */
    readonly type: string;
    /** Names of the resource and its parents joined by `/`. */
    readonly name: string;
    /** Resource id; absent when the source does not say where it would be deployed. */
    readonly id?: string;
    /** The request's API version; absent for a live resource. */
    readonly apiVersion?: string;
    /** The ARM document. An `Unknown` (language/) may stand anywhere for a value that cannot be known. */
    readonly body: JsonObject;
    /** Where the value at a JSON pointer into `body` was written, or its nearest existing ancestor. */
    readonly originOf?: (pointer: string) => Origin | undefined;
}
