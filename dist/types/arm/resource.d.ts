import type { JsonObject } from './json.ts';
import type { TextRange } from './json-text.ts';
/** Where a value was written. Lines and columns count from 1. */
export interface Origin {
    /** Path relative to the checkout, with forward slashes. */
    readonly file: string;
    /** JSON pointer (RFC 6901) into the file. */
    readonly pointer: string;
    readonly line?: number;
    readonly column?: number;
}
/** How a value came to be: what somebody would have to change to change it. */
export interface Writing {
    /**
     * - `literal`: typed as it is at `origin`, which may be a parameter's value or default, or a variable
     * - `expression`: computed at `origin`
     * - `absent`: nobody wrote it; `origin` is the nearest ancestor that is written down
     */
    readonly kind: 'literal' | 'expression' | 'absent';
    readonly origin: Origin;
    /** The names through which the value got from there to the resource, nearest to the resource first. */
    readonly through: readonly {
        readonly kind: 'parameter' | 'variable';
        readonly name: string;
    }[];
    /** The text of a literal, in the file of `origin`. */
    readonly range?: TextRange;
    /** The literal as it stands in `range`, quotes and all: `"loadBalancer"`. */
    readonly text?: string;
    /** How a value of the resource would be written there, undefined where that cannot be said; absent where it is the value itself. */
    readonly spell?: (value: unknown) => string | undefined;
}
/** One resource as Azure Resource Manager would see it, from a file, a plan or a live cluster. */
export interface Resource {
    /** Full type: `Microsoft.ContainerService/managedClusters`. */
    readonly type: string;
    /** Names of the resource and its parents joined by `/`. */
    readonly name: string;
    /** Resource id; absent when the source does not say where it would be deployed. */
    readonly id?: string;
    /** Without `id`: the id as far as it is known, in pieces between which anything may stand (`['/subscriptions/', '/resourceGroups/rg/providers/…']`). */
    readonly openId?: readonly string[];
    /** Names what it is deployed with: a template with its parameters, a plan. Names within one deployment mean each other. */
    readonly deployment?: string;
    /** The request's API version; absent for a live resource. */
    readonly apiVersion?: string;
    /** The ARM document. An `Unknown` (language/) may stand anywhere for a value that cannot be known. */
    readonly body: JsonObject;
    /** Why it is not known whether the resource will be deployed at all, in a clause; absent when it will be. */
    readonly mayBeAbsent?: string;
    /** Where the value at a JSON pointer into `body` was written, or its nearest existing ancestor. */
    readonly originOf?: (pointer: string) => Origin | undefined;
    /** How the value at a JSON pointer into `body` came to be. */
    readonly writingOf?: (pointer: string) => Writing | undefined;
}
