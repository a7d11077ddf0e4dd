import type { Finding } from '../../policy/finding.ts';
import type { CarriedFinding } from '../report.ts';

/** What was found before and could not be looked at again, as the finding that it still is: without it GitHub would take its alert for mended. */
export function carriedFinding({ rule, title, severity, verdict, resource, since, message }: CarriedFinding): Finding {
  return {
    rule, title, severity, verdict, resource, effect: 'audit', reasons: [], change: { kind: 'unchanged', since },
    message: `${message ?? title} (as found before: it could not be looked at again)`,
  };
}
