import { isJsonObject, memberIgnoringCase } from '../../../../arm/json.ts';
import type { Reason } from '../../../../policy/index.ts';

/** Reasons in the order in which the conditions of a rule's `if` stand, as Azure tells them (errors.json); the product tells first what decides. */
export function inRuleOrder(reasons: readonly Reason[], condition: unknown): readonly Reason[] {
  const places = new Map<string, number>();
  for (const expression of expressionsIn(condition)) if (!places.has(expression)) places.set(expression, places.size);
  const placeOf = ({ expression }: Reason): number => places.get(expression.toLowerCase()) ?? places.size;
  return reasons.toSorted((left, right) => placeOf(left) - placeOf(right));
}

/** What is compared, in lower case, from the outside in and from the first to the last. */
function expressionsIn(condition: unknown): readonly string[] {
  if (Array.isArray(condition)) return condition.flatMap(expressionsIn);
  if (!isJsonObject(condition)) return [];
  const own = [memberIgnoringCase(condition, 'field'), memberIgnoringCase(condition, 'value')].filter((text) => typeof text === 'string');
  const inner = ['allOf', 'anyOf', 'not', 'count', 'where'].map((name) => memberIgnoringCase(condition, name));
  return [...own.map((text) => text.toLowerCase()), ...inner.flatMap(expressionsIn)];
}
