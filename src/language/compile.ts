import { access } from './access.ts';
import { EvaluationError, ExpressionError } from './errors.ts';
import { isTemplateFunction } from './function-facts.ts';
import { isPure } from './functions.ts';
import type { FunctionTable, LanguageFunction } from './function-table.ts';
import { suggestion } from './near-miss.ts';
import { limits, type Expression } from './syntax/syntax.ts';
import { bare } from './unknown.ts';
import { findUnknown } from './values.ts';

/** A compiled expression: its value, which may be unknown. Throws EvaluationError when it fails on its values. */
export type Evaluate<Scope> = (scope: Scope) => unknown;

/**
 * Compiles an expression against the functions of a host.
 * Throws ExpressionError for a function that the host does not have (with the near miss) and a wrong number of arguments.
 */
export function compileExpression<Scope>(expression: Expression, functions: FunctionTable<Scope>): Evaluate<Scope> {
  const evaluate = compilePart(expression, functions);
  return expression.kind !== 'literal' && isConstant(expression, functions) ? once(evaluate) : evaluate;
}

function compilePart<Scope>(expression: Expression, functions: FunctionTable<Scope>): Evaluate<Scope> {
  if (expression.kind === 'access') return compileAccess(expression, functions);
  if (expression.kind === 'call') {
    const args = expression.args.map((arg) => compileExpression(arg, functions));
    return compileCall(functionOf(expression, functions), args);
  }
  const { value } = expression;
  return () => value;
}

/** True when an expression has the same value wherever it is evaluated: it calls pure functions on constants. */
function isConstant<Scope>(expression: Expression, functions: FunctionTable<Scope>): boolean {
  if (expression.kind === 'literal') return true;
  if (expression.kind === 'call') return isPure(functions.get(expression.name.toLowerCase())) && expression.args.every((arg) => isConstant(arg, functions));
  return isConstant(expression.base, functions) && expression.steps.every(({ key }) => isConstant(key, functions));
}

/** Evaluates a constant when it is first asked for: one that fails does so where it stands, not at load. */
function once<Scope>(evaluate: Evaluate<Scope>): Evaluate<Scope> {
  let made: { readonly value: unknown } | undefined;
  return (scope) => {
    made ??= { value: evaluate(scope) };
    return made.value;
  };
}

type Call = Extract<Expression, { kind: 'call' }>;
type Access = Extract<Expression, { kind: 'access' }>;

function functionOf<Scope>(call: Call, functions: FunctionTable<Scope>): LanguageFunction<Scope> {
  const found = functions.get(call.name.toLowerCase());
  if (found === undefined) {
    if (isTemplateFunction(call.name)) throw new ExpressionError(`\`${call.name}\` is a function of templates that is not available here`, call.position);
    const names = Array.from(functions.values(), (entry) => entry.name);
    throw new ExpressionError(`There is no function \`${call.name}\` here${suggestion(call.name, names)}`, call.position);
  }
  const { least, most, name } = found;
  const count = call.args.length;
  if (count >= least && count <= most) return found;
  throw new ExpressionError(`\`${name}\` takes ${arity(least, most)}; ${count} given`, call.position);
}

function arity(least: number, most: number): string {
  const count = least === most ? String(least) : most === Infinity ? `${least} or more` : `${least} to ${most}`;
  return `${count} argument${count === '1' ? '' : 's'}`;
}

function compileCall<Scope>(entry: LanguageFunction<Scope>, args: readonly Evaluate<Scope>[]): Evaluate<Scope> {
  if (entry.kind === 'lazy') return (scope) => entry.call(args.map((arg) => () => arg(scope)), scope);
  const { call, name } = entry;
  const argumentsIn = (scope: Scope) => args.map((arg) => shortEnough(arg(scope), name));
  if (entry.kind === 'partial') return (scope) => call(argumentsIn(scope), scope);
  const { whenOpen } = entry;
  return (scope) => {
    const values = argumentsIn(scope);
    for (const value of values) {
      const open = findUnknown(value);
      if (open !== undefined) return whenOpen === undefined ? bare(open) : whenOpen(values, open);
    }
    return call(values, scope);
  };
}

/** The value itself. Throws EvaluationError for a text longer than functions of the service work on. */
export function shortEnough(value: unknown, name: string): unknown {
  if (typeof value !== 'string' || value.length <= limits.stringLength) return value;
  throw new EvaluationError(`\`${name}\` works on texts of at most ${limits.stringLength} characters; one of ${value.length} given`);
}

function compileAccess<Scope>({ base, steps }: Access, functions: FunctionTable<Scope>): Evaluate<Scope> {
  const start = compileExpression(base, functions);
  const keys = steps.map((step) => compileExpression(step.key, functions));
  const tolerant = base.kind === 'call' ? functions.get(base.name.toLowerCase())?.tolerant : undefined;
  return (scope) => {
    let value = start(scope);
    let forgiving = tolerant === true;
    for (const [index, key] of keys.entries()) {
      const name = key(scope);
      forgiving ||= tolerant !== undefined && index === 0 && typeof name === 'string' && name.toLowerCase() === tolerant;
      value = access(value, name, forgiving);
    }
    return value;
  };
}
