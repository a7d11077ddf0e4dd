import { at, member, textAt, type JsonObject } from '../../../../../arm/json.ts';
import { equalsIgnoringCase, hasNodePublicIp, poolNameOf } from '../../../../document/cluster.ts';
import type { Check, Remark } from '../../check.ts';
import type { ObstacleKind } from '../../obstacle.ts';
import { poolOptions, startsFirst, type Situation } from '../../situation.ts';

interface PoolKind {
  readonly id: string;
  readonly kind: ObstacleKind;
  readonly title: string;
  /** What is said of a pool: "Pool `name` …". */
  readonly found: string;
  readonly why: string;
  readonly remedy: string;
  readonly source: string;
  readonly isSo: (pool: JsonObject, situation: Situation) => boolean;
  /** The subcommand of `az aks nodepool` that mends it. */
  readonly subcommand?: 'delete' | 'start';
}

const limitations = 'AKS documentation, "Network isolated Azure Kubernetes Service (AKS) clusters": limitations';
const is = (value: unknown, wanted: string): boolean => typeof value === 'string' && equalsIgnoringCase(value, wanted);

const kinds: readonly PoolKind[] = [
  {
    id: 'windows-pool', kind: 'refusal', title: 'No pool runs Windows', found: 'runs Windows', source: limitations, subcommand: 'delete', isSo: (pool) => is(member(pool, 'osType'), 'Windows'),
    why: 'Windows nodes fetch what they start with from the Internet; AKS does not support them on network isolated clusters.', remedy: 'Delete the pool, or run it in a cluster of its own that may reach the Internet.',
  },
  {
    id: 'gateway-pool', kind: 'refusal', title: 'No pool is a gateway', found: 'is a gateway', source: 'AKS documentation, "Configure Static Egress Gateway in AKS"', subcommand: 'delete', isSo: (pool) => is(member(pool, 'mode'), 'Gateway'),
    why: 'Its nodes carry public addresses for pods to leave by, whatever the outbound type is.', remedy: 'Delete the pool and disable the static egress gateway.',
  },
  {
    id: 'node-public-ip', kind: 'refusal', title: 'No node has a public address', found: 'gives its nodes public addresses', source: 'AKS documentation, "Network isolated Azure Kubernetes Service (AKS) clusters": caution', subcommand: 'delete', isSo: hasNodePublicIp,
    why: 'Nodes leave by them whatever the outbound type is, and no update takes them from a living pool.', remedy: 'Add a pool without public addresses, move the workloads, and delete this one.',
  },
  {
    id: 'availability-set', kind: 'refusal', title: 'Pools are scale sets', found: 'is an availability set', source: 'Azure/azure-cli, `az aks upgrade --node-image-only` refuses such pools', subcommand: 'delete', isSo: (pool) => is(member(pool, 'type'), 'AvailabilitySet'),
    why: 'Its nodes cannot be made anew with another image, so they would never learn where to start from.', remedy: 'Add a pool of scale sets, move the workloads, and delete this one.',
  },
  {
    id: 'virtual-machines-pool', kind: 'unverified', title: 'Pools are scale sets, and not single machines', found: 'is of type VirtualMachines', source: 'AKS documentation, "Customize cluster egress with outbound types": requirements', isSo: (pool) => is(member(pool, 'type'), 'VirtualMachines'),
    why: 'The documentation of outbound types asks for scale sets, although tools make such pools by default now.', remedy: 'Use a pool of scale sets, or try it on a cluster that may break and set `allow-unverified`.',
  },
  {
    id: 'stopped-pool', kind: 'unverified', title: 'Every pool runs', found: 'is stopped', source: 'AKS documentation, "Start and stop an AKS node pool" (says nothing of node images)', subcommand: 'start', isSo: (pool, situation) => is(at(pool, 'powerState', 'code'), 'Stopped') && !startsFirst(situation),
    why: 'Whether its nodes start from the cache when it is started later is not known.', remedy: 'Start or delete the pool, or set `allow-unverified`.',
  },
  {
    id: 'local-dns', kind: 'unverified', title: 'No pool has a DNS of its nodes', found: 'has local DNS', source: 'AKS documentation, "LocalDNS in AKS" (says nothing of isolation)', isSo: (pool) => is(at(pool, 'localDNSProfile', 'mode'), 'Required') || is(at(pool, 'localDNSProfile', 'state'), 'Enabled'),
    why: 'Whether its nodes find the private endpoint of the registry while they start is not known.', remedy: 'Disable it, or try it on a cluster that may break and set `allow-unverified`.',
  },
  {
    id: 'zero-count', kind: 'notice', title: 'Every pool has nodes', found: 'has no nodes', source: 'REST reference of agent pools, `upgradeNodeImageVersion`', isSo: (pool) => member(pool, 'count') === 0,
    why: 'There is nothing to make anew; whether nodes that come later start from the cache shows when the first one comes.', remedy: 'Scale the pool up once after the deployment and see that a node comes.',
  },
];

export const poolChecks: readonly Check[] = kinds.map((kind): Check => {
  const { id, title, why, remedy, source } = kind;
  return { id, title, why, remedy, source, group: 'pools', kinds: [kind.kind], look: (situation) => (situation.isIsolating ? situation.pools.filter((pool) => kind.isSo(pool, situation)).map((pool) => remarkOn(pool, kind, situation)) : []) };
});

function remarkOn(pool: JsonObject, { found, subcommand }: PoolKind, situation: Situation): Remark {
  const name = poolNameOf(pool);
  // A pool that is not there yet is mended where it is asked for.
  const isLiving = situation.living !== undefined && textAt(pool, 'provisioningState') !== undefined;
  return { target: name, title: `Pool ${name} ${found}`, ...(subcommand === undefined || !isLiving ? {} : { command: `az aks nodepool ${subcommand} ${poolOptions(situation, name)}` }) };
}
