import type { Expression } from './syntax.ts';
export type Call = Extract<Expression, {
    kind: 'call';
}>;
/** Every call in an expression, itself first. */
export declare function callsOf(expression: Expression): Generator<Call>;
/** The one text that a call of this function is given, where it is written out: `x` of `[parameters('x')]`. Undefined for other calls. */
export declare function writtenArgument({ name, args }: Call, of: string): string | undefined;
