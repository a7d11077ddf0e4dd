import { isJsonObject, type JsonObject } from '../../arm/json.ts';
import type { Evaluate } from '../../language/compile.ts';
import { suggestion } from '../../language/near-miss.ts';
import type { Field } from '../conditions/fields/fields.ts';
import { compileField } from '../conditions/leaves/leaf.ts';
import { compileOperand } from '../conditions/operands.ts';
import { policyFunctions } from '../conditions/references.ts';
import type { Scope } from '../conditions/scope.ts';
import { parseOperand } from '../documents/rule/operand.ts';
import { elementsOf, find, objectOf, required, textOf, type Place } from '../documents/place.ts';
import { PolicyError } from '../error.ts';
import type { Unknown } from '../../language/unknown.ts';

/** One change of a request as an effect writes it. */
export interface Operation {
  /** `append` is the effect of that name; the others are operations of `modify`. */
  readonly kind: (typeof modifyOperations)[number] | 'append';
  readonly field: (scope: Scope) => Field | Unknown;
  readonly value: Evaluate<Scope>;
  /** Whether the operation is made at all. */
  readonly condition: Evaluate<Scope> | undefined;
}

const modifyOperations = ['add', 'addOrReplace', 'remove'] as const;

/**
 * Compiles the details of `append`: a list of `{field, value}`.
 * Throws PolicyError when they are none.
 */
export function compileAppend(details: Place, fieldNamed: (name: string) => Field): readonly Operation[] {
  return elementsOf(details, '`details` of append').map((place) => {
    const entry = objectOf(place, 'A member of `details`');
    return { kind: 'append', field: fieldIn(entry, fieldNamed), value: valueIn(entry), condition: undefined };
  });
}

/** Compiles the operations of `modify`. Throws PolicyError. */
export function compileModify(details: Place, fieldNamed: (name: string) => Field): readonly Operation[] {
  const place = objectOf(details, '`details` of modify');
  return elementsOf(required(place, 'operations'), '`operations`').map((element) => {
    const entry = objectOf(element, 'An operation');
    const written = required(entry, 'operation');
    const name = textOf(written, '`operation`');
    const kind = modifyOperations.find((candidate) => candidate.toLowerCase() === name.toLowerCase());
    if (kind === undefined) throw new PolicyError(`\`${name}\` is no operation of modify${suggestion(name, modifyOperations)}`, written.pointer);
    const condition = find(entry, 'condition');
    return {
      kind,
      field: fieldIn(entry, fieldNamed),
      value: kind === 'remove' ? () => undefined : valueIn(entry),
      condition: condition === undefined ? undefined : compileOperand(parseOperand(condition), policyFunctions),
    };
  });
}

/** `conflictEffect` of `modify`: deny unless it says otherwise. */
export function conflictEffectOf(details: Place | undefined): Evaluate<Scope> {
  const found = details !== undefined && isJsonObject(details.value) ? find({ value: details.value, pointer: details.pointer }, 'conflictEffect') : undefined;
  return found === undefined ? () => 'deny' : compileOperand(parseOperand(found), policyFunctions);
}

function fieldIn(entry: Place<JsonObject>, fieldNamed: (name: string) => Field): (scope: Scope) => Field | Unknown {
  const place = required(entry, 'field');
  textOf(place, '`field`');
  return compileField(parseOperand(place), fieldNamed);
}

function valueIn(entry: Place<JsonObject>): Evaluate<Scope> {
  const found = find(entry, 'value');
  return found === undefined ? () => null : compileOperand(parseOperand(found), policyFunctions);
}
