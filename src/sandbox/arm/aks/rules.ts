import { arrayAt, at, isJsonObject, textAt, type JsonObject } from '../../../arm/json.ts';
import { aksRefusal, type Refusal } from '../refusal.ts';
import type { Cluster } from './cluster.ts';
import { outboundTypeOf } from './complete-network.ts';
import { asObject } from '../documents.ts';
import { mayChangeOutboundType, outboundTypes } from './outbound-transitions.ts';
import { requirePools } from './pool-rules.ts';
import { changed, invalid, missing } from './property-refusals.ts';
import { resolveKubernetesVersion } from './versions.ts';

/** The two outbound types of an isolated cluster. */
const isolated: ReadonlySet<string> = new Set(['none', 'block']);

const clusterName = /^[a-zA-Z0-9]([-_a-zA-Z0-9]{0,61}[a-zA-Z0-9])?$/;
const dnsPrefix = /^[a-zA-Z0-9]([-a-zA-Z0-9]{0,52}[a-zA-Z0-9])?$/;

/** What a PUT asks for and what lives, as far as the rules compare them. */
interface Wish {
  readonly properties: JsonObject;
  readonly outboundType: string;
  readonly artifactSource: string;
}

/**
 * Refuses a cluster PUT that AKS would refuse (aks-network-isolation.md 2.1 and 2.2; errors.json). Texts marked there as known are
 * Azure's; the others say the same in words of ours.
 */
export function requireValidCluster(name: string, body: JsonObject, existing: Cluster | undefined): void {
  const properties = asObject(body['properties']);
  if (!clusterName.test(name)) throw invalid('managedCluster.name', name, 'see https://aka.ms/aks-naming-rules');
  requireFrame(properties, existing);
  requirePools(arrayAt(properties, 'agentPoolProfiles'), existing);
  const wish: Wish = {
    properties,
    outboundType: outboundTypeOf(asObject(properties['networkProfile']), asObject(existing?.properties['networkProfile'])),
    artifactSource: textAt(properties, 'bootstrapProfile', 'artifactSource') ?? 'Direct',
  };
  requireNetwork(wish, body);
  requireApiServerSubnet(properties);
  if (existing !== undefined) requireChange(wish, existing);
}

/** Names and versions: what every cluster has. */
function requireFrame(properties: JsonObject, existing: Cluster | undefined): void {
  const prefix = textAt(properties, 'dnsPrefix');
  const fixed = textAt(existing, 'properties', 'dnsPrefix');
  if (prefix === undefined && textAt(properties, 'fqdnSubdomain') === undefined && fixed === undefined) throw missing('dnsPrefix');
  if (prefix !== undefined && !dnsPrefix.test(prefix)) throw invalid('dnsPrefix', prefix, 'it holds letters, digits and hyphens, at most 54');
  if (fixed !== undefined && prefix !== undefined && prefix !== fixed) throw changed('dnsPrefix');
  const group = textAt(properties, 'nodeResourceGroup');
  if (existing !== undefined && group !== undefined && group !== existing.made.nodeResourceGroup) throw changed('nodeResourceGroup');
  const version = at(properties, 'kubernetesVersion');
  if (version !== undefined && version !== null && (typeof version !== 'string' || resolveKubernetesVersion(version) === undefined)) {
    const shown = JSON.stringify(version);
    throw aksRefusal(
      400,
      'K8sVersionNotSupported',
      `Managed cluster is on version ${shown}, which is not supported in this region. Please use [az aks get-versions] command to get the `
      + 'supported version list in this region. For more information, please check https://aka.ms/supported-version-list',
    );
  }
}

