import { EvaluationError, ExpressionError } from '../../language/errors.ts';
import { ExhaustedError } from '../evaluate/exhausted.ts';
import type { Frame } from '../evaluate/frame.ts';
import type { Written } from '../evaluate/written.ts';
import type { Place } from '../expansion.ts';
import { templateLimits } from '../limits.ts';
import type { Cursor } from './cursor.ts';
import { step } from './step.ts';

/** What a body was made of. */
export interface BodySource {
  readonly written: Written;
  readonly frame: Frame;
}

/** How far a pointer into a body leads. */
export interface Walk {
  readonly cursor: Cursor;
  readonly isWhole: boolean;
}

/** Follows a pointer (RFC 6901) to where its parts are written. What cannot be followed ends the way: who asks for a place gets the nearest. */
export function walk({ written, frame }: BodySource, pointer: string): Walk {
  let cursor: Cursor = { kind: 'written', written, frame, through: [] };
  const { meter, lambdas } = frame.session;
  meter.renew();
  lambdas.left = templateLimits.lambdaCalls;
  for (const segment of pointer.split('/').slice(1)) {
    const next = attempt(() => step(cursor, segment.replaceAll('~1', '/').replaceAll('~0', '~')));
    if (next === undefined) return { cursor, isWhole: false };
    cursor = next;
  }
  return { cursor, isWhole: true };
}

/** Undefined when a part of the template fails that the body did not need. */
export function attempt<Result>(look: () => Result): Result | undefined {
  try {
    return look();
  } catch (error) {
    if (error instanceof EvaluationError || error instanceof ExpressionError || error instanceof ExhaustedError || error instanceof RangeError) return undefined;
    throw error;
  }
}

/** Where the property at a pointer is written, or its nearest ancestor that is. */
export function placeOf(source: BodySource, pointer: string): Place {
  return walk(source, pointer).cursor.written.place;
}
