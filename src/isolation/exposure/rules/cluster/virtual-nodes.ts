import { closed, undetermined, when } from '../../evidence.ts';
import { isOneOf, members, step } from '../../graph/spot.ts';
import type { ExposureRule } from '../../rule.ts';

/** Pods in container instances, which pull their images and leave by themselves. */
export const virtualNodes: ExposureRule = {
  id: 'egress-virtual-nodes',
  kind: 'egress',
  title: 'There should be no virtual nodes',
  short: 'Virtual nodes',
  leak: 'Pods on virtual nodes run in Azure Container Instances, which pull images themselves and are not bound by the outbound type of the cluster.',
  seen: ['Microsoft.ContainerService/managedClusters: addonProfiles.aciConnectorLinux.enabled'],
  severity: 'high',
  remedy: 'Disable the add-on: `az aks disable-addons --addons virtual-node`.',
  sources: ['AKS documentation, "Create and configure an AKS cluster to use virtual nodes": limitations'],
  look: ({ properties }) => {
    const profiles = step(properties, 'addonProfiles');
    const { spots, unknown } = members(profiles);
    if (unknown !== undefined) return [undetermined(`the add-ons are not known: ${unknown.why}`, profiles)];
    // Names of add-ons vary in case between clusters.
    const found = spots.filter(({ name }) => name.toLowerCase() === 'aciconnectorlinux').map((profile) => step(profile, 'enabled'));
    if (found.length === 0) return [closed('there is no add-on for virtual nodes', step(profiles, 'aciConnectorLinux', 'enabled'))];
    return found.map((enabled) => when(isOneOf(enabled, [true]), enabled, { opens: 'the add-on for virtual nodes is enabled', closes: 'the add-on for virtual nodes is switched off', wanted: false, target: 'aciConnectorLinux' }));
  },
};
