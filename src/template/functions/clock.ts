import { partial, strict, type LanguageFunction } from '../../language/function-table.ts';
import { utcNowText } from '../../language/template-functions.ts';
import { isUnknown, Unknown } from '../../language/unknown.ts';
import type { Frame } from '../evaluate/frame.ts';

/**
 * What is another one at each deployment. Azure takes both in defaults of parameters only (learn.microsoft.com, "String functions":
 * newGuid, "Date functions": utcNow); here they may stand anywhere.
 */
export const clockFunctions: readonly LanguageFunction<Frame>[] = [
  strict('newGuid', [0, 0], (_, frame) => guidAt(frame) ?? new Unknown('`newGuid()` is another one at each deployment', { pieces: ['', ''] })),
  partial('utcNow', [0, 1], ([format], { surroundings }) => utcNow(format, surroundings.facts.utcNow)),
];

/** The same one each time that the template is expanded for one deployment. */
function guidAt({ session: { azure, at } }: Frame): string | undefined {
  return azure?.newGuid(at === undefined ? '' : `${at.place.file}#${at.place.pointer}`);
}

function utcNow(format: unknown, now: string | undefined): unknown {
  if (isUnknown(format) || now === undefined) return new Unknown('`utcNow()` is the time of the deployment', { pieces: ['', ''] });
  return utcNowText(now, format);
}
