import type { LanguageFunction } from './function-table.ts';
import { collectionFunctions } from './functions/collection.ts';
import { logicFunctions } from './functions/logic.ts';
import { numberFunctions } from './functions/number.ts';
import { textFunctions } from './functions/text.ts';

/** The pure functions of the template language. What reads its surroundings (`field`, `parameters`, `reference`) belongs to a host. */
export const pureFunctions: readonly LanguageFunction<unknown>[] = [
  ...logicFunctions,
  ...numberFunctions,
  ...textFunctions,
  ...collectionFunctions,
];
