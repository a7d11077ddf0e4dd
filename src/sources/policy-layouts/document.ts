import { documentMarks, type DocumentKind } from '../../policy/documents/marks.ts';
import { isJsonObject, member, memberIgnoringCase, textAt, type JsonObject } from '../../arm/json.ts';
import { deepestJson, JsonTextError, readJsonText, type JsonText } from '../../arm/json-text.ts';
import { UserError } from '../../run/errors.ts';

/** A JSON file, read. */
export interface JsonFile {
  /** From the root of the tree, with forward slashes. */
  readonly path: string;
  readonly source: JsonText;
}

/** A policy document as ARM JSON, wherever its parts were written. */
export interface FoundDocument {
  readonly kind: DocumentKind;
  readonly value: JsonObject;
  readonly spotOf: (pointer: string) => Spot;
  /** Files besides that of `spotOf('')` that parts of it are written in. */
  readonly parts?: readonly string[];
  /** See `PlacedAssignment.isForgiving`. */
  readonly isForgiving?: boolean;
  /** See `PlacedExemption.about`. */
  readonly about?: { readonly kind: 'definition' | 'initiative'; readonly id: string };
}

/** A place in a file: line and column count from 1. */
export interface Spot {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** A listing of all built-in definitions is some tens of megabytes. */
const longest = 64 * 1024 * 1024;

/** Reads JSON with comments and trailing commas, which the tools of all layouts take. Throws UserError with file and line. */
export function readJsonFile(path: string, text: string): JsonFile {
  try {
    return { path, source: readJsonText(text, 'template', { length: longest, depth: deepestJson }) };
  } catch (error) {
    if (!(error instanceof JsonTextError)) throw error;
    throw new UserError(`${path}:${error.line}:${error.column}: ${error.message}.`, { cause: error });
  }
}

/** Where the value at a pointer into a file stands, or its nearest ancestor that is written down. */
export function spotIn({ path, source }: JsonFile, pointer: string): Spot {
  const { line, column } = source.propertyAt(pointer);
  return { file: path, line, column };
}

export function mistake({ file, line }: Spot, message: string): UserError {
  return new UserError(`${file}:${line}: ${message}.`);
}

const typeKinds: ReadonlyMap<string, DocumentKind> = new Map([
  ['microsoft.authorization/policydefinitions', 'definition'],
  ['microsoft.authorization/policysetdefinitions', 'initiative'],
  ['microsoft.authorization/policyassignments', 'assignment'],
  ['microsoft.authorization/policyexemptions', 'exemption'],
]);

/** What a JSON value is as a policy document; undefined when it is none. */
export function kindOf(value: unknown): DocumentKind | undefined {
  if (!isJsonObject(value)) return undefined;
  const type = memberIgnoringCase(value, 'type');
  const byType = typeof type === 'string' ? typeKinds.get(type.toLowerCase()) : undefined;
  if (byType !== undefined) return byType;
  const wrapped = memberIgnoringCase(value, 'properties');
  const properties = isJsonObject(wrapped) ? wrapped : value;
  const kind = documentMarks.find(([name]) => memberIgnoringCase(properties, name) !== undefined)?.[1];
  if (kind === 'definition' || kind === 'exemption' || kind === undefined) return kind;
  // Other types have members of these names, and records of compliance name a definition beside an assignment: they are about policies and are none.
  return typeof type === 'string' || memberIgnoringCase(properties, 'policyAssignmentId') !== undefined ? undefined : kind;
}

/** A bare rule, `{if, then: {effect}}`, as `az policy definition create --rules` takes it. */
export function isBareRule(value: unknown): value is JsonObject {
  return isJsonObject(value) && member(value, 'if') !== undefined && textAt(value, 'then', 'effect') !== undefined;
}
