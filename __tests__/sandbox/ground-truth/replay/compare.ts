import { isJsonObject } from '../../../../src/arm/json.ts';
import type { StandInResponse } from '../../../../src/sandbox/http.ts';
import type { Names } from './names.ts';
import type { RecordedAnswer } from './recordings.ts';

/** One place in which an answer of the sandbox differs from the recorded one. */
export interface Difference {
  /** `status`, `header <name>`, or the path of a member of the body: `properties.agentPoolProfiles[0].count`. */
  readonly member: string;
  /** Undefined: it is not there. */
  readonly recorded: unknown;
  readonly answered: unknown;
}

/** Of the connection and the length of the original body, of which keys and signatures were shortened: not compared. */
const ofTransport: ReadonlySet<string> = new Set(['content-length', 'connection']);
/** A recording would have kept them: where it has none, there was none. */
const kept = ['retry-after', 'location', 'azure-asyncoperation', 'azure-asyncnotification', 'etag', 'x-ms-failure-cause', 'api-supported-versions'] as const;
/** What is left of a quota depends on what was asked before. */
const isCount = (header: string): boolean => header.startsWith('x-ms-ratelimit-remaining-');

/** @param areHeadersKept whether the recording has the interesting headers; one that is quoted in a thread has none */
export function compareAnswers(recorded: RecordedAnswer, answered: StandInResponse, names: Names, areHeadersKept = true): readonly Difference[] {
  const status = recorded.status === answered.status ? [] : [{ member: 'status', recorded: recorded.status, answered: answered.status }];
  const headers = areHeadersKept ? compareHeaders(recorded.headers, withContentType(answered), names) : [];
  return [...status, ...headers, ...compareValues('', recorded.body ?? undefined, answered.body, names)];
}

/** The type that the server says where an answer says none. */
function withContentType({ headers, body }: StandInResponse): Readonly<Record<string, string>> {
  return { ...(body === undefined ? {} : { 'content-type': 'application/json; charset=utf-8' }), ...headers };
}

function compareHeaders(recorded: Readonly<Record<string, string>>, answered: Readonly<Record<string, string>>, names: Names): readonly Difference[] {
  const compared = [...new Set([...Object.keys(recorded).filter((name) => !ofTransport.has(name)), ...kept])];
  return compared.flatMap((name) => {
    const [left, right] = [recorded[name], answered[name]];
    if (left !== undefined && right !== undefined && right.startsWith('https://')) return compareAddresses(name, new URL(left), new URL(right), names);
    const isSame = left === undefined || right === undefined ? left === right : isCount(name) ? /^\d+$/.test(right) : names.agree(left, right);
    return isSame ? [] : [{ member: `header ${name}`, recorded: left, answered: right }];
  });
}

/** Where and with which query are two things. */
function compareAddresses(name: string, recorded: URL, answered: URL, names: Names): readonly Difference[] {
  const [left, right] = [recorded, answered].map(({ origin, pathname }) => `${origin}${pathname}`);
  return [
    ...(names.agree(left ?? '', right ?? '') ? [] : [{ member: `header ${name}`, recorded: left, answered: right }]),
    ...(names.agree(recorded.search, answered.search) ? [] : [{ member: `header ${name}, query`, recorded: recorded.search, answered: answered.search }]),
  ];
}

function compareValues(path: string, recorded: unknown, answered: unknown, names: Names): readonly Difference[] {
  if (typeof recorded === 'string' && typeof answered === 'string' && names.agree(recorded, answered)) return [];
  if (Array.isArray(recorded) && Array.isArray(answered)) {
    const [left, right]: readonly [readonly unknown[], readonly unknown[]] = [recorded, answered];
    return Array.from({ length: Math.max(left.length, right.length) }, (_, index) => compareValues(`${path}[${index}]`, left[index], right[index], names)).flat();
  }
  if (isJsonObject(recorded) && isJsonObject(answered)) {
    // The keys of `userAssignedIdentities` are ids.
    const renamed = Object.fromEntries(Object.entries(recorded).map(([name, value]) => [names.sent(name), value]));
    const members = [...new Set([...Object.keys(renamed), ...Object.keys(answered)])];
    return members.flatMap((member) => compareValues(path === '' ? member : `${path}.${member}`, renamed[member], answered[member], names));
  }
  return recorded === answered ? [] : [{ member: path === '' ? 'body' : path, recorded, answered }];
}
