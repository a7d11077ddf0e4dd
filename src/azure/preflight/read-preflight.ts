import { apiVersions } from '../../arm/api-versions.ts';
import { textAt, type JsonObject } from '../../arm/json.ts';
import { parseScope } from '../../arm/scope.ts';
import type { LocksAt, PreflightObservation } from '../../isolation/deployment/preflight/observation.ts';
import { questionsFor, type Questions } from '../../isolation/deployment/preflight/questions.ts';
import { groupOf } from '../../isolation/deployment/preflight/rights/roles-to-grant.ts';
import type { Step } from '../../isolation/deployment/step.ts';
import { clusterIdOf, type ClusterSpecification } from '../../isolation/specification.ts';
import type { ArmClient } from '../arm-client.ts';
import { readAssigned } from './read-assigned.ts';
import { readObjections } from './read-objections.ts';
import { readPermissions } from './read-permissions.ts';
import { seenFrom } from './seen.ts';

export interface PreflightTools {
  readonly arm: ArmClient;
}

/**
 * Reads what the preflight of a plan needs, side by side, and nothing that the cluster at hand does not make necessary; without steps nothing at all.
 * What may not be read is unseen, with Azure's reason. Throws `AzureError` when Azure fails, `CancelledError` when the run is cancelled.
 * @param cluster the document that the plan was made from; undefined: it is to be created
 */
export async function readPreflight(specification: ClusterSpecification, cluster: JsonObject | undefined, steps: readonly Step[], { arm }: PreflightTools): Promise<PreflightObservation> {
  const questions = questionsFor(specification, cluster, steps);
  if (questions === undefined) return { cluster };
  const [ofCluster, ofRegistry, network, usages, locks, permissions, providers, assigned, objections] = await Promise.all([
    readCluster(questions, arm),
    readRegistry(questions, arm),
    readNetwork(questions, arm),
    readUsages(questions, arm),
    readLocks(questions, steps, cluster, arm),
    readPermissions(questions.needs, arm),
    readProviders(questions, arm),
    readAssigned([clusterIdOf(specification), ...(questions.registry === undefined ? [] : [questions.registry])], distinct([questions.assignments, groupIdOf(questions.registry)]), arm),
    readObjections(questions.judged, questions.assignments, arm),
  ]);
  return { cluster, ...ofCluster, ...ofRegistry, ...network, ...usages, locks, permissions, providers, ...assigned, ...objections };
}

async function readNetwork({ network }: Questions, arm: ArmClient): Promise<Pick<PreflightObservation, 'network'>> {
  return network === undefined ? {} : { network: await seenFrom<JsonObject | undefined>(arm.find(network, apiVersions.network), undefined) };
}

async function readUsages({ usages, locks: subscription }: Questions, arm: ArmClient): Promise<Pick<PreflightObservation, 'usages'>> {
  return usages === undefined ? {} : { usages: await seenFrom(arm.list(`${subscription}/providers/Microsoft.Compute/locations/${usages}/usages`, apiVersions.compute), []) };
}

async function readCluster({ migrating }: Questions, arm: ArmClient): Promise<Pick<PreflightObservation, 'extensions' | 'outboundDependencies'>> {
  if (migrating === undefined) return {};
  const [extensions, outboundDependencies] = await Promise.all([
    seenFrom(arm.list(`${migrating}/providers/Microsoft.KubernetesConfiguration/extensions`, apiVersions.kubernetesConfiguration), []),
    seenFrom(arm.list(`${migrating}/outboundNetworkDependenciesEndpoints`, apiVersions.managedClusters), []),
  ]);
  return { extensions, outboundDependencies };
}

async function readRegistry({ registry: id }: Questions, arm: ArmClient): Promise<Pick<PreflightObservation, 'registry' | 'cacheRules'>> {
  if (id === undefined) return {};
  const [registry, cacheRules] = await Promise.all([
    seenFrom<JsonObject | undefined>(arm.find(id, apiVersions.containerRegistry), undefined),
    seenFrom(arm.list(`${id}/cacheRules`, apiVersions.containerRegistry), []),
  ]);
  return { registry, cacheRules };
}

/** The subscription answers for everything in it; who may not read there is asked about the groups that the plan touches. */
async function readLocks({ locks: subscription }: Questions, steps: readonly Step[], cluster: JsonObject | undefined, arm: ArmClient): Promise<readonly LocksAt[]> {
  const at = async (scope: string): Promise<LocksAt> => ({ scope, locks: await seenFrom(arm.list(`${scope}/providers/Microsoft.Authorization/locks`, apiVersions.locks), []) });
  const whole = await at(subscription);
  const nodeGroup = textAt(cluster, 'properties', 'nodeResourceGroup');
  const groups = distinct([...steps.map(({ id }) => groupIdOf(id)), nodeGroup === undefined ? undefined : `${subscription}/resourceGroups/${nodeGroup}`]);
  const isElsewhere = (group: string): boolean => !group.toLowerCase().startsWith(`${subscription.toLowerCase()}/`);
  return [whole, ...await Promise.all(groups.filter((group) => 'unseen' in whole.locks || isElsewhere(group)).map(at))];
}

async function readProviders({ providers, locks: subscription }: Questions, arm: ArmClient): Promise<NonNullable<PreflightObservation['providers']>> {
  return await Promise.all(providers.map(async (namespace) => ({ namespace, document: await seenFrom<JsonObject>(arm.find(`${subscription}/providers/${namespace}`, apiVersions.providers).then((document) => document ?? {}), {}) })));
}

function groupIdOf(id: string | undefined): string | undefined {
  return id === undefined ? undefined : (parseScope(id) ?? groupOf(id))?.id;
}

function distinct(ids: readonly (string | undefined)[]): readonly string[] {
  return [...new Map(ids.flatMap((id) => (id === undefined ? [] : [[id.toLowerCase(), id] as const]))).values()];
}
