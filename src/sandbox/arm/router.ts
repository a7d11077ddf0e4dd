import type { StandInRequest, StandInResponse } from '../http.ts';

/** What a handler of ARM gets to know of a request. */
export interface ArmCall {
  readonly request: StandInRequest;
  /** The named parts of the path, decoded, in the case they were written in. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly apiVersion: string;
  /** Milliseconds since 1970, the same through the whole request. */
  readonly now: number;
  /** Answered as `x-ms-request-id`; a long-running operation carries the same id (sdk-js-create.json). */
  readonly requestId: string;
  /** The object id of the caller. */
  readonly principal: string;
}

export interface Route {
  readonly method: string;
  /**
   * Segments of the path: literal (compared without case), `{name}` for one segment, or `{+name}` for any number, also none.
   * The value of `{+scope}` is an id with its leading slash, or "".
   */
  readonly pattern: string;
  readonly handle: (call: ArmCall) => StandInResponse;
}

/** The routes that fit a path, with what the path says. */
export interface Match {
  readonly route: Route;
  readonly parameters: Readonly<Record<string, string>>;
}

/** Finds every route whose pattern fits the segments, whatever its method, in the order of the table. */
export function matchRoutes(routes: readonly Route[], segments: readonly string[]): readonly Match[] {
  return routes.flatMap((route) => {
    const parameters = matchPattern(route.pattern, segments);
    return parameters === undefined ? [] : [{ route, parameters }];
  });
}

/** Splits a path into decoded segments, or returns undefined when its percent-encoding is broken. */
export function splitPath(path: string): readonly string[] | undefined {
  try {
    return path.replace(/\/+$/, '').split('/').slice(1).map(decodeURIComponent);
  } catch {
    return undefined;
  }
}

function matchPattern(pattern: string, segments: readonly string[]): Readonly<Record<string, string>> | undefined {
  const parts = pattern.split('/').slice(1);
  const open = parts.findIndex((part) => part.startsWith('{+'));
  if (open < 0) return matchParts(parts, segments);
  const taken = segments.length - (parts.length - 1);
  if (taken < 0) return undefined;
  const before = matchParts(parts.slice(0, open), segments.slice(0, open));
  const after = matchParts(parts.slice(open + 1), segments.slice(open + taken));
  if (before === undefined || after === undefined) return undefined;
  const scope = segments.slice(open, open + taken).map((segment) => `/${segment}`).join('');
  return { ...before, ...after, [(parts[open] ?? '').slice(2, -1)]: scope };
}

function matchParts(parts: readonly string[], segments: readonly string[]): Readonly<Record<string, string>> | undefined {
  if (parts.length !== segments.length) return undefined;
  const found: [string, string][] = [];
  for (const [index, part] of parts.entries()) {
    const segment = segments[index] ?? '';
    if (part.startsWith('{')) {
      if (segment === '') return undefined;
      found.push([part.slice(1, -1), segment]);
    } else if (part.toLowerCase() !== segment.toLowerCase()) {
      return undefined;
    }
  }
  return Object.fromEntries(found);
}

/** The value of a part that the route's pattern names; the table and its handlers stand in one file, so a miss is our bug. */
export function parameter(call: ArmCall, name: string): string {
  const value = call.parameters[name];
  if (value === undefined) throw new Error(`The route has no part named ${name}.`);
  return value;
}
