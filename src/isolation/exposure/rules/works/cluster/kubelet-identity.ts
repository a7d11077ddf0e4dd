import { negate } from '../../../../../language/values.ts';
import { closed, when } from '../../../evidence.ts';
import { ownKubeletIdentity } from '../../../graph/access/identities.ts';
import { bodyOf, isOneOf, step } from '../../../graph/spot.ts';
import type { ExposureRule } from '../../../rule.ts';
import { whereIsolating } from '../isolating.ts';

/** Whoever brings the identity of the nodes brings that of the control plane. */
export const worksKubeletIdentity: ExposureRule = {
  id: 'works-kubelet-identity',
  kind: 'works',
  title: 'A kubelet identity of one\'s own should come with a control plane identity of one\'s own',
  short: 'Kubelet identity',
  leak: 'AKS takes a kubelet identity only together with a user-assigned identity for the control plane.',
  seen: ['Microsoft.ContainerService/managedClusters: identityProfile.kubeletidentity.resourceId, identity.type'],
  severity: 'high',
  remedy: 'Set `identity.type` to `UserAssigned` with an identity that has `Managed Identity Operator` on the kubelet identity.',
  sources: ['Azure/azure-cli, acs: _get_assign_kubelet_identity', 'AKS documentation, "Use a managed identity in Azure Kubernetes Service (AKS)": kubelet identity'],
  look: (cluster) =>
    whereIsolating(cluster, () => {
      const own = ownKubeletIdentity(cluster);
      if (own === undefined) return [closed('the kubelet identity is that of AKS', step(cluster.properties, 'identityProfile'))];
      const type = step(bodyOf(cluster.resource), 'identity', 'type');
      return [when(negate(isOneOf(type, ['UserAssigned'])), type, { opens: 'the cluster names a kubelet identity and has no user-assigned identity', closes: 'the cluster has a user-assigned identity', wanted: 'UserAssigned' })];
    }),
};
