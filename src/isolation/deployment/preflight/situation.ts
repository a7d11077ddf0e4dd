/** What a check looks at: what was read, what is wanted, and what is about to be written. */
import { at, isJsonObject, textAt, type JsonObject } from '../../../arm/json.ts';
import { sameId } from '../../../arm/resource-id.ts';
import { creationBody } from '../../desired-cluster.ts';
import { equalsIgnoringCase, isolatedOutboundTypes, isStopped, outboundTypeOf, poolNameOf, poolsOf } from '../../document/cluster.ts';
import { quote } from '../../migration.ts';
import { clusterIdOf, type ClusterSpecification } from '../../specification.ts';
import type { Step } from '../step.ts';
import { variantOf, type Variant } from '../variant.ts';
import type { PreflightObservation } from './observation.ts';
import { isDeparture, plannedValue } from './planned.ts';
import { isMigration, type Questions } from './questions.ts';
import type { NetworkKind } from './transitions.ts';

export interface PreflightOptions {
  /** What is about to be written; empty: nothing is, and nothing stands in the way. */
  readonly steps: readonly Step[];
  readonly allowUnverified: boolean;
  /** The user knows which registries a migrated cluster pulls from no more. */
  readonly acknowledgeImages: boolean;
}

export interface Situation {
  readonly specification: ClusterSpecification;
  readonly variant: Variant;
  readonly observed: PreflightObservation;
  readonly questions: Questions;
  readonly options: PreflightOptions;
  readonly steps: readonly Step[];
  /** The living cluster's document. */
  readonly living: JsonObject | undefined;
  /** The living cluster, or the one that is to be created. */
  readonly document: JsonObject;
  /** Its pools by name, and those that the plan adds. */
  readonly pools: readonly JsonObject[];
  /** True when the plan makes a cluster isolated: a new one, or a living one that is not yet. */
  readonly isIsolating: boolean;
  /** The same of a living cluster alone. */
  readonly isMigrating: boolean;
  /** The outbound type that the cluster is to have. */
  readonly outboundType: string;
  readonly network: NetworkKind;
}

export function situationOf(observed: PreflightObservation, specification: ClusterSpecification, options: PreflightOptions, questions: Questions): Situation {
  const { cluster: living } = observed;
  const { steps } = options;
  const variant = variantOf(specification);
  const document = living ?? creationBody(specification);
  const id = clusterIdOf(specification);
  const added = steps.flatMap(({ id: written, work }): readonly JsonObject[] => {
    const [, name] = /\/agentPools\/([^/]+)$/i.exec(written) ?? [];
    const properties = work.kind === 'put' && typeof work.body !== 'function' ? at(work.body, 'properties') : undefined;
    const isOwn = written.toLowerCase().startsWith(`${id.toLowerCase()}/`);
    return name !== undefined && isOwn && isJsonObject(properties) ? [{ ...properties, name }] : [];
  });
  const present = poolsOf(document).filter(isJsonObject);
  const isMigrating = living !== undefined && !isDeparture(steps, id) && isMigration(specification, living);
  return {
    specification, variant, observed, questions, options, steps, living, document, isMigrating,
    pools: [...present, ...added.filter((pool) => !present.some((one) => poolNameOf(one) === poolNameOf(pool)))].toSorted((a, b) => (poolNameOf(a) < poolNameOf(b) ? -1 : 1)),
    isIsolating: living === undefined || isMigrating,
    outboundType: wantedOutboundType(specification, living, plannedValue(steps, id, 'properties', 'networkProfile', 'outboundType')),
    network: variant.network !== undefined || present.some((pool) => (textAt(pool, 'vnetSubnetID') ?? '') !== '') ? 'own' : 'managed',
  };
}

/** What the plan says counts; unless the user names one, an isolated cluster keeps what it has. */
function wantedOutboundType(specification: ClusterSpecification, living: JsonObject | undefined, inPlan: unknown): string {
  if (typeof inPlan === 'string') return inPlan;
  const named: string | undefined = specification.variant?.outboundType;
  if (named !== undefined) return named;
  const has = living === undefined ? 'none' : outboundTypeOf(living);
  return isolatedOutboundTypes.some((type) => equalsIgnoringCase(type, has)) ? has : 'none';
}

/** What the plan sets a property of the cluster to; undefined: it leaves the property as it is. */
export function planned({ steps, specification }: Situation, ...path: readonly string[]): unknown {
  return plannedValue(steps, clusterIdOf(specification), ...path);
}

/** True where the cluster stands still and the plan starts it before it does anything else with it: a run was cut off between stopping and starting. */
export function startsFirst({ living, steps }: Situation): boolean {
  const power = steps.find(({ work }) => work.kind === 'power')?.work;
  return living !== undefined && isStopped(living) && power?.kind === 'power' && power.action === 'start';
}

/** The steps that write or delete a resource. */
export function stepsOn(steps: readonly Step[], id: string): readonly Step[] {
  return steps.filter((step) => sameId(step.id, id));
}

/** Options of `az aks` that name the cluster. */
export function clusterOptions({ specification: { resourceGroup, name, subscriptionId } }: Situation): string {
  return `--resource-group ${quote(resourceGroup)} --name ${quote(name)} --subscription ${subscriptionId}`;
}

/** Options of `az aks nodepool` that name a pool. */
export function poolOptions({ specification: { resourceGroup, name, subscriptionId } }: Situation, pool: string): string {
  return `--resource-group ${quote(resourceGroup)} --cluster-name ${quote(name)} --name ${quote(pool)} --subscription ${subscriptionId}`;
}
