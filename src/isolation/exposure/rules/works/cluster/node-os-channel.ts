import { when } from '../../../evidence.ts';
import { isOneOf, step, textIn } from '../../../graph/spot.ts';
import type { ExposureRule } from '../../../rule.ts';
import { whereIsolating } from '../isolating.ts';

/** Nodes that would update themselves from the Internet. */
export const worksNodeOsChannel: ExposureRule = {
  id: 'works-node-os-channel',
  kind: 'works',
  title: 'Isolated nodes should get updates through AKS',
  short: 'Node OS channel',
  leak: 'With the channel `Unmanaged` nodes fetch updates from public repositories, which they cannot reach; AKS does not support it on network isolated clusters.',
  seen: ['Microsoft.ContainerService/managedClusters: autoUpgradeProfile.nodeOSUpgradeChannel'],
  severity: 'medium',
  remedy: 'Set `autoUpgradeProfile.nodeOSUpgradeChannel` to `NodeImage`.',
  sources: ['AKS documentation, "Network isolated Azure Kubernetes Service (AKS) clusters": frequently asked questions', 'AKS release notes of 2025-07-20: SecurityPatch is supported', 'Azure/AKS issue 4962'],
  // Absent is NodeImage (AKS documentation, "Autoupgrade node OS images").
  look: (cluster) =>
    whereIsolating(cluster, () => {
      const channel = step(cluster.properties, 'autoUpgradeProfile', 'nodeOSUpgradeChannel');
      return [when(isOneOf(channel, ['Unmanaged']), channel, { opens: 'the node OS channel is `Unmanaged`', closes: `the node OS channel is \`${textIn(channel) ?? 'NodeImage'}\``, wanted: 'NodeImage' })];
    }),
};
