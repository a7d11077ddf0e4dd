import type { Condition, Leaf } from '../documents/rule/condition.ts';

/**
 * The lower-case resource types outside of which a condition cannot hold; undefined when it does not say.
 * Understands `field: type` with `equals` and `in` over literals, under `allOf` and `anyOf`.
 */
export function typesOf(condition: Condition): ReadonlySet<string> | undefined {
  if (condition.kind === 'leaf') return typesOfLeaf(condition);
  if (condition.kind === 'not') return undefined;
  const parts = condition.conditions.map(typesOf);
  const sets = parts.filter((part) => part !== undefined);
  if (condition.kind === 'anyOf') return sets.length < parts.length ? undefined : new Set(sets.flatMap((set) => [...set]));
  const [first, ...others] = sets;
  return first === undefined ? undefined : new Set([...first].filter((type) => others.every((set) => set.has(type))));
}

function typesOfLeaf({ left, operator, right }: Leaf): ReadonlySet<string> | undefined {
  const isType = left.kind === 'field' && left.field.kind === 'literal' && String(left.field.value).toLowerCase() === 'type';
  if (!isType || right.kind !== 'literal') return undefined;
  const { value } = right;
  if (operator === 'equals' && typeof value === 'string') return new Set([value.toLowerCase()]);
  if (operator === 'in' && Array.isArray(value)) return new Set(value.map((type) => String(type).toLowerCase()));
  return undefined;
}
