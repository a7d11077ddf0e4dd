import type { Resource } from '../../../../arm/resource.ts';
import { closed, notVisible, open, type Evidence } from '../../evidence.ts';
import { isKnownRole, roleName, roles } from '../../graph/access/built-in-roles.ts';
import { isFor, kubeletIdentity, type Principal } from '../../graph/access/identities.ts';
import { assignmentsFor, hasAllAssignments, type RoleAssignment } from '../../graph/access/roles.ts';
import type { Inventory } from '../../graph/inventory.ts';
import type { ExposureRule } from '../../rule.ts';
import { bootstrapRegistries, eachRegistry } from './bootstrap.ts';

/** Nodes that may write into their registry. */
export const registryPush: ExposureRule = {
  id: 'registry-push',
  kind: 'channel',
  title: 'Nodes should read their registry, and not write into it',
  short: 'Registry, push from nodes',
  leak: 'Every workload of a node can get the token of the kubelet identity. With a role that pushes, or that changes the registry, it carries data out in an image that others pull.',
  seen: ['Microsoft.Authorization/roleAssignments on the registry, its resource group and its subscription: roleDefinitionId, principalId'],
  severity: 'medium',
  remedy: 'Delete the role assignment and give the kubelet identity `AcrPull` (in ABAC mode `Container Registry Repository Reader`) on the registry alone.',
  sources: ['Azure Container Registry documentation, "Azure Container Registry Entra permissions and role assignments overview"', 'AKS documentation, "Network isolated Azure Kubernetes Service (AKS) clusters"'],
  look: (cluster) => {
    const kubelet = kubeletIdentity(cluster);
    return eachRegistry(bootstrapRegistries(cluster), cluster, (_, registry) => ofRegistry(registry, kubelet, cluster.inventory));
  },
};

/** Roles that push images, that set the registry up, run tasks in it, or give such roles away. */
const writing: ReadonlySet<string> = new Set([roles.acrPush, roles.repositoryWriter, roles.repositoryContributor, roles.registryContributor, roles.tasksContributor, roles.contributor, roles.owner, roles.accessAdministrator, roles.roleAdministrator]);

function ofRegistry(registry: Resource, kubelet: Principal, inventory: Inventory): readonly Evidence[] {
  const found = assignmentsFor({ resource: registry }, kubelet.objectIds, inventory).map((assignment) => ofAssignment(assignment, registry, kubelet));
  const opened = found.filter(({ state }) => state === 'open');
  // Who an assignment is for is known to Azure alone where identities are made together with it; one entry says so for all.
  const unclear = found.find(({ state }) => state === 'undetermined');
  const isWhole = hasAllAssignments({ resource: registry }, inventory) && kubelet.objectIds.length > 0;
  const rest = isWhole ? (unclear === undefined ? [] : [unclear]) : [notVisible(`what the kubelet identity may do in registry \`${registry.name}\``, kubelet.spot)];
  return [...opened, ...rest, ...(opened.length === 0 && rest.length === 0 ? [closed(`no role lets the kubelet identity write into registry \`${registry.name}\``, kubelet.spot)] : [])];
}

function ofAssignment(assignment: RoleAssignment, { name }: Resource, kubelet: Principal): Evidence {
  const { role, roleSpot, principal } = assignment;
  const whose = isFor(assignment, kubelet);
  const isKnown = role !== undefined && isKnownRole(role);
  if (whose === 'no' || (isKnown && !writing.has(role))) return closed('a role that writes nothing, or of somebody else', roleSpot);
  if (whose === 'yes' && isKnown) return open(`the kubelet identity may write into registry \`${name}\` as \`${roleName(role)}\``, roleSpot, { target: roleName(role) });
  return whose === 'yes' ? notVisible(`what role \`${role ?? 'of the kubelet identity'}\` allows in registry \`${name}\``, roleSpot) : notVisible(`whose role \`${role === undefined ? 'assignment' : roleName(role)}\` in registry \`${name}\` is`, principal);
}
