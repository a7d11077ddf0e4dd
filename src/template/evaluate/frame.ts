import type { LambdaState } from '../../language/template-functions.ts';
import type { Unknown } from '../../language/unknown.ts';
import type { Session } from '../session.ts';
import type { Surroundings } from '../functions/surroundings.ts';
import type { Binding } from './binding.ts';
import type { Program } from './program.ts';

/** One turn of a loop. */
export interface Loop {
  readonly name: string;
  /** `item`: copies of a resource, module or output, which `copyIndex()` without a name means; `part`: of a property or variable. */
  readonly kind: 'item' | 'part';
  readonly index: number | Unknown;
  readonly outer: Loop | undefined;
}

/** What an expression sees. */
export interface Frame {
  readonly session: Session;
  readonly program: Program;
  /** By lower-case name. */
  readonly parameters: ReadonlyMap<string, Binding>;
  /** By lower-case name; undefined inside of a user-defined function that sees none. */
  readonly variables: ReadonlyMap<string, Binding> | undefined;
  /** Set inside of a user-defined function, which sees no resources. */
  readonly isFunction?: true;
  readonly surroundings: Surroundings;
  readonly loops: Loop | undefined;
  /** Of the whole expansion. */
  readonly lambdas: LambdaState;
}
