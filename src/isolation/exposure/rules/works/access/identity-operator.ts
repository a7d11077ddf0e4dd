import { closed, notVisible, undetermined } from '../../../evidence.ts';
import { roles } from '../../../graph/access/built-in-roles.ts';
import { granted } from '../../../graph/access/grants.ts';
import { controlPlaneIdentity, ownKubeletIdentity } from '../../../graph/access/identities.ts';
import { step } from '../../../graph/spot.ts';
import type { ExposureRule } from '../../../rule.ts';
import { whereIsolating } from '../isolating.ts';

/** What lets AKS give nodes an identity of the owner. */
export const worksIdentityOperator: ExposureRule = {
  id: 'works-identity-operator',
  kind: 'works',
  title: 'AKS should be allowed to give nodes the kubelet identity',
  short: 'Identity Operator',
  leak: 'AKS assigns a kubelet identity of the owner to the nodes with the control plane identity; without the role it refuses the cluster.',
  seen: ['Microsoft.Authorization/roleAssignments on the kubelet identity: roleDefinitionId, principalId', 'Microsoft.ContainerService/managedClusters: identity, identityProfile.kubeletidentity.resourceId'],
  severity: 'high',
  remedy: 'Give the control plane identity `Managed Identity Operator` on the kubelet identity.',
  sources: ['AKS documentation, "Use a managed identity in Azure Kubernetes Service (AKS)": kubelet identity'],
  look: (cluster) =>
    whereIsolating(cluster, () => {
      const own = ownKubeletIdentity(cluster);
      if (own === undefined) return [closed('the kubelet identity is that of AKS', step(cluster.properties, 'identityProfile'))];
      const { spot, to } = own;
      if (to.kind === 'unknown') return [undetermined(`the kubelet identity is not known: ${to.why}`, spot)];
      if (to.kind === 'none' || (to.kind === 'outside' && !to.id.startsWith('/'))) return [notVisible('the kubelet identity', spot)];
      const target = to.kind === 'found' ? { resource: to.resource } : { id: to.id };
      const name = to.kind === 'found' ? to.resource.name : (to.id.split('/').at(-1) ?? '');
      const principal = controlPlaneIdentity(cluster);
      return [granted({ principal, target, on: `identity \`${name}\``, accepted: [roles.managedIdentityOperator, roles.contributor, roles.owner], spot: principal.spot }, cluster.inventory)];
    }),
};