function requireNetwork({ properties, outboundType, artifactSource }: Wish, body: JsonObject): void {
  if (!outboundTypes.has(outboundType)) throw invalid('networkProfile.outboundType', outboundType, 'it is no outbound type');
  if (artifactSource !== 'Cache' && artifactSource !== 'Direct') {
    throw invalid('bootstrapProfile.artifactSource', artifactSource, 'it is Cache or Direct');
  }
  if (isolated.has(outboundType) && artifactSource !== 'Cache') {
    throw notIsolated("When outbound type is none or block, bootstrapProfile.artifactSource must be 'Cache'");
  }
  if (artifactSource === 'Cache' && usesServicePrincipal(properties, body)) {
    throw aksRefusal(
      400,
      'BootstrapArtifactSourceNotAllowed',
      "When feature \"ServicePrincipalCluster\" is enabled, bootstrapProfile.artifactSource 'Cache' is not allowed",
    );
  }
  if (outboundType === 'userDefinedRouting' && isJsonObject(at(properties, 'networkProfile', 'loadBalancerProfile'))) {
    throw aksRefusal(
      400,
      'InvalidUserDefinedRoutingWithLoadBalancerProfile',
      'UserDefinedRouting and load balancer profile are mutually exclusive. Please refer to http://aka.ms/aks/outboundtype for more details',
      'networkProfile.loadBalancerProfile',
    );
  }
}

/** Text: pulumi/pulumi-azure-native issue 4348; the code is assumed. */
function requireApiServerSubnet(properties: JsonObject): void {
  const access = asObject(properties['apiServerAccessProfile']);
  const isOwn = arrayAt(properties, 'agentPoolProfiles').some((pool) => textAt(pool, 'vnetSubnetID') !== undefined);
  if (access['enableVnetIntegration'] !== true || !isOwn || textAt(access, 'subnetId') !== undefined) return;
  throw aksRefusal(400, 'InvalidParameter', 'apiServerAccessProfile.subnetId should not be empty when using custom vnet with apiserverVnetIntegration', 'apiServerAccessProfile.subnetId');
}

/** What a living cluster cannot become in one step. */
function requireChange({ properties, outboundType, artifactSource }: Wish, existing: Cluster): void {
  const liveType = textAt(existing.properties, 'networkProfile', 'outboundType') ?? 'loadBalancer';
  const liveSource = textAt(existing.properties, 'bootstrapProfile', 'artifactSource') ?? 'Direct';
  if (liveSource === 'Direct' && isolated.has(outboundType)) {
    throw notIsolated(
      `Outbound type cannot be changed to ${outboundType} together with bootstrapProfile.artifactSource to 'Cache'. `
      + 'Update bootstrapProfile.artifactSource first and upgrade the node image of all agent pools',
    );
  }
  if (liveSource === 'Cache' && artifactSource === 'Direct' && isolated.has(liveType)) {
    throw aksRefusal(400, 'BootstrapArtifactSourceNotAllowed', "BootstrapProfile artifact source cannot be changed from 'Cache' to 'Direct'");
  }
  const network = existing.pools.some((pool) => textAt(pool.properties, 'vnetSubnetID') !== undefined) ? 'own' : 'managed';
  if (!mayChangeOutboundType(liveType, outboundType, network)) throw changed('networkProfile.outboundType');
  requireSameAccess(properties, existing);
}

/** A link-based private API server is so from creation on; only one in a virtual network may change, and it stays there (4.3). */
function requireSameAccess(properties: JsonObject, existing: Cluster): void {
  const live = asObject(existing.properties['apiServerAccessProfile']);
  const wanted = asObject(properties['apiServerAccessProfile']);
  if (live['enableVnetIntegration'] === true && wanted['enableVnetIntegration'] !== true) throw changed('apiServerAccessProfile.enableVnetIntegration');
  if (wanted['enableVnetIntegration'] === true) return;
  if ((live['enablePrivateCluster'] === true) !== (wanted['enablePrivateCluster'] === true)) {
    throw changed('apiServerAccessProfile.enablePrivateCluster');
  }
}

function usesServicePrincipal(properties: JsonObject, body: JsonObject): boolean {
  const client = textAt(properties, 'servicePrincipalProfile', 'clientId');
  return client !== undefined && client !== 'msi' && textAt(body, 'identity', 'type') === undefined;
}

/** The way out cannot be closed while these pools start by it. The text is ours (aks-network-isolation.md 8, 4). */
export function notReimaged(pools: readonly { readonly name: string }[]): Refusal {
  return notIsolated(`The nodes of agent pools ${pools.map(({ name }) => name).join(', ')} do not use the bootstrap artifact source of the cluster. Upgrade their node images before changing the outbound type`);
}

function notIsolated(message: string): Refusal {
  return aksRefusal(400, 'InvalidNetworkIsolatedClusterConfiguration', message);
}
