import { isUnknown } from '../../../../../language/unknown.ts';
import { isBeforeIsolation } from '../../../../first-version.ts';
import { closed, open, undetermined, type Evidence } from '../../../evidence.ts';
import { isMissing, step, textIn, type Spot } from '../../../graph/spot.ts';
import type { ExposureRule } from '../../../rule.ts';
import { whereIsolating } from '../isolating.ts';

/** Versions from before isolation. */
export const worksKubernetesVersion: ExposureRule = {
  id: 'works-kubernetes-version',
  kind: 'works',
  title: 'Isolated clusters should run Kubernetes 1.30 or later',
  short: 'Kubernetes version',
  leak: 'AKS supports network isolated clusters from Kubernetes 1.30 on.',
  seen: ['Microsoft.ContainerService/managedClusters: kubernetesVersion, agentPoolProfiles[*].orchestratorVersion'],
  severity: 'high',
  remedy: 'Set `kubernetesVersion` to a version that the region offers; `az aks get-versions` lists them.',
  sources: ['AKS documentation, "Create a network isolated Azure Kubernetes Service (AKS) cluster": prerequisites'],
  look: (cluster) =>
    whereIsolating(cluster, () => [
      ofVersion(step(cluster.properties, 'kubernetesVersion'), 'the cluster'),
      ...cluster.pools.items.map(({ name, spot }) => ofVersion(step(spot, 'orchestratorVersion'), `pool \`${name}\``)),
      ...cluster.pools.rest,
    ]),
};

/** A cluster that names no version gets a current one, a pool that of its cluster (REST documentation of managedClusters). */
function ofVersion(version: Spot, whose: string): Evidence {
  if (isUnknown(version.value)) return undetermined(`the Kubernetes version of ${whose} is not known: ${version.value.why}`, version);
  const said = textIn(version);
  const isOld = isBeforeIsolation(said ?? '');
  if (said === undefined || isOld === undefined) return closed(isMissing(version) ? `${whose} names no version` : `${whose} names no version of Kubernetes 1`, version);
  return isOld ? open(`${whose} runs Kubernetes ${said}`, version) : closed(`${whose} runs Kubernetes ${said}`, version);
}
