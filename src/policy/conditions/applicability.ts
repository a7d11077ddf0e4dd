import type { Condition } from '../documents/rule/condition.ts';

/** Fields that can select resources rather than judge them. */
const candidates: ReadonlySet<string> = new Set(['type', 'name', 'kind']);

/**
 * The fields, lower case, whose comparisons say whether a rule concerns a resource at all (learn.microsoft.com, "Policy applicability"):
 * type, name and kind; but where a rule asks for nothing else, the type alone, and where it does not even ask for that, none.
 */
export function selectingFields(condition: Condition): ReadonlySet<string> {
  const asked = new Set(fieldsIn(condition));
  if (asked.has(undefined)) return candidates;
  return new Set(asked.has('type') ? ['type'] : []);
}

/** The candidates that a condition compares; undefined for everything else that it looks at. */
function* fieldsIn(condition: Condition): Generator<string | undefined> {
  if (condition.kind === 'not') yield* fieldsIn(condition.condition);
  else if (condition.kind !== 'leaf') for (const part of condition.conditions) yield* fieldsIn(part);
  else {
    const { left } = condition;
    const name = left.kind === 'field' && left.field.kind === 'literal' ? String(left.field.value).toLowerCase() : undefined;
    yield name !== undefined && candidates.has(name) ? name : undefined;
  }
}
