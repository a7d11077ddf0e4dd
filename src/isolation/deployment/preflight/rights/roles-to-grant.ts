import { parseResourceId } from '../../../../arm/resource-id.ts';
import { parseScope, type Scope } from '../../../../arm/scope.ts';

interface RoleFor {
  readonly actions: RegExp;
  readonly role: string;
}

/**
 * The narrowest built-in role that allows an action, the first that fits (Azure documentation, "Azure built-in roles"). The role for AKS may write clusters
 * and nothing of their pools, and none but Contributor may all that registries need.
 */
const table: readonly RoleFor[] = [
  { actions: /^microsoft\.containerservice\/managedclusters\/write$/, role: 'Azure Kubernetes Service Contributor Role' },
  { actions: /^microsoft\.containerregistry\/registries\/cacherules\//, role: 'Container Registry Cache Rule Administrator' },
  { actions: /^microsoft\.containerregistry\/registries\/(?:write|delete)$/, role: 'Container Registry Contributor and Data Access Configuration Administrator' },
  { actions: /^microsoft\.network\/privatednszones\//, role: 'Private DNS Zone Contributor' },
  { actions: /^microsoft\.network\//, role: 'Network Contributor' },
  { actions: /^microsoft\.managedidentity\/userassignedidentities\/assign\/action$/, role: 'Managed Identity Operator' },
  { actions: /^microsoft\.managedidentity\/userassignedidentities\//, role: 'Managed Identity Contributor' },
  { actions: /^microsoft\.authorization\/roleassignments\//, role: 'Role Based Access Control Administrator' },
  { actions: /^microsoft\.authorization\/policy/, role: 'Resource Policy Contributor' },
];

/** The built-in role to grant for an action. */
export function roleFor(action: string): string {
  return table.find(({ actions }) => actions.test(action.toLowerCase()))?.role ?? 'Contributor';
}

/**
 * Where to grant it: at the resource group of what is written, so that what the plan makes there is covered too; at the subscription where the plan
 * makes the group.
 * @param madeGroups ids of the resource groups that the plan makes, in lower case
 */
export function grantScope(scope: string, madeGroups: ReadonlySet<string>): string {
  const place = parseScope(scope) ?? groupOf(scope);
  if (place === undefined) return scope;
  return place.kind === 'resourceGroup' && madeGroups.has(place.id.toLowerCase()) ? `/subscriptions/${place.subscriptionId}` : place.id;
}

/** The resource group that an id lies in. */
export function groupOf(id: string): Scope | undefined {
  const { subscriptionId, resourceGroup } = parseResourceId(id) ?? {};
  return subscriptionId === undefined || resourceGroup === undefined ? undefined : parseScope(`/subscriptions/${subscriptionId}/resourceGroups/${resourceGroup}`);
}
