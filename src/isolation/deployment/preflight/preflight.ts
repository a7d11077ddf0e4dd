import type { ClusterSpecification } from '../../specification.ts';
import { checks } from './catalogue.ts';
import type { Check } from './check.ts';
import type { PreflightObservation } from './observation.ts';
import type { Obstacle } from './obstacle.ts';
import { questionsFor } from './questions.ts';
import { situationOf, type PreflightOptions } from './situation.ts';

/**
 * Everything that would make a step of the plan fail, or leave the cluster half-way, in the order of the catalogue; what stops is told by `stops`.
 * Empty where the plan writes nothing. The answer does not depend on the order in which things were read.
 */
export function preflight(observation: PreflightObservation, specification: ClusterSpecification, options: PreflightOptions): readonly Obstacle[] {
  const questions = questionsFor(specification, observation.cluster, options.steps);
  if (questions === undefined) return [];
  const situation = situationOf(observation, specification, options, questions);
  return checks.flatMap((check) => obstaclesOf(check, situation));
}

function obstaclesOf(check: Check, situation: Parameters<Check['look']>[0]): readonly Obstacle[] {
  const found = check.look(situation).map(({ kind = check.kinds[0], target, title, why = check.why, remedy = check.remedy, command }): Obstacle => ({
    id: target === undefined ? check.id : `${check.id}/${target.replace(/^\/+/, '')}`,
    kind, title, why, remedy, source: check.source,
    ...(command === undefined ? {} : { command }),
  }));
  return found.toSorted((left, right) => (left.id === right.id ? compare(left.title, right.title) : compare(left.id, right.id)));
}

/** By code units: the same everywhere. */
function compare(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
