import type { Expression, Stage } from './syntax.ts';

/**
 * The types, in lower case, that a query asks for in its first stages: what has another type cannot be in its result. Undefined when it
 * may be of any type. That the stages themselves say so as well makes this a matter of speed only.
 */
export function wantedTypes(stages: readonly Stage[]): ReadonlySet<string> | undefined {
  const first = stages.findIndex(({ kind }) => kind !== 'where');
  const conditions = stages.slice(0, first < 0 ? stages.length : first).flatMap((stage) => (stage.kind === 'where' ? [stage.condition] : []));
  return allOf(conditions.map(typesIn));
}

function typesIn(condition: Expression): ReadonlySet<string> | undefined {
  switch (condition.kind) {
    case 'and':
      return allOf(condition.operands.map(typesIn));
    case 'or': {
      const sets = condition.operands.map(typesIn);
      return sets.every((set) => set !== undefined) ? new Set(sets.flatMap((set) => [...set])) : undefined;
    }
    case 'comparison': {
      const { operator, left, right } = condition;
      return (operator === '==' || operator === '=~') && isType(left) ? textsIn([right]) : undefined;
    }
    case 'in':
      return !condition.isNegated && isType(condition.left) ? textsIn(condition.values) : undefined;
    default:
      return undefined;
  }
}

/** What is in each of the sets that are known. */
function allOf(sets: readonly (ReadonlySet<string> | undefined)[]): ReadonlySet<string> | undefined {
  const known = sets.filter((set) => set !== undefined);
  const [first, ...others] = known;
  return first === undefined ? undefined : new Set([...first].filter((type) => others.every((set) => set.has(type))));
}

/** The column, or the column in lower case. */
function isType(expression: Expression): boolean {
  if (expression.kind === 'call') return expression.name === 'tolower' && expression.arguments.every(isType);
  return expression.kind === 'path' && expression.column.text === 'type' && expression.steps.length === 0;
}

function textsIn(values: readonly Expression[]): ReadonlySet<string> | undefined {
  const texts = values.map((value) => (value.kind === 'literal' && typeof value.value === 'string' ? value.value.toLowerCase() : undefined));
  return texts.every((text) => text !== undefined) ? new Set(texts) : undefined;
}
