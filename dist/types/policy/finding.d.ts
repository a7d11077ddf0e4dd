/**
 * What a rule says of one resource.
 * - `compliant`: the rule looked and found nothing to object to
 * - `violation`: the rule's condition holds
 * - `undetermined`: what is known does not decide; never folded into compliant
 * - `error`: the rule itself failed; Azure would deny
 * - `exempt`: an exemption covers the resource
 * - `notApplicable`: the rule does not concern this resource
 */
export type Verdict = 'compliant' | 'violation' | 'undetermined' | 'error' | 'exempt' | 'notApplicable';
/** Deny is high, Audit medium; `metadata.severity` of a definition overrides. */
export type Severity = 'high' | 'medium' | 'low';
/** Worst first. */
export declare const severities: readonly Severity[];
/** A leaf condition that decided, in the words of Azure's `evaluatedExpressions`. */
export interface Reason {
    readonly kind: 'field' | 'value' | 'count';
    /** The field name or expression as written. */
    readonly expression: string;
    /** The path read in the resource: `properties.networkProfile.outboundType`. */
    readonly path?: string;
    readonly operator: string;
    readonly actual: unknown;
    readonly expected: unknown;
    readonly result: boolean | 'unknown';
}
/** Where to change something: a file's line, counted from 1. */
export interface Location {
    readonly file: string;
    readonly line: number;
    readonly column: number;
    /** JSON pointer into the file. */
    readonly pointer: string;
}
/** One rule on one resource: the same type for templates, live clusters and the sandbox. */
export interface Finding {
    /** The definition's name (`aks-outbound-type`) or the exposure's id. */
    readonly rule: string;
    readonly title: string;
    readonly verdict: Verdict;
    /** The effect in force, lower case: `deny`, `audit`, `disabled`. */
    readonly effect: string;
    readonly severity: Severity;
    readonly resource: {
        readonly type: string;
        readonly name: string;
        readonly id?: string;
    };
    readonly location?: Location;
    /** One sentence a person understands. */
    readonly message: string;
    readonly reasons: readonly Reason[];
    /** What to do, in one sentence. */
    readonly remedy?: string;
    /** Other places that have to do with it: where a parameter got the value that counts. */
    readonly related?: readonly RelatedLocation[];
    /** A change of one literal after which the rule is satisfied. */
    readonly fix?: Fix;
    /** The exposures that this finding explains in full: ways out that the same values open. */
    readonly exposes?: readonly {
        readonly rule: string;
        readonly title: string;
    }[];
    /** Names the finding across runs and moved lines: 64 hexadecimal digits. */
    readonly fingerprint?: string;
    /** How it stands against an earlier look at the same living resource. */
    readonly change?: FindingChange;
}
/** `worse`: it was there before with a milder verdict or severity. */
export interface FindingChange {
    readonly kind: 'new' | 'worse' | 'unchanged';
    /** When a run saw it first: ISO 8601 in UTC. */
    readonly since: string;
    /** The last write to the resource between the two looks, where Azure tells of one. */
    readonly write?: ResourceWrite;
}
/** Somebody's write to a resource, as Azure remembers it. */
export interface ResourceWrite {
    /** ISO 8601 in UTC. */
    readonly at: string;
    /** A user principal name, or the id of an application; absent where Azure does not tell. */
    readonly by?: string;
    /** `Microsoft.ContainerService/managedClusters/write`, `PUT`. */
    readonly operation?: string;
    readonly correlationId?: string;
    /** What it changed, a line each: "properties.networkProfile.outboundType: none → loadBalancer". */
    readonly details?: readonly string[];
}
export interface RelatedLocation extends Location {
    /** What stands there, in a clause: "the default of parameter `outboundType`". */
    readonly message: string;
}
/** A piece of text to put in the place of another. Lines and columns count from 1; the end is exclusive. */
export interface Fix {
    /** "Change `\"loadBalancer\"` to `\"none\"`". */
    readonly description: string;
    readonly file: string;
    readonly line: number;
    readonly column: number;
    readonly endLine: number;
    readonly endColumn: number;
    /** What stands there now, and what should. */
    readonly original: string;
    readonly replacement: string;
}
