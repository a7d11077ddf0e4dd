import type { Expression } from './syntax.ts';

export type Call = Extract<Expression, { kind: 'call' }>;

/** Every call in an expression, itself first. */
export function* callsOf(expression: Expression): Generator<Call> {
  if (expression.kind === 'access') {
    yield* callsOf(expression.base);
    for (const { key } of expression.steps) yield* callsOf(key);
  } else if (expression.kind === 'call') {
    yield expression;
    for (const argument of expression.args) yield* callsOf(argument);
  }
}

/** The one text that a call of this function is given, where it is written out: `x` of `[parameters('x')]`. Undefined for other calls. */
export function writtenArgument({ name, args }: Call, of: string): string | undefined {
  const [first] = args;
  return name.toLowerCase() === of && first?.kind === 'literal' && typeof first.value === 'string' ? first.value : undefined;
}
