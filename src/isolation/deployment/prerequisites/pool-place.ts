/** Where the pools of a cluster are. */
import { textAt } from '../../../arm/json.ts';
import { sameId } from '../../../arm/resource-id.ts';
import { poolNameOf, poolsOf } from '../../document/cluster.ts';
import { clusterIdOf } from '../../specification.ts';
import { nameOf, networkIdOf } from './names.ts';
import type { NetworkSite } from './site.ts';
import { wrong, type Want } from './want.ts';

/** All pools of a cluster share a network, which no update changes (REST documentation of agent pools, `vnetSubnetID`). Pools of a new one may leave it open. */
export function poolPlaceWants({ cluster, body, network, specification }: NetworkSite): readonly Want[] {
  const pools = poolsOf(body).filter((pool) => cluster !== undefined || textAt(pool, 'vnetSubnetID') !== undefined);
  const elsewhere = pools.find((pool) => !sameId(networkIdOf(textAt(pool, 'vnetSubnetID') ?? '') ?? '', network.id));
  if (elsewhere === undefined) return [];
  const place = networkIdOf(textAt(elsewhere, 'vnetSubnetID') ?? '');
  return [wrong(
    clusterIdOf(specification), `the nodes of pool ${poolNameOf(elsewhere)} are in ${place === undefined ? 'the network of AKS' : `network ${nameOf(place)}`}, not in ${nameOf(network.id)}`,
    cluster === undefined ? 'All pools of a cluster are in one network: mend the cluster-file.' : 'A living cluster stays in its network: name that one, or build a new cluster.',
  )];
}
