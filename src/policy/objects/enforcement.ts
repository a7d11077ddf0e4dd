import { at, isJsonObject, member, textAt, type JsonObject } from '../../arm/json.ts';
import type { Scope } from '../../arm/scope.ts';
import type { Finding } from '../finding.ts';

/** True when Azure would refuse the resource's next update, as far as can be told: what is undetermined might be refused. */
export function wouldBeRefused(finding: Finding): boolean {
  if (finding.verdict === 'error') return true;
  return finding.effect === 'deny' && (finding.verdict === 'violation' || finding.verdict === 'undetermined');
}

export interface EnforcementWish {
  readonly scope: Scope;
  readonly enforcement: 'auto' | 'do-not-enforce';
  /** What is assigned, in words; `The policies` where there is one assignment. */
  readonly what?: string;
  /** What the rules that refuse concern and could not be looked at, a clause each. */
  readonly unseen?: readonly string[];
}

/** So many resources are named in a note. */
const mostNamed = 20;

/**
 * Whether the assignment is to refuse or only to report, and what the reader must know about it. Enforced only when nobody would be
 * locked out, everything having been looked at; what is enforced already stays so.
 * @param lockedOut findings with which Azure would refuse a resource's next update
 * @param living the living assignment's `enforcementMode`; undefined when there is none
 */
export function decideEnforcement(
  { scope, enforcement, what = 'The policies', unseen = [] }: EnforcementWish, lockedOut: readonly Finding[], living: string | undefined,
): { readonly enforced: boolean; readonly notes: readonly string[] } {
  const [are, stay, they] = what === 'The policies' ? ['are', 'stay', 'they'] : ['is', 'stays', 'it'];
  const names = [...new Set(lockedOut.map((finding) => finding.resource.name))];
  const listed = names.length <= mostNamed ? names.join(', ') : `${names.slice(0, mostNamed).join(', ')} and ${names.length - mostNamed} more`;
  const blocked = names.length === 0 ? '' : `${listed} (${[...new Set(lockedOut.map((finding) => finding.rule))].join(', ')})`;
  if (living?.toLowerCase() === 'default') {
    const asked = enforcement === 'do-not-enforce' ? [`${what} ${are} enforced at ${scope.id} already and ${stay} so: this tool loosens nothing. Change the assignment in Azure if you mean it.`] : [];
    const warning = blocked === '' ? [] : [`${what} ${are} enforced at ${scope.id} already; ${they} refuse${they === 'it' ? 's' : ''} every update of ${blocked}.`];
    return { enforced: true, notes: [...asked, ...warning] };
  }
  if (enforcement === 'do-not-enforce') return { enforced: false, notes: [`${what} ${are} assigned without enforcement, as asked for: violations are reported and nothing is refused.`] };
  if (blocked !== '') {
    return { enforced: false, notes: [`${what} ${are} assigned without enforcement, because ${they} would refuse every update of ${blocked}. Isolate what is named and run again, or give it time with "exempt-for-days".`] };
  }
  if (unseen.length > 0) {
    return { enforced: false, notes: [`${what} ${are} assigned without enforcement, as not everything could be looked at that might be refused: ${unseen.join('; ')}.`] };
  }
  return { enforced: true, notes: [] };
}

const effectRank = ['disabled', 'audit', 'deny'];

/**
 * What new parameters would loosen on a living assignment: a weaker effect, or entries that a list of what is allowed did not have.
 * Parameters that are not given have the initiative's defaults, on both sides.
 * @param declared the initiative that is assigned
 * @param wanted values in the form of an assignment: `{name: {value}}`
 */
export function loosenings(living: JsonObject | undefined, wanted: JsonObject, declared: JsonObject): readonly string[] {
  const parameters = at(declared, 'properties', 'parameters');
  if (living === undefined || !isJsonObject(parameters)) return [];
  return Object.entries(parameters).flatMap(([name, declaration]) => {
    const before = at(living, 'properties', 'parameters', name, 'value') ?? member(declaration, 'defaultValue');
    const after = at(wanted, name, 'value') ?? member(declaration, 'defaultValue');
    if (/^effect$|Effect$/.test(name) && rankOf(after) < rankOf(before)) return [`${name}: ${String(before)} → ${String(after)}`];
    const added = Array.isArray(before) && Array.isArray(after) && name.startsWith('allowed') ? after.filter((entry) => !before.includes(entry)) : [];
    return added.length === 0 ? [] : [`${name} also allows ${added.map(String).join(', ')}`];
  });
}

function rankOf(effect: unknown): number {
  return typeof effect === 'string' ? effectRank.indexOf(effect.toLowerCase().replace(/ifnotexists$/, '')) : -1;
}

/** The mode that an assignment lives with. */
export function livingMode(document: JsonObject | undefined): string | undefined {
  return document === undefined ? undefined : textAt(document, 'properties', 'enforcementMode') ?? 'Default';
}
