import { isJsonObject, memberIgnoringCase } from '../../arm/json.ts';
import type { AssignedPolicy } from '../bind.ts';

/** Whether a policy could be one with the effect `denyAction`: its effect is written so, or its details say which actions are denied. */
export function mayDenyDeletion({ definition: { rule } }: AssignedPolicy): boolean {
  if (rule.effect.kind === 'literal' && String(rule.effect.value).toLowerCase() === 'denyaction') return true;
  const details = rule.details?.value;
  return isJsonObject(details) && memberIgnoringCase(details, 'actionNames') !== undefined;
}
