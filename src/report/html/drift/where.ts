import type { LivingPlace } from '../../drift/place.ts';
import { cut } from '../cut.ts';

/** "rg", "rg of team-1"; empty where it is not known. */
export function whereText(place: LivingPlace | undefined): string {
  if (place === undefined) return '';
  return `${cut(place.resourceGroup, 90)}${place.subscription === undefined ? '' : ` of ${cut(place.subscription, 90)}`}`;
}
