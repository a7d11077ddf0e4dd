import type { Finding, Severity } from '../policy/finding.ts';
import { verdictOrder } from './report.ts';

/** Most severe first. */
export const severityOrder: readonly Severity[] = ['high', 'medium', 'low'];

/** The findings in the order every surface shows them, and loses them from the end of: verdict, severity, rule, resource. */
export function worstFirst(findings: readonly Finding[]): readonly Finding[] {
  return findings.toSorted(
    (left, right) =>
      verdictOrder.indexOf(left.verdict) - verdictOrder.indexOf(right.verdict) ||
      severityOrder.indexOf(left.severity) - severityOrder.indexOf(right.severity) ||
      compare(left.rule, right.rule) ||
      compare(nameOf(left), nameOf(right)) ||
      compare(left.location?.pointer ?? '', right.location?.pointer ?? ''),
  );
}

function nameOf({ resource }: Finding): string {
  return resource.id ?? `${resource.type}/${resource.name}`;
}

/** By code unit: the same on every machine, whatever its locale. */
function compare(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
