import { managedClusterType } from '../arm/api-versions.ts';
import { parseResourceId } from '../arm/resource-id.ts';
import { parseScope, type Scope } from '../arm/scope.ts';
import { isJsonObject, type JsonObject } from '../arm/json.ts';
import type { EgressDeclaration } from '../isolation/exposure/meant/declaration.ts';

/** What an input's text may be. Every kind is one row of `readers` below. */
export type InputKind =
  | { readonly type: 'text'; readonly maximum: number }
  | { readonly type: 'secret' | 'boolean' | 'guid' | 'guids' | 'paths' | 'httpsOrigin' | 'mapping' | 'egress' | 'tags' | 'file' | 'scope' | 'driftTargets' | 'shard' | 'sha256' }
  | { readonly type: 'clusterName' | 'resourceGroup' | 'location' | 'kubernetesVersion' | 'poolName' | 'vmSize' | 'ownerName' | 'version' | 'resourceName' | 'resourceReference' | 'addressPrefix' }
  | { readonly type: 'choice'; readonly values: readonly string[] }
  | { readonly type: 'integer' | 'number'; readonly minimum: number; readonly maximum: number };

/** The type of an input's value, by its kind. */
export type ValueOf<Kind extends InputKind> =
  Kind extends { readonly type: 'choice'; readonly values: readonly (infer Value)[] } ? Value
  : Kind['type'] extends 'boolean' ? boolean
  : Kind['type'] extends 'integer' | 'number' ? number
  : Kind['type'] extends 'guids' | 'paths' ? readonly string[]
  : Kind['type'] extends 'mapping' ? JsonObject
  : Kind['type'] extends 'egress' ? readonly EgressDeclaration[]
  : Kind['type'] extends 'tags' ? Readonly<Record<string, string>>
  : Kind['type'] extends 'scope' ? Scope
  : Kind['type'] extends 'driftTargets' ? readonly (Scope | { readonly kind: 'cluster'; readonly id: string })[]
  : Kind['type'] extends 'shard' ? { readonly index: number; readonly count: number }
  : string;

/** A value, or what was expected instead ("a GUID", "one of a, b"), to be put into a sentence by the caller. */
export type Reading = { readonly value: unknown } | { readonly expected: string };

const guid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Reads the text of an input. `mapping`, `egress` and `tags` need YAML, which is loaded only then. */
export async function readValue(kind: InputKind, text: string): Promise<Reading> {
  switch (kind.type) {
    case 'text':
      return hasControlCharacter(text) || text.length > kind.maximum ? { expected: `at most ${kind.maximum} printable characters` } : { value: text };
    case 'choice':
      return readChoice(kind.values, text);
    case 'integer':
    case 'number':
      return readNumber(kind, text);
    default:
      return await readers[kind.type](text);
  }
}

const readers: Readonly<Record<Exclude<InputKind['type'], 'text' | 'choice' | 'integer' | 'number'>, (text: string) => Reading | Promise<Reading>>> = {
  secret: (text) => (/^[\x21-\x7e]+$/.test(text) ? { value: text } : { expected: 'a token without spaces' }),
  file: (text) => (hasControlCharacter(text) ? { expected: 'the path of a file' } : { value: text }),
  boolean: readBoolean,
  guid: (text) => (guid.test(text) ? { value: text.toLowerCase() } : { expected: 'a GUID' }),
  guids: readGuids,
  paths: readPaths,
  httpsOrigin: readHttpsOrigin,
  scope: readScope,
  driftTargets: readDriftTargets,
  shard: readShard,
  location: readLocation,
  mapping: readMapping,
  egress: readEgress,
  tags: readTags,
  sha256: pattern(/^[0-9a-f]{64}$/, 'the 64 hexadecimal digits of a plan-hash output'),
  ownerName: pattern(/^[A-Za-z0-9](?:[A-Za-z0-9 ._/-]{0,62}[A-Za-z0-9])?$/, '1 to 64 letters, digits, blanks and ._/- that begin and end with a letter or digit'),
  version: pattern(/^\d{1,3}(?:\.\d{1,3}){1,2}$/, 'a version such as 4.40.0'),
  clusterName: pattern(
    /^[A-Za-z0-9](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9])?$/,
    '1 to 63 letters, digits, underscores and hyphens that begin and end with a letter or digit',
  ),
  resourceGroup: pattern(
    /^[\p{L}\p{N}._()-]{0,89}[\p{L}\p{N}_()-]$/u,
    '1 to 90 letters, digits, underscores, hyphens, parentheses and periods that do not end with a period',
  ),
  kubernetesVersion: pattern(/^\d{1,2}\.\d{1,3}(?:\.\d{1,3})?$/, 'a version such as 1.34 or 1.34.2'),
  poolName: pattern(/^[a-z][a-z0-9]{0,11}$/, '1 to 12 lower-case letters and digits that begin with a letter'),
  resourceName: pattern(/^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,78}[A-Za-z0-9_])?$/, '1 to 80 letters, digits, periods, underscores and hyphens that begin with a letter or digit'),
  resourceReference: readResourceReference,
  addressPrefix: pattern(/^(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)\/(?:[89]|1\d|2[0-4])$/, 'an IPv4 prefix of 8 to 24 bits such as 10.224.0.0/16'),
  vmSize: pattern(/^[A-Za-z0-9_-]{1,64}$/, 'a virtual machine size such as Standard_D4ds_v5'),
};

