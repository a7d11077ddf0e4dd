import { isUnknown, type Unknown } from '../../language/unknown.ts';
import { typeName } from '../../language/values.ts';
import { PlacedError } from '../evaluate/failure.ts';
import type { Frame } from '../evaluate/frame.ts';
import { valueOf, type Rescue } from '../evaluate/make.ts';
import type { Written } from '../evaluate/written.ts';

/** Whether a resource or output is deployed. Throws PlacedError for what is no boolean. */
export function conditionOf(written: Written, frame: Frame, rescue?: Rescue): boolean | Unknown {
  const at = written.find('condition');
  if (at === undefined) return true;
  const condition = valueOf(at, frame, rescue);
  if (typeof condition === 'boolean' || isUnknown(condition)) return condition;
  throw new PlacedError(`A \`condition\` is a boolean; ${typeName(condition)} given`, at);
}
