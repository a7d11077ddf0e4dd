import { textAt, type JsonObject } from '../../../../arm/json.ts';
import type { ArmCall, Route } from '../../router.ts';
import type { Arm } from '../../state.ts';
import { aks, clusterPattern, requireCluster } from '../clusters.ts';
import { requirePool } from '../pools.ts';
import { defaultKubernetesVersion, nodeImages, offeredVersions } from '../versions.ts';

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
    { method: 'GET', pattern: `${clusterPattern}/agentPools/{pool}/upgradeProfiles/default`, handle: (call) => aks(200, poolProfile(arm, call)) },
  ];
}

type Offered = (typeof offeredVersions)[number];

function versionDocument({ minor, patch }: Offered): JsonObject {
  return {
    version: minor,
    capabilities: { supportPlan: ['KubernetesOfficial', 'AKSLongTermSupport'] },
    patchVersions: { [patch]: { upgrades: above(patch) } },
    ...(patch === defaultKubernetesVersion ? { isDefault: true } : {}),
  };
}

function orchestrators({ request }: ArmCall): JsonObject {
  const versions = offeredVersions.map(({ patch }) => ({
    orchestratorType: 'Kubernetes',
    orchestratorVersion: patch,
    ...(patch === defaultKubernetesVersion ? { default: true } : {}),
    upgrades: above(patch).map((orchestratorVersion) => ({ orchestratorType: 'Kubernetes', orchestratorVersion })),
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

function poolProfile(arm: Arm, call: ArmCall): JsonObject {
  const cluster = requireCluster(arm, call);
  const pool = requirePool(cluster, call);
  const profile = profileOf(textAt(pool.properties, 'currentOrchestratorVersion') ?? defaultKubernetesVersion);
  return {
    id: `${cluster.id}/agentPools/${pool.name}/upgradeProfiles/default`,
    name: 'default',
    type: 'Microsoft.ContainerService/managedClusters/agentPools/upgradeProfiles',
    properties: { ...profile, latestNodeImageVersion: nodeImages[profile.osType][1] },
  };
}

function profileOf(version: string): { readonly kubernetesVersion: string; readonly osType: 'Linux'; readonly upgrades: readonly JsonObject[] } {
  return { kubernetesVersion: version, osType: 'Linux', upgrades: above(version).map((kubernetesVersion) => ({ kubernetesVersion })) };
}

/** What a version can be brought to: the next minor one. */
function above(version: string): readonly string[] {
  const [, minor] = version.split('.');
  return offeredVersions.filter((offered) => Number(offered.minor.split('.')[1]) === Number(minor) + 1).map(({ patch }) => patch);
}
