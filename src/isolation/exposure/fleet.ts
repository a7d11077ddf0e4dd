import type { Resource } from '../../arm/resource.ts';
import type { Severity } from '../../policy/finding.ts';
import { severities } from '../../policy/finding.ts';
import { answerOf, type ClusterAnswers } from './answers.ts';
import { exposureRules } from './catalogue.ts';
import { clusterView } from './graph/cluster.ts';
import { inventoryOf, type CompleteList } from './graph/inventory.ts';
import { watched, type Asked, type Demands } from './watched.ts';

/** What the rules say of a cluster, and what they asked for. */
export interface FleetLook extends ClusterAnswers, Asked {}

/** Looks at clusters one after the other, among everything that was read. */
export interface FleetLooker {
  /** Every rule's answer. @param cluster one of the resources */
  readonly look: (cluster: Resource) => FleetLook;
  /** The cluster as it was looked at, without what was worked out for it meanwhile. */
  readonly bare: (cluster: Resource) => ClusterAnswers['cluster'];
  /** What was missing to what is worked out once for all clusters, so far. */
  readonly shared: () => Demands;
}

/** @param least what is missing to rules of less severity is not asked for */
export function fleetLooker(resources: readonly Resource[], complete: readonly CompleteList[], least: Severity): FleetLooker {
  const { inventory, watch, take, shared } = watched(inventoryOf(resources, complete));
  return {
    look: (resource) => {
      const cluster = clusterView(resource, inventory);
      const answers = exposureRules.map((rule) => ({
        rule,
        answer: watch(severities.indexOf(rule.severity) <= severities.indexOf(least), () => answerOf(rule.look(cluster), resource)),
      }));
      return { cluster, answers, ...take() };
    },
    bare: (resource) => clusterView(resource, inventory),
    shared,
  };
}
