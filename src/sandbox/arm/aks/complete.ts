import { arrayAt, isJsonObject, textAt, type JsonObject } from '../../../arm/json.ts';
import { managedClusterType } from '../../../arm/api-versions.ts';
import { withoutReadOnly } from '../read-only/strip.ts';
import { tenantId } from '../../identities.ts';
import { idsOfIdentity } from '../authorization/principals.ts';
import type { ArmCall } from '../http/router.ts';
import { newEtag, subscriptionOf, type Cluster, type ServiceMade } from './cluster.ts';
import { completeNetwork } from './complete-network.ts';
import { completePool } from './complete-pool.ts';
import { sourceIn } from './nodes/source.ts';
import { asObject, compact, isEmptyObject, omit, withoutNulls } from '../documents.ts';
import { defaultKubernetesVersion, resolveKubernetesVersion } from './versions.ts';

/** Made by the service, shown by `render.ts`, or placed by `completeProperties` below. */
const handled: ReadonlySet<string> = new Set([
  'provisioningState', 'status', 'powerState', 'kubernetesVersion', 'currentKubernetesVersion', 'dnsPrefix', 'fqdn', 'azurePortalFQDN', 'privateFQDN',
  'agentPoolProfiles', 'linuxProfile', 'windowsProfile', 'servicePrincipalProfile', 'addonProfiles', 'nodeResourceGroup', 'enableRBAC',
  'supportPlan', 'networkProfile', 'maxAgentPools', 'privateLinkResources', 'apiServerAccessProfile', 'identityProfile',
  'autoUpgradeProfile', 'disableLocalAccounts', 'securityProfile', 'storageProfile', 'oidcIssuerProfile', 'workloadAutoScalerProfile',
  'resourceUID', 'metricsProfile', 'bootstrapProfile',
]);

/** Where a cluster stands and what was made up for it: what a PUT cannot change. */
export type ClusterFrame = Pick<Cluster, 'id' | 'name' | 'resourceGroup' | 'location' | 'made'>;

/**
 * What AKS makes of a cluster PUT that passed its rules: the document that is stored (ground-truth/README.md, "What the service
 * makes of a PUT", 1 to 7). Assumed, as in aks-network-isolation.md 4.4: a profile that an update leaves out goes back to the
 * service's default, so that a client which drops what it does not know is found out here.
 */
export function completeCluster(asSent: JsonObject, frame: ClusterFrame, existing: Cluster | undefined, { now, apiVersion }: Pick<ArmCall, 'now' | 'apiVersion'>): Cluster {
  const body = withoutReadOnly(managedClusterType, asSent);
  const sent = withoutNulls(asObject(body['properties']));
  const properties = completeProperties(sent, frame, existing);
  const around = {
    kubernetesVersion: textAt(properties, 'kubernetesVersion') ?? defaultKubernetesVersion,
    networkProfile: asObject(properties['networkProfile']),
    nodes: { ...sourceIn(properties), madeAt: now },
    apiVersion,
  };
  const pools = arrayAt(sent, 'agentPoolProfiles').filter(isJsonObject).map((pool) => {
    const name = textAt(pool, 'name') ?? '';
    return completePool(name, pool, existing?.pools.find((candidate) => candidate.name === name), around);
  });
  const { tags } = body;
  return {
    ...frame,
    ...(isJsonObject(tags) ? { tags } : {}),
    ...completeIdentity(body, frame.made),
    sku: { name: 'Base', tier: 'Free', ...asObject(body['sku']) },
    properties,
    pools,
    etag: newEtag(),
  };
}

