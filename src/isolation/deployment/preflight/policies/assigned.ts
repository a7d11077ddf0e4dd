/** Built-ins that work against isolation, as they are assigned. */
import { arrayAt, at, member, textAt, type JsonObject } from '../../../../arm/json.ts';
import { isWithin } from '../../../../arm/scope.ts';
import { conflictingBuiltIns } from '../../../../policy/built-ins.ts';

export interface AssignedBuiltIn {
  readonly assignmentId: string;
  /** As people know the assignment. */
  readonly assignment: string;
  /** Of the built-in definition. */
  readonly guid: string;
  /** As the assignment says; undefined where it leaves it to a default, or to an initiative's expression. */
  readonly effect: string | undefined;
  /** False with `DoNotEnforce`. */
  readonly isEnforced: boolean;
}

/**
 * The conflicting built-ins that assignments bring to a scope, by themselves or in an initiative.
 * @param assignments as read, at, above or below the scope
 * @param initiatives those that they assign, by lower-case id
 */
export function conflictingAt(scope: string, assignments: readonly JsonObject[], initiatives: ReadonlyMap<string, JsonObject>): readonly AssignedBuiltIn[] {
  return assignments.filter((assignment) => applies(assignment, scope)).flatMap((assignment) => {
    const target = textAt(assignment, 'properties', 'policyDefinitionId') ?? '';
    const initiative = initiatives.get(target.toLowerCase());
    const given = at(assignment, 'properties', 'parameters');
    const brought = initiative === undefined ? [{ id: target, effect: text(at(given, 'effect', 'value')) }] : arrayAt(initiative, 'properties', 'policyDefinitions').map((entry) => ({
      id: textAt(entry, 'policyDefinitionId') ?? '',
      effect: handedDown(at(entry, 'parameters', 'effect', 'value'), given, initiative),
    }));
    return brought.flatMap(({ id, effect }) => {
      const guid = (id.split('/').at(-1) ?? '').toLowerCase();
      if (!conflictingBuiltIns.some((builtIn) => builtIn.guid === guid)) return [];
      return [{
        assignmentId: textAt(assignment, 'id') ?? '', assignment: textAt(assignment, 'properties', 'displayName') ?? textAt(assignment, 'name') ?? '',
        guid, effect, isEnforced: textAt(assignment, 'properties', 'enforcementMode')?.toLowerCase() !== 'donotenforce',
      }];
    });
  });
}

function applies(assignment: JsonObject, scope: string): boolean {
  const place = textAt(assignment, 'properties', 'scope') ?? (textAt(assignment, 'id') ?? '').replace(/\/providers\/Microsoft\.Authorization\/policyAssignments\/[^/]+$/i, '');
  // What stands at a management group is listed only where it is above.
  const isAbove = isWithin(scope, place) || /^\/providers\/Microsoft\.Management\//i.test(place);
  return isAbove && !arrayAt(assignment, 'properties', 'notScopes').some((excluded) => typeof excluded === 'string' && isWithin(scope, excluded));
}

/** What an initiative hands down as an effect: a word, or one of its parameters with the value that the assignment gives it. */
function handedDown(value: unknown, given: unknown, initiative: JsonObject): string | undefined {
  const said = text(value);
  const [, parameter] = /^\[parameters\('([^']+)'\)\]$/i.exec(said ?? '') ?? [];
  if (parameter === undefined) return said?.startsWith('[') === true ? undefined : said;
  return text(at(given, parameter, 'value')) ?? text(member(at(initiative, 'properties', 'parameters', parameter), 'defaultValue'));
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
