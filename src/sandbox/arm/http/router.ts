import type { StandInRequest, StandInResponse } from '../../http.ts';

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
export type RouteTable = (segments: readonly string[]) => readonly Match[];

/** Reads the patterns once: an ARM answers many requests. */
export function routeTable(routes: readonly Route[]): RouteTable {
  const table = routes.map((route) => ({ route, fit: compilePattern(route.pattern) }));
  return (segments) => {
    const lowered = segments.map((segment) => segment.toLowerCase());
    return table.flatMap(({ route, fit }) => {
      const parameters = fit(segments, lowered);
      return parameters === undefined ? [] : [{ route, parameters }];
    });
  };
}

/** Splits a path into decoded segments, or returns undefined when its percent-encoding is broken. Slashes that stand together are one, as in ARM. */
export function splitPath(path: string): readonly string[] | undefined {
  try {
    return path.replace(/\/{2,}/g, '/').replace(/\/$/, '').split('/').slice(1).map(decodeURIComponent);
  } catch {
    return undefined;
  }
}

type Fit = (segments: readonly string[], lowered: readonly string[]) => Readonly<Record<string, string>> | undefined;

/** The name in `{name}` and `{+name}`; undefined for a literal. */
function named(part: string): string | undefined {
  return part.startsWith('{') ? part.slice(part.startsWith('{+') ? 2 : 1, -1) : undefined;
}

function compilePattern(pattern: string): Fit {
  const parts = pattern.split('/').slice(1);
  const open = parts.findIndex((part) => part.startsWith('{+'));
  const compiled = parts.map((part) => ({ literal: part.toLowerCase(), name: named(part) }));
  return (segments, lowered) => {
    const taken = open < 0 ? 1 : segments.length - (parts.length - 1);
    if (taken < 0 || parts.length - 1 + taken !== segments.length) return undefined;
    /** Where a part stands in the path: what follows an open one is moved by what that takes. */
    const place = (index: number): number => (open < 0 || index <= open ? index : index + taken - 1);
    const isFit = compiled.every(({ literal, name }, index) => index === open || (name === undefined ? lowered[place(index)] === literal : segments[place(index)] !== ''));
    if (!isFit) return undefined;
    return Object.fromEntries(compiled.flatMap(({ name }, index) => {
      if (name === undefined) return [];
      return [[name, index === open ? segments.slice(open, open + taken).map((segment) => `/${segment}`).join('') : segments[place(index)] ?? '']];
    }));
  };
}

/** The value of a part that the route's pattern names; the table and its handlers stand in one file, so a miss is our bug. */
export function parameter(call: ArmCall, name: string): string {
  const value = call.parameters[name];
  if (value === undefined) throw new Error(`The route has no part named ${name}.`);
  return value;
}
