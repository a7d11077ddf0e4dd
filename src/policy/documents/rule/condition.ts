import type { JsonObject } from '../../../arm/json.ts';
import { suggestion } from '../../../language/near-miss.ts';
import { PolicyError } from '../../error.ts';
import { parseOperand, type Operand } from './operand.ts';
import { operatorOf, operators, type Operator } from './operators.ts';
import { elementsOf, find, members, objectOf, textOf, type Place } from '../place.ts';

/** A condition as parsed. */
export type Condition = Group | Negation | Leaf;

export interface Group {
  readonly kind: 'allOf' | 'anyOf';
  readonly conditions: readonly Condition[];
}

export interface Negation {
  readonly kind: 'not';
  readonly condition: Condition;
}

/** One comparison: a left side, an operator and a right side. */
export interface Leaf {
  readonly kind: 'leaf';
  readonly left: LeftSide;
  readonly operator: Operator;
  readonly right: Operand;
  readonly pointer: string;
}

export type LeftSide =
  | { readonly kind: 'field'; readonly field: Operand }
  | { readonly kind: 'value'; readonly value: Operand }
  | Count;

export interface Count {
  readonly kind: 'count';
  readonly over:
    | { readonly kind: 'field'; readonly field: Operand }
    | { readonly kind: 'value'; readonly value: Operand; readonly name: string | undefined };
  readonly where: Condition | undefined;
  readonly pointer: string;
}

/** `if` holds at most so many conditions (azure-policy-language.md §1.1). */
const mostConditions = 4096;
/** No limit of the service is known; built-ins nest 9 deep. Keeps evaluation within any stack. */
const deepest = 64;

const logic = ['allOf', 'anyOf', 'not'] as const;
const leftSides = ['field', 'value', 'count'] as const;

/** Reads a condition. Throws PolicyError where its structure is not the language's, naming the near miss of an unknown member. */
export function parseCondition(place: Place, most = mostConditions): Condition {
  return parse(place, { depth: 0, most, count: { left: most } });
}

interface Budget {
  readonly depth: number;
  readonly most: number;
  readonly count: { left: number };
}

function parse(place: Place, budget: Budget): Condition {
  const condition = objectOf(place, 'A condition');
  budget.count.left -= 1;
  if (budget.count.left < 0) throw new PolicyError(`A rule has at most ${budget.most} conditions here`, place.pointer);
  if (budget.depth > deepest) throw new PolicyError(`Conditions nest deeper than ${deepest} levels`, place.pointer);
  const kind = logic.find((name) => find(condition, name) !== undefined);
  return kind === undefined ? parseLeaf(condition, budget) : parseLogic(kind, condition, budget);
}

function parseLogic(kind: (typeof logic)[number], condition: Place<JsonObject>, budget: Budget): Condition {
  const inner = { ...budget, depth: budget.depth + 1 };
  const [[, body] = [], ...others] = members(condition);
  if (body === undefined || others.length > 0) throw new PolicyError(`\`${kind}\` stands alone in its object`, condition.pointer);
  if (kind === 'not') return { kind, condition: parse(body, inner) };
  return { kind, conditions: elementsOf(body, `\`${kind}\``).map((element) => parse(element, inner)) };
}

function parseLeaf(condition: Place<JsonObject>, budget: Budget): Leaf {
  const { pointer } = condition;
  const { left: lefts, operator: found } = sort(condition);
  const [[side, leftPlace] = [], ...otherLefts] = lefts;
  const [[operator, rightPlace] = [], ...otherOperators] = found;
  if (side === undefined || leftPlace === undefined) throw new PolicyError('A condition needs `field`, `value` or `count`', pointer);
  if (otherLefts.length > 0) throw new PolicyError('A condition has exactly one of `field`, `value` and `count`', pointer);
  if (operator === undefined || rightPlace === undefined) throw new PolicyError('A condition needs an operator such as `equals`', pointer);
  if (otherOperators.length > 0) throw new PolicyError('A condition has exactly one operator', pointer);
  return { kind: 'leaf', left: parseLeft(side, leftPlace, budget), operator, right: parseOperand(rightPlace), pointer };
}

/** Left sides and operators of a leaf; anything else is an error, as it is to the service. */
function sort(condition: Place<JsonObject>) {
  const left: (readonly [(typeof leftSides)[number], Place])[] = [];
  const operator: (readonly [Operator, Place])[] = [];
  for (const [key, place] of members(condition)) {
    const side = leftSides.find((name) => name === key.toLowerCase());
    const comparison = operatorOf(key);
    if (side !== undefined) left.push([side, place]);
    else if (comparison !== undefined) operator.push([comparison, place]);
    else {
      const hint = suggestion(key, [...operators, ...leftSides, ...logic]);
      throw new PolicyError(`A condition has no member \`${key}\`${hint}`, place.pointer);
    }
  }
  return { left, operator };
}

function parseLeft(side: (typeof leftSides)[number], place: Place, budget: Budget): LeftSide {
  if (side === 'value') return { kind: 'value', value: parseOperand(place) };
  if (side === 'field') return { kind: 'field', field: parseField(place) };
  return parseCount(objectOf(place, '`count`'), budget);
}

function parseField(place: Place): Operand {
  textOf(place, '`field`');
  return parseOperand(place);
}

const countMembers = ['field', 'value', 'name', 'where'];

function parseCount(count: Place<JsonObject>, budget: Budget): Count {
  for (const [key, place] of members(count)) {
    if (countMembers.includes(key.toLowerCase())) continue;
    throw new PolicyError(`\`count\` has no member \`${key}\`${suggestion(key, countMembers)}`, place.pointer);
  }
  const field = find(count, 'field');
  const value = find(count, 'value');
  const name = find(count, 'name');
  const filter = find(count, 'where');
  const where = filter === undefined ? undefined : parse(filter, { ...budget, depth: budget.depth + 1 });
  const { pointer } = count;
  if (field !== undefined && value === undefined && name === undefined) {
    return { kind: 'count', over: { kind: 'field', field: parseField(field) }, where, pointer };
  }
  if (value !== undefined && field === undefined) {
    const label = name === undefined ? undefined : textOf(name, '`name`');
    const operand = parseOperand(value);
    if (operand.kind === 'object' || (operand.kind === 'literal' && !Array.isArray(operand.value))) throw new PolicyError('`count.value` has to be an array, or an expression that gives one', value.pointer);
    return { kind: 'count', over: { kind: 'value', value: operand, name: label }, where, pointer };
  }
  throw new PolicyError('`count` has either `field`, or `value` with an optional `name`', pointer);
}
