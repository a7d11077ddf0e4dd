import { isJsonObject } from '../../../arm/json.ts';
import { writtenArgument } from '../../../language/syntax/calls.ts';
import type { Condition } from './condition.ts';
import { callsIn, parseOperand, type Operand } from './operand.ts';
import { members } from '../place.ts';
import type { PolicyRule } from './policy-rule.ts';

/** A place where a rule reads a parameter by its name. */
export interface ParameterReference {
  readonly name: string;
  /** JSON pointer to the expression. */
  readonly pointer: string;
}

/** Where a rule reads its parameters, as far as their names are written out. */
export function* parameterReferences(rule: PolicyRule): Generator<ParameterReference> {
  for (const operand of operandsOfRule(rule)) {
    for (const { value, pointer } of callsIn(operand)) {
      const name = writtenArgument(value, 'parameters');
      if (name !== undefined) yield { name, pointer };
    }
  }
}

/** The values of a rule in which expressions may stand. Those of a deployment are its own and not the rule's. */
export function* operandsOfRule({ condition, effect, details }: PolicyRule): Generator<Operand> {
  yield effect;
  yield* operandsOf(condition);
  if (details === undefined) return;
  const place = isJsonObject(details.value) ? members({ value: details.value, pointer: details.pointer }) : [['', details] as const];
  for (const [key, part] of place) if (key.toLowerCase() !== 'deployment') yield parseOperand(part);
}

/** The values of a condition and of everything inside it. */
export function* operandsOf(condition: Condition): Generator<Operand> {
  if (condition.kind === 'not') yield* operandsOf(condition.condition);
  else if (condition.kind !== 'leaf') for (const part of condition.conditions) yield* operandsOf(part);
  else {
    const { left, right } = condition;
    yield right;
    if (left.kind === 'field') yield left.field;
    else if (left.kind === 'value') yield left.value;
    else {
      yield left.over.kind === 'field' ? left.over.field : left.over.value;
      if (left.where !== undefined) yield* operandsOf(left.where);
    }
  }
}
