import { policySetDefinitionType } from '../../arm/api-versions.ts';
import { textAt, type JsonObject } from '../../arm/json.ts';
import { parseResourceId, sameId } from '../../arm/resource-id.ts';
import { conflictsAmong, type Conflict } from '../../policy/objects/conflicts.ts';
import type { Living } from '../../policy/objects/living.ts';
import { kindFacts } from '../../policy/objects/policy-object.ts';
import { isOwned } from '../../policy/objects/stamp.ts';
import { AzureError } from '../../azure/arm-error.ts';
import type { Tools } from '../tools.ts';

/** So many initiatives of others are looked into; a management group has at most 200 of its own. */
const most = 200;

/** Assignments of others at, above or below the scope that bring a built-in which works against isolation. */
export async function readConflicts(living: Living, owner: string, { arm, logger }: Tools): Promise<readonly Conflict[]> {
  const assignments = living.all('assignment').filter((document) => !isOwned(document, owner));
  const targets = assignments.flatMap((document) => textAt(document, 'properties', 'policyDefinitionId') ?? []).filter((id) => sameId(parseResourceId(id)?.type ?? '', policySetDefinitionType));
  const wanted = Array.from(new Map(targets.map((id) => [id.toLowerCase(), id])).values()).slice(0, most);
  const initiatives = new Map<string, JsonObject>();
  await Promise.all(wanted.map(async (id) => {
    const document = living.find(id) ?? await arm.find(id, kindFacts.initiative.apiVersion).catch((error: unknown) => {
      // What others assign may not be ours to read; it is a warning that is lost, no more.
      if (!(error instanceof AzureError)) throw error;
      logger.debug(`${id} cannot be looked into: ${error.message}`);
      return undefined;
    });
    if (document !== undefined) initiatives.set(id.toLowerCase(), document);
  }));
  return conflictsAmong(assignments, initiatives);
}
