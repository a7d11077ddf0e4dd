import { EvaluationError } from '../../language/errors.ts';
import type { Arguments } from '../../language/function-table.ts';
import { Binding } from '../evaluate/binding.ts';
import type { Frame } from '../evaluate/frame.ts';
import type { UserFunction } from '../evaluate/program.ts';
import { didYouMean } from './did-you-mean.ts';

/**
 * Calls `namespace.function(…)`: it sees its own parameters and, in the first language, no variables (learn.microsoft.com, "User-defined functions in ARM template").
 * Throws EvaluationError for a function that is not there and a wrong number of arguments.
 */
export function callUserFunction(name: string, args: Arguments, frame: Frame): unknown {
  const { output } = userFunctionOf(name, args.length, frame);
  if (output === undefined) throw new EvaluationError(`The function \`${name}\` has no \`output.value\``);
  const called = frameOfCall(name, args, frame);
  // A function may call itself: the chain bounds it.
  const body = new Binding('variable', `${name}()`, frame.session, () => ({ kind: 'written', written: output, frame: called }));
  return body.value();
}

/** The frame in which the output of a function is evaluated. */
function frameOfCall(name: string, args: Arguments, frame: Frame): Frame {
  const { parameters } = userFunctionOf(name, args.length, frame);
  const given = parameters.map((parameter, index) => new Binding('parameter', parameter, frame.session, () => ({ kind: 'given', value: args[index] })));
  return { ...frame, parameters: new Map(given.map((binding) => [binding.name.toLowerCase(), binding])), variables: variablesOfFunctions(frame), isFunction: true, loops: undefined };
}

/** Functions that Bicep compiles see the variables of their template, imported ones too (Azure/bicep#15141); those of the first language do not. */
function variablesOfFunctions({ program, variables }: Frame): Frame['variables'] {
  return program.template.text('languageVersion')?.startsWith('1.') === false ? variables : undefined;
}

function userFunctionOf(name: string, count: number, frame: Frame): UserFunction {
  const { functions } = frame.program;
  const found = functions.get(name.toLowerCase());
  if (found === undefined) throw new EvaluationError(`There is no function \`${name}\` here${didYouMean(name, Array.from(functions.values(), (one) => one.name), frame.session.meter)}`);
  if (found.parameters.length === count) return found;
  throw new EvaluationError(`\`${found.name}\` takes ${found.parameters.length} argument${found.parameters.length === 1 ? '' : 's'}; ${count} given`);
}
