import type { Expression } from '../../language/syntax/syntax.ts';

/** The longest piece of an expression that a reason quotes. */
const longestQuote = 160;

/** Functions whose result only a deployment knows (learn.microsoft.com, "Resource functions": they are evaluated at run time). */
const runtimeFunctions: ReadonlyMap<string, readonly [number, number]> = new Map([
  ['reference', [1, 3]],
  ['references', [1, 2]],
  ['pickzones', [3, 5]],
  ['providers', [1, 2]],
  ['tologicalzone', [3, 3]],
  ['tologicalzones', [3, 3]],
  ['tophysicalzone', [3, 3]],
  ['tophysicalzones', [3, 3]],
  ['externalinputs', [1, 1]],
  ['extensions', [1, 1]],
  ['roledefinitions', [1, 1]],
  // Bicep has it (Azure/bicep, Functions_LF); how the service compares is not documented.
  ['like', [2, 2]],
  ['getsecret', [1, 4]],
]);

/** How many arguments a function of the run time takes; undefined for any other. Every operation of a resource that begins with `list` is one. */
export function runtimeArity(name: string): readonly [number, number] | undefined {
  return runtimeFunctions.get(name) ?? (/^list[a-z0-9]*$/.test(name) ? [1, 4] : undefined);
}

/** A call of a function of the run time, as it is written. */
export interface RuntimeCall {
  readonly text: string;
  readonly args: readonly Expression[];
}

/**
 * The expression with a number behind the name of each function of the run time: `reference` becomes `reference#3`, and `calls[3]` what was
 * written, so that the reason of what is unknown can quote it.
 */
export function withRuntimeCalls(expression: Expression, text: string, calls: RuntimeCall[]): Expression {
  if (expression.kind === 'literal') return expression;
  if (expression.kind === 'access') {
    const base = withRuntimeCalls(expression.base, text, calls);
    return { ...expression, base, steps: expression.steps.map((step) => ({ ...step, key: withRuntimeCalls(step.key, text, calls) })) };
  }
  const args = expression.args.map((argument) => withRuntimeCalls(argument, text, calls));
  if (runtimeArity(expression.name.toLowerCase()) === undefined) return { ...expression, args };
  const name = `${expression.name}#${calls.length}`;
  calls.push({ text: callText(text, expression.position), args });
  return { ...expression, name, args };
}

/** The text of a call from its name to the bracket that closes it. */
function callText(text: string, start: number): string {
  let depth = 0;
  let isQuoted = false;
  for (let index = start; index < text.length && index < start + longestQuote; index += 1) {
    const sign = text.charAt(index);
    if (sign === "'") isQuoted = !isQuoted;
    else if (!isQuoted && sign === '(') depth += 1;
    else if (!isQuoted && sign === ')') depth -= 1;
    if (sign === ')' && !isQuoted && depth === 0) return text.slice(start, index + 1);
  }
  return `${text.slice(start, start + longestQuote)}…`;
}
