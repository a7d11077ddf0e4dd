/** A model of the service, as small as it can be: what it refuses, and where nodes pull from. It knows nothing of the planner. */
import { at, isJsonObject, textAt, type JsonObject } from '../../../src/arm/json.ts';
import type { Freshness } from '../../../src/isolation/deployment/cluster/freshness.ts';
import { bodyOf, type Step } from '../../../src/isolation/deployment/step.ts';
import { mergeDocument } from '../../../src/isolation/document/merge.ts';
import { poolNameOf, poolsOf } from '../../../src/isolation/document/cluster.ts';

export interface Service {
  readonly cluster: JsonObject;
  /** What the nodes of each pool were made with. */
  readonly nodes: ReadonlyMap<string, string>;
}

/** "Cache /…/registries/r", "Direct". */
export function sourceText(cluster: unknown): string {
  const source = textAt(cluster, 'properties', 'bootstrapProfile', 'artifactSource') ?? 'Direct';
  return source === 'Cache' ? `Cache ${textAt(cluster, 'properties', 'bootstrapProfile', 'containerRegistryId') ?? ''}` : source;
}

export function outboundOf(cluster: unknown): string {
  return textAt(cluster, 'properties', 'networkProfile', 'outboundType') ?? 'loadBalancer';
}

const isIsolated = (type: string): boolean => type === 'none' || type === 'block';

/** The transitions that documentation "egress-outboundtype" allows, own network and managed. */
const allowed: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  managed: {
    loadBalancer: 'managedNATGatewayV2 managedNATGateway none block', managedNATGatewayV2: 'none block', managedNATGateway: 'managedNATGatewayV2 none block',
    none: 'loadBalancer managedNATGatewayV2 managedNATGateway block', block: 'loadBalancer managedNATGatewayV2 managedNATGateway none',
  },
  own: {
    loadBalancer: 'userAssignedNATGateway userDefinedRouting none', userAssignedNATGateway: 'loadBalancer userDefinedRouting none',
    userDefinedRouting: 'loadBalancer userAssignedNATGateway none', none: 'loadBalancer userAssignedNATGateway userDefinedRouting',
  },
};

/** True for a move that the service takes. */
export function mayMove(from: string, to: string, network: 'managed' | 'own'): boolean {
  return from === to || (allowed[network]?.[from]?.split(' ') ?? []).includes(to);
}

/** The service after a step. Throws what it would refuse, and what would leave nodes without images. */
export function carryOut(service: Service, step: Step): Service {
  const { work } = step;
  switch (work.kind) {
    case 'renew':
      return { ...service, nodes: new Map(service.nodes).set(work.pool, sourceText(service.cluster)) };
    case 'power':
      return { ...service, cluster: mergeDocument(service.cluster, { properties: { powerState: { code: work.action === 'stop' ? 'Stopped' : 'Running' } } }) };
    case 'change':
      return written(service, mergeDocument(service.cluster, bodyOf(work.change, () => undefined)));
    case 'put': {
      const body = bodyOf(work.body, () => undefined);
      return written(service, isJsonObject(body['properties']) && at(body, 'properties', 'networkProfile') !== undefined ? { ...service.cluster, ...body } : service.cluster);
    }
    case 'delete':
      return service;
  }
}

function written(service: Service, cluster: JsonObject): Service {
  const [from, to] = [outboundOf(service.cluster), outboundOf(cluster)];
  const [before, after] = [sourceText(service.cluster), sourceText(cluster)];
  const network = poolsOf(cluster).some((pool) => textAt(pool, 'vnetSubnetID') !== undefined) ? 'own' : 'managed';
  if (textAt(service.cluster, 'properties', 'powerState', 'code') === 'Stopped') throw new Error('a stopped cluster takes no update');
  if (isIsolated(to) && !after.startsWith('Cache')) throw new Error(`${to} needs Cache`);
  if (isIsolated(to) && !isIsolated(from) && before === 'Direct') throw new Error('Cache and the outbound type in one PUT');
  if (!mayMove(from, to, network)) throw new Error(`${from} → ${to} in a ${network} network`);
  if (isIsolated(from) && isIsolated(to) && before !== after && after === 'Direct') throw new Error('Direct without a way out');
  const stale = [...service.nodes].filter(([, source]) => source !== after);
  if (isIsolated(to) && !isIsolated(from) && stale.length > 0) throw new Error(`pool ${stale.map(([pool]) => pool).join(', ')} is left without images`);
  // AKS makes a registry where none is named.
  const registry = after === 'Cache ' ? { properties: { bootstrapProfile: { containerRegistryId: managedRegistry } } } : {};
  return { ...service, cluster: mergeDocument(cluster, registry) };
}

export const managedRegistry = '/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/MC_rg/providers/Microsoft.ContainerRegistry/registries/bootstrap';

/** What a perfect memory would tell. */
export function freshIn({ cluster, nodes }: Service): Freshness {
  return (pool) => nodes.get(pool) === sourceText(cluster);
}

export function poolNames({ cluster }: Service): readonly string[] {
  return poolsOf(cluster).map(poolNameOf);
}
