import { arrayAt, at, textAt, type JsonObject } from '../../../../arm/json.ts';
import { asObject } from '../../documents.ts';
import { aksRefusal, type Refusal } from '../../http/refusal.ts';
import type { StoredResource } from '../../resources/store.ts';
import type { ArmState } from '../../state.ts';
import type { Cluster } from '../cluster.ts';

/** Where API servers stand in no virtual network (Microsoft Learn, "api-server-vnet-integration", limitations). */
const withoutIntegration: ReadonlySet<string> = new Set(['qatarcentral']);
/** What a subnet of API servers is delegated to, and the longest prefix of one: 16 addresses, of which nine are used. */
const delegate = 'Microsoft.ContainerService/managedClusters';
const longestPrefix = 28;

/** Refuses a private cluster whose API server nobody could find: no zone and no public name (Microsoft Learn, "private-clusters"; the text is ours). */
export function requireFindable(properties: JsonObject): void {
  const access = asObject(properties['apiServerAccessProfile']);
  if (access['enablePrivateCluster'] !== true || textAt(access, 'privateDNSZone')?.toLowerCase() !== 'none' || access['enablePrivateClusterPublicFQDN'] !== false) return;
  throw unfit('privateDNSZone', "'none': a private cluster without a private DNS zone needs its public FQDN");
}

/**
 * Refuses an API server in a network that has no place for it (aks-network-isolation.md 2.1): by region, delegation and size of the subnet, and encryption of
 * the network. A subnet that stands nowhere in the sandbox is not looked at. Codes and texts are ours but for the first
 * (pulumi/pulumi-azure-native issue 4348, where the code is assumed).
 */
export function requireApiServerPlace(properties: JsonObject, location: string, existing: Cluster | undefined, state: ArmState): void {
  const access = asObject(properties['apiServerAccessProfile']);
  if (access['enableVnetIntegration'] !== true) return;
  const pools = arrayAt(properties, 'agentPoolProfiles');
  const subnetId = textAt(access, 'subnetId');
  if (subnetId === undefined && pools.some((pool) => textAt(pool, 'vnetSubnetID') !== undefined)) {
    throw aksRefusal(400, 'InvalidParameter', 'apiServerAccessProfile.subnetId should not be empty when using custom vnet with apiserverVnetIntegration', 'apiServerAccessProfile.subnetId');
  }
  if (withoutIntegration.has(location)) throw unfit('enableVnetIntegration', `API Server VNet Integration is not available in ${location}`);
  const before = existing === undefined ? undefined : textAt(existing.properties, 'apiServerAccessProfile', 'subnetId');
  const subnet = subnetId === undefined || subnetId === before ? undefined : state.resources.find(subnetId);
  if (subnet === undefined) return;
  requireSubnet(subnet);
  const network = state.resources.find(subnet.parentKey ?? '');
  const pool = pools.find((one) => Number(/_v(\d+)$/i.exec(textAt(one, 'vmSize') ?? '')?.[1]) >= 4);
  if (at(network?.properties, 'encryption', 'enabled') === true && pool !== undefined) {
    throw unfit('subnetId', `its virtual network is encrypted, which is not supported with agent pool '${textAt(pool, 'name') ?? ''}' of size ${textAt(pool, 'vmSize') ?? ''}`);
  }
}

function requireSubnet({ id, properties }: StoredResource): void {
  const delegations = arrayAt(properties, 'delegations').map((one) => textAt(one, 'properties', 'serviceName')?.toLowerCase());
  if (!delegations.includes(delegate.toLowerCase())) throw unfit('subnetId', `subnet ${id} is not delegated to ${delegate}`);
  const prefixes = [textAt(properties, 'addressPrefix'), ...arrayAt(properties, 'addressPrefixes')].filter((prefix) => typeof prefix === 'string').filter((prefix) => !prefix.includes(':'));
  const small = prefixes.find((prefix) => Number(prefix.split('/')[1]) > longestPrefix);
  if (small !== undefined) throw unfit('subnetId', `subnet ${id} with address prefix ${small} is smaller than /${longestPrefix}`);
}

function unfit(member: string, why: string): Refusal {
  return aksRefusal(400, 'InvalidParameter', `The value of parameter apiServerAccessProfile.${member} is invalid. Error details: ${why}.`, `apiServerAccessProfile.${member}`);
}
