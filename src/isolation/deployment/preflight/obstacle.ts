/** What stands in the way of a deployment, found before its first write. */

/**
 * - `refusal`: a step would fail, or leave the cluster half-way: nothing is written
 * - `unverified`: nobody has seen it work: nothing is written unless `allow-unverified` says so
 * - `undetermined`: could not be read. It does not stop: should the step fail, a later run goes on where it ended
 * - `warning`: the deployment works, and something else may not
 * - `notice`: good to know
 */
export type ObstacleKind = 'refusal' | 'unverified' | 'undetermined' | 'warning' | 'notice';

export interface Obstacle {
  /** The id of the check, and after a slash what it speaks of where there may be several: `windows-pool/win`. The same in a later run. */
  readonly id: string;
  readonly kind: ObstacleKind;
  /** What was found, in words without a full stop: "Pool win runs Windows". */
  readonly title: string;
  /** Sentences. */
  readonly why: string;
  /** What to do, in a sentence. */
  readonly remedy: string;
  /** Copy-pasteable; absent where no command does it. */
  readonly command?: string;
  readonly source: string;
}

/** True when nothing may be written because of it. */
export function stops({ kind }: Pick<Obstacle, 'kind'>, { allowUnverified }: { readonly allowUnverified: boolean }): boolean {
  return kind === 'refusal' || (kind === 'unverified' && !allowUnverified);
}

/** "Pool win runs Windows. Windows nodes … Delete the pool. (az aks nodepool delete …)" */
export function formatObstacle({ title, why, remedy, command }: Obstacle): string {
  return `${title}. ${why} ${remedy}${command === undefined ? '' : ` (${command})`}`;
}
