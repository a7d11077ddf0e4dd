import type { Place } from '../place.ts';
import type { Condition } from './condition.ts';
import type { Operand } from './operand.ts';
/** `if` and `then` of a definition. */
export interface PolicyRule {
    readonly condition: Condition;
    readonly effect: Operand;
    /** `then.details` as written; undefined when there are none. */
    readonly details: Place | undefined;
    /** Members beside `if`, `then`, `effect` and `details`: nothing here reads them, and the service refuses them. */
    readonly strangers: readonly Place<string>[];
}
