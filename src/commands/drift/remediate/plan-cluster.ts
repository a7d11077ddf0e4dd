import type { JsonObject } from '../../../arm/json.ts';
import { textAt } from '../../../arm/json.ts';
import { sameId } from '../../../arm/resource-id.ts';
import { AzureError } from '../../../azure/arm-error.ts';
import { objectionsTo } from '../../../isolation/protected-settings.ts';
import { isWhole, remedyFor, specificationOf, type Remedy, type RemedyPart } from '../../../isolation/remedy.ts';
import { clusterApiVersion, clusterIdOf, type ClusterSpecification } from '../../../isolation/specification.ts';
import { hashOf } from '../../plan-hash.ts';
import type { Tools } from '../../tools.ts';
import type { FailingCluster, RemediateOptions } from './options.ts';

/** What would be done about a cluster, or why nothing is. */
export type PlannedCluster = { readonly cluster: FailingCluster } & (
  | { readonly kind: 'remedy'; readonly specification: ClusterSpecification; readonly remedy: Remedy }
  | { readonly kind: 'held'; readonly why: string }
);

/**
 * Reads a cluster whole and plans: what judged it may have been a projection, and a PUT of that would erase the rest. What cannot be read is held
 * with why. Throws `CancelledError` alone.
 */
export async function planCluster(cluster: FailingCluster, options: RemediateOptions, tools: Tools): Promise<PlannedCluster> {
  const held = (why: string): PlannedCluster => ({ cluster, kind: 'held', why });
  const file = options.fileFor?.(cluster.id);
  const specification = specificationOf(cluster.id, file);
  if (specification === undefined) return held(`${cluster.id} is no id of a cluster.`);
  const { allowedSubscriptions } = options;
  if (allowedSubscriptions.length > 0 && !allowedSubscriptions.includes(specification.subscriptionId.toLowerCase())) {
    return held(`Subscription ${specification.subscriptionId} is not among "allowed-subscriptions"; nothing was asked of Azure.`);
  }
  const objections = file === undefined ? [] : objectionsTo(file, specification.name);
  if (objections.length > 0) return held(objections.join(' '));
  try {
    const document = await tools.arm.find(clusterIdOf(specification), clusterApiVersion);
    return document === undefined ? held(goneReason) : planDocument(document, cluster, specification, options);
  } catch (error) {
    if (error instanceof AzureError) return held(error.message);
    throw error;
  }
}

const goneReason = 'The cluster is not there any more.';

/** The plan for a document as it was just read. */
export function planDocument(document: JsonObject | undefined, cluster: FailingCluster, specification: ClusterSpecification, options: Pick<RemediateOptions, 'allowDisruption'>): PlannedCluster {
  if (document === undefined) return { cluster, kind: 'held', why: goneReason };
  // What a server says of another resource than the one that it was asked for is not written anywhere.
  if (!isWhole(document) || !sameId(textAt(document, 'id') ?? '', clusterIdOf(specification))) return { cluster, kind: 'held', why: 'Azure answered with something else than the whole document of the cluster.' };
  return { cluster, kind: 'remedy', specification, remedy: remedyFor(document, cluster.found, specification, options) };
}

/** What may be written of a plan. */
export function writable(planned: PlannedCluster, { allowDisruption }: Pick<RemediateOptions, 'allowDisruption'>): readonly RemedyPart[] {
  if (planned.kind === 'held' || planned.remedy.obstacle !== undefined) return [];
  return planned.remedy.parts.filter(({ disruption }) => allowDisruption || disruption.kind === 'none');
}

/** Fingerprint of what would be written. */
export function hashOfPlan(planned: PlannedCluster, options: Pick<RemediateOptions, 'allowDisruption'>): string {
  return hashOf(writable(planned, options).map(({ steps }) => steps.map(({ id, substance }) => ({ id: id.toLowerCase(), substance }))));
}
