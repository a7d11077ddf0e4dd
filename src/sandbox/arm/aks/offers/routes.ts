import { textAt, type JsonObject } from '../../../../arm/json.ts';
import type { ArmCall, Route } from '../../http/router.ts';
import type { Arm } from '../../state.ts';
import { aks, clusterPattern, requireCluster } from '../clusters.ts';
import { defaultKubernetesVersion, offeredVersions, upgradesOf } from '../versions.ts';

const location = '/subscriptions/{subscription}/providers/Microsoft.ContainerService/locations/{location}';

/**
 * What AKS offers: Kubernetes versions of a location, and what a cluster or pool may be brought to (REST reference, "Managed Clusters - List
 * Kubernetes Versions", "Get Upgrade Profile"; `orchestrators` of 2019-04-01 is what older clients ask).
 */
export function offerRoutes(arm: Arm): readonly Route[] {
  return [
    { method: 'GET', pattern: `${location}/kubernetesVersions`, handle: () => aks(200, { values: offeredVersions.map(versionDocument) }) },
    { method: 'GET', pattern: `${location}/orchestrators`, handle: (call) => aks(200, orchestrators(call)) },
    { method: 'GET', pattern: `${clusterPattern}/upgradeProfiles/default`, handle: (call) => aks(200, clusterProfile(arm, call)) },
  ];
}

type Offered = (typeof offeredVersions)[number];

function versionDocument({ minor, patch }: Offered): JsonObject {
  return {
    version: minor,
    capabilities: { supportPlan: ['KubernetesOfficial', 'AKSLongTermSupport'] },
    patchVersions: { [patch]: { upgrades: upgradesOf(patch) } },
    ...(patch === defaultKubernetesVersion ? { isDefault: true } : {}),
  };
}

function orchestrators({ request }: ArmCall): JsonObject {
  const versions = offeredVersions.map(({ patch }) => ({
    orchestratorType: 'Kubernetes',
    orchestratorVersion: patch,
    ...(patch === defaultKubernetesVersion ? { default: true } : {}),
    upgrades: upgradesOf(patch).map((orchestratorVersion) => ({ orchestratorType: 'Kubernetes', orchestratorVersion })),
  }));
  return { id: request.path, name: 'default', type: 'Microsoft.ContainerService/locations/orchestrators', properties: { orchestrators: versions } };
}

function clusterProfile(arm: Arm, call: ArmCall): JsonObject {
  const cluster = requireCluster(arm, call);
  const profile = profileOf(textAt(cluster.properties, 'currentKubernetesVersion') ?? defaultKubernetesVersion);
  return {
    id: `${cluster.id}/upgradeprofiles/default`,
    name: 'default',
    type: 'Microsoft.ContainerService/managedClusters/upgradeprofiles',
    properties: { controlPlaneProfile: profile, agentPoolProfiles: null },
  };
}

function profileOf(version: string): { readonly kubernetesVersion: string; readonly osType: 'Linux'; readonly upgrades: readonly JsonObject[] } {
  return { kubernetesVersion: version, osType: 'Linux', upgrades: upgradesOf(version).map((kubernetesVersion) => ({ kubernetesVersion })) };
}
