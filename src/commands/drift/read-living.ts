import { apiVersions } from '../../arm/api-versions.ts';
import type { JsonObject } from '../../arm/json.ts';
import { parseResourceId } from '../../arm/resource-id.ts';
import type { Resource } from '../../arm/resource.ts';
import type { ArmClient } from '../../azure/arm-client.ts';
import { readFleet, type Fleet } from '../../azure/fleet/read-fleet.ts';
import { seen } from '../../azure/fleet/places.ts';
import type { Detail } from '../../azure/fleet/rows.ts';
import { readSurroundings } from '../../azure/surroundings.ts';
import type { Tools } from '../tools.ts';
import type { DriftOptions, DriftTarget } from './options.ts';

/** Living clusters with what stands around them: a fleet, or one cluster read in the same form. */
export type Living = Fleet;

export interface ReadOptions {
  readonly detail: Detail;
  readonly isInShard?: (subscriptionId: string) => boolean;
}

/** Reads the clusters of a target: one directly, several by Resource Graph. Throws `AzureError` when Azure fails. */
export async function readLiving(target: DriftTarget, { detail, isInShard }: ReadOptions, { arm, clock, signal }: Pick<Tools, 'arm' | 'clock' | 'signal'>): Promise<Living> {
  if (target.kind === 'cluster') return await readOne(target.id, arm);
  const groups = target.scopes.filter(({ kind }) => kind === 'resourceGroup');
  const [fleet, absent] = await Promise.all([
    readFleet({ scopes: target.scopes, clusters: target.clusters, detail, ...(isInShard === undefined ? {} : { isInShard }) }, { arm, clock, signal }),
    Promise.all(groups.map(async ({ id }) => ({ id, ...await seen(async () => ({ document: await arm.find(id, apiVersions.resourceGroups) })) }))),
  ]);
  return {
    ...fleet,
    unseen: [...fleet.unseen, ...absent.flatMap(({ id, why }) => (why === undefined ? [] : [{ scope: id, why }]))],
    gone: [...fleet.gone, ...absent.filter(({ answer }) => answer !== undefined && answer.document === undefined).map(({ id }) => id)],
  };
}

async function readOne(id: string, arm: ArmClient): Promise<Living> {
  const none = { clusters: [], resources: () => [], complete: () => [], subscriptions: [], unseen: [], gone: [], notes: () => [], waves: [Promise.resolve()], read: async () => await Promise.resolve(false) };
  const { answer, why } = await seen(async () => ({ document: await arm.find(id, apiVersions.managedClusters) }));
  if (answer === undefined) return { ...none, unseen: [{ scope: id, why: why ?? '' }] };
  const cluster = answer.document === undefined ? undefined : asResource(id, answer.document);
  if (cluster === undefined) return { ...none, gone: [id] };
  const { resources, complete, unseen } = await readSurroundings(cluster, { arm });
  return { ...none, clusters: [cluster], resources: () => resources, complete: () => complete, notes: () => unseen.map((one) => `Not looked at: ${one}`) };
}

function asResource(id: string, document: JsonObject): Resource | undefined {
  const parsed = parseResourceId(id);
  return parsed === undefined ? undefined : { id: parsed.id, type: parsed.type, name: parsed.fullName, body: document };
}

/** For rules of which nobody knows what they look at, and for what is declared, everything is read. */
export function detailFor({ policyPaths, declared }: Pick<DriftOptions, 'policyPaths' | 'declared'>): Detail {
  return policyPaths.length === 0 && declared === undefined ? 'needed' : 'everything';
}
