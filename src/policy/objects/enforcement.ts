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

/** From what does nothing to what refuses; what changes or deploys something lies between. */
const effectRank = (effect: unknown): number => {
  const name = typeof effect === 'string' ? effect.toLowerCase() : '';
  return name === 'disabled' ? 0 : name === 'manual' || name.startsWith('audit') ? 1 : name === 'deny' || name === 'denyaction' ? 3 : 2;
};

/**
 * What new parameters would loosen on a living assignment: a weaker effect, more that is allowed or left out, less that is refused.
 * Parameters that are not given have the initiative's defaults, on both sides; their names say what they are about (`allowed…`).
 * @param declared the initiative that is assigned
 * @param wanted values in the form of an assignment: `{name: {value}}`
 */
export function loosenings(living: JsonObject | undefined, wanted: JsonObject, declared: JsonObject): readonly string[] {
  const parameters = at(declared, 'properties', 'parameters');
  if (living === undefined || !isJsonObject(parameters)) return [];
  return Object.entries(parameters).flatMap(([name, declaration]) => {
    const before = at(living, 'properties', 'parameters', name, 'value') ?? member(declaration, 'defaultValue');
    const after = at(wanted, name, 'value') ?? member(declaration, 'defaultValue');
    const isWeaker = /^effect$|Effect$/.test(name) && effectRank(after) < effectRank(before);
    if (isWeaker || (/^allow[A-Z]/.test(name) && before === false && after === true)) return [`${name}: ${String(before)} → ${String(after)}`];
    const [added, lost] = [beyond(after, before), beyond(before, after)].map((entries) => entries.map(String).join(', '));
    if (name.startsWith('allowed') && added !== '') return [`${name} also allows ${added}`];
    if (name.startsWith('excluded') && added !== '') return [`${name} also leaves out ${added}`];
    return name.startsWith('refused') && lost !== '' ? [`${name} refuses ${lost} no more`] : [];
  });
}

/** The entries of a list that another does not have; none where either is no list. */
function beyond(list: unknown, other: unknown): readonly unknown[] {
  if (!Array.isArray(list) || !Array.isArray(other)) return [];
  const known = new Set<unknown>(other);
  return list.filter((entry) => !known.has(entry));
}

/** The mode that an assignment lives with. */
export function livingMode(document: JsonObject | undefined): string | undefined {
  return document === undefined ? undefined : textAt(document, 'properties', 'enforcementMode') ?? 'Default';
}
