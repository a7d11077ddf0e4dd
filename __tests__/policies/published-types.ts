/** The published types of resource bodies (Azure/bicep-types-az), as a judge of what we would send. */
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { isJsonObject, member, textAt, type JsonObject } from '../../src/arm/json.ts';

const folder = resolve(import.meta.dirname, '..', '..', '..', 'shared', 'schemas');

/** False where the reference data is not beside the checkout. */
export const hasPublishedTypes = existsSync(folder);

const required = 1;
const readOnly = 2;

/** What is wrong with a body, a line each: `properties.mode: …`. @param file without folder @param type `Microsoft.Authorization/policyDefinitions` */
export function problemsWith(file: string, type: string, body: JsonObject): readonly string[] {
  const types = JSON.parse(readFileSync(join(folder, file), 'utf8')) as readonly JsonObject[];
  const resource = types.find((entry) => entry['$type'] === 'ResourceType' && textAt(entry, 'name')?.toLowerCase().startsWith(`${type.toLowerCase()}@`) === true);
  if (resource === undefined) throw new Error(`${file} has no type ${type}.`);
  return [...check(body, resource['body'], '', types)];
}

function* check(value: unknown, reference: unknown, path: string, types: readonly JsonObject[]): Generator<string> {
  const type = resolved(reference, types);
  switch (type['$type']) {
    case 'AnyType':
      return;
    case 'StringType':
      if (typeof value !== 'string') yield `${path}: a text is expected`;
      else if (typeof type['pattern'] === 'string' && !new RegExp(type['pattern'], 'u').test(value)) yield `${path}: ${value} is not like ${type['pattern']}`;
      return;
    case 'StringLiteralType':
      if (value !== type['value']) yield `${path}: ${JSON.stringify(value)} is not ${JSON.stringify(type['value'])}`;
      return;
    case 'BooleanType':
      if (typeof value !== 'boolean') yield `${path}: true or false is expected`;
      return;
    case 'IntegerType':
      if (!Number.isInteger(value)) yield `${path}: a whole number is expected`;
      return;
    case 'ArrayType':
      if (!Array.isArray(value)) yield `${path}: an array is expected`;
      else for (const [index, element] of value.entries()) yield* check(element, type['itemType'], `${path}[${index}]`, types);
      return;
    case 'UnionType': {
      const elements = Array.isArray(type['elements']) ? type['elements'] : [];
      if (!elements.some((element) => [...check(value, element, path, types)].length === 0)) yield `${path}: ${JSON.stringify(value)?.slice(0, 80)} is none of the values that are published`;
      return;
    }
    case 'ObjectType':
      yield* checkObject(value, type, path, types);
      return;
    default:
      throw new Error(`The published types have a ${String(type['$type'])}, which is not read here.`);
  }
}

function* checkObject(value: unknown, type: JsonObject, path: string, types: readonly JsonObject[]): Generator<string> {
  if (!isJsonObject(value)) {
    yield `${path}: an object is expected`;
    return;
  }
  const properties = isJsonObject(type['properties']) ? type['properties'] : {};
  for (const [name, child] of Object.entries(value)) {
    const property = member(properties, name);
    const place = path === '' ? name : `${path}.${name}`;
    if (isJsonObject(property)) {
      if ((flagsOf(property) & readOnly) !== 0 && path !== '') yield `${place}: it is read-only`;
      yield* check(child, property['type'], place, types);
    } else if (type['additionalProperties'] !== undefined) yield* check(child, type['additionalProperties'], place, types);
    else yield `${place}: no published property`;
  }
  for (const [name, property] of Object.entries(properties)) {
    if ((flagsOf(property) & required) !== 0 && (flagsOf(property) & readOnly) === 0 && value[name] === undefined && !(path === '' && name === 'name')) yield `${path === '' ? name : `${path}.${name}`}: it is required`;
  }
}

function flagsOf(property: unknown): number {
  const flags = member(property, 'flags');
  return typeof flags === 'number' ? flags : 0;
}

function resolved(reference: unknown, types: readonly JsonObject[]): JsonObject {
  const found = types[Number((textAt(reference, '$ref') ?? '').replace('#/', ''))];
  if (found === undefined) throw new Error(`The published types have no ${JSON.stringify(reference)}.`);
  return found;
}
