import { negate } from '../../../../../language/values.ts';
import { both, either, when } from '../../../evidence.ts';
import { bodyOf, isMissing, isOneOf, step, textIn } from '../../../graph/spot.ts';
import type { ExposureRule } from '../../../rule.ts';
import { whereIsolating } from '../isolating.ts';

/** Isolation needs Azure CNI. */
export const worksNetworkPlugin: ExposureRule = {
  id: 'works-network-plugin',
  kind: 'works',
  title: 'Isolated clusters should not use kubenet',
  short: 'kubenet',
  leak: 'AKS does not support kubenet on network isolated clusters.',
  seen: ['Microsoft.ContainerService/managedClusters: networkProfile.networkPlugin, sku.name'],
  severity: 'high',
  remedy: 'Set `networkProfile.networkPlugin` to `azure` and `networkPluginMode` to `overlay`; a living cluster is updated with `az aks update --network-plugin-mode overlay`.',
  sources: ['AKS documentation, "Network isolated Azure Kubernetes Service (AKS) clusters": limitations', 'REST documentation of managedClusters: kubenet is the default of networkPlugin'],
  look: (cluster) =>
    whereIsolating(cluster, () => {
      const plugin = step(cluster.properties, 'networkProfile', 'networkPlugin');
      // An Automatic cluster always comes with Azure CNI ("What is AKS Automatic?").
      const isDefault = both(isMissing(plugin), negate(isOneOf(step(bodyOf(cluster.resource), 'sku', 'name'), ['Automatic'])));
      const opens = isMissing(plugin) ? 'no network plugin is set, which is kubenet' : 'the network plugin is kubenet';
      return [when(either(isOneOf(plugin, ['kubenet']), isDefault), plugin, { opens, closes: `the network plugin is ${textIn(plugin) ?? 'that of an Automatic cluster'}`, wanted: 'azure' })];
    }),
};
