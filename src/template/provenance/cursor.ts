import { compileExpression } from '../../language/compile.ts';
import type { Expression } from '../../language/syntax/syntax.ts';
import type { Frame } from '../evaluate/frame.ts';
import { loopValue, valueOf } from '../evaluate/make.ts';
import type { Written } from '../evaluate/written.ts';
import type { Provenance } from '../expansion.ts';
import { functionsOfTemplates } from '../functions/table.ts';

export type Through = Provenance['through'];

interface Common {
  readonly frame: Frame;
  /** Where it is written, or the expression that it is a part or the result of. */
  readonly written: Written;
  /** The parameters and variables that led here, nearest to the resource first. */
  readonly through: Through;
}

/**
 * A place that a value comes from.
 * - `written`: a value of a document
 * - `loop`: the array that a loop of properties or variables makes
 * - `code`: a part of the expression at `written`
 * - `layers`: objects one over the other, the strongest first
 * - `value`: what a function has made
 */
export type Cursor =
  | (Common & { readonly kind: 'written' })
  | (Common & { readonly kind: 'loop' })
  | (Common & { readonly kind: 'code'; readonly expression: Expression })
  | (Common & { readonly kind: 'layers'; readonly layers: readonly Cursor[] })
  | (Common & { readonly kind: 'value'; readonly value: unknown });

/** A part of an expression. */
export type Code = Cursor & { readonly kind: 'code' };

/** The expression of a text of a document. */
export function codeOf({ frame, written, through }: Cursor): Code {
  return { kind: 'code', expression: frame.program.expression(String(written.raw)), frame, written, through };
}

/** A part of the same expression. */
export function part(cursor: Cursor, expression: Expression): Code {
  return { kind: 'code', expression, frame: cursor.frame, written: cursor.written, through: cursor.through };
}

/** The value at a cursor. Throws as its evaluation does. */
export function valueAt(cursor: Cursor): unknown {
  if (cursor.kind === 'value') return cursor.value;
  if (cursor.kind === 'written') return valueOf(cursor.written, cursor.frame);
  if (cursor.kind === 'loop') return loopValue(cursor.written, cursor.frame);
  if (cursor.kind === 'code') return compileExpression(cursor.expression, functionsOfTemplates())(cursor.frame);
  const [strongest] = cursor.layers;
  return strongest === undefined ? undefined : valueAt(strongest);
}
