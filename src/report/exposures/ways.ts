import type { ReportExposure, ReportWay, WayState } from '../report.ts';
import { severityOrder } from '../worst-first.ts';

/** What `kind` may be of a way out: what does not work is none. */
export type WayKind = Exclude<ReportWay['kind'], 'works'>;

export interface Way extends ReportWay {
  readonly kind: WayKind;
}

export const wayKinds: readonly WayKind[] = ['egress', 'ingress', 'channel'];

/** Worst first: what asks for somebody's attention stands before what does not. */
export const wayStates: readonly WayState[] = ['open', 'undetermined', 'meant', 'notVisible', 'closed'];

/** States as people write them. */
export const stateWords: Readonly<Record<WayState, string>> = {
  open: 'open',
  undetermined: 'undetermined',
  meant: 'meant',
  notVisible: 'not visible here',
  closed: 'closed',
};

/** The ways out of a cluster, worst first: by state, those that changed before others, by severity; else in the order of the catalogue. */
export function waysOf({ ways }: ReportExposure): readonly Way[] {
  return ways.filter(isWay).toSorted(
    (left, right) =>
      wayStates.indexOf(left.state) - wayStates.indexOf(right.state) ||
      Number(isChanged(right)) - Number(isChanged(left)) ||
      severityOrder.indexOf(left.severity) - severityOrder.indexOf(right.severity),
  );
}

function isWay(way: ReportWay): way is Way {
  return way.kind !== 'works';
}

/** True for a way that the change opened, closed, or made known or unknown. */
export function isChanged({ state, before }: ReportWay): boolean {
  return before !== undefined && before !== state;
}

/** True for a way that a reader should see one by one: what is closed or not visible, as before, is only counted. */
export function isLoud(way: ReportWay): boolean {
  return isChanged(way) || (way.state !== 'closed' && way.state !== 'notVisible');
}

/** "open", "open, was closed". */
export function stateText(way: ReportWay): string {
  return way.before !== undefined && isChanged(way) ? `${stateWords[way.state]}, was ${stateWords[way.before]}` : stateWords[way.state];
}

/** How many of the ways are in each state. */
export function countStates(ways: readonly ReportWay[]): Readonly<Record<WayState, number>> {
  const counts: Record<WayState, number> = { open: 0, undetermined: 0, meant: 0, notVisible: 0, closed: 0 };
  for (const { state } of ways) counts[state] += 1;
  return counts;
}

/** "2 open, 1 meant, 17 closed; 1 changed". States without a way are left out. */
export function countText(ways: readonly ReportWay[]): string {
  const counts = countStates(ways);
  const parts = wayStates.flatMap((state) => (counts[state] === 0 ? [] : [`${counts[state]} ${stateWords[state]}`]));
  const changed = ways.filter(isChanged).length;
  return `${parts.length === 0 ? 'none was looked at' : parts.join(', ')}${changed === 0 ? '' : `; ${changed} changed`}`;
}

/** Clusters with most open ways first, then with most undetermined ones, then with most meant ones; else as they came. */
export function worstClustersFirst(exposures: readonly ReportExposure[]): readonly ReportExposure[] {
  const counted = exposures.map((exposure) => ({ exposure, counts: countStates(exposure.ways.filter(isWay)) }));
  return counted.toSorted(({ counts: left }, { counts: right }) => right.open - left.open || right.undetermined - left.undetermined || right.meant - left.meant).map(({ exposure }) => exposure);
}