function completeProperties(sent: JsonObject, frame: ClusterFrame, existing: Cluster | undefined): JsonObject {
  // Azure CLI sends an empty text where no version was asked for.
  const version = filled(textAt(sent, 'kubernetesVersion')) ?? textAt(existing, 'properties', 'kubernetesVersion') ?? defaultKubernetesVersion;
  const prefix = textAt(sent, 'dnsPrefix') ?? textAt(existing, 'properties', 'dnsPrefix') ?? frame.name;
  const access = completeAccess(asObject(sent['apiServerAccessProfile']));
  return compact({
    powerState: { code: 'Running' },
    kubernetesVersion: version,
    currentKubernetesVersion: resolveKubernetesVersion(version) ?? version,
    dnsPrefix: prefix,
    ...names(prefix, access, frame),
    linuxProfile: sent['linuxProfile'],
    windowsProfile: { adminUsername: 'azureuser', enableCSIProxy: true, ...omit(asObject(sent['windowsProfile']), new Set(['adminPassword'])) },
    servicePrincipalProfile: { clientId: textAt(sent, 'servicePrincipalProfile', 'clientId') ?? 'msi' },
    addonProfiles: isEmptyObject(sent['addonProfiles']) ? undefined : sent['addonProfiles'],
    nodeResourceGroup: frame.made.nodeResourceGroup,
    enableRBAC: sent['enableRBAC'] ?? true,
    supportPlan: sent['supportPlan'] ?? 'KubernetesOfficial',
    networkProfile: completeNetwork(asObject(sent['networkProfile']), asObject(existing?.properties['networkProfile'])),
    maxAgentPools: 100,
    apiServerAccessProfile: isEmptyObject(access) ? undefined : access,
    identityProfile: sent['identityProfile'],
    autoUpgradeProfile: { nodeOSUpgradeChannel: 'NodeImage', ...asObject(sent['autoUpgradeProfile']) },
    disableLocalAccounts: sent['disableLocalAccounts'] ?? false,
    securityProfile: sent['securityProfile'] ?? {},
    storageProfile: { ...storageDefaults, ...asObject(sent['storageProfile']) },
    oidcIssuerProfile: completeIssuer(asObject(sent['oidcIssuerProfile']), frame),
    workloadAutoScalerProfile: sent['workloadAutoScalerProfile'] ?? {},
    resourceUID: frame.made.resourceUid,
    metricsProfile: { costAnalysis: { enabled: false }, ...asObject(sent['metricsProfile']) },
    bootstrapProfile: completeBootstrap(asObject(sent['bootstrapProfile']), frame),
    ...omit(sent, handled),
  });
}

const storageDefaults = {
  diskCSIDriver: { enabled: true },
  fileCSIDriver: { enabled: true },
  snapshotController: { enabled: true },
};

/** A private API server gets a zone and, unless told not to, a public name; an empty list of ranges is not answered. */
function completeAccess(sent: JsonObject): JsonObject {
  const rest = arrayAt(sent, 'authorizedIPRanges').length === 0 ? omit(sent, new Set(['authorizedIPRanges'])) : sent;
  if (sent['enablePrivateCluster'] !== true) return rest;
  return {
    enablePrivateCluster: true,
    privateDNSZone: sent['privateDNSZone'] ?? 'system',
    enablePrivateClusterPublicFQDN: sent['enablePrivateClusterPublicFQDN'] ?? true,
    ...omit(rest, new Set(['enablePrivateCluster', 'privateDNSZone', 'enablePrivateClusterPublicFQDN'])),
  };
}

/** Assumed: without a public name the API server has no `fqdn`; the recordings have the public name everywhere. */
function names(prefix: string, access: JsonObject, { location, made }: ClusterFrame): { readonly [name: string]: string | undefined } {
  const publicName = `${prefix}-${made.publicNameSuffix}`;
  if (access['enablePrivateCluster'] !== true) {
    return { fqdn: `${publicName}.hcp.${location}.azmk8s.io`, azurePortalFQDN: `${publicName}.portal.hcp.${location}.azmk8s.io` };
  }
  return {
    fqdn: access['enablePrivateClusterPublicFQDN'] === false ? undefined : `${publicName}.hcp.${location}.azmk8s.io`,
    azurePortalFQDN: `${made.portalName}-priv.portal.hcp.${location}.azmk8s.io`,
    privateFQDN: `${prefix}-${made.privateNameSuffix}.${made.privateZone}.privatelink.${location}.azmk8s.io`,
  };
}

/** `Cache` without a registry gets the service's own, in the node resource group (managed-acr-create.json). */
function completeBootstrap(sent: JsonObject, frame: ClusterFrame): JsonObject {
  if (sent['artifactSource'] !== 'Cache') return { artifactSource: 'Direct' };
  const registries = `/subscriptions/${subscriptionOf(frame)}/resourceGroups/${frame.made.nodeResourceGroup}/providers/Microsoft.ContainerRegistry/registries`;
  return { artifactSource: 'Cache', containerRegistryId: sent['containerRegistryId'] ?? `${registries}/${frame.made.registryName}` };
}

function completeIssuer(sent: JsonObject, { location, made }: ClusterFrame): JsonObject {
  if (sent['enabled'] !== true) return { enabled: false };
  return { enabled: true, issuerURL: `https://${location}.oic.prod-aks.azure.com/${tenantId}/${made.issuer}/` };
}

/** `clientId` of a user-assigned identity is held back from the create answer by `render.ts`. */
function completeIdentity(body: JsonObject, made: ServiceMade): { readonly identity?: JsonObject } {
  const type = textAt(body, 'identity', 'type');
  if (type === 'SystemAssigned') return { identity: { type, principalId: made.principalId, tenantId } };
  if (type !== 'UserAssigned') return {};
  const ids = Object.keys(asObject(asObject(body['identity'])['userAssignedIdentities']));
  return { identity: { type, userAssignedIdentities: Object.fromEntries(ids.map((id) => [id, idsOfIdentity(id)])) } };
}

function filled(text: string | undefined): string | undefined {
  return text === '' ? undefined : text;
}
