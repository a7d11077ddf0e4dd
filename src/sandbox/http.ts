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
   * The parsed body: JSON as its value, a form (`application/x-www-form-urlencoded`) as an object of texts, `undefined` when
   * none was sent. A body that should be JSON and is not arrives as `MalformedBody`.
   */
  readonly body: unknown;
}

export interface StandInResponse {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON; `undefined` sends no body. */
  readonly body?: unknown;
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