/** A name, or an id in a resource group. */
function readResourceReference(text: string): Reading {
  if (!text.startsWith('/')) return /^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,126}[A-Za-z0-9_])?$/.test(text) ? { value: text } : { expected: 'a name, or the id of a resource' };
  const id = parseResourceId(text);
  return id?.subscriptionId !== undefined && guid.test(id.subscriptionId) && id.resourceGroup !== undefined && !hasControlCharacter(text) ? { value: text } : { expected: 'a name, or the id of a resource in a resource group' };
}

/** Names as Azure accepts them: "Naming rules and restrictions for Azure resources" and the REST reference of managed clusters. */
function pattern(matches: RegExp, expected: string): (text: string) => Reading {
  return (text) => (matches.test(text) ? { value: text } : { expected });
}

/** YAML 1.2's spellings, as `core.getBooleanInput` takes them; `yes` and `1` are refused rather than guessed. */
function readBoolean(text: string): Reading {
  if (/^(true|True|TRUE)$/.test(text)) return { value: true };
  if (/^(false|False|FALSE)$/.test(text)) return { value: false };
  return { expected: 'true or false' };
}

function readChoice(values: readonly string[], text: string): Reading {
  const value = values.find((candidate) => candidate.toLowerCase() === text.toLowerCase());
  return value === undefined ? { expected: `one of ${values.join(', ')}` } : { value };
}

function readNumber(kind: { readonly type: 'integer' | 'number'; readonly minimum: number; readonly maximum: number }, text: string): Reading {
  const value = (kind.type === 'integer' ? /^\d{1,10}$/ : /^\d{1,10}(?:\.\d{1,6})?$/).test(text) ? Number(text) : Number.NaN;
  if (value >= kind.minimum && value <= kind.maximum) return { value };
  return { expected: `${kind.type === 'integer' ? 'a whole number' : 'a number'} from ${kind.minimum} to ${kind.maximum}` };
}

function readGuids(text: string): Reading {
  const values = text.split(/[\s,]+/).filter((entry) => entry !== '');
  return values.length > 0 && values.every((entry) => guid.test(entry))
    ? { value: values.map((entry) => entry.toLowerCase()) }
    : { expected: 'GUIDs, separated by commas or line breaks' };
}

/** One to a line; blanks and commas may be part of a name. A configuration file's list arrives as JSON. */
function readPaths(text: string): Reading {
  const values = listOf(text).map((entry) => entry.trim()).filter((entry) => entry !== '');
  return values.length > 0 && !values.some(hasControlCharacter) ? { value: values } : { expected: 'paths or names, one to a line' };
}

function listOf(text: string): readonly string[] {
  try {
    const list: unknown = text.startsWith('[') ? JSON.parse(text) : undefined;
    if (Array.isArray(list) && list.every((entry) => typeof entry === 'string')) return list;
  } catch {
    // A pattern may begin with a bracket too.
  }
  return text.split(/\r?\n/);
}

