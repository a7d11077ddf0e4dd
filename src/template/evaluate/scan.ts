import { EvaluationError } from '../../language/errors.ts';
import { isArray, isObject } from '../../language/values.ts';
import { templateLimits } from '../limits.ts';
import { textWeight } from './weight.ts';

/** What a look at a value of a document tells: whether it has nothing to evaluate, and its number of parts. */
export interface Scanned {
  readonly isPlain: boolean;
  readonly weight: number;
}

/** Looks at every value of a document once. `evaluates`: its texts may be expressions. */
export interface Scanner {
  readonly evaluates: boolean;
  /** Throws EvaluationError for a value that is nested too deeply. */
  readonly of: (raw: unknown) => Scanned;
}

/** True for a text to evaluate: in brackets, of which a second one would escape the first (learn.microsoft.com, "Syntax and expressions"). */
export function isExpression(text: string): boolean {
  return text.startsWith('[') && text.endsWith(']') && !text.startsWith('[[');
}

/** The text without the bracket that escapes another one. */
export function escapedText(text: string): string {
  return text.startsWith('[[') && text.endsWith(']') ? text.slice(1) : text;
}

/**
 * True for a member that holds loops instead of a value (learn.microsoft.com, "Property iteration", "Variable iteration"). An array of
 * anything else is an ordinary property that happens to have that name.
 */
export function isLoops(key: string, raw: unknown): boolean {
  return key.length === 4 && key.toLowerCase() === 'copy' && isArray(raw) && raw.length > 0 && raw.every((loop) => isObject(loop) && hasLoopMembers(loop));
}

function hasLoopMembers(loop: object): boolean {
  const keys = new Set(Object.keys(loop).map((key) => key.toLowerCase()));
  return keys.has('name') && keys.has('count');
}

const oneScalar: Scanned = { isPlain: true, weight: 1 };

export function scanner(evaluates: boolean): Scanner {
  // Lives no longer than the document. A WeakMap of so many makes the collector slow.
  const seen = new Map<object, Scanned>();
  const scan = (raw: unknown, depth: number): Scanned => {
    if (typeof raw === 'string') return { isPlain: !(evaluates && raw.startsWith('[') && raw.endsWith(']')), weight: 1 + textWeight(raw) };
    if (typeof raw !== 'object' || raw === null) return oneScalar;
    const known = seen.get(raw);
    if (known !== undefined) return known;
    if (depth > templateLimits.documentDepth) throw new EvaluationError(`The document is nested deeper than ${templateLimits.documentDepth} levels`);
    let isPlain = true;
    let weight = 1;
    const isList = isArray(raw);
    for (const [key, value] of Object.entries(raw)) {
      const part = scan(value, depth + 1);
      isPlain &&= part.isPlain && (isList || !evaluates || !(key.startsWith('[') || isLoops(key, value)));
      weight += part.weight + (isList ? 0 : textWeight(key));
    }
    const scanned = { isPlain, weight };
    seen.set(raw, scanned);
    return scanned;
  };
  return { evaluates, of: (raw) => scan(raw, 0) };
}
