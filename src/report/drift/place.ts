import { parseResourceId } from '../../arm/resource-id.ts';
import type { Finding } from '../../policy/finding.ts';
import type { ReportDrift } from '../report.ts';

/** Where a living resource is, by the names that people know: its resource group, and its subscription where there are several. */
export interface LivingPlace {
  readonly resourceGroup: string;
  readonly subscription?: string;
}

/** Finds the place of a resource; undefined of one without a group, such as one that has no id. */
export type PlaceOf = (resource: Finding['resource']) => LivingPlace | undefined;

/** Longer than any id that Azure gives. */
const idLimit = 2_000;

export function placesOf(drift: ReportDrift | undefined): PlaceOf {
  if (drift === undefined) return () => undefined;
  const names = new Map((drift.places ?? []).filter(({ kind }) => kind === 'subscription').map(({ id, name }) => [id.toLowerCase(), name]));
  return ({ id = '' }) => {
    const parsed = id.length > idLimit ? undefined : parseResourceId(id);
    if (parsed?.resourceGroup === undefined) return undefined;
    const subscription = names.get(`/subscriptions/${parsed.subscriptionId ?? ''}`.toLowerCase());
    return { resourceGroup: parsed.resourceGroup, ...(subscription === undefined ? {} : { subscription }) };
  };
}
