import { compileExpression, type Evaluate } from '../../language/compile.ts';
import { parseTemplate } from '../../language/syntax/parser.ts';
import type { Expression } from '../../language/syntax/syntax.ts';
import { functionsOfTemplates } from '../functions/table.ts';
import { withRuntimeCalls, type RuntimeCall } from '../functions/runtime-calls.ts';
import type { Frame } from './frame.ts';
import type { Written } from './written.ts';

/** A variable as declared: a value, or a loop that makes it. */
export interface VariableDeclaration {
  readonly name: string;
  readonly kind: 'written' | 'loop';
  readonly written: Written;
}

/** One function of the user: `{"parameters": [{"name", "type"}], "output": {"type", "value"}}`. */
export interface UserFunction {
  readonly name: string;
  readonly parameters: readonly string[];
  readonly output: Written | undefined;
}

interface Compiled {
  readonly expression: Expression;
  readonly evaluate: Evaluate<Frame>;
}

/** A template as it is declared: names compare without case, every expression is read and compiled once. */
export class Program {
  readonly template: Written;
  readonly #compiled = new Map<string, Compiled | Error>();
  readonly #runtimeCalls: RuntimeCall[] = [];
  #parameters: ReadonlyMap<string, Written> | undefined;
  #variables: ReadonlyMap<string, VariableDeclaration> | undefined;
  #functions: ReadonlyMap<string, UserFunction> | undefined;
  #deployments: readonly Written[] | undefined;

  constructor(template: Written) {
    this.template = template;
  }

  /** Declarations of parameters by lower-case name; the last segment of each one's place is the name as written. */
  get parameters(): ReadonlyMap<string, Written> {
    this.#parameters ??= new Map((this.template.find('parameters')?.members ?? []).map(({ key, value }) => [key.toLowerCase(), value]));
    return this.#parameters;
  }

  get variables(): ReadonlyMap<string, VariableDeclaration> {
    this.#variables ??= new Map((this.template.find('variables')?.members ?? []).flatMap(({ key, value }) => declared(key, value)).map((one) => [one.name.toLowerCase(), one]));
    return this.#variables;
  }

  get functions(): ReadonlyMap<string, UserFunction> {
    this.#functions ??= new Map((this.template.find('functions')?.items ?? []).flatMap(functionsOf).map((one) => [one.name.toLowerCase(), one]));
    return this.#functions;
  }

  /** The nested deployments among the resources. */
  get deployments(): readonly Written[] {
    this.#deployments ??= resourcesOf(this.template).filter((resource) => resource.text('type')?.toLowerCase() === 'microsoft.resources/deployments');
    return this.#deployments;
  }

  /** Types of the user by name. */
  definition(name: string): Written | undefined {
    return this.template.find('definitions')?.find(name);
  }

  /** The compiled expression of a text in brackets. Throws ExpressionError for one that cannot be read. */
  evaluate(text: string): Evaluate<Frame> {
    return this.#compile(text).evaluate;
  }

  /** The expression of a text in brackets. Throws ExpressionError. */
  expression(text: string): Expression {
    return this.#compile(text).expression;
  }

  /** A call that `withRuntimeCalls` has numbered. */
  runtimeCall(index: number): RuntimeCall | undefined {
    return this.#runtimeCalls[index];
  }

  #compile(text: string): Compiled {
    const known = this.#compiled.get(text);
    if (known instanceof Error) throw known;
    if (known !== undefined) return known;
    try {
      const template = parseTemplate(text);
      if (template.kind === 'text') throw new TypeError(`no expression: ${text}`);
      const expression = withRuntimeCalls(template.expression, text, this.#runtimeCalls);
      const compiled = { expression, evaluate: compileExpression(expression, functionsOfTemplates()) };
      this.#compiled.set(text, compiled);
      return compiled;
    } catch (error) {
      if (error instanceof Error) this.#compiled.set(text, error);
      throw error;
    }
  }
}

/** An array, or an object by symbolic name. */
function resourcesOf(template: Written): readonly Written[] {
  const resources = template.find('resources');
  return [...(resources?.items ?? []), ...(resources?.members ?? []).map(({ value }) => value)];
}

function declared(key: string, written: Written): readonly VariableDeclaration[] {
  if (!written.isLoops) return [{ name: key, kind: 'written', written }];
  return written.items.map((loop) => ({ name: loop.text('name') ?? '', kind: 'loop', written: loop }));
}

function functionsOf(space: Written): readonly UserFunction[] {
  const namespace = space.text('namespace') ?? '';
  return (space.find('members')?.members ?? []).map(({ key, value }) => ({
    name: `${namespace}.${key}`,
    parameters: (value.find('parameters')?.items ?? []).map((parameter) => parameter.text('name') ?? ''),
    output: value.find('output')?.find('value'),
  }));
}
