/** The steps of a living cluster, each made from what it changes. */
import { agentPoolType, apiVersions } from '../../../arm/api-versions.ts';
import type { JsonObject } from '../../../arm/json.ts';
import { differencesBetween, type Difference } from '../../document/difference.ts';
import { disruptionOf, disruptive, type Disruption } from '../../disruption.ts';
import { clusterIdOf, type ClusterSpecification } from '../../specification.ts';
import { formatDifference } from '../../write-step.ts';
import type { Body, Step, Work } from '../step.ts';

interface ClusterChange {
  readonly key: string;
  readonly title: string;
  readonly why: string;
  readonly after: readonly string[];
  /** What is merged into the cluster's document; null removes. */
  readonly change: JsonObject;
  /** The same where it holds what is known only later; `change` shows what is known now. */
  readonly later?: Body;
  readonly requires?: Extract<Work, { readonly kind: 'change' }>['requires'];
}

/** A write of the cluster: its document is read anew when the step begins, and `change` merged into it. */
export function changeStep(specification: ClusterSpecification, live: JsonObject, { change, later, requires, ...about }: ClusterChange): Step {
  const differences = differencesBetween(change, live);
  return {
    ...about,
    subject: `cluster ${specification.name}`,
    id: clusterIdOf(specification),
    disruption: disruptionOf(differences),
    details: differences.map(formatDifference),
    substance: differences.map(({ path, to }): Pick<Difference, 'path' | 'to'> => ({ path, to })),
    work: { kind: 'change', apiVersion: apiVersions.managedClusters, change: later ?? change, ...(requires === undefined ? {} : { requires }) },
  };
}

/**
 * A cluster whose last operation failed is written as it is: Azure makes it so once more (AKS documentation, "Troubleshoot a cluster in a failed state").
 * Nodes are not made anew before: the service refuses to while the cluster is Failed.
 */
export function reconcileStep(specification: ClusterSpecification, after: readonly string[]): Step {
  return {
    key: 'reconcile', title: `Reconcile cluster ${specification.name}`, why: 'Its last operation failed: whether it is what it says is not known.', subject: `cluster ${specification.name}`, id: clusterIdOf(specification),
    after, disruption: { kind: 'none' }, details: [], substance: { reconciles: specification.name }, work: { kind: 'change', apiVersion: apiVersions.managedClusters, change: {} },
  };
}

const reimages: Disruption = disruptive([{
  disturbs: 'reimage', what: 'every node is drained and made anew, one after the other',
  source: 'AKS documentation, "Upgrade node images"',
}]);

/** All nodes of a pool are made anew with the newest image, and learn where to pull from. */
export function renewalStep(specification: ClusterSpecification, pool: string, after: readonly string[], why: string): Step {
  return {
    key: renewalKey(pool),
    title: `Upgrade the node image of pool ${pool}`,
    why,
    subject: `pool ${pool}`,
    id: `${clusterIdOf(specification)}/${agentPoolType.split('/').at(-1) ?? ''}/${pool}`,
    after,
    disruption: reimages,
    details: [],
    substance: { pool },
    work: { kind: 'renew', pool },
  };
}

export function renewalKey(pool: string): string {
  return `node-image/${pool}`;
}

/** The cluster is stopped, or started again. */
export function powerStep(specification: ClusterSpecification, action: 'stop' | 'start', after: readonly string[], why: string): Step {
  return {
    key: action,
    title: `${action === 'stop' ? 'Stop' : 'Start'} cluster ${specification.name}`,
    why,
    subject: `cluster ${specification.name}`,
    id: clusterIdOf(specification),
    after,
    disruption: action === 'start' ? { kind: 'none' } : disruptive([{ disturbs: 'restart', what: 'everything in the cluster stops', source: 'AKS documentation, "Stop and start an AKS cluster"' }]),
    details: [],
    substance: { action },
    work: { kind: 'power', action },
  };
}
