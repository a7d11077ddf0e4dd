import type { Finding } from '../../../policy/finding.ts';
import { clusterKey, type WayState } from '../../exposure/meant/earlier.ts';
import type { EarlierFinding } from '../earlier.ts';
import { findingKey } from '../key.ts';
import { once } from '../../once.ts';
import type { Look } from './look.ts';
import { referenceTo, type Sight } from './sight.ts';
import { isOpen, type Standing } from '../standing.ts';
import { daysBetween } from '../time.ts';

/** So many days after nothing has said anything of a resource any more it is given up: its subscription was cancelled, or is read by nobody. */
export const daysUntilGivenUp = 30;

/**
 * - `there`: it is found again, or told by another finding
 * - `mended`, `gone`, `exempt`: healed, see `HealedFinding` of the report
 * - `carried`: it could not be looked at
 * - `unasked`: nobody looks at it any more
 */
export type Fate = 'there' | 'mended' | 'gone' | 'exempt' | 'carried' | 'unasked';

/** What becomes of a finding of before. @param now the standing of each key @param allClusters no cluster of before is hidden */
export function fateIn(look: Look, now: ReadonlyMap<string, Standing>, sight: (id: string) => Sight, allClusters: boolean): (key: string, finding: EarlierFinding) => Fate {
  const { findings, ways, rules, unseen, referred, at } = look;
  const judging = rules === undefined ? undefined : new Set(Array.from(rules, (rule) => rule.toLowerCase()));
  const content = new Set(findings.filter(({ verdict }) => verdict === 'compliant' || verdict === 'notApplicable').map(findingKey));
  const told = toldNow(findings);
  const reference = once(() => referenceTo(referred ?? []));
  const refers = (id: string): boolean => reference()(id);
  const forgets = referred !== undefined && allClusters && unseen.length === 0;
  return (key, finding) => {
    const standing = now.get(key);
    if (standing !== undefined) return isOpen(standing) || finding.verdict === 'exempt' ? 'there' : 'exempt';
    const by = told.get(key);
    if (by !== undefined) return by;
    if (judging?.has(finding.rule.toLowerCase()) === false) return 'unasked';
    const byWay = fateOfWay(ways?.get(clusterKey(finding.resource.name, finding.resource.id))?.get(finding.rule));
    if (byWay !== undefined) return byWay;
    if (content.has(key)) return 'mended';
    // Without an id nobody can say where it would have been: it is mended when nothing at all was missed.
    const { id } = finding.resource;
    if (id === undefined) return unseen.length === 0 && allClusters ? 'mended' : 'carried';
    const seen = sight(id);
    if (seen === 'outside') return fateOfSight(refers(id) ? 'lost' : 'outside', finding.unseenSince, at);
    return fateOfSight(seen === 'lost' && forgets && !refers(id) ? 'outside' : seen, finding.unseenSince, at);
  };
}

/** Exposures that stand alone no more, since another finding tells of them, by their own keys. */
export function toldNow(findings: readonly Finding[]): ReadonlyMap<string, 'there' | 'exempt'> {
  const told = new Map<string, 'there' | 'exempt'>();
  for (const finding of findings) {
    for (const { rule } of finding.exposes ?? []) {
      const key = findingKey({ rule, resource: finding.resource });
      if (isOpen(finding)) told.set(key, 'there');
      else if (finding.verdict === 'exempt' && !told.has(key)) told.set(key, 'exempt');
    }
  }
  return told;
}

/** A way that is open and makes no finding is told by a policy's. */
function fateOfWay(state: WayState | undefined): Fate | undefined {
  if (state === 'open' || state === 'undetermined') return 'there';
  if (state === 'meant') return 'exempt';
  return state === 'notVisible' ? 'carried' : undefined;
}

/** What becomes of something that nothing is found on, by what is known of the resource. */
export function fateOfSight(sight: Sight, unseenSince: string | undefined, at: string): Fate {
  if (sight === 'seen') return 'mended';
  if (sight === 'gone') return 'gone';
  if (sight === 'outside') return 'unasked';
  return sight === 'lost' && unseenSince !== undefined && daysBetween(unseenSince, at) > daysUntilGivenUp ? 'unasked' : 'carried';
}
