import type { Condition } from '../documents/rule/condition.ts';
/**
 * The fields, lower case, whose comparisons say whether a rule concerns a resource at all (learn.microsoft.com, "Policy applicability"):
 * type, name and kind; but where a rule asks for nothing else, the type alone, and where it does not even ask for that, none.
 */
export declare function selectingFields(condition: Condition): ReadonlySet<string>;
