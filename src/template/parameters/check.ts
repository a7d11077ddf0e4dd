import { isInt64 } from '../../language/dotnet/int64.ts';
import { isUnknown } from '../../language/unknown.ts';
import { isArray, isObject, keyIgnoringCase, sameContent, typeName, type ObjectValue } from '../../language/values.ts';
import type { Binding } from '../evaluate/binding.ts';
import type { Frame } from '../evaluate/frame.ts';
import type { Program } from '../evaluate/program.ts';
import type { Written } from '../evaluate/written.ts';
import { isNullable, schemasOf, typeOf, type ParameterType } from './types.ts';

/** Values are looked into so far. */
const deepest = 32;

/** Tells of parameters whose value their declaration does not allow. A default that nothing needed was not evaluated, and is not looked at. */
export function checkParameters(program: Program, frame: Frame): void {
  for (const [key, declaration] of program.parameters) {
    const binding = frame.parameters.get(key);
    if (binding === undefined || !binding.isMade) continue;
    const complaint = complaintOf(binding.value(), declaration, program, 0);
    if (complaint !== undefined) frame.session.problems.add('error', `The value of the parameter \`${binding.name}\` is not allowed: ${complaint}`, placeOfValue(binding, declaration));
  }
}

function placeOfValue({ source }: Binding, declaration: Written): Written {
  return source.kind === 'given' ? declaration : source.written;
}

/** What is wrong with a value, in a clause; undefined when nothing is, or nobody knows. */
function complaintOf(value: unknown, declaration: Written, program: Program, depth: number): string | undefined {
  if (isUnknown(value) || depth > deepest) return undefined;
  if (value === null) return isNullable(declaration, program) ? undefined : 'it is null';
  const type = typeOf(declaration, program);
  if (type !== undefined && !isOfType[type](value)) return `it is of type ${typeName(value)}, not ${type}`;
  for (const schema of schemasOf(declaration, program)) {
    const complaint = complaintOfValues(value, schema) ?? complaintOfSize(value, schema) ?? complaintOfParts(value, schema, program, depth);
    if (complaint !== undefined) return complaint;
  }
  return undefined;
}

const isOfType: Readonly<Record<ParameterType, (value: unknown) => boolean>> = {
  string: (value) => typeof value === 'string',
  int: (value) => typeof value === 'number' && isInt64(value),
  bool: (value) => typeof value === 'boolean',
  object: isObject,
  array: isArray,
};

/** An array may have some of the allowed values; everything else is one of them. */
function complaintOfValues(value: unknown, schema: Written): string | undefined {
  const allowed = schema.find('allowedValues')?.raw;
  if (!isArray(allowed) || allowed.length === 0) return undefined;
  const isOne = (wanted: unknown) => allowed.some((candidate) => sameContent(candidate, wanted) !== false);
  if (isOne(value) || (isArray(value) && value.every(isOne))) return undefined;
  return `it is ${short(value)}, and allowed are ${allowed.slice(0, 12).map(short).join(', ')}${allowed.length > 12 ? ', …' : ''}`;
}

function short(value: unknown): string {
  const text = typeof value === 'object' && value !== null ? `an ${isArray(value) ? 'array' : 'object'}` : JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

function complaintOfSize(value: unknown, schema: Written): string | undefined {
  if (typeof value === 'number') return outside(value, schema, 'Value', 'it');
  if (typeof value === 'string' || isArray(value)) return outside(value.length, schema, 'Length', 'its length');
  return undefined;
}

function outside(value: number, schema: Written, kind: 'Value' | 'Length', what: string): string | undefined {
  const [least, most] = [schema.find(`min${kind}`)?.raw, schema.find(`max${kind}`)?.raw];
  if (typeof least === 'number' && value < least) return `${what} is ${value}, and the least is ${least}`;
  return typeof most === 'number' && value > most ? `${what} is ${value}, and the most is ${most}` : undefined;
}

function complaintOfParts(value: unknown, schema: Written, program: Program, depth: number): string | undefined {
  if (isArray(value)) return complaintOfItems(value, schema, program, depth);
  if (!isObject(value)) return undefined;
  const chosen = discriminated(value, schema);
  return complaintOfMembers(value, schema, program, depth) ?? (chosen === undefined ? undefined : complaintOf(value, chosen, program, depth + 1));
}

function complaintOfItems(value: readonly unknown[], schema: Written, program: Program, depth: number): string | undefined {
  const prefix = schema.find('prefixItems')?.items ?? [];
  const rest = schema.find('items');
  for (const [index, item] of value.entries()) {
    const declaration = prefix[index] ?? (rest?.isObject === true ? rest : undefined);
    const complaint = declaration === undefined ? undefined : complaintOf(item, declaration, program, depth + 1);
    if (complaint !== undefined) return `in element ${index}, ${complaint}`;
  }
  return undefined;
}

function complaintOfMembers(value: ObjectValue, schema: Written, program: Program, depth: number): string | undefined {
  const declared = schema.find('properties');
  for (const { key, value: declaration } of declared?.members ?? []) {
    const own = keyIgnoringCase(value, key);
    if (own === undefined && !isNullable(declaration, program)) return `it has no property \`${key}\``;
    const complaint = own === undefined ? undefined : complaintOf(value[own], declaration, program, depth + 1);
    if (complaint !== undefined) return `in \`${key}\`, ${complaint}`;
  }
  const additional = schema.find('additionalProperties');
  if (additional === undefined) return undefined;
  const others = Object.keys(value).filter((key) => declared?.find(key) === undefined && !isDiscriminator(key, schema));
  if (additional.raw === false) return others[0] === undefined || schema.find('discriminator') !== undefined ? undefined : `it has a property \`${others[0]}\` that its type does not have`;
  for (const key of additional.isObject ? others : []) {
    const complaint = complaintOf(value[key], additional, program, depth + 1);
    if (complaint !== undefined) return `in \`${key}\`, ${complaint}`;
  }
  return undefined;
}

function isDiscriminator(key: string, schema: Written): boolean {
  return schema.find('discriminator')?.text('propertyName')?.toLowerCase() === key.toLowerCase();
}

/** The type that the value of one property chooses (learn.microsoft.com, "Type definitions in ARM templates": discriminator). */
function discriminated(value: ObjectValue, schema: Written): Written | undefined {
  const discriminator = schema.find('discriminator');
  const name = discriminator?.text('propertyName');
  const key = name === undefined ? undefined : keyIgnoringCase(value, name);
  const choice = key === undefined ? undefined : value[key];
  return typeof choice === 'string' ? discriminator?.find('mapping')?.find(choice) : undefined;
}
