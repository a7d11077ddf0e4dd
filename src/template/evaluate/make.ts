import { EvaluationError } from '../../language/errors.ts';
import { isUnknown, Unknown } from '../../language/unknown.ts';
import { isInt64 } from '../../language/dotnet/int64.ts';
import { typeName, type ObjectValue } from '../../language/values.ts';
import { templateLimits } from '../limits.ts';
import { placed, PlacedError } from './failure.ts';
import type { Frame, Loop } from './frame.ts';
import { escapedText, isExpression } from './scan.ts';
import { assertNoTwins } from './weight.ts';
import type { Member, Written } from './written.ts';

/** What stands for a part that fails. */
export type Rescue = (error: unknown, frame: Frame) => unknown;

/** Remembers the failure as a problem, and goes on with what nobody knows: the rest of a resource can still be judged. */
export const withProblem: Rescue = (error, { session }) => {
  session.problems.caught(error);
  return new Unknown(error instanceof Error ? `it cannot be evaluated: ${error.message}` : 'it cannot be evaluated');
};

/** The value of what is written, in a frame. Throws PlacedError for what fails, unless a part may be rescued. */
export function valueOf(written: Written, frame: Frame, rescue?: Rescue): unknown {
  const { meter } = frame.session;
  if (written.kind === 'plain') {
    meter.made(written.weight);
    return written.plain;
  }
  if (written.kind === 'expression') return rescued(() => evaluateText(written, frame), frame, rescue);
  meter.made(1);
  const made: object = written.kind === 'array' ? written.items.map((item) => valueOf(item, frame, rescue)) : objectOf(written.members, frame, rescue);
  if (!isUnknown(made)) frame.session.origins.set(made, { written, frame });
  return made;
}

/**
 * The object of some members of what is written. An Unknown when nobody knows how one of them is called: any could be that one. Throws
 * PlacedError, or rescues, where two names are one.
 */
export function objectOf(members: readonly Member[], frame: Frame, rescue?: Rescue): ObjectValue | Unknown {
  const made: Record<string, unknown> = {};
  const names: string[] = [];
  let open: Unknown | undefined;
  let computed: Written | undefined;
  const set = (name: string | Unknown, written: string, value: unknown): void => {
    const known = isUnknown(name) && isNoProperty(name) ? written : name;
    if (isUnknown(known)) {
      open ??= known;
      return;
    }
    names.push(known);
    setMember(made, known, value);
  };
  for (const { key, value } of members) {
    if (value.isLoops || key.startsWith('[')) computed ??= value;
    if (value.isLoops) for (const loop of value.items) set(nameOf(() => loopName(loop, frame), frame, rescue), 'copy', rescued(() => loopValue(loop, frame), frame, rescue));
    else set(key.startsWith('[') ? nameOf(() => keyOf(key, value, frame), frame, rescue) : key, key, valueOf(value, frame, rescue));
  }
  if (open !== undefined) return new Unknown(open.why, { isPresent: true });
  // Names that are written out were compared when the document was read.
  const place = computed;
  if (place !== undefined) rescued(() => distinct(names, place), frame, rescue);
  return made;
}

/** What is known of a name may show that no property is called so: `hidden-link:…` of tags, the id of an identity. It stands there as it is written. */
function isNoProperty({ pieces = [] }: Unknown): boolean {
  return pieces.some((piece) => /[^\w$]/.test(piece));
}

/** Throws PlacedError. */
function distinct(names: readonly string[], written: Written): void {
  try {
    assertNoTwins(names);
  } catch (error) {
    throw placed(error, written);
  }
}

function nameOf(name: () => string | Unknown, frame: Frame, rescue: Rescue | undefined): string | Unknown {
  const found = rescued(name, frame, rescue);
  return typeof found === 'string' || isUnknown(found) ? found : new Unknown('the name of a property is not known');
}

function rescued(make: () => unknown, frame: Frame, rescue: Rescue | undefined): unknown {
  if (rescue === undefined) return make();
  try {
    return make();
  } catch (error) {
    return rescue(error, frame);
  }
}

/** The name of a property as it will be: a name may be an expression. */
export function keyOf(key: string, written: Written, frame: Frame): string | Unknown {
  if (!key.startsWith('[')) return key;
  if (!isExpression(key)) return escapedText(key);
  try {
    const name = frame.program.evaluate(key)(frame);
    if (typeof name === 'string' || isUnknown(name)) return name;
    throw new EvaluationError(`The name of a property is a text; ${typeName(name)} given`);
  } catch (error) {
    throw placed(error, written);
  }
}

/** The value of one loop of a `copy` of properties or variables: an array, or an Unknown when nobody knows how long. */
export function loopValue(loop: Written, frame: Frame): unknown {
  const count = loopCount(loop, frame);
  if (isUnknown(count)) return new Unknown(count.why, { isPresent: true });
  const name = loopName(loop, frame);
  const input = loop.find('input');
  if (input === undefined) throw new PlacedError(`The loop \`${name}\` has no \`input\``, loop);
  const made = Array.from({ length: count }, (_, index) => valueOf(input, turnOf(frame, 'part', name, index)));
  frame.session.origins.set(made, { written: loop, frame });
  return made;
}

export function turnOf(frame: Frame, kind: Loop['kind'], name: string, index: number | Unknown): Frame {
  return { ...frame, loops: { name, kind, index, outer: frame.loops } };
}

export function loopName(loop: Written, frame: Frame): string {
  const written = loop.find('name');
  const name = written === undefined ? undefined : valueOf(written, frame);
  if (typeof name === 'string') return name;
  throw new PlacedError('A loop has a `name` that is a text', written ?? loop);
}

/** Throws PlacedError beyond what Azure copies. */
export function loopCount(loop: Written, frame: Frame): number | Unknown {
  const written = loop.find('count');
  if (written === undefined) throw new PlacedError('A loop has a `count`', loop);
  const count = valueOf(written, frame);
  if (isUnknown(count)) return count;
  if (typeof count !== 'number' || !isInt64(count)) throw new PlacedError(`The \`count\` of a loop is an integer; ${typeName(count)} given`, written);
  if (count >= 0 && count <= templateLimits.copies) return count;
  throw new PlacedError(`A loop makes 0 to ${templateLimits.copies} copies; its \`count\` is ${count}`, written);
}

function evaluateText(written: Written, frame: Frame): unknown {
  const { session, program } = frame;
  const outer = session.at;
  session.at = written;
  try {
    const value = program.evaluate(String(written.raw))(frame) ?? null;
    session.meter.made(templateLimits.expressionParts + session.meter.weigh(value));
    return value;
  } catch (error) {
    throw placed(error, written);
  } finally {
    session.at = outer;
  }
}

/** Defines an own member, also for a name such as `__proto__`. */
export function setMember(made: Record<string, unknown>, key: string, value: unknown): void {
  if (key === '__proto__') Object.defineProperty(made, key, { value, enumerable: true, configurable: true, writable: true });
  else made[key] = value;
}
