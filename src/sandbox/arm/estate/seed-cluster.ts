import { arrayAt, isJsonObject, textAt, type JsonObject } from '../../../arm/json.ts';
import { clusterId, defaultNodeResourceGroup, makeUp, type AgentPool, type Cluster, type ServiceMade } from '../aks/cluster.ts';
import { sourceIn } from '../aks/nodes/source.ts';
import { asObject, omit } from '../documents.ts';
import { storeGroup } from '../groups/resource-groups.ts';
import type { ArmState, ResourceGroup } from '../state.ts';
import type { Planting, Seed } from './planting.ts';

const pools: ReadonlySet<string> = new Set(['agentPoolProfiles']);
const poolName: ReadonlySet<string> = new Set(['name']);

/** Puts a cluster into the store, and the resource group of its nodes. */
export function seedCluster({ id, document }: Seed, group: ResourceGroup, state: ArmState, planting: Planting): void {
  const location = textAt(document, 'location') ?? group.location;
  const given = asObject(document['properties']);
  const nodeResourceGroup = textAt(given, 'nodeResourceGroup') ?? defaultNodeResourceGroup(group.name, id.name, location);
  const frame = { id: clusterId(id.subscriptionId ?? '', group.name, id.name), name: id.name, resourceGroup: group.name, location };
  const cluster = givenCluster(frame, nodeResourceGroup, document, given, planting);
  state.clusters.set(cluster.id.toLowerCase(), cluster);
  storeGroup(state, id.subscriptionId ?? '', { name: nodeResourceGroup, location, managedBy: cluster.id });
}

/** Puts a pool into its cluster. Throws RangeError when that is not there. */
export function seedPool({ id, document }: Seed, group: ResourceGroup, state: ArmState, { etags, now }: Planting): void {
  const [name = ''] = id.fullName.split('/');
  const key = clusterId(id.subscriptionId ?? '', group.name, name).toLowerCase();
  const cluster = state.clusters.get(key);
  if (cluster === undefined) throw new RangeError('its cluster is not there.');
  const pool = { name: id.name.toLowerCase(), ...asObject(document['properties']) };
  const others = cluster.pools.filter((other) => other.name !== pool.name);
  const all = [...others, { name: pool.name, properties: omit(pool, poolName), nodes: { ...sourceIn(cluster.properties), madeAt: now }, etag: etags.settled }];
  const given = { ...(cluster.given ?? cluster.properties), agentPoolProfiles: all.map((one) => ({ name: one.name, ...one.properties })) };
  state.clusters.set(key, { ...cluster, pools: all, given });
}

/** What of a cluster is only asked for when somebody changes it is worked out then: clusters are many. */
function givenCluster(frame: Pick<Cluster, 'id' | 'name' | 'resourceGroup' | 'location'>, nodeResourceGroup: string, document: JsonObject, given: JsonObject, { etags, now }: Planting): Cluster {
  const { tags, identity, sku } = document;
  let made: ServiceMade | undefined;
  return {
    ...frame,
    ...(isJsonObject(tags) ? { tags } : {}),
    ...(isJsonObject(identity) ? { identity } : {}),
    sku: isJsonObject(sku) ? sku : { name: 'Base', tier: 'Free' },
    given,
    etag: etags.settled,
    get properties() {
      return omit(given, pools);
    },
    get pools() {
      const nodes = { ...sourceIn(given), madeAt: now };
      return arrayAt(given, 'agentPoolProfiles').filter(isJsonObject).map((pool): AgentPool => ({ name: textAt(pool, 'name') ?? '', properties: omit(pool, poolName), nodes, etag: etags.settled }));
    },
    get made() {
      made ??= makeUp(nodeResourceGroup);
      return made;
    },
  };
}
