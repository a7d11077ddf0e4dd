import type { Condition } from '../documents/rule/condition.ts';
/**
 * The lower-case resource types outside of which a condition cannot hold; undefined when it does not say.
 * Understands `field: type` with `equals` and `in` over literals, under `allOf` and `anyOf`.
 */
export declare function typesOf(condition: Condition): ReadonlySet<string> | undefined;
