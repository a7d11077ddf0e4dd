import { EvaluationError } from '../../language/errors.ts';
import { partial, type LanguageFunction } from '../../language/function-table.ts';
import { text } from '../../language/functions/expect.ts';
import { isUnknown } from '../../language/unknown.ts';
import type { ObjectValue } from '../../language/values.ts';
import type { Frame } from '../evaluate/frame.ts';
import { valueOf } from '../evaluate/make.ts';
import { joinedBy } from '../evaluate/text.ts';
import { identityOf } from '../resources/identity.ts';
import { resourceOfSymbol } from '../resources/symbolic.ts';
import { targetOfExisting } from '../nested/nested-target.ts';

/** What a template says of a resource that it names by symbol, without asking Azure: `resourceInfo('aks').id`. Bicep writes it. */
export const resourceInfoFunctions: readonly LanguageFunction<Frame>[] = [
  partial('resourceInfo', [1, 1], ([symbol], frame) => (isUnknown(symbol) ? symbol : resourceInfo(text(symbol, 'resourceInfo'), frame))),
];

function resourceInfo(symbol: string, frame: Frame): ObjectValue {
  const found = resourceOfSymbol(symbol, frame);
  if (found === undefined) throw new EvaluationError(`There is no resource \`${symbol}\` in the template`);
  const { written, frame: turn } = found;
  const { type, names, id } = identityOf(written, turn, targetOfExisting(written, turn, turn.surroundings.target), undefined);
  const [apiVersion, location] = ['apiVersion', 'location'].map((name) => written.find(name));
  return {
    id,
    type,
    name: joinedBy('/', names),
    ...(apiVersion === undefined ? {} : { apiVersion: valueOf(apiVersion, turn) }),
    ...(location === undefined ? {} : { location: valueOf(location, turn) }),
  };
}
