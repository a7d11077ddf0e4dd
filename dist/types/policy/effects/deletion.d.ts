import type { Evaluate } from '../../language/compile.ts';
import type { Scope } from '../conditions/scope.ts';
import type { Consequences } from '../rule/verdict.ts';
/**
 * What an effect that is about deletions makes of a request whose condition holds (ibid.; azure-policy-language.md §1.10): `denyAction` refuses a DELETE
 * whose action is among `actionNames`; that of the whole resource group unless `cascadeBehaviors.resourceGroup` is `allow`. What deletes nothing it lets be.
 * @param details `then.details` with their expressions resolved
 */
export declare function ofDeletion(name: string, details: Evaluate<Scope>, scope: Scope): Consequences;
