import { memberIgnoringCase } from '../../arm/json.ts';
import type { Evaluate } from '../../language/compile.ts';
import { isUnknown, Unknown } from '../../language/unknown.ts';
import type { Truth } from '../../language/truth.ts';
import type { Scope } from '../conditions/scope.ts';
import type { Consequences } from '../rule/verdict.ts';

/** What nothing keeps from being deleted, so that nobody locks themselves out (learn.microsoft.com, "Azure Policy definitions denyAction effect"). */
const deletable: ReadonlySet<string> = new Set([
  'microsoft.authorization/policyassignments',
  'microsoft.authorization/denyassignments',
  'microsoft.authorization/locks',
  'microsoft.blueprint/blueprintassignments',
  'microsoft.resources/deploymentstacks',
  'microsoft.resources/subscriptions',
]);

/**
 * What an effect that is about deletions makes of a request whose condition holds (ibid.; azure-policy-language.md §1.10): `denyAction` refuses a DELETE
 * whose action is among `actionNames`; that of the whole resource group unless `cascadeBehaviors.resourceGroup` is `allow`. What deletes nothing it lets be.
 * @param details `then.details` with their expressions resolved
 */
export function ofDeletion(name: string, details: Evaluate<Scope>, scope: Scope): Consequences {
  const { deletion } = scope.context;
  if (deletion === undefined) return { verdict: 'compliant', acts: true, message: () => `Effect ${name} stops deletion, nothing else.` };
  if (name !== 'denyAction') return { verdict: 'compliant', acts: true, message: () => `Effect ${name} stops nothing.` };
  const { type } = scope.resource;
  if (deletable.has(type.toLowerCase())) return { verdict: 'compliant', acts: false, message: () => `No policy keeps ${type} from being deleted.` };
  const found = details(scope);
  const denied = namesDelete(memberIgnoringCase(found, 'actionNames'));
  if (denied === undefined) return { verdict: 'undetermined', acts: true, message: () => `Effect ${name} does not say in \`details.actionNames\` what to deny.` };
  const reaches = deletion === 'resource' ? true : cascades(memberIgnoringCase(memberIgnoringCase(found, 'cascadeBehaviors'), 'resourceGroup'));
  const what = deletion === 'resource' ? 'its deletion' : 'its deletion with the resource group';
  if (denied === false || reaches === false) return { verdict: 'compliant', acts: false, message: () => `Effect ${name} allows ${what}.` };
  const open = [denied, reaches].find(isUnknown);
  if (open !== undefined) return { verdict: 'undetermined', acts: open, message: () => `Whether effect ${name} forbids ${what} is not known: ${open.why}.` };
  return { verdict: 'violation', acts: true, message: () => `Effect ${name} forbids ${what}.` };
}

/** Whether `delete` is among the names of actions; undefined where there are none. */
function namesDelete(names: unknown): Truth | undefined {
  if (isUnknown(names)) return names;
  if (!Array.isArray(names)) return undefined;
  const list: readonly unknown[] = names;
  return list.some((one) => typeof one === 'string' && one.toLowerCase() === 'delete') || (list.find(isUnknown) ?? false);
}

/** Without a word the group is kept (ibid., "DenyAction properties"). */
function cascades(behavior: unknown): Truth {
  return isUnknown(behavior) ? new Unknown(behavior.why) : typeof behavior !== 'string' || behavior.toLowerCase() !== 'allow';
}
