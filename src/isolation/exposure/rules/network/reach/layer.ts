import type { WrittenRule } from '../../../../network/filter/security-rule.ts';
import type { Evidence } from '../../../evidence.ts';
import type { Spot } from '../../../graph/spot.ts';

/** One thing that packets have to pass: a security group, or the routes. */
export type Layer =
  /** Nothing stands there: everything passes. */
  | { readonly kind: 'none' }
  /** Something stands there that was not given, or is not known. */
  | { readonly kind: 'missing'; readonly evidence: Evidence }
  | SeenLayer;

export interface SeenLayer {
  readonly kind: 'seen';
  readonly rules: readonly WrittenRule[];
  /** Where a rule is written, by its pointer. */
  readonly spots: ReadonlyMap<string, Spot>;
  /** Why it is not known what a rule does, by its pointer, where the layer says it better than the evaluation of security rules. */
  readonly doubts?: ReadonlyMap<string, string>;
  /** For what it holds back: why that is not certain, although the rules that were given say so. */
  readonly unsure?: Evidence;
  /** That it lets nothing through. */
  readonly shut: Evidence;
}
