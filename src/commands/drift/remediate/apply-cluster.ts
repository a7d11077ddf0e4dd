import { textAt, type JsonObject } from '../../../arm/json.ts';
import { managedClusterType } from '../../../arm/api-versions.ts';
import { AzureError } from '../../../azure/arm-error.ts';
import type { RemedyPart } from '../../../isolation/remedy.ts';
import { clusterApiVersion, clusterIdOf } from '../../../isolation/specification.ts';
import type { ReportRemedy, ReportStep } from '../../../report/report.ts';
import { CancelledError } from '../../../run/errors.ts';
import { settledCluster } from '../../deploy/settle.ts';
import { StalePlanError } from '../../deploy/stale-plan.ts';
import { withAdvice } from '../../failure.ts';
import type { Tools } from '../../tools.ts';
import type { RemediateOptions } from './options.ts';
import { hashOfPlan, planDocument, writable, type PlannedCluster } from './plan-cluster.ts';
import { reportPart } from './report.ts';
import { writeSteps } from './write-steps.ts';

type Plan = Extract<PlannedCluster, { readonly kind: 'remedy' }>;

/** What became of the parts of a plan; `failure`: the run goes no further. */
export interface Applied {
  readonly remedies: readonly ReportRemedy[];
  readonly failure?: Error;
}

/** Somebody else's operation is waited for so long, in milliseconds: a fleet does not wait for one upgrade. */
const longestWait = 600_000;

const changedReason = 'The cluster was changed after it was judged, and its plan is another now: nothing was written.';

/**
 * Writes what may be written to one cluster. It is read again first: only the plan that was judged is carried out, never one like it. What a policy or
 * somebody else's write refuses is held, as nothing was written; every other failure ends the run.
 */
export async function applyCluster(planned: Plan, options: RemediateOptions, tools: Tools): Promise<Applied> {
  const { cluster, specification } = planned;
  const [part] = writable(planned, options);
  if (part === undefined) return { remedies: [] };
  const journal: ReportStep[] = [];
  const ended = (kind: ReportRemedy['kind'], why?: string): ReportRemedy => reportPart(cluster, kind, part, { journal, ...(why === undefined ? {} : { why }) });
  try {
    const living = await atRest(planned, options, tools);
    if (living === 'busy') return { remedies: [ended('held', 'Azure works on the cluster, and did not come to rest.')] };
    const now = planDocument(living, cluster, specification, options);
    if (hashOfPlan(now, options) !== hashOfPlan(planned, options)) return { remedies: [ended('held', changedReason)] };
    // Its steps are those of the document that was just read: body and condition are its, not those of the one that was judged.
    const [fresh] = writable(now, options);
    const document = await writeSteps(fresh?.steps ?? [], journal, options.pollInterval, tools);
    const left = await unhealed(document, planned, part, options, tools);
    return left === undefined ? { remedies: [ended('applied')] } : { remedies: [ended('failed', left)], failure: new AzureError(left, { status: 200, code: 'NotHealed' }) };
  } catch (error) {
    return failed(error, journal, ended);
  }
}

function failed(error: unknown, journal: readonly ReportStep[], ended: (kind: ReportRemedy['kind'], why?: string) => ReportRemedy): Applied {
  const hasWritten = journal.some(({ status }) => status === 'done');
  if (error instanceof StalePlanError && !hasWritten) return { remedies: [ended('held', changedReason)] };
  if (error instanceof AzureError && error.status === 403 && /^RequestDisallowedByPolicy\b/i.test(error.code) && !hasWritten) {
    return { remedies: [ended('held', `A policy refuses every update that leaves another rule of it broken: ${withAdvice(error).message}`)] };
  }
  const failure = withAdvice(error);
  return { remedies: [ended('failed', failure.message)], failure };
}

/** The cluster when the service has come to rest with it; undefined where it is gone. */
async function atRest({ specification }: Plan, { pollInterval }: RemediateOptions, tools: Tools): Promise<JsonObject | 'busy' | undefined> {
  const [deadline, done] = [new AbortController(), new AbortController()];
  const waited = tools.clock.sleep(longestWait, AbortSignal.any([done.signal, tools.signal])).then(() => deadline.abort(), () => undefined);
  try {
    const { cluster } = await settledCluster(specification, pollInterval, { ...tools, signal: AbortSignal.any([deadline.signal, tools.signal]) }, false);
    return cluster;
  } catch (error) {
    if (error instanceof CancelledError && deadline.signal.aborted && !tools.signal.aborted) return 'busy';
    throw error;
  } finally {
    done.abort();
    await waited;
  }
}

/** A service may take a PUT and keep what it had; then somebody has to know. */
async function unhealed(document: JsonObject | undefined, planned: Plan, part: RemedyPart, options: RemediateOptions, tools: Tools): Promise<string | undefined> {
  const isCluster = textAt(document, 'type')?.toLowerCase() === managedClusterType.toLowerCase();
  const living = isCluster ? document : await tools.arm.find(clusterIdOf(planned.specification), clusterApiVersion);
  const again = planDocument(living, planned.cluster, planned.specification, options);
  if (again.kind === 'held') return `After the write: ${again.why}`;
  const paths = new Set(part.steps.flatMap(({ details }) => details));
  const left = again.remedy.parts.flatMap(({ steps }) => steps.flatMap(({ details }) => details)).filter((detail) => paths.has(detail));
  return left.length === 0 ? undefined : `Azure took the write, and the cluster has not changed: ${left.join('; ')}`;
}
