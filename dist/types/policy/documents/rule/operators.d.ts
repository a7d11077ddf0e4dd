/** The nineteen operators of a condition. */
export declare const operators: readonly ['equals', 'notEquals', 'like', 'notLike', 'match', 'notMatch', 'matchInsensitively', 'notMatchInsensitively', 'contains', 'notContains', 'in', 'notIn', 'containsKey', 'notContainsKey', 'less', 'lessOrEquals', 'greater', 'greaterOrEquals', 'exists'];
export type Operator = (typeof operators)[number];
/** The operator of this name, read without case. */
export declare function operatorOf(name: string): Operator | undefined;
