import { textAt, type JsonObject } from '../../arm/json.ts';
import { conflictingBuiltIns } from '../built-ins.ts';
import { memberIds } from './policy-object.ts';

/** An assignment that brings a built-in which works against isolation. */
export interface Conflict {
  readonly assignmentId: string;
  /** As people know it. */
  readonly assignment: string;
  readonly builtIn: string;
  /** What it does to an isolated cluster, in a clause. */
  readonly why: string;
}

/**
 * Built-ins that break isolation among what is assigned (aks-network-isolation.md §7.3, second list).
 * @param assignments as read, somebody else's
 * @param initiatives those that they assign, by lower-case id
 */
export function conflictsAmong(assignments: readonly JsonObject[], initiatives: ReadonlyMap<string, JsonObject>): readonly Conflict[] {
  return assignments.flatMap((assignment) => {
    const target = textAt(assignment, 'properties', 'policyDefinitionId') ?? '';
    const initiative = initiatives.get(target.toLowerCase());
    const brought = initiative === undefined ? [target] : memberIds(initiative);
    const names = new Set(brought.map((id) => (id.split('/').at(-1) ?? '').toLowerCase()));
    return conflictingBuiltIns.filter(({ guid }) => names.has(guid)).map(({ displayName, why }): Conflict => ({
      assignmentId: textAt(assignment, 'id') ?? '',
      assignment: textAt(assignment, 'properties', 'displayName') ?? textAt(assignment, 'name') ?? '',
      builtIn: displayName,
      why,
    }));
  });
}

/** A sentence for each. */
export function conflictNotes(conflicts: readonly Conflict[]): readonly string[] {
  return conflicts.map(({ assignment, assignmentId, builtIn, why }) => `The assignment "${assignment}" (${assignmentId}) brings the built-in "${builtIn}", which works against isolation: ${why}. Exclude the isolated clusters and their registries from it.`);
}
