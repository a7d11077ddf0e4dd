/** The nineteen operators of a condition. */
export const operators = [
  'equals',
  'notEquals',
  'like',
  'notLike',
  'match',
  'notMatch',
  'matchInsensitively',
  'notMatchInsensitively',
  'contains',
  'notContains',
  'in',
  'notIn',
  'containsKey',
  'notContainsKey',
  'less',
  'lessOrEquals',
  'greater',
  'greaterOrEquals',
  'exists',
] as const;

export type Operator = (typeof operators)[number];

const byLowerCase: ReadonlyMap<string, Operator> = new Map(operators.map((operator) => [operator.toLowerCase(), operator]));

/** The operator of this name, read without case. */
export function operatorOf(name: string): Operator | undefined {
  return byLowerCase.get(name.toLowerCase());
}
