import { EvaluationError } from '../../language/errors.ts';
import { templateLimits } from '../limits.ts';
import type { Session } from '../session.ts';
import type { Frame } from './frame.ts';
import { loopValue, valueOf } from './make.ts';
import type { Written } from './written.ts';

/** Where the value of a parameter or variable comes from. */
export type Source =
  /** Written somewhere, and evaluated in the frame of that place; `otherwise`: what counts when the value is null. */
  | { readonly kind: 'written'; readonly written: Written; readonly frame: Frame; readonly otherwise?: () => Source }
  /** The member `value` of what an expression gives; `valueOf` takes it out. */
  | { readonly kind: 'entry'; readonly written: Written; readonly frame: Frame; readonly valueOf: (entry: unknown) => unknown; readonly otherwise: () => Source }
  /** One loop of a `copy`: an array. */
  | { readonly kind: 'loop'; readonly written: Written; readonly frame: Frame }
  /** Given from outside, or not at all: in no document. */
  | { readonly kind: 'given'; readonly value: unknown };

type State = { readonly kind: 'open' } | { readonly kind: 'busy' } | { readonly kind: 'made'; readonly value: unknown } | { readonly kind: 'failed'; readonly error: unknown };

const open: State = { kind: 'open' };
const busy: State = { kind: 'busy' };

/** A parameter or a variable: evaluated when it is first asked for. */
export class Binding {
  readonly kind: 'parameter' | 'variable';
  readonly name: string;
  readonly #source: () => Source;
  readonly #session: Session;
  #known: Source | undefined;
  #state: State = open;

  constructor(kind: 'parameter' | 'variable', name: string, session: Session, source: () => Source) {
    this.kind = kind;
    this.name = name;
    this.#session = session;
    this.#source = source;
  }

  get source(): Source {
    this.#known ??= this.#source();
    return this.#known;
  }

  /** Set when the value is there or can be had without evaluating anything. */
  get isMade(): boolean {
    return this.#state.kind === 'made' || (this.source.kind === 'written' && this.source.written.kind === 'plain');
  }

  /** Throws EvaluationError for a cycle, with its path, and for whatever is wrong with the expression. */
  value(): unknown {
    const state = this.#state;
    if (state.kind === 'made') return state.value;
    if (state.kind === 'failed') throw state.error;
    const { chain } = this.#session;
    if (state.kind === 'busy') throw new EvaluationError(`The ${this.kind} \`${this.name}\` needs itself: ${pathOf(chain.slice(chain.indexOf(this)), this)}`);
    if (chain.length >= templateLimits.chain) throw new EvaluationError(`More than ${templateLimits.chain} parameters and variables need each other in a row`);
    chain.push(this);
    this.#state = busy;
    try {
      const value = this.#make();
      this.#state = { kind: 'made', value };
      return value;
    } catch (error) {
      this.#state = { kind: 'failed', error };
      throw error;
    } finally {
      chain.pop();
    }
  }

  #make(): unknown {
    const { source } = this;
    const value = made(source);
    if (value !== null || !('otherwise' in source) || source.otherwise === undefined) return value;
    this.#known = source.otherwise();
    return made(this.#known);
  }
}

function made(source: Source): unknown {
  if (source.kind === 'given') return source.value;
  if (source.kind === 'entry') return source.valueOf(valueOf(source.written, source.frame));
  return source.kind === 'loop' ? loopValue(source.written, source.frame) : valueOf(source.written, source.frame);
}

/** `parameters a → variables b → parameters a`. */
function pathOf(chain: readonly Binding[], end: Binding): string {
  return [...chain, end].map(({ kind, name }) => `${kind} ${name}`).join(' → ');
}
