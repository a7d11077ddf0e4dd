import { existsSync, readFileSync } from 'node:fs';
import { arrayAt, at, isJsonObject, textAt, type JsonObject } from '../../../../src/arm/json.ts';

/** A request to Azure Resource Manager and what it answered. */
export interface Exchange {
  /** Its place in its file, from 0. */
  readonly index: number;
  readonly method: string;
  /** With its query; "" where the recording has none. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
  readonly answer: RecordedAnswer;
}

export interface RecordedAnswer {
  readonly status: number;
  /** The interesting ones, names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** Null: none. */
  readonly body: unknown;
}

/** The recordings are not part of this repository. */
const folder = new URL('../../../../../shared/ground-truth/', import.meta.url);
export const areHere = existsSync(folder);

/** Reads the exchanges of a file. Throws Error for one that is not as its README says. */
export function exchangesOf(file: string): readonly Exchange[] {
  const exchanges = arrayAt(read(file), 'exchanges').filter(isJsonObject);
  return exchanges.map((exchange, index) => ({
    index,
    method: textAt(exchange, 'request', 'method') ?? '',
    path: textAt(exchange, 'request', 'path') ?? '',
    headers: headersOf(at(exchange, 'request', 'headers')),
    body: at(exchange, 'request', 'body') ?? undefined,
    answer: { status: Number(at(exchange, 'response', 'status')), headers: headersOf(at(exchange, 'response', 'headers')), body: at(exchange, 'response', 'body') },
  }));
}

/** An error of which code and text were seen, and no JSON. */
export interface QuotedError {
  readonly code: string | undefined;
  /** Undefined: not told. */
  readonly status: number | undefined;
  readonly message: string | undefined;
}

/** Reads the errors that a file only quotes. */
export function quotedErrorsOf(file: string): readonly QuotedError[] {
  return arrayAt(read(file), 'leftOutBecauseNoExactJson').map((quoted) => {
    const status = at(quoted, 'status');
    return { code: textAt(quoted, 'code'), status: typeof status === 'number' ? status : undefined, message: textAt(quoted, 'message') };
  });
}

function read(file: string): unknown {
  return JSON.parse(readFileSync(new URL(file, folder), 'utf8'));
}

/** The answered document of an exchange. Throws Error where it is none. */
export function documentOf(file: string, index: number): JsonObject {
  const body = exchangesOf(file)[index]?.answer.body;
  if (!isJsonObject(body)) throw new Error(`${file} has no document as answer ${index}.`);
  return body;
}

function headersOf(value: unknown): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(isJsonObject(value) ? value : {}).map(([name, text]) => [name.toLowerCase(), String(text)]));
}
