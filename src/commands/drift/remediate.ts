/** What would bring failing clusters back, and bringing them back: one after the other, by the writes that `deploy` would make. */
import { isMendable } from '../../isolation/remedy.ts';
import type { ReportRemedy } from '../../report/report.ts';
import { CancelledError, throwIfCancelled } from '../../run/errors.ts';
import { checkApproved, hashOf } from '../plan-hash.ts';
import type { Tools } from '../tools.ts';
import { applyCluster } from './remediate/apply-cluster.ts';
import type { FailingCluster, RemediateOptions, Remedies } from './remediate/options.ts';
import { hashOfPlan, planCluster, writable, type PlannedCluster } from './remediate/plan-cluster.ts';
import { reportPart, reportUnwritten } from './remediate/report.ts';

/** A run plans no more clusters than people can look at, and reads so many at a time. */
const most = { clusters: 50, atOnce: 8 } as const;

/** The plan for each failing cluster, read whole from Azure. Writes nothing. */
export async function planRemedies(failing: readonly FailingCluster[], options: RemediateOptions, tools: Tools): Promise<Remedies> {
  const { planned, notes } = await planAll(failing, options, tools);
  return { remedies: planned.flatMap((one) => [...asPlanned(one, options), ...reportUnwritten(one, options, 'plan')]), planHash: hashOfAll(planned, options), notes };
}

/**
 * Carries out what disturbs nothing (with `allowDisruption`: everything), one cluster at a time, and stops at the first failure. Every cluster is read
 * again before its write; one that was changed meanwhile is held. A second run plans only what is left. Throws `UserError` where `planHash` approves
 * another plan.
 */
export async function applyRemedies(failing: readonly FailingCluster[], options: RemediateOptions, tools: Tools): Promise<Remedies> {
  const { planned, notes } = await planAll(failing, options, tools);
  const planHash = hashOfAll(planned, options);
  if (options.dryRun) return { remedies: planned.flatMap((one) => [...asPlanned(one, options), ...reportUnwritten(one, options, 'apply')]), planHash, notes };
  checkApproved(options.planHash, planHash);
  const remedies: ReportRemedy[] = [];
  let stopped: { readonly failure: Error; readonly why: string } | undefined;
  for (const one of planned) {
    if (stopped === undefined && tools.signal.aborted) stopped = { failure: new CancelledError(cancelledAfter(remedies)), why: 'The run was cancelled before.' };
    if (stopped !== undefined) {
      remedies.push(...writable(one, options).map((part) => reportPart(one.cluster, 'held', part, { why: stopped?.why ?? '' })));
    } else if (one.kind === 'remedy') {
      const applied = await tools.logger.group(`Mending cluster ${one.cluster.name}`, async () => await applyCluster(one, options, tools));
      remedies.push(...applied.remedies);
      if (applied.failure !== undefined) stopped = stoppedBy(applied.failure, one.cluster, remedies);
    }
    remedies.push(...reportUnwritten(one, options, 'apply'));
  }
  return { remedies, planHash, notes, ...(stopped === undefined ? {} : { failure: stopped.failure }) };
}

function stoppedBy(failure: Error, { name }: FailingCluster, remedies: readonly ReportRemedy[]): { readonly failure: Error; readonly why: string } {
  if (failure instanceof CancelledError) return { failure: new CancelledError(`${failure.message} ${cancelledAfter(remedies)}`, { cause: failure }), why: 'The run was cancelled before.' };
  return { failure, why: `The run stopped at cluster ${name}.` };
}

function cancelledAfter(remedies: readonly ReportRemedy[]): string {
  const names = remedies.flatMap(({ kind, cluster }) => (kind === 'applied' ? [cluster.name] : []));
  return `${names.length === 0 ? 'No cluster was mended' : `Mended before: ${names.join(', ')}`}. Run the same command again to do the rest.`;
}

function asPlanned(planned: PlannedCluster, options: RemediateOptions): readonly ReportRemedy[] {
  return writable(planned, options).map((part) => reportPart(planned.cluster, 'planned', part));
}

function hashOfAll(planned: readonly PlannedCluster[], options: RemediateOptions): string {
  const plans = planned.map((one) => ({ id: one.cluster.id.toLowerCase(), plan: hashOfPlan(one, options) }));
  return hashOf(plans.toSorted((left, right) => (left.id < right.id ? -1 : 1)));
}

/** Reads and plans side by side. */
async function planAll(failing: readonly FailingCluster[], options: RemediateOptions, tools: Tools): Promise<{ readonly planned: readonly PlannedCluster[]; readonly notes: readonly string[] }> {
  const all = onceEach(failing);
  // Clusters that only people can mend must not keep the others from their turn.
  const clusters = all.length <= most.clusters ? all : all.toSorted((left, right) => Number(isMendable(right.found)) - Number(isMendable(left.found)));
  const chosen = clusters.slice(0, most.clusters);
  const started = tools.clock.now();
  const planned: (PlannedCluster | undefined)[] = chosen.map(() => undefined);
  let next = 0;
  let done = 0;
  const worker = async (): Promise<void> => {
    for (let index = next++; index < chosen.length; index = next++) {
      const cluster = chosen[index];
      if (cluster === undefined) return;
      throwIfCancelled(tools.signal);
      planned[index] = await planCluster(cluster, options, tools);
      done += 1;
      tools.logger.progress({ subject: 'remedies', state: `${done} of ${chosen.length} clusters planned`, elapsed: tools.clock.now() - started });
    }
  };
  await Promise.all(Array.from({ length: Math.min(most.atOnce, chosen.length) }, worker));
  const rest = clusters.length - chosen.length;
  const notes = rest === 0 ? [] : [`Remedies were planned for ${chosen.length} of ${clusters.length} failing clusters, first for those that a write may mend; the other ${rest} have their turn when these are mended.`];
  return { planned: planned.filter((one) => one !== undefined), notes };
}

/** A cluster that is named twice is planned once, with everything that was found. */
function onceEach(failing: readonly FailingCluster[]): readonly FailingCluster[] {
  const byId = new Map<string, FailingCluster>();
  for (const cluster of failing) {
    const before = byId.get(cluster.id.toLowerCase());
    byId.set(cluster.id.toLowerCase(), before === undefined ? cluster : { ...before, found: [...before.found, ...cluster.found] });
  }
  return [...byId.values()];
}
