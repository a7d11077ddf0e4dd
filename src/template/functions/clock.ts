import { partial, strict, type LanguageFunction } from '../../language/function-table.ts';
import { isUnknown, Unknown } from '../../language/unknown.ts';
import type { Frame } from '../evaluate/frame.ts';
import { formatTicks, ticksOf } from '../../language/functions/time.ts';

/** What is another one at each deployment. Azure takes both in defaults of parameters only; here they may stand anywhere. */
export const clockFunctions: readonly LanguageFunction<Frame>[] = [
  strict('newGuid', [0, 0], () => new Unknown('`newGuid()` is another one at each deployment', { pieces: ['', ''] })),
  partial('utcNow', [0, 1], ([format], frame) => utcNow(format, frame)),
];

function utcNow(format: unknown, { surroundings }: Frame): unknown {
  const now = surroundings.facts.utcNow;
  if (isUnknown(format)) return format;
  const ticks = now === undefined ? undefined : ticksOf(now);
  if (ticks === undefined) return new Unknown('`utcNow()` is the time of the deployment', { pieces: ['', ''] });
  return formatTicks(ticks);
}
