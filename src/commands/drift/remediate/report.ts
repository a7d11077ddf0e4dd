import type { ManualStep, RemedyPart } from '../../../isolation/remedy.ts';
import type { ReportRemedy, ReportStep } from '../../../report/report.ts';
import { described } from './write-steps.ts';
import type { FailingCluster, RemediateOptions } from './options.ts';
import { writable, type PlannedCluster } from './plan-cluster.ts';

/** A part of a plan as it is, or as it turned out. */
export function reportPart({ id, name }: FailingCluster, kind: ReportRemedy['kind'], { disruption, steps }: RemedyPart, more: { readonly why?: string; readonly journal?: readonly ReportStep[] } = {}): ReportRemedy {
  const untold = steps.slice(more.journal?.length ?? 0).map((step) => described(step, kind === 'planned' ? 'planned' : 'skipped'));
  return {
    cluster: { id, name }, kind, steps: [...(more.journal ?? []), ...untold],
    ...(disruption.kind === 'none' ? {} : { disruption: disruption.what }),
    ...(more.why === undefined ? {} : { why: more.why }),
  };
}

/** What is not written and why: what stands in the way, what would disturb, what people do. @param mode of `plan` also what would disturb is planned */
export function reportUnwritten(planned: PlannedCluster, options: RemediateOptions, mode: 'plan' | 'apply'): readonly ReportRemedy[] {
  const { cluster } = planned;
  const { id, name } = cluster;
  if (planned.kind === 'held') return [{ cluster: { id, name }, kind: 'held', steps: [], why: planned.why }];
  const { manual, obstacle, parts } = planned.remedy;
  const left = parts.filter((part) => !writable(planned, options).includes(part));
  const unwritten = left.map((part) => {
    if (obstacle !== undefined) return reportPart(cluster, 'held', part, { why: obstacle });
    return mode === 'plan' ? reportPart(cluster, 'planned', part) : reportPart(cluster, 'held', part, { why: 'It would disturb the cluster, and "allow-disruption" is not set.' });
  });
  const stopped: readonly ReportRemedy[] = obstacle !== undefined && parts.length === 0 ? [{ cluster: { id, name }, kind: 'held', steps: [], why: obstacle }] : [];
  const byHand: readonly ReportRemedy[] = manual.length === 0 ? [] : [{ cluster: { id, name }, kind: 'manual', steps: manual.map(manualStep), why: 'No single update of the cluster does this, or it is not ours to do.' }];
  const all = [...unwritten, ...stopped, ...byHand];
  if (all.length > 0 || parts.length > 0) return all;
  return [{ cluster: { id, name }, kind: 'held', steps: [], why: 'Nothing is left to write: the cluster was changed since it was judged, or a setting is not known.' }];
}

function manualStep({ commands, title, why }: ManualStep): ReportStep {
  return { title, status: 'planned', details: [why, ...commands] };
}
