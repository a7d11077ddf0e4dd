import { parseResourceId } from '../../arm/resource-id.ts';

/** Names that stand for themselves in every shell. Azure takes no others for clusters and subscriptions, and few for resource groups. */
const plainName = /^[A-Za-z0-9][\w.-]{0,89}$/;

/** What carries a plan for a cluster out, to copy and paste; undefined where a name of it would need quoting. */
export function remedyCommand(clusterId: string): string | undefined {
  const { subscriptionId = '', resourceGroup = '', name = '' } = parseResourceId(clusterId.slice(0, 2_000)) ?? {};
  if (![subscriptionId, resourceGroup, name].every((part) => plainName.test(part))) return undefined;
  return `aks-isolation deploy --subscription-id ${subscriptionId} --resource-group ${resourceGroup} --cluster-name ${name}`;
}
