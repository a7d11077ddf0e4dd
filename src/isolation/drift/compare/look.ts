import type { Finding } from '../../../policy/finding.ts';
import type { EarlierWays } from '../../exposure/meant/earlier.ts';
import type { Seen } from './sight.ts';

/** What a run found, and what it looked at. */
export interface Look extends Seen {
  /** When the clusters were read: ISO 8601 in UTC. */
  readonly at: string;
  /** With exemptions applied. Verdicts that are no findings may be among them. */
  readonly findings: readonly Finding[];
  /** The ids of the clusters that were read. */
  readonly clusters: readonly string[];
  /** The rules that judged; all, when left out. What another rule found before is not asked for any more. */
  readonly rules?: Iterable<string>;
  /**
   * The ids that clusters refer to, whether or not they could be read; they are looked for wherever they lie. When given, and nothing is hidden, what is
   * read for the sake of clusters and none of them refers to any more is not asked for any more.
   */
  readonly referred?: Iterable<string>;
  /** What became of each way out (see `waysOf`): one that is not visible makes no finding, and neither does one that is meant. */
  readonly ways?: EarlierWays;
}
