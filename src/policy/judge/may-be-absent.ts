import { isUnknown, Unknown } from '../../language/unknown.ts';
import type { Truth } from '../../language/truth.ts';
import type { Judgement } from './judgement.ts';

/**
 * What is left of a judgement of a resource that may never be deployed: an objection becomes one that nobody can be sure of.
 * `why` is a clause. What a rule has no objection to is so in either case.
 */
export function ifDeployed(judgement: Judgement, why: string): Judgement {
  const { finding, acts } = judgement;
  if (finding.verdict !== 'violation' && finding.verdict !== 'error') return acts === true ? { ...judgement, acts: actsIfDeployed(acts, why) } : judgement;
  const message = `Whether it will be deployed is not known: ${why}. If it is: ${finding.message}`;
  return { ...judgement, finding: { ...finding, verdict: 'undetermined', message }, acts: actsIfDeployed(true, why) };
}

/** Whether something takes place that takes place only where the resource is deployed. */
export function actsIfDeployed(acts: Truth, why: string): Truth {
  return acts === false || isUnknown(acts) ? acts : new Unknown(`whether it will be deployed is not known: ${why}`);
}
