import type { Finding } from '../../policy/finding.ts';
import type { Report, ReportExposure } from '../report.ts';
import { worstFirst } from '../worst-first.ts';

/** True for what an earlier run did not find, or found milder. */
export function isFresh({ change }: Finding): boolean {
  return change?.kind === 'new' || change?.kind === 'worse';
}

/** The findings in the order of every surface, with what is new or worse before the rest. */
export function freshFirst(findings: readonly Finding[]): readonly Finding[] {
  const sorted = worstFirst(findings);
  return [...sorted.filter(isFresh), ...sorted.filter((finding) => !isFresh(finding))];
}

/** Of a report that looks at a fleet the ways out of clusters in the order in which it names them; all of them, as they come, without one. */
export function exposuresInOrder({ exposures = [], drift }: Report): readonly ReportExposure[] {
  if (drift === undefined) return exposures;
  const places = new Map(drift.clusters.map(({ id }, index) => [id.toLowerCase(), index]));
  const placeOf = ({ cluster }: ReportExposure): number => places.get(cluster.id?.toLowerCase() ?? '') ?? places.size;
  return exposures.toSorted((left, right) => placeOf(left) - placeOf(right));
}
