/**
 * From a living cluster and what is wrong with it to what would mend it: the writes that `deploy` would plan, cut where they begin to disturb
 * something, and the steps that only people take. Pure.
 */
import { at, isJsonObject, type JsonObject } from '../arm/json.ts';
import { parseResourceId } from '../arm/resource-id.ts';
import type { Finding } from '../policy/finding.ts';
import { isInNetworkOfAks, isStopped, operationInProgress, provisioningStateOf } from './document/cluster.ts';
import { differencesBetween } from './document/difference.ts';
import { mergeDocument } from './document/merge.ts';
import { disruptionOf, disruptive, reconciliation, together, type Disruption } from './disruption.ts';
import type { Spot } from './exposure/graph/spot.ts';
import { gapsOf, type Gap } from './gaps.ts';
import { migrationSteps } from './migration.ts';
import { changesTo, stoppedReason } from './plan.ts';
import { partOf } from './remedy/part.ts';
import { exposuresOfPolicy } from './remedy/policies.ts';
import type { CommandContext, ManualRemedy } from './remedy/rule-remedy.ts';
import { ruleRemedies } from './remedy/rules.ts';
import type { ClusterFile, ClusterSpecification } from './specification.ts';
import { formatValue, updateSteps, type WriteStep } from './write-step.ts';

/** What is wrong, with the values that it rests on where they are known (as `ExposureFinding` has them). */
export interface FoundWrong {
  readonly finding: Finding;
  readonly spots?: readonly Spot[];
}

export interface Remedy {
  /** Writes, those that disturb nothing first. */
  readonly parts: readonly RemedyPart[];
  /** What people do, in this order. */
  readonly manual: readonly ManualStep[];
  /** Why nothing can be written now, in sentences; absent where nothing stands in the way. */
  readonly obstacle?: string;
}

/** Writes that are made together or not at all. */
export interface RemedyPart {
  readonly steps: readonly WriteStep[];
  readonly disruption: Disruption;
}

export interface ManualStep {
  readonly title: string;
  readonly why: string;
  readonly commands: readonly string[];
}

/** The specification of a living cluster that asks for nothing but what its file says. Undefined for what is no id of a cluster in a resource group. */
export function specificationOf(id: string, file?: ClusterFile): ClusterSpecification | undefined {
  const { subscriptionId, resourceGroup, name, type } = parseResourceId(id) ?? {};
  if (subscriptionId === undefined || resourceGroup === undefined || name === undefined || type?.toLowerCase() !== 'microsoft.containerservice/managedclusters') return undefined;
  return { subscriptionId, resourceGroup, name, ...(file === undefined ? {} : { file }) };
}

/**
 * What would mend a cluster. Only violations are mended: what is not known is no reason to write, what is exempt or meant is wanted.
 * @param cluster its whole document, as a GET answers it
 * @param options.allowDisruption everything is one write then: a policy may refuse every update that leaves another rule broken
 */
export function remedyFor(cluster: JsonObject, found: readonly FoundWrong[], specification: ClusterSpecification, options: { readonly allowDisruption: boolean }): Remedy {
  const wrong = found.filter(({ finding }) => finding.verdict === 'violation');
  // One plan, one fingerprint, in whatever order things were found.
  const rules = [...new Set(wrong.flatMap(({ finding }) => rulesOf(finding)))].toSorted();
  const context: CommandContext = { cluster, address: specification, spots: wrong.flatMap(spotsOf) };
  const { repair, manual } = sorted(rules, wrong, context, specification.file?.body ?? {});
  const busy = operationInProgress(cluster);
  if (busy !== undefined) return { parts: [], manual, obstacle: `Azure works on the cluster (${busy}): a plan is made when it has come to rest.` };

  const { comparison, reasons } = changesTo(cluster, specification, repair);
  if (reasons.length > 0) return { parts: [], manual, obstacle: reasons.join(' ') };
  const parts = groupsOf(cluster, comparison.differences, options.allowDisruption).map(({ differences, disruption }) => ({ steps: updateSteps(specification, cluster, partOf(comparison, differences)), disruption }));
  return { parts, manual, ...(parts.length > 0 && isStopped(cluster) ? { obstacle: stoppedReason } : {}) };
}

/** True where a change of the cluster's own document closes some of what was found; its document may say otherwise. */
export function isMendable(found: readonly FoundWrong[]): boolean {
  return found.some(({ finding }) => finding.verdict === 'violation' && rulesOf(finding).some((rule) => ruleRemedies.get(rule)?.kind === 'in-place'));
}

