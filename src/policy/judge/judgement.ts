import type { Truth } from '../../language/truth.ts';
import type { AssignedPolicy } from '../bind.ts';
import type { Decision } from '../conditions/test.ts';
import type { Finding } from '../finding.ts';

/** What one policy says of one resource. */
export interface Judgement {
  readonly policy: AssignedPolicy;
  readonly finding: Finding;
  /** Whether the effect takes place: the condition holds and, for the IfNotExists family, nothing related satisfies it. */
  readonly acts: Truth;
  /** The comparisons that decided, in the order of the finding's reasons, with their places in the resource. */
  readonly decisions: readonly Decision[];
  /** `then.details` with their expressions resolved, where the effect takes place. */
  readonly details?: unknown;
}
