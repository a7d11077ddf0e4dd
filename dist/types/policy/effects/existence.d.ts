import type { Resource } from '../../arm/resource.ts';
import { Unknown } from '../../language/unknown.ts';
import type { Field } from '../conditions/fields/fields.ts';
import type { Scope } from '../conditions/scope.ts';
import type { Decision } from '../conditions/test.ts';
import { type Place } from '../documents/place.ts';
import type { RelatedRequest } from '../rule/related.ts';
/** What was found of the resources that an IfNotExists effect looks for. */
export interface Existence {
    /** `found`: some related resource satisfies the existence condition. */
    readonly outcome: 'found' | 'missing' | Unknown;
    /** The related resource that satisfies it. */
    readonly resource?: Resource;
    /** How many related resources there are. */
    readonly total: number;
    readonly wanted: Wanted;
    /** The comparisons that the related resources did not pass. */
    readonly decisions: readonly Decision[];
}
/**
 * Compiles the search of an IfNotExists effect from `then.details`: undefined when they do not name a type.
 * Throws PolicyError when a part of it is not of the language.
 */
export declare function compileExistence(details: Place | undefined, fieldNamed: (name: string) => Field): ((scope: Scope) => Existence) | undefined;
/** What to look for, apart from the resource for which it is. */
type Wanted = Omit<RelatedRequest, 'primary'>;
/** Says what was looked for: "a Microsoft.Insights/diagnosticSettings". */
export declare function described({ type, name, resourceGroupName, existenceScope }: Wanted): string;
export {};
