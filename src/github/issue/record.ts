import { createHash } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';
import * as z from 'zod/mini';
import { markerReserve } from '../comment/marker.ts';

/**
 * What an issue remembers from one run to the next, hidden at the end of its body as
 * `<!-- aks-network-isolation-state:1.<checksum>.<base64url of gzipped JSON> -->`. Nothing in it can close the HTML comment.
 */
export interface IssueRecord {
  /** How many changes were told of. A comment carries the generation that it leads to, so that one is known from all before it. */
  readonly generation: number;
  /** When the newest comment of ours was created, by GitHub's clock; none before it has to be looked at. */
  readonly since?: string;
  /** Digests of what was wanted (the body with the state), of the body as written, and of the title wanted. */
  readonly meaning: string;
  readonly visible: string;
  readonly title: string;
  /** The caller's, opaque; absent when it did not fit. */
  readonly state?: string;
}

/** What was found in a body. `problem` is a clause about a record that cannot be believed. */
export interface HiddenRecord {
  /** The body without its first line and without the record. */
  readonly visible: string;
  readonly record?: IssueRecord;
  readonly problem?: string;
}

/** GitHub's limit of an issue's body, in characters. Counted in UTF-16 units here, of which there are never fewer. */
export const issueBodyLimit = 65_536;
/** The most that the marker, the line breaks and a record without a state take. */
const reserve = markerReserve + 500;
/** A state larger than this is no state: what is unpacked is bounded, whatever somebody hid there. In UTF-16 units, of up to six bytes of JSON each. */
const stateLimit = 1024 * 1024;

const prefix = '<!-- aks-network-isolation-state:';
const suffix = ' -->';

const digest = z.string().check(z.regex(/^[0-9a-f]{32}$/));
const recordShape = z.object({
  generation: z.int().check(z.nonnegative()),
  since: z.optional(z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?Z$/))),
  meaning: digest,
  visible: digest,
  title: digest,
  state: z.optional(z.string().check(z.maxLength(stateLimit))),
});

/** 128 bits of a text, as 32 hexadecimal digits. */
export function digestOf(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex').slice(0, 32);
}

/** The record as one line of the body. */
export function hideRecord(record: IssueRecord): string {
  const packed = gzipSync(JSON.stringify(record), { level: 9 }).toString('base64url');
  return `${prefix}1.${digestOf(packed)}.${packed}${suffix}`;
}

/** How many characters of a body are left for markdown beside this state, or 0. A state that leaves too little is better left to an artifact. */
export function bodyRoom(state: string): number {
  return Math.max(0, issueBodyLimit - reserve - stateLength(state));
}

/** How many characters a state may take, as `stateLength` counts them, beside this markdown. */
export function stateRoom(body: string): number {
  return Math.max(0, issueBodyLimit - reserve - body.length);
}

/** How many characters a state takes when it is hidden: packed, mostly far fewer than it has. Infinity for one that is never kept. */
export function stateLength(state: string): number {
  if (state.length > stateLimit) return Number.POSITIVE_INFINITY;
  return hideRecord({ generation: 0, meaning: '', visible: '', title: '', state }).length;
}

/**
 * Takes a body apart, as it was written or as somebody edited it: line ends may have changed, text may stand around the record.
 * The last line of the kind is the record: what is quoted further up is not ours.
 */
export function readRecord(body: string): HiddenRecord {
  const [, ...lines] = body.replaceAll('\r\n', '\n').split('\n');
  const place = lines.findLastIndex((line) => line.startsWith(prefix));
  const visible = lines.toSpliced(place, place < 0 ? 0 : 1).join('\n').trimEnd();
  const line = lines[place];
  if (line === undefined) return { visible, problem: 'it is not there any more' };
  const record = parseRecord(line.trimEnd());
  return typeof record === 'string' ? { visible, problem: record } : { visible, record };
}

/** The record of a line, or why it cannot be believed. */
function parseRecord(line: string): IssueRecord | string {
  const [, version, checksum, packed] = /^<!-- aks-network-isolation-state:(\d{1,6})\.([0-9a-f]{32})\.([A-Za-z0-9_-]+) -->$/.exec(line) ?? [];
  if (packed === undefined) return 'it is not as it was written';
  if (version !== '1') return `it is of version ${version ?? ''}, which a later release wrote`;
  if (digestOf(packed) !== checksum) return 'its checksum is not that of its content';
  try {
    const text = gunzipSync(Buffer.from(packed, 'base64url'), { maxOutputLength: 8 * stateLimit }).toString('utf8');
    const { since, state, ...rest } = recordShape.parse(JSON.parse(text));
    return { ...rest, ...(since === undefined ? {} : { since }), ...(state === undefined ? {} : { state }) };
  } catch {
    return 'it cannot be read';
  }
}
