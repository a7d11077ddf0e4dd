import { isUnknown } from '../../../../../language/unknown.ts';
import { undetermined } from '../../../evidence.ts';
import { roles } from '../../../graph/access/built-in-roles.ts';
import { granted } from '../../../graph/access/grants.ts';
import { kubeletIdentity } from '../../../graph/access/identities.ts';
import { isOneOf, step } from '../../../graph/spot.ts';
import type { ExposureRule } from '../../../rule.ts';
import { eachRegistry, ownRegistry } from '../../registry/bootstrap.ts';

/** In the mode of repositories the older roles do not count ("Azure Container Registry Entra permissions and role assignments overview"). */
const pulling = {
  registry: [roles.acrPull, roles.acrPush, roles.reader, roles.contributor, roles.owner],
  repositories: [roles.repositoryReader, roles.repositoryWriter, roles.repositoryContributor],
} as const;

/** The role that nodes need. */
export const worksRegistryPull: ExposureRule = {
  id: 'works-registry-pull',
  kind: 'works',
  title: 'Isolated nodes should be allowed to pull from their registry',
  short: 'Pull from nodes',
  leak: 'Nodes log in to the registry with the kubelet identity; without a role that pulls they are refused (exit code 212), and none comes up.',
  seen: ['Microsoft.Authorization/roleAssignments: roleDefinitionId, principalId', 'Microsoft.ContainerRegistry/registries: roleAssignmentMode', 'Microsoft.ManagedIdentity/userAssignedIdentities: principalId'],
  severity: 'high',
  remedy: 'Give the kubelet identity `AcrPull` on the registry, in ABAC mode `Container Registry Repository Reader`.',
  sources: ['AKS documentation, "Create a network isolated Azure Kubernetes Service (AKS) cluster": bring your own container registry', 'Azure/AgentBaker, cse_helpers.sh: exit code 212', 'Azure Container Registry documentation, "Azure Container Registry Entra permissions and role assignments overview"'],
  look: (cluster) =>
    eachRegistry(ownRegistry(cluster), cluster, (properties, registry) => {
      const mode = step(properties, 'roleAssignmentMode');
      const isByRepository = isOneOf(mode, ['AbacRepositoryPermissions']);
      if (isUnknown(isByRepository)) return [undetermined(`which roles count in registry \`${registry.name}\` is not known: ${isByRepository.why}`, mode)];
      const on = `registry \`${registry.name}\`${isByRepository ? ', which is in ABAC mode' : ''}`;
      const principal = kubeletIdentity(cluster);
      return [granted({ principal, target: { resource: registry }, on, accepted: isByRepository ? pulling.repositories : pulling.registry, spot: principal.spot }, cluster.inventory)];
    }),
};
