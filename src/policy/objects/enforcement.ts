import { at, isJsonObject, member, type JsonObject } from '../../arm/json.ts';
import type { Scope } from '../../arm/scope.ts';
import { bundledInitiatives } from '../bundled.ts';
import type { Finding } from '../finding.ts';
import { initiativeName } from './wanted.ts';

/** True when Azure would refuse the cluster's next update, as far as can be told: what is undetermined might be refused. */
export function wouldBeRefused(finding: Finding): boolean {
  return finding.effect === 'deny' || finding.verdict === 'error';
}

export interface EnforcementWish {
  readonly scope: Scope;
  readonly enforcement: 'auto' | 'do-not-enforce';
}

/**
 * Whether the assignment is to refuse or only to report, and what the reader must know about it. Enforced only at a resource group,
 * and only when nobody there would be locked out; what is enforced already stays so.
 * @param lockedOut findings with which Azure would refuse a cluster's next update
 * @param living the living assignment's `enforcementMode`; undefined when there is none
 */
export function decideEnforcement(
  { scope, enforcement }: EnforcementWish, lockedOut: readonly Finding[], living: string | undefined,
): { readonly enforced: boolean; readonly notes: readonly string[] } {
  const names = [...new Set(lockedOut.map((finding) => finding.resource.name))];
  const blocked = names.length === 0 ? '' : `${names.join(', ')} (${[...new Set(lockedOut.map((finding) => finding.rule))].join(', ')})`;
  if (living?.toLowerCase() === 'default') {
    const asked = enforcement === 'do-not-enforce' ? [`The policies are enforced at ${scope.id} already and stay so: this tool loosens nothing. Change the assignment in Azure if you mean it.`] : [];
    const warning = blocked === '' ? [] : [`The policies are enforced at ${scope.id} already; they refuse every update of ${blocked}.`];
    return { enforced: true, notes: [...asked, ...warning] };
  }
  if (enforcement === 'do-not-enforce') return { enforced: false, notes: ['The policies are assigned without enforcement, as asked for: they report and refuse nothing.'] };
  if (scope.kind !== 'resourceGroup') {
    return { enforced: false, notes: [`The policies are assigned at ${scope.id} without enforcement: turning it on at scopes wider than a resource group is not done yet, as every cluster there would have to be looked at first.`] };
  }
  if (blocked !== '') {
    return { enforced: false, notes: [`The policies are assigned without enforcement, because they would refuse every update of ${blocked}. Isolate these clusters and run again.`] };
  }
  return { enforced: true, notes: [] };
}

const effectRank = ['disabled', 'audit', 'deny'];

/**
 * What new parameters would loosen on the living assignment: a weaker effect, or entries that a list of what is allowed did not have.
 * Parameters that are not given have the initiative's defaults, on both sides.
 */
export function loosenings(living: JsonObject | undefined, wanted: JsonObject): readonly string[] {
  const declared = bundledInitiatives.find(({ name }) => name === initiativeName)?.document;
  const parameters = at(declared, 'properties', 'parameters');
  if (living === undefined || !isJsonObject(parameters)) return [];
  return Object.entries(parameters).flatMap(([name, declaration]) => {
    const before = at(living, 'properties', 'parameters', name, 'value') ?? member(declaration, 'defaultValue');
    const after = wanted[name] ?? member(declaration, 'defaultValue');
    if (name === 'effect' && rankOf(after) < rankOf(before)) return [`effect: ${String(before)} → ${String(after)}`];
    const added = Array.isArray(before) && Array.isArray(after) ? after.filter((entry) => !before.includes(entry)) : [];
    return added.length === 0 ? [] : [`${name} also allows ${added.map(String).join(', ')}`];
  });
}

function rankOf(effect: unknown): number {
  return typeof effect === 'string' ? effectRank.indexOf(effect.toLowerCase()) : -1;
}
