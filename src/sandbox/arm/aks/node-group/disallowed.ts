import { textAt, type JsonObject } from '../../../../arm/json.ts';
import { formatResourceId, parseResourceId, sameId } from '../../../../arm/resource-id.ts';
import type { OperationOutcome } from '../../operations.ts';
import { requirePolicyAllows } from '../../policy-enforcement.ts';
import { Refusal } from '../../http/refusal.ts';
import type { ArmCall } from '../../http/router.ts';
import type { Arm } from '../../state.ts';
import { poolId, type AgentPool, type Cluster } from '../cluster.ts';
import { sourceIn } from '../nodes/source.ts';
import { networkOf } from './network.ts';
import { nodeGroupOf } from './parts.ts';
import { managedRegistry, registryType } from './registry.ts';
import { scaleSetType, scaleSetOf } from './scale-sets.ts';
import { wayOutOf } from './way-out.ts';

/** The word by which an operation says that policy did not let AKS write. */
export const disallowedCode = 'RequestDisallowedByPolicy';

interface Written {
  readonly type: string;
  readonly name: string;
  readonly body: JsonObject;
}

/**
 * How an operation ends for which AKS writes what policy refuses in the resource group of the nodes (AKS troubleshooting, "RequestDisallowedByPolicy": a
 * reconciling PUT repairs the cluster when the policy is out of the way). Undefined: nothing objects. What `modify` would make of these writes is not done.
 * @param pools whose scale sets are written
 */
export function endOfDisallowed(cluster: Cluster, pools: readonly AgentPool[], what: 'cluster' | 'pools', call: ArmCall, arm: Arm): OperationOutcome | undefined {
  const group = nodeGroupOf(cluster);
  const sets = pools.filter(({ properties }) => properties['type'] === 'VirtualMachineScaleSets').map((pool): Written => {
    const { name, document } = scaleSetOf(pool, cluster);
    return { type: scaleSetType, name, body: document };
  });
  for (const { type, name, body } of [...(what === 'cluster' ? madeFor(cluster) : []), ...sets]) {
    try {
      requirePolicyAllows(arm, { ...call, apiVersion: '2024-11-01' }, { type, name, id: formatResourceId(group, type, name), body: { type, name, ...body } });
    } catch (thrown) {
      if (!(thrown instanceof Refusal) || thrown.response.status !== 403) throw thrown;
      const message = textAt(thrown.response.body, 'error', 'message') ?? '';
      return { status: 'Failed', error: { code: disallowedCode, message }, below: what === 'cluster' ? [] : pools.map(({ name: pool }) => poolId(cluster, pool).toLowerCase()) };
    }
  }
  return undefined;
}

/** The registry of AKS's own, the network, and what the cluster leaves by. */
function madeFor(cluster: Cluster): readonly Written[] {
  const registry = parseResourceId(sourceIn(cluster.properties).registryId ?? '');
  const isOwn = registry !== undefined && sameId(registry.resourceGroup ?? '', cluster.made.nodeResourceGroup);
  return [
    ...(isOwn ? [{ type: registryType, name: registry.name, body: managedRegistry(cluster.location) }] : []),
    ...[...networkOf(cluster), ...wayOutOf(cluster)].flatMap(({ type, names, body }) => (body === undefined ? [] : [{ type, name: names.join('/'), body: { location: cluster.location, ...body } }])),
  ];
}
