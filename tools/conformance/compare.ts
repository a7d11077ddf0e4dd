import { isJsonObject, type JsonObject } from '../../src/arm/json.ts';
import type { Answer } from './judge-case.ts';

const loadErrors: ReadonlySet<string> = new Set(['parse-error', 'load-error']);

/** Nothing when the answer is the one expected; else what was expected and what came. */
export function difference(expect: JsonObject, answer: Answer): string | undefined {
  const outcome = String(expect['outcome']);
  const got = `${answer.outcome}${answer.effect === undefined ? '' : ` ${answer.effect}`}${answer.outcome === 'value' ? ` ${brief(answer.value)}` : ''}`;
  const say = (expected: string, found = got) => `expected ${expected}, got ${found}${answer.message === undefined ? '' : ` (${answer.message})`}`;
  if (answer.outcome === 'crash') return say(outcome);
  if (outcome === 'unspecified') return undefined;
  // Whoever loads a document sees one step: its errors are the same whether they show while reading or while compiling.
  if (loadErrors.has(outcome) && loadErrors.has(answer.outcome)) return undefined;
  if (outcome !== answer.outcome) return say(outcome);
  if (outcome === 'value') return same(expect['value'], answer.value) ? undefined : say(`value ${brief(expect['value'])}`);
  if (outcome !== 'effect') return undefined;
  const wanted = expect['effect'];
  if (typeof wanted === 'string' && wanted.toLowerCase() !== answer.effect?.toLowerCase()) return say(`effect ${wanted}`);
  if (expect['details'] === undefined || covers(answer.details, expect['details'])) return undefined;
  return say(`details ${brief(expect['details'])}`, `details ${brief(answer.details)}`);
}

/** Whether a value has every key that is expected, with an equal value; lists element by element. */
function covers(value: unknown, expected: unknown): boolean {
  if (Array.isArray(expected)) {
    return Array.isArray(value) && value.length === expected.length && expected.every((item, index) => covers(value[index], item));
  }
  if (!isJsonObject(expected)) return (value ?? null) === (expected ?? null);
  return isJsonObject(value) && Object.keys(expected).every((key) => covers(value[key], expected[key]));
}

function same(left: unknown, right: unknown): boolean {
  if (Array.isArray(left)) return Array.isArray(right) && left.length === right.length && left.every((item, index) => same(item, right[index]));
  if (!isJsonObject(left)) return (left ?? null) === (right ?? null);
  if (!isJsonObject(right)) return false;
  const keys = Object.keys(left);
  return keys.length === Object.keys(right).length && keys.every((key) => Object.hasOwn(right, key) && same(left[key], right[key]));
}

function brief(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 200 ? `${text.slice(0, 197)}...` : text;
}
