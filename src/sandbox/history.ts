import type { Exchange } from './server.ts';

export type ServerName = 'arm' | 'authority' | 'github';

/** One request that a server of the sandbox answered. */
export interface RecordedRequest {
  readonly server: ServerName;
  readonly method: string;
  /** Path and query as sent. */
  readonly path: string;
  /** 0 where no answer was made. */
  readonly status: number;
  /** Names in lower case; `authorization` holds its scheme only. */
  readonly headers: Readonly<Record<string, string>>;
  /** As parsed; secrets of a token request are replaced. */
  readonly body?: unknown;
  /** The rule of the fault that befell it. */
  readonly fault?: string;
}

/** What was asked of a sandbox so far, without the secrets that were presented. */
export interface History {
  add(server: ServerName, exchange: Exchange): void;
  /** Oldest first; of very many the last ones. */
  all(): readonly RecordedRequest[];
  /** How many there were of a kind, all of them: `arm PUT 201`. */
  counts(): Readonly<Record<string, number>>;
  /** Begins anew. */
  forget(): void;
}

/** A sandbox may run for days, and clients poll. */
const mostKept = 20_000;

export function createHistory(): History {
  const requests: RecordedRequest[] = [];
  const counts = new Map<string, number>();
  return {
    add(server, { method, path, status, headers, body, fault }) {
      const { authorization } = headers;
      const shown = authorization === undefined ? headers : { ...headers, authorization: authorization.split(' ')[0] ?? '' };
      const optional = { ...(body === undefined ? {} : { body: withoutCredentials(body) }), ...(fault === undefined ? {} : { fault }) };
      requests.push({ server, method, path, status, headers: shown, ...optional });
      if (requests.length > mostKept) requests.splice(0, requests.length - mostKept / 2);
      const kind = `${server} ${method} ${status}`;
      counts.set(kind, (counts.get(kind) ?? 0) + 1);
    },
    all: () => [...requests],
    counts: () => Object.fromEntries(counts),
    forget: () => {
      requests.length = 0;
      counts.clear();
    },
  };
}

/** A client assertion is a credential for as long as it is valid, a secret for longer. */
function withoutCredentials(body: unknown): unknown {
  if (typeof body !== 'object' || body === null) return body;
  const present = ['client_assertion', 'client_secret'].filter((name) => name in body);
  return present.length === 0 ? body : { ...body, ...Object.fromEntries(present.map((name) => [name, '***'])) };
}
