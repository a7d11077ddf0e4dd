import type { JsonObject } from '../../src/arm/json.ts';
import { at, isJsonObject, member, textAt } from '../../src/arm/json.ts';

/** A file of conformance cases (`azpolicy-cases/1`) as read. */
export interface CaseFile {
  readonly cases: readonly Case[];
  /** Alias tables by name, in the shape of `GET /providers?$expand=resourceTypes/aliases`. */
  readonly aliases: ReadonlyMap<string, unknown>;
}

export interface Case {
  readonly id: string;
  readonly kind: string;
  readonly needs: readonly string[];
  readonly disputes: readonly unknown[];
  readonly expect: JsonObject;
  readonly body: JsonObject;
}

/** What is wrong with a case file, with its line. */
export class CaseFileError extends Error {
  override readonly name = 'CaseFileError';
}

/** Reads JSON lines. Throws CaseFileError with the line that cannot be read. */
export function readCases(text: string): CaseFile {
  const cases: Case[] = [];
  const aliases = new Map<string, unknown>();
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    const record = parseLine(line, index + 1);
    const kind = textAt(record, 'record');
    if (kind === 'aliases') aliases.set(textAt(record, 'name') ?? '', member(record, 'providers'));
    else if (kind === 'case') cases.push(caseOf(record, index + 1));
    else if (kind === 'meta') assertFormat(record, index + 1);
    else throw new CaseFileError(`line ${index + 1}: \`record\` is neither meta, aliases nor case`);
  }
  return { cases, aliases };
}

function parseLine(line: string, number: number): JsonObject {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    throw new CaseFileError(`line ${number}: no JSON`);
  }
  if (isJsonObject(value)) return value;
  throw new CaseFileError(`line ${number}: no JSON object`);
}

function assertFormat(record: JsonObject, line: number): void {
  const format = textAt(record, 'format');
  if (format !== 'azpolicy-cases/1') throw new CaseFileError(`line ${line}: the format ${String(format)} is not azpolicy-cases/1`);
}

function caseOf(record: JsonObject, line: number): Case {
  const id = textAt(record, 'id');
  const kind = textAt(record, 'kind');
  const expect = at(record, 'expect');
  if (id === undefined || kind === undefined || !isJsonObject(expect)) throw new CaseFileError(`line ${line}: a case needs \`id\`, \`kind\` and \`expect\``);
  return { id, kind, expect, needs: texts(record['needs']), disputes: listOf(record['disputes']), body: record };
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function texts(value: unknown): readonly string[] {
  return listOf(value).filter((item): item is string => typeof item === 'string');
}
