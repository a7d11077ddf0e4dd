import type { Origin } from '../../../arm/resource.ts';
import type { Finding } from '../../../policy/finding.ts';

/** What keeps a part of the infrastructure from being judged. */
export interface Problem {
  /** `error`: it cannot be read, or Azure would refuse it. `unread`: what it names is not at hand. */
  readonly kind: 'error' | 'unread';
  /** One sentence without a period. */
  readonly message: string;
  /** In the place of the usual one. */
  readonly remedy?: string;
  readonly origin: Origin;
}

/** Problems as findings: what was not judged is never taken for clean. */
export function findingOfProblem({ kind, message, remedy, origin }: Problem): Finding {
  const { file, line = 1, column = 1, pointer } = origin;
  return {
    ...(kind === 'error' ? unreadable : unread),
    severity: 'high',
    effect: 'deny',
    resource: { type: 'file', name: file },
    location: { file, line, column, pointer },
    message: /[.!?]$/.test(message) ? message : `${message}.`,
    reasons: [],
    ...(remedy === undefined ? {} : { remedy }),
  };
}

const unreadable = {
  rule: 'infrastructure-unreadable',
  title: 'Infrastructure files should be readable',
  verdict: 'error',
  remedy: 'Mend the file, or leave it out of "paths" if it is no infrastructure.',
} as const;

const unread = {
  rule: 'infrastructure-not-at-hand',
  title: 'What a template deploys should be at hand',
  verdict: 'undetermined',
  remedy: 'Keep what the template links to in the repository and link to it by "relativePath", or judge it where it lives.',
} as const;
