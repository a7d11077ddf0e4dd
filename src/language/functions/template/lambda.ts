import { EvaluationError } from '../../errors.ts';
import { lazy, many, partial, type LanguageFunction } from '../../function-table.ts';
import { bare, isUnknown } from '../../unknown.ts';
import { isArray, isObject } from '../../values.ts';
import { text } from '../expect.ts';

/** The arguments of one call of a lambda, by lower-case name. */
export type LambdaFrame = ReadonlyMap<string, unknown>;

/** What the scope of an evaluation has so that lambdas can be called in it; see `lambdaState`. */
export interface LambdaScope {
  readonly lambdas: LambdaState;
}

export interface LambdaState {
  /** Calls that have begun and not ended, the innermost last. */
  readonly frames: LambdaFrame[];
  /** Calls that are still allowed; one that gives much counts as several. */
  left: number;
  /** Set while a function that takes a lambda evaluates the argument that should be one. */
  isWanted: boolean;
}

/** Elements that lambdas look at with one state: more take longer than anybody waits for. */
const mostCalls = 100_000;

/** A fresh state. Evaluations that share one share its bound on the work, so a host gives one to all of a template. */
export function lambdaState(calls = mostCalls): LambdaState {
  return { frames: [], left: calls, isWanted: false };
}

/** A function that an expression writes; only the functions that take one understand it. */
class Lambda {
  readonly names: readonly string[];
  readonly body: () => unknown;

  constructor(names: readonly string[], body: () => unknown) {
    this.names = names;
    this.body = body;
  }
}

/** `lambda` and `lambdaVariables` (learn.microsoft.com, "Lambda functions for ARM templates"). */
export const lambdaFunctions: readonly LanguageFunction<LambdaScope>[] = [
  lazy('lambda', [1, many], (parts, { lambdas }) => lambda(parts, lambdas)),
  partial('lambdaVariables', [1, 1], ([name], { lambdas }) => (isUnknown(name) ? bare(name) : variable(text(name, 'lambdaVariables'), lambdas))),
];

function lambda(parts: readonly (() => unknown)[], state: LambdaState): Lambda {
  if (!state.isWanted) throw new EvaluationError('`lambda` stands only where filter, groupBy, map, mapValues, reduce, sort and toObject take one');
  state.isWanted = false;
  const names = parts.slice(0, -1).map((part) => text(part(), 'lambda').toLowerCase());
  if (new Set(names).size < names.length) throw new EvaluationError('`lambda` was given the same name twice');
  return new Lambda(names, parts.at(-1) ?? (() => null));
}

function variable(name: string, { frames }: LambdaState): unknown {
  const wanted = name.toLowerCase();
  const frame = frames.findLast((each) => each.has(wanted));
  if (frame === undefined) throw new EvaluationError(`\`lambdaVariables('${name.slice(0, 60)}')\` names no argument of a lambda around it`);
  return frame.get(wanted);
}

/**
 * Makes a function of an argument that has to be a lambda of `least` to `most` names; arguments without a name are left out.
 * Throws EvaluationError when it is none, and when it is called more often than the state allows.
 */
export function lambdaOf(argument: (() => unknown) | undefined, [least, most]: readonly [number, number], name: string, state: LambdaState): (...values: readonly unknown[]) => unknown {
  const found = evaluated(argument, state);
  if (!(found instanceof Lambda)) throw new EvaluationError(`\`${name}\` takes a lambda`);
  const { names, body } = found;
  if (names.length < least || names.length > most) {
    throw new EvaluationError(`\`${name}\` takes a lambda of ${least === most ? '' : `${least} to `}${most} argument${most === 1 ? '' : 's'}; ${names.length} given`);
  }
  const spend = (calls: number): void => {
    state.left -= calls;
    if (state.left < 0) throw new EvaluationError(`\`${name}\` goes on: lambdas have looked at as many elements as this engine allows`);
  };
  return (...values) => {
    spend(1);
    state.frames.push(new Map(names.map((key, index) => [key, values[index]])));
    try {
      const value = body();
      spend(weightOf(value, state.left));
      return value;
    } finally {
      state.frames.pop();
    }
  };
}

/** What a value weighs in calls, by its parts and characters: an expression makes much of little. Stops beyond `most`. */
function weightOf(value: unknown, most: number): number {
  if (typeof value === 'string') return value.length / 256;
  const parts = isArray(value) ? value : isObject(value) ? Object.values(value) : [];
  let weight = 0;
  for (const part of parts) {
    weight += 1 / 16 + weightOf(part, most - weight);
    if (weight > most) return weight;
  }
  return weight;
}

function evaluated(argument: (() => unknown) | undefined, state: LambdaState): unknown {
  state.isWanted = true;
  try {
    return argument?.();
  } finally {
    state.isWanted = false;
  }
}
