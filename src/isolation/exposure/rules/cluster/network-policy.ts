import { negate } from '../../../../language/values.ts';
import { closed, notVisible, when } from '../../evidence.ts';
import { bodyOf, isMissing, isOneOf, step } from '../../graph/spot.ts';
import type { ExposureRule } from '../../rule.ts';

/** Whether Kubernetes network policies are enforced at all. */
export const networkPolicy: ExposureRule = {
  id: 'network-policy-absent',
  kind: 'egress',
  title: 'Kubernetes network policies should be enforced',
  short: 'Network policies',
  leak: 'Without an engine nothing enforces the NetworkPolicy objects in the cluster: every pod reaches every other, and whatever way out one of them has.',
  seen: ['Microsoft.ContainerService/managedClusters: networkProfile.networkPolicy, .networkDataplane, .networkPlugin, sku.name'],
  severity: 'low',
  remedy: 'Set `networkProfile.networkPolicy` to `cilium`, `azure` or `calico`, with policies in the cluster that deny by default.',
  sources: ['AKS documentation, "Secure traffic between pods by using network policies in AKS"', 'AKS documentation, "Configure Azure CNI Powered by Cilium in AKS"', 'AKS documentation, "Bring your own Container Network Interface (CNI) plugin with AKS"'],
  look: ({ resource, properties }) => {
    const profile = step(properties, 'networkProfile');
    const engine = step(profile, 'networkPolicy');
    const [dataplane, plugin, sku] = [step(profile, 'networkDataplane'), step(profile, 'networkPlugin'), step(bodyOf(resource), 'sku', 'name')];
    if (isMissing(engine)) {
      // Cilium is engine and data plane in one; AKS Automatic comes with it ("What is AKS Automatic?", table of features).
      if (isOneOf(dataplane, ['cilium']) === true) return [closed('Cilium, the data plane, enforces network policies', dataplane)];
      if (isOneOf(sku, ['Automatic']) === true) return [closed('AKS Automatic enforces network policies by Cilium', sku)];
    }
    // A plug-in of one's own may enforce them, and AKS takes no engine beside it.
    if (isOneOf(plugin, ['none']) === true && (isMissing(engine) || isOneOf(engine, ['none']) === true)) return [notVisible('what the network plug-in of your own enforces', plugin)];
    return [when(negate(isOneOf(engine, ['azure', 'calico', 'cilium'])), engine, { opens: 'no engine enforces network policies', closes: 'an engine enforces network policies', wanted: 'cilium' })];
  },
};
