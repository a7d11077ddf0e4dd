import type { Resource } from '../../arm/resource.ts';
import type { AssignedPolicy } from '../bind.ts';
import type { EvaluationContext } from '../conditions/scope.ts';
import type { Judgement } from '../judge/judgement.ts';
import { type Change } from './change.ts';
/**
 * The smallest change of a resource after which it satisfies a policy, as far as the comparisons that decided give it away: changes that are
 * needed together, each of another value. Undefined where none was found. Each was tried: the policy finds the changed resource compliant.
 * That Azure takes the value there is not for this to know. `judgement` is what `judge` says of the resource in the same context.
 */
export declare function proposeChange(policy: AssignedPolicy, resource: Resource, context: EvaluationContext, judgement: Judgement): readonly Change[] | undefined;
