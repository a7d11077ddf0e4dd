/**
 * From the library and what lives at a scope to the policy objects to write. Pure; compares meaning, not text: what the service
 * adds or rewrites (recorded answers: `policyType`, metadata of creation, parameter types' case, `definitionVersion`, `scope`) is no difference.
 */
import { arrayAt, at, isJsonObject, member, textAt, type JsonObject } from '../../arm/json.ts';
import { apiVersions } from '../../arm/api-versions.ts';
import { sameId } from '../../arm/resource-id.ts';

/** An object as it should be: id and ARM body. */
export interface PolicyObject {
  readonly kind: 'definition' | 'initiative' | 'assignment';
  readonly id: string;
  readonly name: string;
  readonly body: JsonObject;
}

export interface PolicyStep {
  readonly action: 'create' | 'update' | 'unchanged';
  readonly object: PolicyObject;
  /** Members that change, for people. */
  readonly details: readonly string[];
}

export interface PolicyPlan {
  /** In the order of dependence: definitions, initiatives, assignments. */
  readonly steps: readonly PolicyStep[];
  /** Objects of the same name that somebody else made; nothing may be written while there are any. */
  readonly foreign: readonly PolicyObject[];
  /** Assignments of ours that live but point to another initiative: Azure refuses to change that (`InvalidPolicyDefinitionIdUpdate`). */
  readonly bound: readonly { readonly id: string; readonly to: string }[];
}

/** The value of `metadata.managedBy` on every object that this project writes. */
export const stamp = 'aks-network-isolation';

export const policyApiVersion = apiVersions.policy;

/** Compares each wanted object with the living one of its id. Objects without our stamp are never planned over. */
export function planPolicyObjects(wanted: readonly PolicyObject[], living: (id: string) => JsonObject | undefined): PolicyPlan {
  const foreign = wanted.filter(({ id }) => isForeign(living(id)));
  const bound = wanted.flatMap(({ id, body }) => {
    const [wish, to] = [textAt(body, 'properties', 'policyDefinitionId'), textAt(living(id), 'properties', 'policyDefinitionId')];
    return wish === undefined || to === undefined || sameId(wish, to) ? [] : [{ id, to }];
  });
  const steps = wanted.map((object): PolicyStep => {
    const live = living(object.id);
    if (live === undefined) return { action: 'create', object, details: [] };
    const details = changedMembers(object, live);
    return details.length === 0
      ? { action: 'unchanged', object, details }
      : { action: 'update', object: { ...object, body: carriedOver(object, live) }, details };
  });
  return { steps, foreign, bound };
}

function isForeign(live: JsonObject | undefined): boolean {
  return live !== undefined && textAt(live, 'properties', 'metadata', 'managedBy') !== stamp;
}

function changedMembers(object: PolicyObject, live: JsonObject): readonly string[] {
  const wanted = at(object.body, 'properties');
  const actual = at(live, 'properties');
  if (!isJsonObject(wanted)) return [];
  return Object.keys(wanted).flatMap((name) => {
    const [left, right] = [meaning(name, wanted[name]), meaning(name, member(actual, name))];
    if (contains(right, left, name === 'metadata')) return [];
    const plain = typeof left === 'string' && left.length <= 80 && (right === undefined || typeof right === 'string');
    return [plain ? `${name}: ${typeof right === 'string' ? right : 'not set'} → ${left}` : name];
  });
}

/** A form in which equal meanings are equal: what the service rewrites is taken out on both sides. */
function meaning(name: string, value: unknown): unknown {
  if (name === 'parameters' && isJsonObject(value)) {
    return Object.fromEntries(Object.entries(value).map(([key, parameter]) => [key, withLowerCase(parameter, 'type')]));
  }
  if (name === 'policyDefinitions') {
    return (Array.isArray(value) ? value : []).map((entry: unknown) => without(withLowerCase(entry, 'policyDefinitionId'), 'definitionVersion'));
  }
  if (name === 'policyDefinitionId' || name === 'scope') return typeof value === 'string' ? value.toLowerCase() : value;
  if (name === 'notScopes') return Array.isArray(value) && value.length === 0 ? undefined : value;
  return value;
}

function withLowerCase(value: unknown, name: string): unknown {
  const text = member(value, name);
  return isJsonObject(value) && typeof text === 'string' ? { ...value, [name]: text.toLowerCase() } : value;
}

function without(value: unknown, name: string): unknown {
  return isJsonObject(value) ? Object.fromEntries(Object.entries(value).filter(([key]) => key !== name)) : value;
}

/** Deep equality; with `open`, members that only the living side has (metadata of creation) are passed over. */
function contains(living: unknown, wanted: unknown, open: boolean): boolean {
  if (Array.isArray(wanted)) {
    return Array.isArray(living) && living.length === wanted.length && wanted.every((element, index) => contains(living[index], element, open));
  }
  if (isJsonObject(wanted)) {
    if (!isJsonObject(living)) return Object.keys(wanted).length === 0 && living === undefined;
    const extra = Object.keys(living).filter((key) => !Object.hasOwn(wanted, key));
    return (open || extra.length === 0) && Object.entries(wanted).every(([key, value]) => contains(member(living, key), value, open));
  }
  return living === wanted;
}

/**
 * What people have set on an assignment beside us is kept when we write it: a PUT replaces the whole object.
 * Metadata of others is kept too; of ours, what we say now wins.
 */
function carriedOver(object: PolicyObject, live: JsonObject): JsonObject {
  const metadata = { ...ownMetadata(live), ...ownMetadata(object.body) };
  const wanted = at(object.body, 'properties');
  const kept = object.kind !== 'assignment'
    ? {}
    : Object.fromEntries(['notScopes', 'resourceSelectors', 'overrides', 'definitionVersion', 'assignmentType'].flatMap((name) => {
        const value = at(live, 'properties', name);
        return value === undefined ? [] : [[name, value]];
      }));
  const around = object.kind === 'assignment' ? identityOf(live) : {};
  return { ...around, ...object.body, properties: { ...kept, ...(isJsonObject(wanted) ? wanted : {}), metadata } };
}

/** A living assignment's identity as it can be sent: the ids inside are read-only. */
function identityOf(live: JsonObject): JsonObject {
  const [identity, location] = [member(live, 'identity'), member(live, 'location')];
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

/** The document of an id within a list, or undefined. */
export function documentIn(documents: readonly JsonObject[]): (id: string) => JsonObject | undefined {
  return (id) => documents.find((document) => sameId(textAt(document, 'id') ?? '', id));
}

/** The ids an initiative's members refer to. */
export function memberIds(initiative: JsonObject): readonly string[] {
  return arrayAt(initiative, 'properties', 'policyDefinitions').flatMap((entry) => textAt(entry, 'policyDefinitionId') ?? []);
}
