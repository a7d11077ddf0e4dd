import type { PolicyDefinition } from '../documents/definition.ts';
import { type Place } from '../documents/place.ts';
/** A field that a definition names, wherever it does so. */
export interface FieldReference {
    readonly name: string;
    /** JSON pointer to where the name, or the expression around it, is written. */
    readonly pointer: string;
    /** Lower-case types of the resources that it is read from; undefined when the rule does not say. */
    readonly types: ReadonlySet<string> | undefined;
}
/**
 * Every field that is written out: in conditions, in `field()`, in what an effect looks for and in what it writes.
 * Parts that cannot be read are left out: `invalid` says what is wrong with them.
 */
export declare function fieldReferences({ rule }: PolicyDefinition): Generator<FieldReference>;
/** The fields of `append` (a list of `{field, value}`) and of the operations of `modify`, as far as they are written out. */
export declare function fieldsWritten(details: Place): readonly {
    readonly name: string;
    readonly pointer: string;
}[];
