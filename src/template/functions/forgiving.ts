import { EvaluationError } from '../../language/errors.ts';
import { many, partial, type LanguageFunction } from '../../language/function-table.ts';
import { pureFunctions } from '../../language/functions.ts';
import type { Frame } from '../evaluate/frame.ts';

const pairs = pureFunctions.find(({ name }) => name === 'createObject');

/**
 * Functions whose mistakes leave the rest to be judged: they are told, and Azure refuses the template. A name too many at the end of
 * `createObject` would otherwise hide all the properties of a resource.
 */
export const forgivingFunctions: readonly LanguageFunction<Frame>[] = [
  partial('createObject', [0, many], (args, frame) => {
    if (pairs?.kind !== 'partial') throw new EvaluationError('`createObject` is not available here');
    const { at, problems } = frame.session;
    if (args.length % 2 === 0) return pairs.call(args, frame);
    if (at !== undefined) problems.add('error', `\`createObject\` works on pairs of a name and a value; ${args.length} arguments given`, at);
    return pairs.call(args.slice(0, -1), frame);
  }),
];
