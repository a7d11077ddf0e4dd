import { at, isJsonObject, member, textAt, type JsonObject } from '../../../arm/json.ts';
import { sameId } from '../../../arm/resource-id.ts';
import type { PolicyObjectKind } from '../policy-object.ts';
import { keptFromPeople } from './meaning.ts';

/**
 * What people have set beside us is kept when we write: a PUT replaces the whole object. Metadata of others is kept too; of ours, what we
 * say now wins.
 */
export function carriedOver(kind: PolicyObjectKind, body: JsonObject, living: JsonObject): JsonObject {
  const wanted = isJsonObject(body['properties']) ? body['properties'] : {};
  const metadata = { ...ownMetadata(living), ...ownMetadata(body) };
  if (kind === 'roleAssignment') return body;
  if (kind !== 'assignment') return { ...body, properties: { ...wanted, metadata } };
  const [before, after] = [textAt(living, 'properties', 'policyDefinitionId'), textAt(body, 'properties', 'policyDefinitionId')];
  const kept = keptFromPeople().flatMap((name) => {
    const value = at(living, 'properties', name);
    // A version is one of what was assigned: another definition need not have it.
    const isLost = name === 'definitionVersion' && !sameId(before ?? '', after ?? '');
    return value === undefined || isLost ? [] : [[name, value] as const];
  });
  return { ...identityOf(living), ...body, properties: { ...Object.fromEntries(kept), ...wanted, metadata } };
}

/** A living assignment's identity as it can be sent: the ids inside are read-only. */
function identityOf(living: JsonObject): JsonObject {
  const [identity, location] = [member(living, 'identity'), member(living, 'location')];
  const type = textAt(identity, 'type');
  const assigned = member(identity, 'userAssignedIdentities');
  const ids = isJsonObject(assigned) ? { userAssignedIdentities: Object.fromEntries(Object.keys(assigned).map((id) => [id, {}])) } : {};
  return { ...(location === undefined ? {} : { location }), ...(type === undefined ? {} : { identity: { type, ...ids } }) };
}

function ownMetadata(document: JsonObject): JsonObject {
  const metadata = at(document, 'properties', 'metadata');
  const written = new Set(['createdBy', 'createdOn', 'updatedBy', 'updatedOn']);
  return isJsonObject(metadata) ? Object.fromEntries(Object.entries(metadata).filter(([name]) => !written.has(name))) : {};
}
