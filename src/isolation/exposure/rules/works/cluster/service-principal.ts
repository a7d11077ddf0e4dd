import { isUnknown } from '../../../../../language/unknown.ts';
import { negate } from '../../../../../language/values.ts';
import type { Truth } from '../../../../../language/truth.ts';
import { both, when } from '../../../evidence.ts';
import { bodyOf, isGiven, isOneOf, step } from '../../../graph/spot.ts';
import type { ExposureRule } from '../../../rule.ts';
import { whereIsolating } from '../isolating.ts';

/** Isolation needs managed identities. */
export const worksServicePrincipal: ExposureRule = {
  id: 'works-service-principal',
  kind: 'works',
  title: 'Isolated clusters should use managed identities',
  short: 'Service principal',
  leak: 'Nodes log in to the registry with a managed identity; AKS refuses the artifact source `Cache` for a cluster with a service principal.',
  seen: ['Microsoft.ContainerService/managedClusters: servicePrincipalProfile.clientId, identity.type'],
  severity: 'high',
  remedy: 'Remove `servicePrincipalProfile` and set `identity.type` to `SystemAssigned` or `UserAssigned`, for a living cluster with `az aks update --enable-managed-identity`.',
  // The refusal: BootstrapArtifactSourceNotAllowed, for the feature "ServicePrincipalCluster".
  sources: ['Azure/AKS issue 5821', 'AKS documentation, "Use a managed identity in Azure Kubernetes Service (AKS)"'],
  // Without an identity of its own the cluster cannot name one for its nodes.
  implies: ['works-kubelet-identity'],
  look: (cluster) =>
    whereIsolating(cluster, () => {
      const client = step(cluster.properties, 'servicePrincipalProfile', 'clientId');
      const isNamed: Truth = isUnknown(client.value) ? client.value : isGiven(client);
      // `msi` is what Azure shows where an identity stands in its place.
      const isPrincipal = both(both(isNamed, negate(isOneOf(client, ['msi']))), negate(isOneOf(step(bodyOf(cluster.resource), 'identity', 'type'), ['SystemAssigned', 'UserAssigned'])));
      return [when(isPrincipal, client, { opens: 'the cluster acts with a service principal', closes: 'the cluster acts with a managed identity' })];
    }),
};
