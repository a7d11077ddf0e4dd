import { arrayAt, isJsonObject, textAt, type JsonObject } from '../../../arm/json.ts';
import { UserError } from '../../../run/errors.ts';

/** What a tenant holds when its sandbox starts, or is given afterwards. */
export interface Estate {
  /** Below the sandbox's own group `contoso`, or below one that comes before. */
  readonly managementGroups?: readonly { readonly name: string; readonly displayName?: string; readonly parent?: string }[];
  /** In the group `contoso` unless said otherwise. */
  readonly subscriptions?: readonly { readonly subscriptionId: string; readonly displayName?: string; readonly managementGroup?: string }[];
  /**
   * ARM documents with their ids: resource groups, clusters and their pools, what stands around them, role assignments, policy objects.
   * Their types are those of their ids. Documents are kept as they are, so that they
   * should be whole, as Azure answers them; only ids, states, etags and what follows from other documents are put in where they are missing.
   * Groups and subscriptions that are not named are made.
   */
  readonly documents?: Iterable<JsonObject>;
}

/**
 * An estate as a file has it: a JSON object with `managementGroups`, `subscriptions` and `documents`, all arrays, all optional. Throws
 * UserError for a text that is none.
 */
export function readEstate(text: string, file: string): Estate {
  const refuse = (what: string): UserError => new UserError(`${file} is no estate: ${what}.`);
  const value = parse(text, refuse);
  if (!isJsonObject(value)) throw refuse('it has to be a JSON object');
  const strange = Object.keys(value).find((name) => !['managementGroups', 'subscriptions', 'documents'].includes(name));
  if (strange !== undefined) throw refuse(`it has a member ${JSON.stringify(strange)}; known are 'managementGroups', 'subscriptions' and 'documents'`);
  return {
    managementGroups: listOf(value, 'managementGroups', refuse).map((group, index) => ({
      name: requireText(group, 'name', `managementGroups[${index}]`, refuse), ...textsOf(group, ['displayName', 'parent']),
    })),
    subscriptions: listOf(value, 'subscriptions', refuse).map((subscription, index) => ({
      subscriptionId: requireText(subscription, 'subscriptionId', `subscriptions[${index}]`, refuse), ...textsOf(subscription, ['displayName', 'managementGroup']),
    })),
    documents: listOf(value, 'documents', refuse),
  };
}

function parse(text: string, refuse: (what: string) => UserError): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw refuse('it is not JSON');
  }
}

function listOf(value: JsonObject, name: string, refuse: (what: string) => UserError): readonly JsonObject[] {
  const items = arrayAt(value, name);
  if (value[name] !== undefined && !Array.isArray(value[name])) throw refuse(`'${name}' has to be an array`);
  const objects = items.filter(isJsonObject);
  if (objects.length < items.length) throw refuse(`'${name}[${items.findIndex((item) => !isJsonObject(item))}]' has to be an object`);
  return objects;
}

function requireText(value: JsonObject, name: string, place: string, refuse: (what: string) => UserError): string {
  const text = textAt(value, name);
  if (text === undefined || text === '') throw refuse(`'${place}' has no '${name}'`);
  return text;
}

function textsOf<Name extends string>(value: JsonObject, names: readonly Name[]): { readonly [name in Name]?: string } {
  const found = names.flatMap((name) => {
    const text = textAt(value, name);
    return text === undefined ? [] : [[name, text] as const];
  });
  return Object.fromEntries(found) as { readonly [name in Name]?: string };
}
