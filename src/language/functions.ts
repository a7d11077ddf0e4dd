import type { LanguageFunction } from './function-table.ts';
import { collectionFunctions } from './functions/collection.ts';
import { encodingFunctions } from './functions/encoding.ts';
import { formatFunctions } from './functions/format/format.ts';
import { identityFunctions } from './functions/identity/identity.ts';
import { logicFunctions } from './functions/logic.ts';
import { networkFunctions } from './functions/network.ts';
import { numberFunctions } from './functions/number.ts';
import { textFunctions } from './functions/text.ts';
import { timeFunctions } from './functions/time.ts';

/** The pure functions of the template language. What reads its surroundings (`field`, `parameters`, `reference`) belongs to a host. */
export const pureFunctions: readonly LanguageFunction<unknown>[] = [
  ...logicFunctions,
  ...numberFunctions,
  ...textFunctions,
  ...formatFunctions,
  ...encodingFunctions,
  ...identityFunctions,
  ...collectionFunctions,
  ...timeFunctions,
  ...networkFunctions,
];

const pure: ReadonlySet<unknown> = new Set(pureFunctions);

/** True for a function whose result depends on its arguments alone. */
export function isPure(entry: unknown): boolean {
  return pure.has(entry);
}
