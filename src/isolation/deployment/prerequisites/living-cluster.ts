/** What a living cluster says that no update changes. */
import { textAt } from '../../../arm/json.ts';
import { sameId } from '../../../arm/resource-id.ts';
import { poolNameOf, poolsOf } from '../../document/cluster.ts';
import { clusterIdOf } from '../../specification.ts';
import { nameOf, networkIdOf } from './names.ts';
import type { NetworkSite } from './site.ts';
import { wrong, type Want } from './want.ts';

/** A cluster never moves to another network (AKS documentation, "Create a private AKS cluster": subnets are chosen at creation). */
export function livingClusterWants({ cluster, network, specification }: NetworkSite): readonly Want[] {
  const elsewhere = poolsOf(cluster).find((pool) => !sameId(networkIdOf(textAt(pool, 'vnetSubnetID') ?? '') ?? '', network.id));
  if (elsewhere === undefined) return [];
  const place = networkIdOf(textAt(elsewhere, 'vnetSubnetID') ?? '');
  return [wrong(
    clusterIdOf(specification), `the nodes of pool ${poolNameOf(elsewhere)} are in ${place === undefined ? 'the network of AKS' : `network ${nameOf(place)}`}, not in ${nameOf(network.id)}`,
    'A living cluster stays in its network: name that one, or build a new cluster.',
  )];
}
