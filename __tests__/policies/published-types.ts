/** The published types of resource bodies (Azure/bicep-types-az), as a judge of what we would send and of what the sandbox answers. */
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { isJsonObject, member, textAt, type JsonObject } from '../../src/arm/json.ts';

const folder = resolve(import.meta.dirname, '..', '..', '..', 'shared', 'schemas');

/** False where the reference data is not beside the checkout. */
export const hasPublishedTypes = existsSync(folder);

/** The file of published types for a type, and what it is of. */
const files: readonly (readonly [pattern: RegExp, file: string, version: string])[] = [
  [/^microsoft\.containerservice\//, 'microsoft.containerservice-2026-05-01.json', '2026-05-01'],
  [/^microsoft\.containerregistry\//, 'microsoft.containerregistry-2025-11-01.json', '2025-11-01'],
  [/^microsoft\.network\/privatednszones/, 'microsoft.network-privatedns-2024-06-01.json', '2024-06-01'],
  [/^microsoft\.network\/(?!dnsresolver)/, 'microsoft.network-2025-05-01.json', '2025-05-01'],
  [/^microsoft\.managedidentity\//, 'microsoft.managedidentity-2024-11-30.json', '2024-11-30'],
  [/^microsoft\.authorization\/role(?:assignments|definitions)$/, 'microsoft.authorization-roles-2022-04-01.json', '2022-04-01'],
  [/^microsoft\.authorization\/policyexemptions$/, 'microsoft.authorization-exemptions-2022-07-01-preview.json', '2022-07-01-preview'],
  [/^microsoft\.authorization\/policy/, 'microsoft.authorization-policy-2025-03-01.json', '2025-03-01'],
];

/** The file of published types for a type, and the API version that it is of; undefined where none is here. */
export function publishedTypesOf(type: string): { readonly file: string; readonly version: string } | undefined {
  const found = files.find(([pattern]) => pattern.test(type.toLowerCase()));
  return found === undefined ? undefined : { file: found[1], version: found[2] };
}

const required = 1;
const readOnly = 2;
const writeOnly = 4;

type Types = readonly JsonObject[];
/** A request may have nothing that is read-only, an answer nothing that is only written. */
type Direction = 'sent' | 'answered';

const read = new Map<string, Types>();

/** The types of a file, read once. */
export function typesOf(file: string): Types {
  const types = read.get(file) ?? JSON.parse(readFileSync(join(folder, file), 'utf8')) as Types;
  read.set(file, types);
  return types;
}

/** The entry of a resource type. Throws where the file has none. */
export function resourceTypeIn(file: string, type: string): JsonObject {
  const resource = typesOf(file).find((entry) => entry['$type'] === 'ResourceType' && textAt(entry, 'name')?.toLowerCase().startsWith(`${type.toLowerCase()}@`) === true);
  if (resource === undefined) throw new Error(`${file} has no type ${type}.`);
  return resource;
}

/** What is wrong with a body, a line each: `properties.mode: …`. @param file without folder @param type `Microsoft.Authorization/policyDefinitions` */
export function problemsWith(file: string, type: string, body: JsonObject, direction: Direction = 'sent'): readonly string[] {
  return [...check(body, resourceTypeIn(file, type)['body'], '', { types: typesOf(file), direction })];
}

interface Judge {
  readonly types: Types;
  readonly direction: Direction;
}

function* check(value: unknown, reference: unknown, path: string, judge: Judge): Generator<string> {
  const type = resolved(reference, judge.types);
  switch (type['$type']) {
    case 'AnyType':
      return;
    case 'StringType':
      if (typeof value !== 'string') yield `${path}: a text is expected`;
      else if (typeof type['pattern'] === 'string' && !new RegExp(type['pattern'], 'u').test(value)) yield `${path}: ${value} is not like ${type['pattern']}`;
      return;
    case 'StringLiteralType':
      // AKS writes its own type with another case (ground truth).
      if (value !== type['value'] && !(path === 'type' && String(value).toLowerCase() === String(type['value']).toLowerCase())) yield `${path}: ${JSON.stringify(value)} is not ${JSON.stringify(type['value'])}`;
      return;
    case 'BooleanType':
      if (typeof value !== 'boolean') yield `${path}: true or false is expected`;
      return;
    case 'IntegerType':
      if (!Number.isInteger(value)) yield `${path}: a whole number is expected`;
      return;
    case 'ArrayType':
      if (!Array.isArray(value)) yield `${path}: an array is expected`;
      else for (const [index, element] of value.entries()) yield* check(element, type['itemType'], `${path}[${index}]`, judge);
      return;
    case 'UnionType': {
      const elements = Array.isArray(type['elements']) ? type['elements'] : [];
      if (!elements.some((element) => [...check(value, element, path, judge)].length === 0)) yield `${path}: ${JSON.stringify(value)?.slice(0, 80)} is none of the values that are published`;
      return;
    }
    case 'ObjectType':
      yield* checkObject(value, type, path, judge);
      return;
    default:
      throw new Error(`The published types have a ${String(type['$type'])}, which is not read here.`);
  }
}

function* checkObject(value: unknown, type: JsonObject, path: string, judge: Judge): Generator<string> {
  if (!isJsonObject(value)) {
    yield `${path}: an object is expected`;
    return;
  }
  const properties = isJsonObject(type['properties']) ? type['properties'] : {};
  for (const [name, child] of Object.entries(value)) {
    const property = member(properties, name);
    const place = path === '' ? name : `${path}.${name}`;
    if (isJsonObject(property)) {
      const flags = flagsOf(property);
      if (judge.direction === 'sent' && (flags & readOnly) !== 0 && path !== '') yield `${place}: it is read-only`;
      if (judge.direction === 'answered' && (flags & writeOnly) !== 0) yield `${place}: it is a secret, which is not answered`;
      yield* check(child, property['type'], place, judge);
    } else if (type['additionalProperties'] !== undefined) yield* check(child, type['additionalProperties'], place, judge);
    else yield `${place}: no published property`;
  }
  for (const [name, property] of Object.entries(properties)) {
    const flags = flagsOf(property);
    const isOwed = judge.direction === 'sent' ? (flags & readOnly) === 0 && !(path === '' && name === 'name') : (flags & writeOnly) === 0;
    if ((flags & required) !== 0 && isOwed && value[name] === undefined) yield `${path === '' ? name : `${path}.${name}`}: it is required`;
  }
}

export function flagsOf(property: unknown): number {
  const flags = member(property, 'flags');
  return typeof flags === 'number' ? flags : 0;
}

export function resolved(reference: unknown, types: Types): JsonObject {
  const found = types[Number((textAt(reference, '$ref') ?? '').replace('#/', ''))];
  if (found === undefined) throw new Error(`The published types have no ${JSON.stringify(reference)}.`);
  return found;
}
