import { isJsonObject, textAt, type JsonObject } from '../../../arm/json.ts';
import { aksRefusal } from '../http/refusal.ts';
import type { AgentPool, Cluster } from './cluster.ts';
import { changed, invalid, missing } from './property-refusals.ts';
import { requireOffered } from './versions.ts';

/** Linux pools: 12 characters; Windows pools are held to six (Microsoft Learn, aka.ms/aks-naming-rules). */
const poolName = /^[a-z][a-z0-9]{0,11}$/;
/** Microsoft Learn, "quotas-skus-regions": node pools in a cluster, nodes in all of them, and characters of a Windows pool's name. */
export const mostPools = 100;
const mostNodes = 5000;
const windowsName = 6;
const fixedProperties = ['vmSize', 'osType', 'vnetSubnetID', 'type', 'osDiskType'] as const;

/** Refuses the `agentPoolProfiles` of a cluster PUT that AKS would refuse. */
export function requirePools(pools: readonly unknown[], existing: Cluster | undefined): void {
  if (pools.length === 0) throw missing('agentPoolProfiles');
  const sent = pools.map((pool) => readPool(pool));
  requirePoolRoom(pools.filter(isJsonObject));
  const doubled = sent.find(({ name }, index) => sent.findIndex((other) => other.name === name) !== index);
  if (doubled !== undefined) throw invalid('agentPoolProfile.name', doubled.name, 'two agent pools have this name');
  if (existing !== undefined) requireSamePools(sent, existing);
  for (const { name, pool } of sent) requireValidPool(name, pool, existing?.pools.find((candidate) => candidate.name === name));
  if (existing === undefined && !sent.some(({ pool }) => pool['mode'] === 'System')) {
    throw aksRefusal(400, 'BadRequest', 'Must define at least one system pool.');
  }
}

/** Refuses a pool, alone or in a cluster, that has an impossible name or that changes what is fixed. */
export function requireValidPool(name: string, properties: JsonObject, existing: AgentPool | undefined): void {
  const osType = textAt(properties, 'osType') ?? textAt(existing?.properties, 'osType');
  if (!poolName.test(name) || (osType?.toLowerCase() === 'windows' && name.length > windowsName)) throw invalid('agentPoolProfile.name', name, 'see https://aka.ms/aks-naming-rules');
  requireOffered(properties['orchestratorVersion'], textAt(existing?.properties, 'orchestratorVersion'));
  const { count } = properties;
  if (count !== undefined && count !== null && !(Number.isInteger(count) && Number(count) >= 0 && Number(count) <= 1000)) {
    throw invalid('agentPoolProfile.count', JSON.stringify(count), 'it is a whole number from 0 to 1000');
  }
  const different = fixedProperties.find((property) => {
    const wanted = textAt(properties, property);
    return existing !== undefined && wanted !== undefined && wanted !== textAt(existing.properties, property);
  });
  if (different !== undefined) throw changed(`properties.${different}`);
}

/** Refuses more pools, or more nodes in them, than a cluster can have. Codes and texts are ours. */
export function requirePoolRoom(pools: readonly JsonObject[]): void {
  if (pools.length > mostPools) throw invalid('agentPoolProfiles', String(pools.length), `a cluster has at most ${mostPools} agent pools`);
  const nodes = pools.reduce((sum, { count }) => sum + (typeof count === 'number' ? count : 0), 0);
  if (nodes > mostNodes) throw invalid('agentPoolProfile.count', String(nodes), `a cluster has at most ${mostNodes} nodes`);
}

interface SentPool {
  readonly name: string;
  readonly pool: JsonObject;
}

function readPool(pool: unknown): SentPool {
  if (!isJsonObject(pool)) throw invalid('agentPoolProfiles', JSON.stringify(pool), 'an agent pool is an object');
  return { name: textAt(pool, 'name') ?? '', pool };
}

/** Assumed: a pool that is left out is refused like one that is new; the text for a new one is of errors.json. */
function requireSamePools(sent: readonly SentPool[], existing: Cluster): void {
  if (sent.some(({ name }) => !existing.pools.some((pool) => pool.name === name))) {
    throw aksRefusal(
      400,
      'BadRequest',
      'A new agent pool was introduced. Adding agent pools to an existing cluster is not allowed through managed cluster operations. '
      + 'For agent pool specific change, please use per agent pool operations: https://aka.ms/agent-pool-rest-api',
    );
  }
  const left = existing.pools.find((pool) => !sent.some(({ name }) => name === pool.name));
  if (left === undefined) return;
  throw aksRefusal(
    400,
    'BadRequest',
    `The agent pool '${left.name}' was left out. Removing agent pools from an existing cluster is not allowed through managed cluster `
    + 'operations. For agent pool specific change, please use per agent pool operations: https://aka.ms/agent-pool-rest-api',
  );
}
