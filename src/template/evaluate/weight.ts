import { EvaluationError } from '../../language/errors.ts';
import { isUnknown } from '../../language/unknown.ts';
import { isArray } from '../../language/values.ts';
import { templateLimits } from '../limits.ts';
import { ExhaustedError } from './exhausted.ts';

/*
 * The weight of a value is the number of its parts, where a part that is shared counts wherever it stands (whoever walks the value walks
 * it so often), and a longer text counts once for every 64 characters. A few doublings make a value of few objects and billions of parts.
 */

/** What a text counts besides itself. */
export function textWeight(text: string): number {
  return text.length >> 6;
}

/** Counts what an expansion makes and does. Throws ExhaustedError beyond all bounds, EvaluationError for a single value beyond its own. */
export interface Meter {
  /** Parts that were made, by weight. */
  readonly made: (weight: number) => void;
  /** Calls, and arguments looked at, by weight. */
  readonly worked: (weight: number) => void;
  readonly weigh: (value: unknown) => number;
  /** Whether there is time to look for names that are meant: so many characters against candidates. */
  readonly mayCompare: (characters: number) => boolean;
  /** Parts and work so far. */
  readonly spent: () => number;
  /** Starts to count anew. */
  readonly renew: () => void;
}

/** Which of two properties counts whose names differ in case only depends on who reads them, as the reader of documents has it. Throws EvaluationError. */
export function assertNoTwins(keys: readonly string[]): void {
  if (keys.length < 2) return;
  const seen = new Map<string, string>();
  for (const key of keys) {
    const twin = seen.get(key.toLowerCase());
    if (twin !== undefined) throw new EvaluationError(twin === key ? `The property \`${key}\` is named twice` : `The properties \`${twin}\` and \`${key}\` of a value differ in case only`);
    seen.set(key.toLowerCase(), key);
  }
}

export function newMeter(): Meter {
  const weights = new WeakMap<object, number>();
  let parts = 0;
  let work = 0;
  let compared = 0;
  const weigh = (value: unknown, depth: number): number => {
    if (typeof value === 'string') return 1 + textWeight(value);
    if (typeof value !== 'object' || value === null || isUnknown(value)) return 1;
    const known = weights.get(value);
    if (known !== undefined) return known;
    if (depth > templateLimits.documentDepth) throw new EvaluationError(`A value is nested deeper than ${templateLimits.documentDepth} levels`);
    let weight = 1;
    if (isArray(value)) for (const item of value) weight += weigh(item, depth + 1);
    else {
      assertNoTwins(Object.keys(value));
      for (const [key, item] of Object.entries(value)) weight += weigh(item, depth + 1) + textWeight(key);
    }
    if (weight > templateLimits.valueParts) throw new EvaluationError(`A value has more than ${templateLimits.valueParts} parts`);
    weights.set(value, weight);
    return weight;
  };
  return {
    made: (weight) => {
      parts += weight;
      if (parts > templateLimits.allParts) throw new ExhaustedError(`The deployment makes values of more than ${templateLimits.allParts} parts; divide it`);
    },
    worked: (weight) => {
      work += weight;
      if (work > templateLimits.work) throw new ExhaustedError('The expressions of the deployment take more work than a check can spend; divide it, or make its loops smaller');
    },
    weigh: (value) => weigh(value, 0),
    mayCompare: (characters) => {
      compared += characters;
      return compared <= templateLimits.compared;
    },
    spent: () => parts + work,
    renew: () => {
      parts = 0;
      work = 0;
    },
  };
}
