import { EvaluationError } from '../../language/errors.ts';
import { partial, strict, type LanguageFunction } from '../../language/function-table.ts';
import { integer, text } from '../../language/functions/expect.ts';
import { suggestion } from '../../language/near-miss.ts';
import { isUnknown } from '../../language/unknown.ts';
import type { Binding } from '../evaluate/binding.ts';
import type { Frame, Loop } from '../evaluate/frame.ts';

/** What an expression names: parameters, variables, the turn of a loop. */
export const referenceFunctions: readonly LanguageFunction<Frame>[] = [
  partial('parameters', [1, 1], ([name], frame) => (isUnknown(name) ? name : parameterOf(text(name, 'parameters'), frame).value())),
  partial('variables', [1, 1], ([name], frame) => (isUnknown(name) ? name : variableOf(text(name, 'variables'), frame).value())),
  strict('copyIndex', [0, 2], (args, frame) => copyIndex(args, frame)),
];

/** Throws EvaluationError for one that is not declared, with the near miss. */
export function parameterOf(name: string, { parameters }: Frame): Binding {
  return found('parameter', name, parameters);
}

/** Throws EvaluationError for one that is not declared, with the near miss. */
export function variableOf(name: string, { variables }: Frame): Binding {
  if (variables === undefined) throw new EvaluationError('A function of the template sees no variables, only its own parameters');
  return found('variable', name, variables);
}

function found(kind: string, name: string, bindings: ReadonlyMap<string, Binding>): Binding {
  const binding = bindings.get(name.toLowerCase());
  if (binding !== undefined) return binding;
  throw new EvaluationError(`There is no ${kind} \`${name}\`${suggestion(name, Array.from(bindings.values(), (one) => one.name))}`);
}

/**
 * `copyIndex()`, `copyIndex(offset)`, `copyIndex(name)`, `copyIndex(name, offset)`. Without a name it is the turn of the resource, module or
 * output; loops of properties and variables are named (learn.microsoft.com, "Numeric functions: copyIndex").
 */
function copyIndex([first, second]: readonly unknown[], { loops }: Frame): unknown {
  const name = typeof first === 'string' ? first : undefined;
  const offset = name === undefined ? first : second;
  const loop = name === undefined ? innermost(loops) : named(name, loops);
  if (isUnknown(loop.index)) return loop.index;
  return loop.index + (offset === undefined ? 0 : integer(offset, 'copyIndex'));
}

function innermost(loops: Loop | undefined): Loop {
  for (let loop = loops; loop !== undefined; loop = loop.outer) if (loop.kind === 'item') return loop;
  if (loops !== undefined) return loops;
  throw new EvaluationError('`copyIndex` is for loops; there is no `copy` around it');
}

function named(name: string, loops: Loop | undefined): Loop {
  const names: string[] = [];
  for (let loop = loops; loop !== undefined; loop = loop.outer) {
    if (loop.name.toLowerCase() === name.toLowerCase()) return loop;
    names.push(loop.name);
  }
  throw new EvaluationError(`There is no loop \`${name}\` around \`copyIndex\`${suggestion(name, names)}`);
}