function readHttpsOrigin(text: string): Reading {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const bare = url !== undefined && url.protocol === 'https:' && url.username === '' && url.password === '' && url.search === '' && url.hash === '';
  return bare && url.pathname === '/' ? { value: url.origin } : { expected: 'an https:// address without path, such as https://management.azure.com' };
}

function readScope(text: string): Reading {
  const value = parseScope(text);
  return value === undefined
    ? { expected: '/subscriptions/<id>, /subscriptions/<id>/resourceGroups/<name> or /providers/Microsoft.Management/managementGroups/<name>' }
    : { value };
}

/** Ids of management groups, subscriptions, resource groups and clusters, one to a line. */
function readDriftTargets(text: string): Reading {
  const lines = listOf(text).map((line) => line.trim()).filter((line) => line !== '');
  const targets = lines.map((line) => {
    const id = parseResourceId(line);
    return parseScope(line) ?? (id?.type.toLowerCase() === managedClusterType.toLowerCase() && parseScope(id.scope)?.kind === 'resourceGroup' ? { kind: 'cluster' as const, id: id.id } : undefined);
  });
  const wrong = lines.find((_, index) => targets[index] === undefined);
  return lines.length > 0 && wrong === undefined
    ? { value: targets }
    : { expected: `ids of management groups, subscriptions, resource groups or clusters, one to a line${wrong === undefined ? '' : `; ${JSON.stringify(wrong.slice(0, 200))} is none`}` };
}

/** `2/8`: the second of eight parts. */
/** At most as many as GitHub starts jobs of one matrix (docs.github.com, usage limits of workflows). */
function readShard(text: string): Reading {
  const [, index, count] = /^(\d{1,3})\/(\d{1,3})$/.exec(text.replaceAll(' ', '')) ?? [];
  const [one, all] = [Number(index), Number(count)];
  return one >= 1 && one <= all && all <= 256 ? { value: { index: one, count: all } } : { expected: 'a part such as 2/8, from 1/1 to 256/256' };
}

/** Azure's display names are accepted: "West Europe" is `westeurope`. */
function readLocation(text: string): Reading {
  const value = text.replaceAll(' ', '').toLowerCase();
  return /^[a-z0-9]{1,50}$/.test(value) ? { value } : { expected: 'an Azure region such as westeurope' };
}

async function readMapping(text: string): Promise<Reading> {
  return await readMappingAs(text, 'core');
}

async function readEgress(text: string): Promise<Reading> {
  const [{ parseYaml }, { parseDeclarations }] = await Promise.all([import('./mapping.ts'), import('../isolation/exposure/meant/declaration.ts')]);
  const parsed = parseYaml(text, 'core');
  if ('problem' in parsed) return { expected: `a YAML or JSON list (${parsed.problem})` };
  const declarations = parseDeclarations(parsed.value);
  return typeof declarations === 'string' ? { expected: declarations } : { value: declarations };
}

async function readMappingAs(text: string, schema: 'core' | 'failsafe'): Promise<{ readonly value: JsonObject } | { readonly expected: string }> {
  const { parseMapping } = await import('./mapping.ts');
  const parsed = parseMapping(text, schema);
  return isJsonObject(parsed) ? { value: parsed } : { expected: `a YAML or JSON mapping${parsed === undefined ? '' : ` (${parsed})`}` };
}

/** Azure: at most 50 tags, names to 512 and values to 256 characters, no `<>%&\?/` in names. */
async function readTags(text: string): Promise<Reading> {
  const reading = await readMappingAs(text, 'failsafe');
  if ('expected' in reading) return reading;
  const entries = Object.entries(reading.value);
  if (!entries.every(([, value]) => typeof value === 'string')) return { expected: 'a mapping of tag names to texts' };
  const fits = entries.length <= 50 && entries.every(([name, value]) => /^[^<>%&\\?/]{1,512}$/.test(name) && String(value).length <= 256);
  return fits ? { value: reading.value } : { expected: 'at most 50 tags, names to 512 characters without < > % & \\ ? /, values to 256 characters' };
}

function hasControlCharacter(text: string): boolean {
  return /\p{Cc}/u.test(text);
}
