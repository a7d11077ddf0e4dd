import { isJsonObject } from '../../../arm/json.ts';
import { ExpressionError } from '../../../language/errors.ts';
import { callsOf, type Call } from '../../../language/syntax/calls.ts';
import { parseTemplate } from '../../../language/syntax/parser.ts';
import { limits, type Expression } from '../../../language/syntax/syntax.ts';
import { PolicyError } from '../../error.ts';
import { elementsOf, members, objectOf, type Place } from '../place.ts';

/** A JSON value of a rule in which any string may be an expression. */
export type Operand =
  | { readonly kind: 'literal'; readonly value: unknown; readonly pointer: string }
  | { readonly kind: 'expression'; readonly text: string; readonly expression: Expression; readonly pointer: string }
  | { readonly kind: 'array'; readonly items: readonly Operand[]; readonly pointer: string }
  | { readonly kind: 'object'; readonly members: readonly (readonly [key: string, value: Operand])[]; readonly pointer: string };

/**
 * Reads a value. Strings that are expressions are parsed; `[[` is an escaped bracket.
 * Throws PolicyError for an expression that cannot be parsed and for a value nested deeper than the service allows.
 */
export function parseOperand(place: Place, depth = 0): Operand {
  const { value, pointer } = place;
  if (depth > limits.valueDepth) throw new PolicyError(`The value is nested deeper than ${limits.valueDepth} levels`, pointer);
  if (typeof value === 'string') return parseText(value, pointer);
  if (Array.isArray(value)) {
    return folded(
      elementsOf(place, 'The value').map((element) => parseOperand(element, depth + 1)),
      (items) => ({ kind: 'array', items, pointer }),
      (values) => ({ kind: 'literal', value: values, pointer }),
    );
  }
  if (!isJsonObject(value)) return { kind: 'literal', value, pointer };
  const entries = members(objectOf(place, 'The value'));
  return folded(
    entries.map(([, member]) => parseOperand(member, depth + 1)),
    (parts) => ({ kind: 'object', members: pair(entries, parts), pointer }),
    (values) => ({ kind: 'literal', value: Object.fromEntries(pair(entries, values)), pointer }),
  );
}

/** Parts without an expression make a literal. */
function folded(
  parts: readonly Operand[],
  composite: (parts: readonly Operand[]) => Operand,
  literal: (values: readonly unknown[]) => Operand,
): Operand {
  const values = parts.flatMap((part) => (part.kind === 'literal' ? [part.value] : []));
  return values.length === parts.length ? literal(values) : composite(parts);
}

function pair<Value>(entries: readonly (readonly [string, unknown])[], values: readonly Value[]): readonly (readonly [string, Value])[] {
  return values.map((value, index) => [entries[index]?.[0] ?? '', value] as const);
}

function parseText(text: string, pointer: string): Operand {
  try {
    const template = parseTemplate(text);
    if (template.kind === 'text') return { kind: 'literal', value: template.value, pointer };
    return { kind: 'expression', text, expression: template.expression, pointer };
  } catch (error) {
    if (error instanceof ExpressionError) throw expressionError(error, text, pointer);
    throw error;
  }
}

/** An expression's error as an error of the document: the sentence, the character, and the text around it. */
export function expressionError(error: ExpressionError, text: string, pointer: string): PolicyError {
  const shown = text.length > 120 ? `${text.slice(0, 117)}...` : text;
  return new PolicyError(`${error.message}, at character ${error.position + 1} of ${shown}`, pointer, { cause: error });
}

/** Every call in a value, with the place of the expression that holds it. */
export function* callsIn(operand: Operand): Generator<Place<Call>> {
  if (operand.kind === 'array') for (const item of operand.items) yield* callsIn(item);
  else if (operand.kind === 'object') for (const [, value] of operand.members) yield* callsIn(value);
  else if (operand.kind === 'expression') for (const value of callsOf(operand.expression)) yield { value, pointer: operand.pointer };
}
