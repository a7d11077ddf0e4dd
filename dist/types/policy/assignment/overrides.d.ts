import { type Unknown } from '../../language/unknown.ts';
import { type Place } from '../documents/place.ts';
import { type Selectable, type Selector } from './selectors.ts';
/** An override of an assignment: a value in the place of the definition's, for what its selectors select. */
export interface Override {
    readonly kind: 'policyEffect' | 'definitionVersion';
    readonly value: string;
    readonly selectors: readonly Selector[];
}
/** Reads a member of `overrides`. Throws PolicyError. */
export declare function parseOverride(place: Place): Override;
/** What the first matching override of a kind puts in the place of the definition's own; undefined when none matches. */
export declare function overridden(overrides: readonly Override[], wanted: Override['kind'], subject: Selectable): string | Unknown | undefined;
