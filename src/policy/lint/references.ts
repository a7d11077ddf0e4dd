import { isJsonObject } from '../../arm/json.ts';
import { writtenArgument } from '../../language/syntax/calls.ts';
import { typesOf } from '../conditions/resource-type-index.ts';
import { parseCondition, type Condition } from '../documents/rule/condition.ts';
import type { PolicyDefinition } from '../documents/definition.ts';
import { callsIn, parseOperand, type Operand } from '../documents/rule/operand.ts';
import { operandsOfRule, operandsOf } from '../documents/rule/parameter-references.ts';
import { elementsOf, find, objectOf, type Place } from '../documents/place.ts';
import { fieldOfLeaf, leavesOf } from './leaves.ts';
import { readable } from './readable.ts';

/** A field that a definition names, wherever it does so. */
export interface FieldReference {
  readonly name: string;
  /** JSON pointer to where the name, or the expression around it, is written. */
  readonly pointer: string;
  /** Lower-case types of the resources that it is read from; undefined when the rule does not say. */
  readonly types: ReadonlySet<string> | undefined;
}

/**
 * Every field that is written out: in conditions, in `field()`, in what an effect looks for and in what it writes.
 * Parts that cannot be read are left out: `invalid` says what is wrong with them.
 */
export function* fieldReferences({ rule }: PolicyDefinition): Generator<FieldReference> {
  const types = typesOf(rule.condition);
  yield* inLeaves(rule.condition, types);
  for (const operand of operandsOfRule(rule)) yield* inOperand(operand, types);
  const { details } = rule;
  if (details === undefined) return;
  const sought = existenceOf(details);
  if (sought !== undefined) {
    yield* inLeaves(sought.condition, sought.types);
    // `field()` still reads the resource that the rule is about.
    for (const operand of operandsOf(sought.condition)) yield* inOperand(operand, types);
  }
  for (const { name, pointer } of fieldsWritten(details)) yield { name, pointer, types };
}

function* inLeaves(condition: Condition, types: ReadonlySet<string> | undefined): Generator<FieldReference> {
  for (const { leaf } of leavesOf(condition)) {
    const field = fieldOfLeaf(leaf);
    if (field !== undefined) yield { ...field, types };
  }
}

function* inOperand(operand: Operand, types: ReadonlySet<string> | undefined): Generator<FieldReference> {
  for (const { value, pointer } of callsIn(operand)) {
    const name = writtenArgument(value, 'field');
    if (name !== undefined) yield { name, pointer, types };
  }
}

function existenceOf(details: Place): { readonly condition: Condition; readonly types: ReadonlySet<string> | undefined } | undefined {
  if (!isJsonObject(details.value)) return undefined;
  const place = { value: details.value, pointer: details.pointer };
  const condition = find(place, 'existenceCondition');
  if (condition === undefined) return undefined;
  const type = find(place, 'type');
  const operand = type === undefined ? undefined : readable(() => parseOperand(type));
  const parsed = readable(() => parseCondition(condition));
  const types = operand?.kind === 'literal' && typeof operand.value === 'string' ? new Set([operand.value.toLowerCase()]) : undefined;
  return parsed === undefined ? undefined : { condition: parsed, types };
}

/** The fields of `append` (a list of `{field, value}`) and of the operations of `modify`, as far as they are written out. */
export function fieldsWritten(details: Place): readonly { readonly name: string; readonly pointer: string }[] {
  const operations = isJsonObject(details.value) ? find({ value: details.value, pointer: details.pointer }, 'operations') : details;
  if (operations === undefined || !Array.isArray(operations.value)) return [];
  return elementsOf(operations, '`operations`').flatMap((element) => {
    const field = isJsonObject(element.value) ? find(objectOf(element, 'An operation'), 'field') : undefined;
    const operand = field === undefined ? undefined : readable(() => parseOperand(field));
    return operand?.kind === 'literal' && typeof operand.value === 'string' ? [{ name: operand.value, pointer: operand.pointer }] : [];
  });
}
