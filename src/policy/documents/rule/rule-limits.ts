import { PolicyError } from '../../error.ts';
import type { Condition } from './condition.ts';
import type { PolicyRule } from './policy-rule.ts';
import { callsIn } from './operand.ts';
import { operandsOfRule } from './parameter-references.ts';

/** What the service takes in one rule (learn.microsoft.com, "Azure Policy definition structure policy rule", policy rule limits). */
const most = { functions: 2048, valueCounts: 10, fieldCountsPerArray: 5 } as const;

/** Throws PolicyError for a rule beyond what the service takes. Limits of single expressions and conditions are held where those are read. */
export function assertRuleLimits(rule: PolicyRule, pointer: string): void {
  let functions = 0;
  for (const operand of operandsOfRule(rule)) for (const _ of callsIn(operand)) functions += 1;
  if (functions > most.functions) throw new PolicyError(`A rule calls at most ${most.functions} functions; this one calls ${functions}`, pointer);
  const fieldCounts = new Map<string, number>();
  let valueCounts = 0;
  for (const { over, pointer: place } of countsIn(rule.condition)) {
    if (over.kind === 'value') {
      valueCounts += 1;
      if (valueCounts > most.valueCounts) throw new PolicyError(`A rule has at most ${most.valueCounts} counts over values`, place);
      continue;
    }
    const array = over.field.kind === 'literal' ? String(over.field.value).toLowerCase() : undefined;
    if (array === undefined) continue;
    // `a[*].b` names a property of each element (learn.microsoft.com, "Author policies for array properties", field count).
    if (!array.endsWith('[*]')) throw new PolicyError('`count.field` needs an array alias, one that ends in `[*]`', over.field.pointer);
    const count = (fieldCounts.get(array) ?? 0) + 1;
    fieldCounts.set(array, count);
    if (count > most.fieldCountsPerArray) throw new PolicyError(`A rule counts one array at most ${most.fieldCountsPerArray} times`, place);
  }
}

type Count = Extract<Extract<Condition, { kind: 'leaf' }>['left'], { kind: 'count' }>;

function* countsIn(condition: Condition): Generator<Count> {
  if (condition.kind === 'not') yield* countsIn(condition.condition);
  else if (condition.kind !== 'leaf') for (const part of condition.conditions) yield* countsIn(part);
  else if (condition.left.kind === 'count') {
    yield condition.left;
    if (condition.left.where !== undefined) yield* countsIn(condition.left.where);
  }
}
