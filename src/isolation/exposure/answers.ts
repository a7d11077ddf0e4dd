import type { Resource } from '../../arm/resource.ts';
import { exposureRules } from './catalogue.ts';
import type { Answer, Evidence } from './evidence.ts';
import { clustersIn, type ClusterView } from './graph/cluster.ts';
import { inventoryOf, type CompleteList } from './graph/inventory.ts';
import type { ExposureRule } from './rule.ts';

/** What the rules say of one cluster. */
export interface ClusterAnswers<Cluster = ClusterView> {
  readonly cluster: Cluster;
  /** In the order of the catalogue. */
  readonly answers: readonly { readonly rule: ExposureRule; readonly answer: Answer }[];
}

/**
 * Every way out of every cluster among the resources, one cluster after the other: whoever wants only what is open need not keep the rest.
 * @param complete the lists that hold everything there is; without them a way out that consists of a resource's presence is never closed
 */
export function* exposuresOf(resources: readonly Resource[], complete: readonly CompleteList[] = [], rules: readonly ExposureRule[] = exposureRules): Generator<ClusterAnswers, undefined> {
  for (const cluster of clustersIn(inventoryOf(resources, complete))) {
    yield { cluster, answers: rules.map((rule) => ({ rule, answer: answerOf(rule.look(cluster), cluster.resource) })) };
  }
}

/** The worst of the evidence decides. What rests on a resource of which it is not known whether it will be deployed is not known. */
export function answerOf(found: readonly Evidence[], cluster: Resource): Answer {
  const evidence = found.map((one) => bounded(ifDeployed(one, cluster)));
  const state = (['open', 'undetermined'] as const).find((worst) => evidence.some((one) => one.state === worst)) ?? 'closed';
  return { state, evidence };
}

/** The cluster's own condition makes its rules no less true: a cluster that is not deployed has no way out either, one that is has this one. */
function ifDeployed(evidence: Evidence, cluster: Resource): Evidence {
  const { spot, state, message } = evidence;
  const why = spot?.resource.mayBeAbsent;
  if (spot === undefined || why === undefined || state === 'undetermined' || spot.resource === cluster) return evidence;
  return { state: 'undetermined', message: `${message}, where \`${spot.resource.name}\` is deployed: ${why}`, spot };
}

/** Names in a template may be of any length; what people read is not. UTF-16 units. */
const longest = { message: 500, target: 500 } as const;

function bounded(evidence: Evidence): Evidence {
  const { message, target = '' } = evidence;
  if (message.length <= longest.message && target.length <= longest.target) return evidence;
  return { ...evidence, message: clipped(message, longest.message), ...(target === '' ? {} : { target: clipped(target, longest.target) }) };
}

function clipped(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}
