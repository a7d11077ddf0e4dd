import type { Truth } from '../../language/truth.ts';
import type { Judgement } from './judgement.ts';
/**
 * What is left of a judgement of a resource that may never be deployed: an objection becomes one that nobody can be sure of.
 * `why` is a clause. What a rule has no objection to is so in either case.
 */
export declare function ifDeployed(judgement: Judgement, why: string): Judgement;
/** Whether something takes place that takes place only where the resource is deployed. */
export declare function actsIfDeployed(acts: Truth, why: string): Truth;