/** Differences that are written together. Every update of a cluster of which the last operation failed does what that left undone. */
function groupsOf(cluster: JsonObject, differences: Parameters<typeof partOf>[1], allowDisruption: boolean): readonly { readonly differences: typeof differences; readonly disruption: Disruption }[] {
  const hasFailed = ['failed', 'canceled'].includes(provisioningStateOf(cluster).toLowerCase());
  const whole = together([disruptionOf(differences), ...(hasFailed ? [disruptive([reconciliation])] : [])]);
  if (allowDisruption || hasFailed) return differences.length === 0 ? [] : [{ differences, disruption: whole }];
  const isHarmless = (one: (typeof differences)[number]): boolean => disruptionOf([one]).kind === 'none';
  const groups = [differences.filter(isHarmless), differences.filter((one) => !isHarmless(one))];
  return groups.filter((group) => group.length > 0).map((group) => ({ differences: group, disruption: disruptionOf(group) }));
}

/** The exposure rules that a finding is about; its own where no plan of ours knows it. */
function rulesOf({ rule, exposes = [] }: Finding): readonly string[] {
  const own = ruleRemedies.has(rule) ? [rule] : exposuresOfPolicy(rule);
  return [...(own === undefined || own.length === 0 ? [rule] : own), ...exposes.map((one) => one.rule)];
}

/** Where a finding's values stand; at least the resource that it is about. */
function spotsOf({ finding: { resource }, spots = [] }: FoundWrong): readonly Spot[] {
  return [...spots, { resource: { ...resource, body: {} }, pointer: '', value: undefined }];
}

/** What the rules ask for of the cluster's document, and what they leave to people. */
function sorted(rules: readonly string[], wrong: readonly FoundWrong[], context: CommandContext, declared: JsonObject): { readonly repair: JsonObject; readonly manual: readonly ManualStep[] } {
  const gaps = new Map(gapsOf(context.cluster).map((gap) => [`${gap.id} ${gap.title}`, gap] as const));
  const closing = new Map<string, Gap>();
  const manual: ManualStep[] = [];
  let repair: JsonObject = {};
  for (const rule of rules) {
    const remedy = ruleRemedies.get(rule);
    if (remedy === undefined) {
      manual.push(unknownRule(rule, wrong));
    } else if (remedy.kind === 'migration') {
      const fitting = [...gaps].filter(([, { id }]) => remedy.gaps.includes(id));
      for (const [key, gap] of fitting) closing.set(key, gap);
      if (fitting.length === 0) manual.push(manualStep(remedy.otherwise, context));
    } else if (remedy.kind === 'in-place') {
      const wish = remedy.wish(context.cluster, pathsOf(wrong));
      const contradiction = wish === undefined ? undefined : differencesBetween(wish, declared).find(({ from }) => from !== undefined && from !== null);
      if (wish === undefined) manual.push(manualStep(remedy.otherwise, context));
      else if (contradiction === undefined) repair = mergeDocument(repair, wish);
      else manual.push({ title: 'Mend the cluster-file, or declare the way as meant', why: `It asks for ${contradiction.path}: ${formatValue(contradiction.from)}, which is what was found.`, commands: [] });
    } else {
      const ofAks = remedy.kind === 'around' && isInNetworkOfAks(context.cluster) ? remedy.ofAks : undefined;
      manual.push(manualStep(ofAks ?? remedy, context));
    }
  }
  // What is written in place is no step for people.
  const left = [...gaps].filter(([key, gap]) => closing.has(key) && !isRepaired(gap, repair)).map(([, gap]) => gap);
  const migration = left.length === 0 ? [] : migrationSteps(context.cluster, left, context.address).map(({ title, why, command }): ManualStep => ({ title, why, commands: command === undefined ? [] : [command] }));
  return { repair, manual: distinct([...migration, ...manual]) };
}

function isRepaired({ id }: Gap, repair: JsonObject): boolean {
  return id === 'node-os-channel' && at(repair, 'properties', 'autoUpgradeProfile', 'nodeOSUpgradeChannel') !== undefined;
}

/** Where the values stand that say so, in lower case. */
function pathsOf(wrong: readonly FoundWrong[]): ReadonlySet<string> {
  return new Set(wrong.flatMap(({ finding: { reasons } }) => reasons.flatMap(({ path, result }) => (path === undefined || result !== true ? [] : [path.toLowerCase()]))));
}

function manualStep({ title, why, commands }: ManualRemedy, context: CommandContext): ManualStep {
  return { title, why, commands: commands?.(context) ?? [] };
}

/** A policy of somebody else, or one of ours of which only its owner knows what it allows. */
function unknownRule(rule: string, wrong: readonly FoundWrong[]): ManualStep {
  const finding = wrong.find((one) => one.finding.rule === rule)?.finding;
  return { title: finding?.remedy ?? `Satisfy "${finding?.title ?? rule}"`, why: `What rule ${rule} wants instead is not in its finding.`, commands: [] };
}

function distinct(steps: readonly ManualStep[]): readonly ManualStep[] {
  return [...new Map(steps.map((step) => [JSON.stringify([step.title, step.commands]), step])).values()];
}

/** True for a document as remedies need it: whole enough to be written back. */
export function isWhole(cluster: unknown): cluster is JsonObject {
  return isJsonObject(cluster) && isJsonObject(cluster['properties']) && Array.isArray(at(cluster, 'properties', 'agentPoolProfiles'));
}
