import { isUnknown, Unknown } from '../language/unknown.ts';
import type { ObjectValue } from '../language/values.ts';
import { placed, PlacedError } from './evaluate/failure.ts';
import type { Frame } from './evaluate/frame.ts';
import { loopCount, setMember, turnOf, valueOf } from './evaluate/make.ts';
import type { Written } from './evaluate/written.ts';
import { conditionOf } from './resources/condition.ts';

/** The values of the outputs of a template by name (learn.microsoft.com, "Outputs in ARM templates"). What fails is a problem, and left out. */
export function outputsOf(template: Written, frame: Frame): ObjectValue {
  const made: Record<string, unknown> = {};
  for (const { key, value: output } of template.find('outputs')?.members ?? []) {
    try {
      const value = outputOf(key, output, frame);
      if (value !== undefined) setMember(made, key, value);
    } catch (error) {
      frame.session.problems.caught(placed(error, output));
    }
  }
  return made;
}

/** Undefined for an output whose condition does not hold. */
export function outputOf(key: string, output: Written, frame: Frame): unknown {
  const condition = conditionOf(output, frame);
  if (condition === false) return undefined;
  const value = valueOrLoop(key, output, frame);
  return isUnknown(condition) ? new Unknown(condition.why) : value;
}

function valueOrLoop(key: string, output: Written, frame: Frame): unknown {
  const loop = output.find('copy');
  const value = output.find('value');
  if (loop === undefined && value === undefined) throw new PlacedError(`The output \`${key}\` has no \`value\``, output);
  if (loop === undefined) return value === undefined ? undefined : valueOf(value, frame);
  const count = loopCount(loop, frame);
  if (isUnknown(count)) return new Unknown(count.why, { isPresent: true });
  const input = loop.find('input');
  if (input === undefined) throw new PlacedError(`The loop of the output \`${key}\` has no \`input\``, loop);
  return Array.from({ length: count }, (_, index) => valueOf(input, turnOf(frame, 'item', key, index)));
}
