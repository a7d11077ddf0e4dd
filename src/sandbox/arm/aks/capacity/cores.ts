import { machineSize } from '../../../../isolation/deployment/preflight/quota/size.ts';
import { textAt, type JsonObject } from '../../../../arm/json.ts';
import { aksRefusal } from '../../http/refusal.ts';
import type { Arm, ArmState } from '../../state.ts';
import { subscriptionOf, type AgentPool, type Cluster } from '../cluster.ts';

/** vCPUs of the nodes of a pool; those of a size whose name does not tell are not counted. */
function coresOf({ properties }: Pick<AgentPool, 'properties'>): number {
  return Number(properties['count'] ?? 0) * (machineSize(textAt(properties, 'vmSize') ?? '')?.vCpus ?? 0);
}

/** What a subscription uses in a location: `cores`, and each family (REST reference, "Usage - List"). */
export function usagesIn(subscription: string, location: string, { state, settings }: Arm): readonly JsonObject[] {
  const pools = poolsIn(subscription, location, state);
  const families = new Map<string, number>();
  for (const pool of pools) {
    const family = machineSize(textAt(pool.properties, 'vmSize') ?? '')?.family;
    if (family !== undefined) families.set(family, (families.get(family) ?? 0) + coresOf(pool));
  }
  const usage = (value: string, localizedValue: string, currentValue: number): JsonObject => ({ unit: 'Count', currentValue, limit: settings.coreQuota, name: { value, localizedValue } });
  return [
    usage('cores', 'Total Regional vCPUs', pools.reduce((sum, pool) => sum + coresOf(pool), 0)),
    ...[...families].map(([family, cores]) => usage(family, `${family} vCPUs`, cores)),
  ];
}

/** Refuses new nodes of a size that the subscription cannot have (the text is that of public issues of Azure/AKS), and those for which the location has no cores left (AKS troubleshooting, "InsufficientVCPUQuota"). What stands besides while nodes are made anew is not counted. */
export function requireCores(cluster: Pick<Cluster, 'id' | 'location'>, added: readonly AgentPool[], { state, settings }: Arm): void {
  const refused = added.map(({ properties }) => textAt(properties, 'vmSize') ?? '').find((size) => settings.restrictedSizes.has(size.toLowerCase()));
  if (refused !== undefined) throw aksRefusal(400, 'BadRequest', `The VM size of ${refused} is not allowed in your subscription in location '${cluster.location}'. For more details, please visit https://aka.ms/cpu-quota.`);
  const wanted = added.reduce((sum, pool) => sum + coresOf(pool), 0);
  const left = settings.coreQuota - poolsIn(subscriptionOf(cluster), cluster.location, state).reduce((sum, pool) => sum + coresOf(pool), 0);
  if (wanted === 0 || wanted <= left) return;
  throw aksRefusal(400, 'ErrCode_InsufficientVCPUQuota', `Insufficient regional vcpu quota left for location ${cluster.location}. left regional vcpu quota ${left}, requested quota ${wanted}. If you want to increase the quota, please follow this instruction: https://learn.microsoft.com/en-us/azure/quotas/view-quotas.`);
}

function poolsIn(subscription: string, location: string, { clusters }: ArmState): readonly AgentPool[] {
  return [...clusters.values()].filter((cluster) => cluster.location === location && subscriptionOf(cluster).toLowerCase() === subscription.toLowerCase()).flatMap(({ pools }) => pools);
}
