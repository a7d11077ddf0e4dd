import { apiVersions } from '../arm/api-versions.ts';
import { textAt, type JsonObject } from '../arm/json.ts';
import { clusterTag, ownTags } from '../isolation/deployment/variant.ts';
import { planClusterRemoval, type Removal } from '../isolation/deployment/removal.ts';
import { clusterApiVersion, clusterIdOf, resourceGroupIdOf, type ClusterSpecification } from '../isolation/specification.ts';
import type { Report, ReportStep } from '../report/report.ts';
import { CancelledError, UserError } from '../run/errors.ts';
import { withAdvice } from './failure.ts';
import { checkApproved, hashOf } from './plan-hash.ts';
import { carryOutDeletions } from './removal/carry-out.ts';
import { deletionStep } from './removal/steps.ts';
import type { Outcome, Tools } from './tools.ts';

/** What `remove cluster` takes. */
export interface RemoveClusterOptions extends Pick<ClusterSpecification, 'subscriptionId' | 'resourceGroup' | 'name'> {
  /** The cluster's name once more; without it nothing is deleted. */
  readonly confirm: string | undefined;
  readonly dryRun: boolean;
  readonly planHash: string | undefined;
  /** Milliseconds between two polls. */
  readonly pollInterval: number;
}

/**
 * Deletes a cluster and what `deploy` made for it, by its tags, and nothing else: first the cluster, then role assignments and resources in
 * the order in which Azure lets them go. What is in use by something else is left and named. A run that is cut short is finished by the next.
 */
export async function removeCluster(options: RemoveClusterOptions, tools: Tools): Promise<Outcome> {
  const journal: ReportStep[] = [];
  try {
    requireConfirmation(options);
    const removal = await planOf(options, tools);
    if (removal.kind === 'refused') throw new UserError(removal.reason);
    const { deletions, notes } = removal;
    const planHash = hashOf({ deletions: deletions.map(({ id }) => id.toLowerCase()) });
    if (options.dryRun) {
      const planned = deletions.map((deletion) => deletionStep(deletion, 'planned'));
      return { report: { ...reportOn(options, planned, notes), dryRun: true, changed: planned.length > 0, planHash } };
    }
    checkApproved(options.planHash, planHash);
    await carryOutDeletions(deletions, journal, options.pollInterval, tools);
    return { report: { ...reportOn(options, journal, notes), planHash } };
  } catch (error) {
    if (error instanceof CancelledError) throw error;
    return { report: { ...reportOn(options, journal, []), verdict: 'error' }, failure: withAdvice(error) };
  }
}

function requireConfirmation({ confirm, name, dryRun }: RemoveClusterOptions): void {
  if (dryRun || confirm === name) return;
  const given = confirm === undefined ? 'it is missing' : `it is ${JSON.stringify(confirm)}`;
  throw new UserError(`"remove cluster" deletes cluster ${name} for good: "confirm" has to be its name, and ${given}; nothing was deleted. Look at the plan first with "dry-run".`);
}

async function planOf(names: RemoveClusterOptions, { arm }: Tools): Promise<Removal> {
  const subscription = `/subscriptions/${names.subscriptionId}`;
  const groups = await arm.list(`${subscription}/resourceGroups`, apiVersions.resourceGroups);
  const isThere = groups.some((group) => textAt(group, 'name')?.toLowerCase() === names.resourceGroup.toLowerCase());
  const value = ownTags(names)[clusterTag] ?? '';
  const [cluster, tagged, inGroup, roles] = await Promise.all([
    isThere ? arm.find(clusterIdOf(names), clusterApiVersion) : undefined,
    arm.list(`${subscription}/resources`, apiVersions.resources, { $filter: `tagName eq '${clusterTag}' and tagValue eq '${value}'` }),
    isThere ? arm.list(`${resourceGroupIdOf(names)}/resources`, apiVersions.resources) : ([] as readonly JsonObject[]),
    arm.list(`${subscription}/providers/Microsoft.Authorization/roleAssignments`, apiVersions.roleAssignments),
  ]);
  return planClusterRemoval({ names, cluster, tagged, inGroup, groups, roles });
}

function reportOn({ name, resourceGroup, ...names }: RemoveClusterOptions, steps: readonly ReportStep[], notes: readonly string[]): Report {
  const id = clusterIdOf({ name, resourceGroup, ...names });
  const done = steps.filter(({ status }) => status === 'done').length;
  const nothing: readonly ReportStep[] = [{ title: 'There is nothing of this cluster to take away', status: 'unchanged', resourceId: id, details: [] }];
  return {
    command: 'remove cluster',
    title: `cluster ${name} in resource group ${resourceGroup}`,
    verdict: 'compliant',
    target: { id, name },
    changed: done > 0,
    dryRun: false,
    steps: steps.length === 0 ? nothing : steps,
    findings: [],
    counts: {},
    facts: [{ label: 'Taken away', value: `${done} objects` }],
    notes: [...notes, 'Policies stay: "remove policies" takes them away.'],
  };
}
