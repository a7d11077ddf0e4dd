import { isJsonObject, memberIgnoringCase } from './ground.js';

/** Whether a policy could be one with the effect `denyAction`: its effect is written so, or its details say which actions are denied. */
function mayDenyDeletion({ definition: { rule } }                )          {
  if (rule.effect.kind === 'literal' && String(rule.effect.value).toLowerCase() === 'denyaction') return true;
  const details = rule.details?.value;
  return isJsonObject(details) && memberIgnoringCase(details, 'actionNames') !== undefined;
}

export { mayDenyDeletion };
