import type { JsonObject } from '../../arm/json.ts';
import { suggestion } from '../../language/near-miss.ts';
import { isUnknown } from '../../language/unknown.ts';
import { deepEqual, typeName } from '../../language/values.ts';
import { inDocument, PolicyError } from '../error.ts';
import { assertMembers, find, members, objectOf, elementsOf, optionalObject, requiredText, type Place } from './place.ts';

/** One parameter that a definition or an initiative declares. */
export interface ParameterDeclaration {
  readonly name: string;
  readonly type: ParameterType;
  /** Absent when a value has to be given. */
  readonly defaultValue?: unknown;
  readonly allowedValues?: readonly unknown[];
  /** JSON pointer to the declaration. */
  readonly pointer: string;
}

export type ParameterType = 'String' | 'Array' | 'Object' | 'Boolean' | 'Integer' | 'Float' | 'DateTime';

/** Declarations by lower-case name: parameter names compare without case. */
export type ParameterDeclarations = ReadonlyMap<string, ParameterDeclaration>;

const fits: Readonly<Record<ParameterType, (value: unknown) => boolean>> = {
  String: (value) => typeof value === 'string',
  DateTime: (value) => typeof value === 'string',
  Array: (value) => Array.isArray(value),
  Object: (value) => typeof value === 'object' && !Array.isArray(value),
  Boolean: (value) => typeof value === 'boolean',
  Integer: (value) => Number.isInteger(value),
  Float: (value) => typeof value === 'number',
};

const types = Object.keys(fits) as readonly ParameterType[];

/**
 * Reads the `parameters` of a definition or an initiative. `most`: how many a custom document may have; undefined for Microsoft's own, which
 * are taken as they are. Throws PolicyError.
 */
export function parseParameters(properties: Place<JsonObject>, most: number | undefined): ParameterDeclarations {
  const place = optionalObject(properties, 'parameters');
  const declared = members(place);
  if (most !== undefined && declared.length > most) throw new PolicyError(`There are ${declared.length} parameters; Azure takes ${most}`, place.pointer);
  const declarations = declared.map(([name, declaration]) => parseDeclaration(name, declaration, most !== undefined));
  const byName = new Map<string, ParameterDeclaration>();
  for (const declaration of declarations) {
    const key = declaration.name.toLowerCase();
    if (byName.has(key)) throw new PolicyError(`The parameter \`${declaration.name}\` is declared twice`, declaration.pointer);
    byName.set(key, declaration);
  }
  return byName;
}

const declarationMembers = ['type', 'defaultValue', 'allowedValues', 'metadata', 'schema', 'displayName', 'description'];

function parseDeclaration(name: string, place: Place, isCustom: boolean): ParameterDeclaration {
  const declaration = objectOf(place, `The parameter \`${name}\``);
  if (isCustom) assertMembers(declaration, declarationMembers, `The parameter \`${name}\``);
  const written = requiredText(declaration, 'type');
  const type = types.find((candidate) => candidate.toLowerCase() === written.toLowerCase());
  if (type === undefined) {
    throw new PolicyError(`\`${written}\` is no type of a parameter${suggestion(written, types)}`, `${declaration.pointer}/type`);
  }
  const initial = find(declaration, 'defaultValue');
  const allowed = find(declaration, 'allowedValues');
  return {
    name,
    type,
    ...(initial === undefined ? {} : { defaultValue: initial.value }),
    ...(allowed === undefined ? {} : { allowedValues: elementsOf(allowed, '`allowedValues`').map(({ value }) => value) }),
    pointer: declaration.pointer,
  };
}

/** Throws PolicyError for a default that the declaration itself does not allow: the service refuses such a definition. */
export function assertDefaults(declared: ParameterDeclarations): void {
  for (const declaration of declared.values()) {
    const { defaultValue, pointer } = declaration;
    if (defaultValue !== undefined) inDocument(pointer, () => check(declaration, defaultValue, `${pointer}/defaultValue`));
  }
}

/**
 * The value of every declared parameter, by its declared name: what was given, else the default.
 * Throws PolicyError (with `pointer` as place) for a missing value, a value that is not declared, and one of the wrong type or not allowed.
 */
export function resolveParameters(declared: ParameterDeclarations, given: JsonObject, pointer: string): JsonObject {
  for (const name of Object.keys(given)) {
    if (declared.has(name.toLowerCase())) continue;
    const names = Array.from(declared.values(), (declaration) => declaration.name);
    throw new PolicyError(`There is no parameter \`${name}\`${suggestion(name, names)}`, pointer);
  }
  const values = new Map(Object.keys(given).map((name) => [name.toLowerCase(), given[name]]));
  return Object.fromEntries(
    Array.from(declared, ([key, declaration]) => {
      const value = values.get(key) ?? declaration.defaultValue;
      if (value === undefined) throw new PolicyError(`The parameter \`${declaration.name}\` has neither a value nor a default`, pointer);
      if (values.has(key)) inDocument(pointer, () => check(declaration, value, pointer));
      return [declaration.name, value] as const;
    }),
  );
}

/** The values of declared parameters; names compare without case. */
export function declaredOnly(values: JsonObject, declared: ParameterDeclarations): JsonObject {
  return Object.fromEntries(Object.entries(values).filter(([name]) => declared.has(name.toLowerCase())));
}

function check({ name, type, allowedValues }: ParameterDeclaration, value: unknown, pointer: string): void {
  if (isUnknown(value)) return;
  if (!fits[type](value)) throw new PolicyError(`The parameter \`${name}\` has to be of type ${type}; ${typeName(value)} given`, pointer);
  if (allowedValues === undefined) return;
  const isAllowed = (candidate: unknown): boolean => allowedValues.some((allowed) => deepEqual(candidate, allowed) !== false);
  // For an array the list names the allowed elements.
  const parts: readonly unknown[] = Array.isArray(value) && !isAllowed(value) ? value : [value];
  const refused = parts.find((part) => !isAllowed(part));
  if (refused === undefined) return;
  const list = allowedValues.map(brief).join(', ');
  throw new PolicyError(`The parameter \`${name}\` does not allow ${brief(refused)}; allowed: ${list}`, pointer);
}

function brief(value: unknown): string {
  return typeof value === 'object' && value !== null ? `an ${typeName(value)}` : JSON.stringify(value);
}
