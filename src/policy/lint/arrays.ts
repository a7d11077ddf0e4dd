import { positive } from '../conditions/matchers.ts';
import type { PolicyDefinition } from '../documents/definition.ts';
import { fieldOfLeaf, leavesOf, type PlacedLeaf } from './leaves.ts';
import type { Remark } from './lint.ts';

/** Checks of comparisons that do not mean what they look like: `[*]`, `like`, null. */
export function* arrayChecks({ rule }: PolicyDefinition): Generator<Remark> {
  for (const placed of leavesOf(rule.condition)) {
    yield* forAll(placed);
    yield* rightSide(placed);
  }
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
  const isLike = positive(operator).operator === 'like';
  if (isLike && typeof right.value === 'string' && right.value.includes('?')) {
    yield { rule: 'like-question-mark', message: `In \`${right.value}\` the \`?\` stands for itself; \`match\` knows it as any letter.`, pointer };
  }
}
