import type { Resource } from '../../../arm/resource.ts';
import { Unknown } from '../../../language/unknown.ts';
/** The resource's name, its last segment, when it is not known; a text when that part of the full name is. Undefined when the envelope has it. */
export declare function unknownName(resource: Resource): Unknown | string | undefined;
/** Its full name, when that is not known. A segment alone says how the full name ends. */
export declare function unknownFullName(resource: Resource): Unknown | undefined;
/** Its id, as far as the body knows it. */
export declare function unknownId(resource: Resource): Unknown | undefined;
