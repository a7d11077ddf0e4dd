/**
 * A request as the stand-ins see it, free of sockets: each stand-in is a function from one of these to a `StandInResponse`
 * over its own store, so a test may call it without a server.
 */
export interface StandInRequest {
  /** Upper case: `GET`. */
  readonly method: string;
  /** The path as sent, percent-encoding included, without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /**
   * The parsed body: JSON as its value, a form (`application/x-www-form-urlencoded`) as an object of texts, plain text and XML as they are,
   * bytes (`application/octet-stream`, `application/zip`) as a `Buffer`, `undefined` when none was sent. A body that should be JSON and is not arrives as `MalformedBody`.
   */
  readonly body: unknown;
}

/** What goes wrong on the way of an answer; whoever carries it does it (`server.ts`, or the transport of tests). */
export interface Mishap {
  /** The rule that wants it, as printed. */
  readonly rule: string;
  /** Milliseconds until the answer, or its lack. */
  readonly delay?: number;
  /** The connection ends without an answer, or after so many bytes of its body, always fewer than it has. */
  readonly cut?: 'reset' | { readonly bytes: number | 'half' };
}

export interface StandInResponse {
  /** 0 where no answer was made, which a mishap then cuts. */
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON; `undefined` sends no body. */
  readonly body?: unknown;
  /** Sent as it is, in the place of `body`. */
  readonly text?: string;
  /** Sent as they are, in the place of both. */
  readonly bytes?: Buffer;
  /** Absent: nothing. */
  readonly mishap?: Mishap;
}

/** How many bytes of a body of that length arrive, or undefined when the connection ends before any answer. */
export function arriving(cut: NonNullable<Mishap['cut']>, length: number): number | undefined {
  if (cut === 'reset' || length === 0) return undefined;
  return cut.bytes === 'half' ? Math.floor(length / 2) : Math.min(cut.bytes, length - 1);
}

/** Something that answers requests: ARM, Entra and GitHub are each one. */
export type Handler = (request: StandInRequest) => StandInResponse;

/** Stands in for a request body that could not be parsed. */
export class MalformedBody {
  readonly reason: string;

  constructor(reason: string) {
    this.reason = reason;
  }
}
