import type { QueryScope } from '../../azure/resource-graph.ts';
import { batchesOf } from '../../azure/resource-graph.ts';
import type { Finding } from '../../policy/finding.ts';
import type { ReportAzureStates, ReportRemedy } from '../../report/report.ts';
import type { FoundWrong } from '../../isolation/remedy.ts';
import type { Judges } from '../check/judges/judges.ts';
import type { DriftTools } from './drift-tools.ts';
import type { JudgedLiving } from './judge-fleet.ts';
import type { DriftOptions } from './options.ts';
import type { FailingCluster, Remedies } from './remediate/options.ts';
import type { Living } from './read-living.ts';

/** What is set beside our own judgement where it was asked for. */
export interface Beside {
  readonly findings: readonly Finding[];
  readonly azure?: ReportAzureStates;
  readonly remedies?: readonly ReportRemedy[];
  /** Of the remedies. */
  readonly planHash?: string;
  readonly notes: readonly string[];
  /** Why the run did not do what it was asked for. */
  readonly failure?: Error;
}

/** Azure's own compliance states, what is declared, and what would bring clusters back. */
export async function beside(living: Living, judges: Judges, judged: JudgedLiving, options: DriftOptions, tools: DriftTools): Promise<Beside> {
  const azure = await azureSide(living, judges, judged, options, tools);
  const mending = options.remediate === 'none' ? undefined : await mend(judged, options, tools);
  return {
    findings: azure.findings,
    notes: [...azure.notes, ...(mending?.notes ?? [])],
    ...(azure.azure === undefined ? {} : { azure: azure.azure }),
    ...(mending === undefined ? {} : { remedies: mending.remedies, planHash: mending.planHash }),
    ...(mending?.failure === undefined ? {} : { failure: mending.failure }),
  };
}

/** Plans, and on request carries out, what would bring failing clusters back. What is exempt or meant is left as it is. */
async function mend({ findings, exposed }: JudgedLiving, options: DriftOptions, tools: DriftTools): Promise<Remedies> {
  const wrong = findings.filter(({ verdict }) => verdict === 'violation');
  const counts = new Set(wrong.flatMap(({ rule, exposes = [], resource }) => [rule, ...exposes.map((one) => one.rule)].map((name) => `${name}|${resource.id ?? ''}`.toLowerCase())));
  const failing = new Map<string, FailingCluster>();
  const add = (id: string, found: FoundWrong): void => {
    const known = failing.get(id.toLowerCase());
    failing.set(id.toLowerCase(), { id, name: id.split('/').at(-1) ?? '', found: [...(known?.found ?? []), found] });
  };
  const exposureRules = new Set(exposed.map(({ finding }) => finding.rule));
  for (const finding of wrong) {
    const id = /^.*\/managedClusters\/[^/]+/i.exec(finding.resource.id ?? '')?.[0];
    if (id !== undefined && !exposureRules.has(finding.rule)) add(id, { finding });
  }
  for (const found of exposed) {
    const { finding: { rule, resource, verdict } } = found;
    if (resource.id !== undefined && verdict === 'violation' && counts.has(`${rule}|${resource.id}`.toLowerCase())) add(resource.id, found);
  }
  const { planRemedies, applyRemedies } = await import('./remediate.ts');
  const { allowDisruption, allowedSubscriptions, dryRun, planHash, pollInterval } = options;
  const settings = { allowDisruption, allowedSubscriptions, dryRun, planHash, pollInterval };
  return options.remediate === 'apply' ? await applyRemedies([...failing.values()], settings, tools) : await planRemedies([...failing.values()], settings, tools);
}

async function azureSide(living: Living, judges: Judges, judged: JudgedLiving, { azureStates, triggerEvaluation, target }: DriftOptions, tools: DriftTools): Promise<Pick<Beside, 'findings' | 'azure' | 'notes'>> {
  if (!azureStates || living.clusters.length === 0) return { findings: [], notes: [] };
  const { askAzureStates } = await import('./azure-states.ts');
  const judgedIds = new Set(judged.concerns.keys());
  const resources = living.resources().filter((resource) => living.clusters.includes(resource) || judgedIds.has((resource.id ?? '').toLowerCase()));
  const own = { resources, policies: judges.policies, findings: judged.findings };
  const triggered = triggerEvaluation ? (await evaluateAnew(living, target, tools)).notes : [];
  if (target.kind === 'cluster') {
    const answer = await askAzureStates(own, { ids: [target.id] }, tools);
    return { ...answer, notes: [...triggered, ...answer.notes] };
  }
  const scopes = statesScopes(living, target);
  const answers = await Promise.all(scopes.map(async (scope) => await askAzureStates(own, { scope }, tools)));
  return answers.reduce<Pick<Beside, 'findings' | 'azure' | 'notes'>>((sum, { findings, azure, notes }) => ({
    findings: [...sum.findings, ...findings],
    azure: sum.azure === undefined ? azure : { ...later(sum.azure, azure), compared: sum.azure.compared + azure.compared, different: sum.azure.different + azure.different },
    notes: [...new Set([...sum.notes, ...notes])],
  }), { findings: [], notes: triggered });
}

/** Azure takes minutes for an evaluation, and longer for a large subscription. Milliseconds. */
const patience = 30 * 60_000;

async function evaluateAnew({ clusters, subscriptions }: Living, target: DriftOptions['target'], tools: DriftTools): Promise<{ readonly notes: readonly string[] }> {
  const { triggerEvaluations } = await import('../../azure/trigger-evaluation.ts');
  const groups = [...new Map(clusters.flatMap(({ id = '' }) => /^(\/subscriptions\/[^/]+\/resourceGroups\/[^/]+)\//i.exec(id)?.[1] ?? []).map((id) => [id.toLowerCase(), id])).values()];
  const isNarrow = target.kind === 'cluster' || target.scopes.every(({ kind }) => kind === 'resourceGroup');
  const scopes = isNarrow ? groups : subscriptions.map(({ subscriptionId }) => `/subscriptions/${subscriptionId}`);
  return await triggerEvaluations(scopes, patience, tools);
}

function statesScopes({ subscriptions }: Living, target: Extract<DriftOptions['target'], { kind: 'fleet' }>): readonly QueryScope[] {
  const [first, second] = target.scopes;
  if (first?.kind === 'managementGroup' && second === undefined && target.clusters.length === 0) return [{ managementGroup: first.managementGroup }];
  return batchesOf(subscriptions.map(({ subscriptionId }) => subscriptionId));
}

function later(left: ReportAzureStates, right: ReportAzureStates): { readonly at?: string } {
  const at = [left.at, right.at].filter((one) => one !== undefined).toSorted().at(-1);
  return at === undefined ? {} : { at };
}
