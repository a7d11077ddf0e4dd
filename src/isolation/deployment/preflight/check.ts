import type { ObstacleKind } from './obstacle.ts';
import type { Situation } from './situation.ts';

export type CheckGroup = 'cluster' | 'pools' | 'outbound type' | 'state' | 'registry' | 'surroundings' | 'policies' | 'permissions' | 'quota and registration' | 'images';

/** One thing that is looked at before the first write. */
export interface Check {
  /** Stable: `windows-pool`. */
  readonly id: string;
  readonly group: CheckGroup;
  /** What has to hold, for the table of the documentation. */
  readonly title: string;
  /** What it may be; the first unless a remark says otherwise. */
  readonly kinds: readonly [ObstacleKind, ...ObstacleKind[]];
  /** Sentences: what would happen. */
  readonly why: string;
  /** A sentence: what to do. */
  readonly remedy: string;
  readonly source: string;
  readonly look: (situation: Situation) => readonly Remark[];
}

/** Where a check does not hold. What is left out is as the check says. */
export interface Remark {
  readonly kind?: ObstacleKind;
  /** What it speaks of, where there may be several: a pool's name. */
  readonly target?: string;
  readonly title: string;
  readonly why?: string;
  readonly remedy?: string;
  readonly command?: string;
}

/** One remark where something is so. */
export function remarkIf(isSo: boolean, remark: () => Remark): readonly Remark[] {
  return isSo ? [remark()] : [];
}
