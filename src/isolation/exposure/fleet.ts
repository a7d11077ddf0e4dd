import type { Resource } from '../../arm/resource.ts';
import { severities, type Severity } from '../../policy/finding.ts';
import { answerOf, type ClusterAnswers } from './answers.ts';
import { exposureRules } from './catalogue.ts';
import { clusterView } from './graph/cluster.ts';
import { inventoryOf, type CompleteList, type Inventory } from './graph/inventory.ts';
import type { ExposureRule } from './rule.ts';
import { collector, watched, type Demands } from './watched.ts';

/** What rules say of a cluster, and what they asked for. */
export interface FleetLook {
  readonly answers: ClusterAnswers['answers'];
  /** Resources that references led to. */
  readonly reached: ReadonlySet<Resource>;
  /** Ids that references name, of what is not there. */
  readonly missing: ReadonlySet<string>;
  /** The rules that may say something else when more is known; the others need not look again. */
  readonly lacking: readonly ExposureRule[];
}

/** Looks at clusters one after the other, among everything that was read so far. */
export interface FleetLooker {
  /** Everything that was read so far, with nobody watching. */
  readonly inventory: Inventory;
  /** The rules' answers. @param cluster one of the resources @param rules default: all of them */
  readonly look: (cluster: Resource, rules?: readonly ExposureRule[]) => FleetLook;
  /** What was missing so far, to all that were looked at. */
  readonly demands: () => Demands;
}

/** @param least what is missing to rules of less severity is not asked for */
export function fleetLooker(resources: readonly Resource[], complete: readonly CompleteList[], least: Severity): FleetLooker {
  const known = inventoryOf(resources, complete);
  const { inventory, watch } = watched(known);
  const wanted = collector();
  const isWanted = ({ severity }: ExposureRule): boolean => severities.indexOf(severity) <= severities.indexOf(least);
  return {
    inventory: known,
    look: (resource, rules = exposureRules) => {
      const { value: cluster, asked: forAll } = watch(() => clusterView(resource, inventory));
      const reached = new Set(forAll.reached);
      const missing = new Set(forAll.ids.values());
      wanted.add(forAll);
      const looks = rules.map((rule) => {
        const { value: answer, asked } = watch(() => answerOf(rule.look(cluster), resource));
        for (const one of asked.reached) reached.add(one);
        for (const id of asked.ids.values()) missing.add(id);
        if (isWanted(rule)) wanted.add(asked);
        return { rule, answer, isLacking: asked.isLacking || forAll.isLacking };
      });
      return {
        answers: looks.map(({ rule, answer }) => ({ rule, answer })),
        reached,
        missing,
        lacking: looks.flatMap(({ rule, isLacking }) => (isLacking ? [rule] : [])),
      };
    },
    demands: wanted.demands,
  };
}
