import type { Deletion } from '../../isolation/deployment/removal.ts';
import type { ReportStep } from '../../report/report.ts';

/** A deletion as a report tells it. */
export function deletionStep({ title, id }: Deletion, status: ReportStep['status'], more: { readonly details?: readonly string[]; readonly elapsed?: number } = {}): ReportStep {
  return { title, status, resourceId: id, details: more.details ?? [], ...(more.elapsed === undefined ? {} : { elapsed: more.elapsed }) };
}
