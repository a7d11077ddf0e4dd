import { apiVersions } from '../../arm/api-versions.ts';
import { at, isJsonObject, type JsonObject } from '../../arm/json.ts';
import { AzureError } from '../../azure/arm-error.ts';
import { PolicyError } from '../../policy/index.ts';
import { differences } from '../../policy/objects/compare/differences.ts';
import { aliasesIn, aliasesOf, namespaceOf, referencesOutside, unknownAliases } from '../../policy/objects/library/needs.ts';
import { holdBack } from '../../policy/objects/library/hold-back.ts';
import type { Living } from '../../policy/objects/living.ts';
import type { WantedObject } from '../../policy/objects/plan.ts';
import { kindFacts, kindOf, objectId, memberIds } from '../../policy/objects/policy-object.ts';
import type { Tools } from '../tools.ts';

/** What the library refers to and others keep. */
export interface Outside {
  /** Documents by lower-case id. */
  readonly others: ReadonlyMap<string, JsonObject>;
  /** Ids of which Azure has nothing. */
  readonly absent: readonly string[];
}

/** The library without what Azure does not have here: built-ins that another cloud lacks. */
export function withoutAbsent(objects: readonly WantedObject[], { absent }: Outside): { readonly objects: readonly WantedObject[]; readonly notes: readonly string[] } {
  return holdBack(objects, new Map(absent.map((id) => [id.toLowerCase(), 'Azure has nothing of that id here'])));
}

/**
 * The library without definitions that read aliases which the tenant does not know: they are held back and told, not assigned broken.
 * Aliases are asked for only where a definition is new or changes: Azure has taken the others.
 */
export async function withoutUnknownAliases(objects: readonly WantedObject[], living: Living, owner: string, tools: Tools): Promise<{ readonly objects: readonly WantedObject[]; readonly notes: readonly string[] }> {
  const unknown = await missingAliases(objects, living, owner, tools);
  if (unknown.size === 0) return { objects, notes: [] };
  const held = new Map<string, string>();
  const notes: string[] = [];
  const kept = objects.map((object) => {
    const id = objectId(object.kind, object.scope, object.name);
    const missing = unknown.get(id.toLowerCase());
    if (missing === undefined) return object;
    // Whatever version stands behind its name.
    const [before] = living.variants(object.kind, object.scope, object.name, owner);
    if (before !== undefined) {
      notes.push(`The definition ${object.name} stays as it is: this tenant does not know ${missing.join(', ')}, which the new one reads.`);
      return { ...object, body: { properties: propertiesOf(before) } };
    }
    held.set(id.toLowerCase(), `this tenant does not know the alias ${missing.join(', ')}`);
    return object;
  });
  const left = holdBack(kept, held);
  return { objects: left.objects, notes: [...notes, ...left.notes] };
}

/** The definitions and initiatives that objects refer to, and the definitions that those initiatives bring. */
export async function fetchOutside(objects: readonly WantedObject[], { arm }: Tools): Promise<Outside> {
  const others = new Map<string, JsonObject>();
  const absent: string[] = [];
  const fetch = async (ids: readonly string[]): Promise<void> => {
    const found = await Promise.all(ids.map(async (id) => [id, await arm.find(id, kindFacts[kindOf(id) ?? 'definition'].apiVersion)] as const));
    for (const [id, document] of found) {
      if (document === undefined) absent.push(id);
      else others.set(id.toLowerCase(), document);
    }
  };
  await fetch(referencesOutside(objects));
  const members = Array.from(others.values()).flatMap((document) => memberIds(document)).filter((id) => !others.has(id.toLowerCase()));
  await fetch([...new Set(members)]);
  return { others, absent };
}

/** Aliases that the tenant does not know, by the lower-case id of the definition that reads them. */
async function missingAliases(objects: readonly WantedObject[], living: Living, owner: string, { arm, logger }: Tools): Promise<ReadonlyMap<string, readonly string[]>> {
  const due = objects.filter((object) => object.kind === 'definition' && isNewOrChanged(object, living, owner));
  const needed = due.map((object) => ({ id: objectId(object.kind, object.scope, object.name), aliases: readAliases(object) }));
  const namespaces = [...new Set(needed.flatMap(({ aliases }) => aliases.map(namespaceOf)))];
  const known = new Map(await Promise.all(namespaces.map(async (namespace) => [namespace.toLowerCase(), await knownAliases(namespace)] as const)));
  return new Map(needed.flatMap(({ id, aliases }) => {
    const missing = unknownAliases(aliases, (namespace) => known.get(namespace));
    return missing.length === 0 ? [] : [[id.toLowerCase(), missing] as const];
  }));

  async function knownAliases(namespace: string): Promise<ReadonlySet<string> | undefined> {
    try {
      const { body } = await arm.send({ method: 'GET', path: `/providers/${namespace}`, apiVersion: apiVersions.providers, query: { $expand: 'resourceTypes/aliases' } });
      return isJsonObject(body) ? aliasesIn(body) : undefined;
    } catch (error) {
      if (!(error instanceof AzureError)) throw error;
      // Whoever may write policies need not be allowed to read providers: Azure itself refuses what it does not know.
      logger.info(`Which aliases of ${namespace} this tenant knows cannot be asked (${error.code || error.status}); Azure will say.`);
      return undefined;
    }
  }
}

function isNewOrChanged(object: WantedObject, living: Living, owner: string): boolean {
  const own = living.variants(object.kind, object.scope, object.name, owner);
  return !own.some((document) => differences('definition', withoutMetadata(object.body), withoutMetadata(document)).length === 0);
}

/** The stamp is not in the library's object yet. */
function withoutMetadata(document: JsonObject): JsonObject {
  return { properties: Object.fromEntries(Object.entries(propertiesOf(document)).filter(([name]) => name !== 'metadata')) };
}

/** What cannot be read is refused elsewhere, with its place. */
function readAliases({ body, name }: WantedObject): readonly string[] {
  try {
    return aliasesOf({ ...body, name });
  } catch (error) {
    if (error instanceof PolicyError) return [];
    throw error;
  }
}

function propertiesOf(document: JsonObject | undefined): JsonObject {
  const properties = at(document, 'properties');
  return isJsonObject(properties) ? properties : {};
}
