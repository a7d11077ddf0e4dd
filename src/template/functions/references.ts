import { EvaluationError } from '../../language/errors.ts';
import { partial, strict, type LanguageFunction } from '../../language/function-table.ts';
import { integer, text } from '../../language/functions/expect.ts';
import { isUnknown, Unknown } from '../../language/unknown.ts';
import type { Binding } from '../evaluate/binding.ts';
import type { Frame, Loop } from '../evaluate/frame.ts';
import type { Meter } from '../evaluate/weight.ts';
import { didYouMean } from './did-you-mean.ts';

/** What an expression names: parameters, variables, the turn of a loop. */
export const referenceFunctions: readonly LanguageFunction<Frame>[] = [
  partial('parameters', [1, 1], ([name], frame) => (isUnknown(name) ? name : valueOfName('parameter', text(name, 'parameters'), frame))),
  partial('variables', [1, 1], ([name], frame) => (isUnknown(name) ? name : valueOfName('variable', text(name, 'variables'), frame))),
  strict('copyIndex', [0, 2], (args, frame) => copyIndex(args, frame)),
];

/** Undefined for one that is not declared. */
export function bindingOf(kind: Binding['kind'], name: string, { parameters, variables }: Frame): Binding | undefined {
  return (kind === 'parameter' ? parameters : variables)?.get(name.toLowerCase());
}

/**
 * The value of what is declared. What is not, Azure refuses without evaluating anything: it is told, and nobody knows what it was meant to
 * be; the rest of the expression can still be judged.
 */
function valueOfName(kind: Binding['kind'], name: string, frame: Frame): unknown {
  const binding = bindingOf(kind, name, frame);
  if (binding !== undefined) return binding.value();
  const message = complaintOf(kind, name, frame);
  const { at, problems } = frame.session;
  if (at !== undefined) problems.add('error', message, at);
  return new Unknown(message);
}

function complaintOf(kind: Binding['kind'], name: string, { parameters, variables, session }: Frame): string {
  const bindings = kind === 'parameter' ? parameters : variables;
  if (bindings === undefined) return 'A function of the template sees no variables, only its own parameters';
  return `There is no ${kind} \`${name}\`${didYouMean(name, Array.from(bindings.values(), (one) => one.name), session.meter)}`;
}

/**
 * `copyIndex()`, `copyIndex(offset)`, `copyIndex(name)`, `copyIndex(name, offset)`. Without a name it is the turn of the resource, module or
 * output; loops of properties and variables are named (learn.microsoft.com, "Numeric functions: copyIndex").
 */
function copyIndex([first, second]: readonly unknown[], { loops, session }: Frame): unknown {
  const name = typeof first === 'string' ? first : undefined;
  const offset = name === undefined ? first : second;
  const loop = name === undefined ? innermost(loops) : named(name, loops, session.meter);
  if (isUnknown(loop.index)) return loop.index;
  return loop.index + (offset === undefined ? 0 : integer(offset, 'copyIndex'));
}

function innermost(loops: Loop | undefined): Loop {
  for (let loop = loops; loop !== undefined; loop = loop.outer) if (loop.kind === 'item') return loop;
  if (loops !== undefined) return loops;
  throw new EvaluationError('`copyIndex` is for loops; there is no `copy` around it');
}

function named(name: string, loops: Loop | undefined, meter: Meter): Loop {
  const names: string[] = [];
  for (let loop = loops; loop !== undefined; loop = loop.outer) {
    if (loop.name.toLowerCase() === name.toLowerCase()) return loop;
    names.push(loop.name);
  }
  throw new EvaluationError(`There is no loop \`${name}\` around \`copyIndex\`${didYouMean(name, names, meter)}`);
}
