import { arrayAt, at, isJsonObject, textAt, type JsonObject } from '../../../arm/json.ts';
import { aksRefusal, type Refusal } from '../http/refusal.ts';
import type { Cluster } from './cluster.ts';
import { outboundTypeOf } from './complete-network.ts';
import { asObject } from '../documents.ts';
import { mayChangeOutboundType, outboundTypes } from './outbound-transitions.ts';
import { requirePools } from './pool-rules.ts';
import { changed, invalid, missing } from './property-refusals.ts';
import { requireFindable } from './refusals/api-server.ts';
import { requireIdentityValues, requireOwnIdentity } from './refusals/identities.ts';
import { isolatedTypes as isolated, notIsolated, requireIsolable } from './refusals/isolated.ts';
import { requireOffered } from './versions.ts';

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
  requireFindable(properties);
  requireIdentityValues(body, existing);
  requireOwnIdentity(body, existing);
  if (existing !== undefined) requireChange(wish, existing);
  requireIsolable(body, wish.outboundType, existing);
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
  requireOffered(at(properties, 'kubernetesVersion'), textAt(existing, 'properties', 'kubernetesVersion'));
}

function requireNetwork({ properties, outboundType, artifactSource }: Wish, body: JsonObject): void {
  if (!outboundTypes.has(outboundType)) throw invalid('networkProfile.outboundType', outboundType, 'it is no outbound type');
  if (artifactSource !== 'Cache' && artifactSource !== 'Direct') {
    throw invalid('bootstrapProfile.artifactSource', artifactSource, 'it is Cache or Direct');
  }
  const registry = textAt(properties, 'bootstrapProfile', 'containerRegistryId');
  if (artifactSource === 'Direct' && registry !== undefined) {
    // What the command line of Azure does not let pass (aks-network-isolation.md 2.1); that the service does not either is assumed.
    throw invalid('bootstrapProfile.containerRegistryId', registry, 'it is only taken with bootstrapProfile.artifactSource Cache');
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
