import { positive } from '../conditions/leaves/matchers.ts';
import type { AliasTable } from '../aliases.ts';
import type { PolicyDefinition } from '../documents/definition.ts';
import { fieldOfLeaf, leavesOf, type PlacedLeaf } from './leaves.ts';
import type { Remark } from './lint-finding.ts';

/** Checks of comparisons that do not mean what they look like: `[*]`, `like`, null. */
export function* arrayChecks({ rule }: PolicyDefinition, aliases: AliasTable): Generator<Remark> {
  for (const placed of leavesOf(rule.condition)) {
    yield* forAll(placed);
    yield* whole(placed, aliases);
    yield* rightSide(placed);
  }
}

/** Operators that compare with one value: an array as a whole never passes them. */
const scalarOperators: ReadonlySet<string> = new Set(['equals', 'like', 'match', 'matchInsensitively', 'in', 'less', 'lessOrEquals', 'greater', 'greaterOrEquals']);

/** Azure/azure-policy-linter, docs/Rules/bare-array-field-compared-as-scalar.md. */
function* whole({ leaf }: PlacedLeaf, aliases: AliasTable): Generator<Remark> {
  const { operator, negated } = positive(leaf.operator);
  if (leaf.left.kind !== 'field' || !scalarOperators.has(operator)) return;
  const { name, pointer } = fieldOfLeaf(leaf) ?? {};
  if (name === undefined || pointer === undefined || name.includes('[*]') || !isArray(name, aliases)) return;
  const message = `\`${name}\` is an array, which ${leaf.operator} a single value ${negated ? 'always' : 'never'}. Look at its elements with \`count\` over \`${name}[*]\`, or use \`contains\`.`;
  yield { rule: 'array-as-scalar', message, pointer };
}

/** An array is one whose elements the table knows. */
function isArray(name: string, aliases: AliasTable): boolean {
  const wanted = `${name}[*]`.toLowerCase();
  const homes = aliases.typesWith(name);
  return homes.length > 0 && homes.every((type) => aliases.aliasesOf(type)?.some((alias) => alias.name.toLowerCase().startsWith(wanted)) === true);
}

/**
 * `arr[*].p equals x` is true of an array that is missing or empty. Where it stands positively and nothing beside it asks for an element,
 * the rule fires on resources that have none.
 */
function* forAll({ leaf, isNegated, counted, guards }: PlacedLeaf): Generator<Remark> {
  const field = leaf.left.kind === 'field' ? fieldOfLeaf(leaf) : undefined;
  if (field?.name.includes('[*]') !== true) return;
  const array = field.name.slice(0, field.name.lastIndexOf('[*]')).toLowerCase();
  if (counted.some((name) => name.startsWith(array))) return;
  const { operator, negated } = positive(leaf.operator);
  if (isNegated || operator === 'exists') return;
  if (negated) {
    const message = `\`${field.name}\` ${leaf.operator} holds when no element is so, also for a missing array. If one such element is meant, write \`not\` around ${operator}, or \`count\`.`;
    yield { rule: 'array-for-all', message, pointer: leaf.pointer };
    return;
  }
  const isGuarded = guards.some((guard) => guard.kind === 'leaf' && fieldOfLeaf(guard)?.name.toLowerCase().startsWith(array) === true && guard !== leaf);
  if (isGuarded) return;
  const message = `\`${field.name}\` ${leaf.operator} means every element, and holds for a missing or empty array. If some element is meant, use \`count\` with \`greater\` 0.`;
  yield { rule: 'array-for-all', message, pointer: leaf.pointer };
}

function* rightSide({ leaf }: PlacedLeaf): Generator<Remark> {
  const { right, operator, pointer } = leaf;
  if (right.kind !== 'literal') return;
  if (right.value === null) yield { rule: 'null-comparison', message: `${operator} null always fails; to ask whether something is set use \`exists\`.`, pointer: right.pointer };
  if (typeof right.value === 'object' && right.value !== null && ['equals', 'contains'].includes(positive(operator).operator)) {
    yield { rule: 'composite-comparison', message: `Documentation knows ${operator} with single values only; offline arrays and objects are compared part by part.`, pointer: right.pointer };
  }
  const isLike = positive(operator).operator === 'like';
  if (isLike && typeof right.value === 'string' && right.value.includes('?')) {
    yield { rule: 'like-question-mark', message: `In \`${right.value}\` the \`?\` stands for itself; \`match\` knows it as any letter.`, pointer };
  }
}
