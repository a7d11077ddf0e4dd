import { isJsonObject } from '../../arm/json.ts';
import { suggestion } from '../../language/near-miss.ts';
import { writtenArgument } from '../../language/syntax/calls.ts';
import { positive } from '../conditions/leaves/matchers.ts';
import type { PolicyDefinition } from '../documents/definition.ts';
import { callsIn, parseOperand, type Operand } from '../documents/rule/operand.ts';
import { elementsOf, find, objectOf } from '../documents/place.ts';
import { leavesOf } from './leaves.ts';
import type { Remark } from './lint-finding.ts';
import { readable } from './readable.ts';
import { sentence } from './sentence.ts';

/** Checks of what can be read and judged, but is refused by the service when somebody writes the definition. */
export function* refusalChecks(definition: PolicyDefinition): Generator<Remark> {
  yield* strangers(definition);
  yield* listsAndValues(definition);
  yield* accessors(definition);
  yield* modifyConditions(definition);
}

/** "Could not find member 'x' on object of type 'PolicyRuleDefinition'" (Azure/azure-cli#28377). */
function* strangers({ rule }: PolicyDefinition): Generator<Remark> {
  for (const { value, pointer } of rule.strangers) {
    yield { rule: 'unknown-member', message: sentence(`Azure knows no member \`${value}\` here${suggestion(value, ['if', 'then', 'effect', 'details'])}`), pointer };
  }
}

/** "The value is of type 'Array', expected type is 'String'" (learn.microsoft.com, "Author policies for array properties"). */
function* listsAndValues({ rule, parameters }: PolicyDefinition): Generator<Remark> {
  for (const { leaf } of leavesOf(rule.condition)) {
    const name = bareParameter(leaf.right);
    const declared = name === undefined ? undefined : parameters.get(name.toLowerCase());
    if (declared === undefined) continue;
    const { operator } = positive(leaf.operator);
    const isList = declared.type === 'Array';
    if (operator === 'in' && !isList) {
      yield { rule: 'parameter-type', message: `${leaf.operator} needs a list; the parameter \`${declared.name}\` is of type ${declared.type}. Make it an Array, or write equals.`, pointer: leaf.right.pointer };
    } else if (operator !== 'in' && (isList || declared.type === 'Object')) {
      yield { rule: 'parameter-type', message: `${leaf.operator} compares with one value; the parameter \`${declared.name}\` is of type ${declared.type}. Write in, or another type.`, pointer: leaf.right.pointer };
    }
  }
}

/** The name in `[parameters('name')]` when an operand is nothing else. */
function bareParameter(operand: Operand): string | undefined {
  return operand.kind === 'expression' && operand.expression.kind === 'call' ? writtenArgument(operand.expression, 'parameters') : undefined;
}

/** "'field' and 'current' functions are not supported in the 'field' accessor"; count.field is an alias that is written out (Azure/azure-policy-linter, Count.cs). */
function* accessors({ rule }: PolicyDefinition): Generator<Remark> {
  for (const { leaf } of leavesOf(rule.condition)) {
    const { left } = leaf;
    if (left.kind === 'field') yield* without(left.field, ['field', 'current'], 'the name of a field');
    if (left.kind === 'count' && left.over.kind === 'field' && left.over.field.kind === 'expression') {
      yield { rule: 'unsupported-expression', message: 'Azure wants the alias in `count.field` written out, not an expression.', pointer: left.over.field.pointer };
    }
  }
}

/** The `condition` of an operation knows neither the resource nor its surroundings (learn.microsoft.com, modify effect). */
function* modifyConditions({ rule: { details } }: PolicyDefinition): Generator<Remark> {
  const operations = isJsonObject(details?.value) ? find({ value: details.value, pointer: details.pointer }, 'operations') : undefined;
  if (operations === undefined || !Array.isArray(operations.value)) return;
  for (const element of elementsOf(operations, '`operations`')) {
    const condition = isJsonObject(element.value) ? find(objectOf(element, 'An operation'), 'condition') : undefined;
    const operand = condition === undefined ? undefined : readable(() => parseOperand(condition));
    if (operand !== undefined) yield* without(operand, ['field', 'resourceGroup', 'subscription'], 'the `condition` of an operation');
  }
}

function* without(operand: Operand, names: readonly string[], where: string): Generator<Remark> {
  const called = new Set(Array.from(callsIn(operand), ({ value }) => value.name.toLowerCase()));
  const found = names.find((name) => called.has(name.toLowerCase()));
  if (found !== undefined) yield { rule: 'unsupported-expression', message: `Azure does not take \`${found}()\` in ${where}.`, pointer: operand.pointer };
}
