import type { Truth } from '../../language/truth.ts';
import { type Place } from '../documents/place.ts';
import type { JsonObject } from '../../arm/json.ts';
/** One test of a selector: the value of this kind is among the values, or is not. */
export interface Selector {
    readonly kind: SelectorKind;
    readonly isIn: boolean;
    /** Lower case; locations without spaces. */
    readonly values: ReadonlySet<string>;
}
export type SelectorKind = (typeof kinds)[number];
declare const kinds: readonly ['resourceLocation', 'resourceType', 'resourceWithoutLocation', 'policyDefinitionReferenceId', 'userPrincipalId', 'groupPrincipalId'];
/** Reads `selectors` of an override, an assignment's resource selector or an exemption's. Throws PolicyError. */
export declare function parseSelectors(parent: Place<JsonObject>): readonly Selector[];
/** What selectors look at. A value that is not known leaves the answer open. */
export interface Selectable {
    readonly resourceType: string;
    /** Undefined for a resource without a location. */
    readonly location: unknown;
    readonly referenceId: string | undefined;
}
/** True when every selector selects. */
export declare function selectsAll(selectors: readonly Selector[], subject: Selectable): Truth;
/** Several groups of selectors, of which one has to select: AND inside, OR between (azure-policy-language.md §1.12). None select everything. */
export declare function selectsAny(groups: readonly (readonly Selector[])[], subject: Selectable): Truth;
export {};
