import type { Origin } from '../../arm/resource.ts';

/** What is wrong with a file, or keeps it from being read. */
export interface SourceProblem {
  /** `error`: it is wrong. `unread`: nobody can tell, as something is not at hand. */
  readonly kind: 'error' | 'unread';
  /** One sentence without a period. */
  readonly message: string;
  /** What to do, in one sentence, where that is not to mend the file. */
  readonly remedy?: string;
  readonly origin: Origin;
}
