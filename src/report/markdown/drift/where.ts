import { codeSpan } from '../../escape.ts';
import type { LivingPlace } from '../../drift/place.ts';

/** " in `rg`", " in `rg` of `team-1`"; nothing where it is not known. */
export function renderWhere(place: LivingPlace | undefined): string {
  if (place === undefined) return '';
  return ` in ${codeSpan(place.resourceGroup, 90)}${place.subscription === undefined ? '' : ` of ${codeSpan(place.subscription, 90)}`}`;
}
