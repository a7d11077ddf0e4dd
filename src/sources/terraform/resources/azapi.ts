import { isJsonObject } from '../../../arm/json.ts';
import { isUnknown, Unknown } from '../../../language/unknown.ts';
import type { Placed } from '../mapping/apply.ts';
import { convert } from '../mapping/convert.ts';
import type { Attributes } from '../mapping/table.ts';
import { idOf, joined, namedBy, shownNames, textOf, type Naming, type Text } from './ids.ts';
import { belowId, type Surroundings } from './naming.ts';

/** `Microsoft.Network/virtualNetworks@2024-05-01`, divided. */
export interface AzapiType {
  readonly type: string;
  readonly apiVersion: string;
}

export function azapiType(read: Attributes): AzapiType | undefined {
  const [, type, apiVersion] = /^([A-Za-z0-9.]{1,100}(?:\/[A-Za-z0-9._-]{1,100}){1,10})@([0-9A-Za-z-]{1,40})$/.exec(asText(read.at('type'))) ?? [];
  return type === undefined || apiVersion === undefined ? undefined : { type, apiVersion };
}

function asText(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/**
 * The naming of an `azapi_resource` (parent and name) or `azapi_update_resource` (also by `resource_id`). A parent may be a resource group, a
 * resource, for a child, or what is extended (documentation of Azure/azapi, "azapi_resource": parent_id).
 */
export function azapiNaming({ type }: AzapiType, read: Attributes, { address, subscription }: Surroundings): Naming {
  const whole = read.at('resource_id') ?? read.at('id');
  if (typeof whole === 'string' || (isUnknown(whole) && whole.pieces !== undefined)) return namedBy(trimmed(whole), type);
  const name = textOf(read.at('name'), '`name`');
  const given = read.at('parent_id');
  const parent = textOf(given, '`parent_id`');
  const shown = isUnknown(name) ? `(${address})` : name;
  const segments = type.split('/');
  if (type.toLowerCase() === 'microsoft.resources/resourcegroups') return { type, names: [name], shown: [shown], id: joined('/subscriptions/', subscription, '/resourceGroups/', name) };
  if (segments.length > 2 && isIdOf(parent, segments.slice(0, -1).join('/'))) return belowId(parent, type, name, shown);
  const names = [...segments.slice(2).map((): Text => textOf(undefined, 'the name of its parent')), name];
  return { type, names, shown: [...shownNames(names.slice(0, -1)), shown], id: idOf(trimmed(parent), type, names) };
}

function trimmed(id: Text): Text {
  return typeof id === 'string' ? id.replace(/\/+$/, '') : id;
}

/** For a child the parent is a resource of the type above; of an id of which nothing is known that is as good as certain. */
function isIdOf(id: Text, type: string): boolean {
  const pieces = typeof id === 'string' ? [id] : (id.pieces ?? ['', '']);
  const last = type.split('/').at(-1)?.toLowerCase() ?? '';
  const tail = (pieces.at(-1) ?? '').toLowerCase().split('/');
  return tail.at(-2) === last || pieces.every((piece) => piece === '');
}

/** What goes into the document: `body`, and `location`, `tags` and `identity` beside it, which count where the body does not have them. */
export function azapiPlaced(read: Attributes): readonly Placed[] {
  const placed: Placed[] = [];
  const body = convert(read.at('body'), { kind: 'json' });
  if (isUnknown(body)) placed.push({ to: ['properties'], value: body, attribute: 'body', isDefault: false });
  else if (isJsonObject(body)) for (const [key, value] of Object.entries(body)) placed.push(...leaves(value, [key], `body.${key}`, 0));
  placed.push(...writeOnlyParts(read));
  const add = (to: string, attribute: string, value: unknown): void => {
    if (value !== undefined) placed.push({ to: to.split('.'), value, attribute, as: { kind: 'choice', values: {} }, isDefault: false });
  };
  add('location', 'location', read.at('location'));
  add('tags', 'tags', read.at('tags'));
  add('identity.type', 'identity.type', read.at('identity.type'));
  const ids = read.at('identity.identity_ids');
  if (ids !== undefined && !(Array.isArray(ids) && ids.length === 0)) add('identity.userAssignedIdentities', 'identity.identity_ids', convert(ids, { kind: 'keys' }));
  // Resource Manager takes name and type from the path of the request.
  return placed.filter(({ to }) => to[0] !== 'name' && to[0] !== 'type');
}

/** Each scalar by itself, so that each is found where it was written; objects and lists first, as they may be empty. */
function leaves(value: unknown, to: readonly string[], attribute: string, depth: number): readonly Placed[] {
  const own = (shell: unknown): Placed => ({ to, value: shell, attribute, isDefault: false });
  if (depth > 40) return [own(value)];
  if (Array.isArray(value)) return [own([]), ...(value as readonly unknown[]).flatMap((item, index) => leaves(item, [...to, String(index)], `${attribute}.${index}`, depth + 1))];
  if (!isJsonObject(value)) return value === undefined ? [] : [own(value)];
  return [own({}), ...Object.entries(value).flatMap(([key, item]) => leaves(item, [...to, key], `${attribute}.${key}`, depth + 1))];
}

/** `sensitive_body` is write-only; the keys of `sensitive_body_version` are the paths in it. */
function writeOnlyParts(read: Attributes): readonly Placed[] {
  const versions = read.at('sensitive_body_version');
  const why = new Unknown('it stands in `sensitive_body`, which is write-only: no plan holds its value', { isPresent: true });
  if (!isJsonObject(versions)) return [];
  return Object.keys(versions).map((path) => ({ to: path.split('.'), value: why, attribute: 'sensitive_body_version', as: { kind: 'choice', values: {} }, isDefault: false }));
}
