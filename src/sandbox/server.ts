import { createServer as createHttpServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { LoopbackCertificate } from './certificate.ts';
import { parseBody } from './body.ts';
import { setTimeout as wait } from 'node:timers/promises';
import { arriving, MalformedBody, type Handler, type Mishap, type StandInRequest, type StandInResponse } from './http.ts';

/** What a server answered, as `onAnswer` is told. */
export interface Exchange {
  readonly method: string;
  /** Path and query as sent. */
  readonly path: string;
  /** 0 where no answer was made. */
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
  /** The rule of the fault that befell it. */
  readonly fault?: string;
}

export interface ServerOptions {
  /** 0 or absent: any free port. */
  readonly port?: number;
  /** Absent: plain HTTP. */
  readonly certificate?: LoopbackCertificate;
  /** Makes the handler, given the origin under which the server is reached: `https://127.0.0.1:4711`. */
  readonly createHandler: (origin: string) => Handler;
  readonly onAnswer: (exchange: Exchange) => void;
  /** The longest body of a request to this path, in bytes; absent: four mebibytes. */
  readonly longestBody?: (path: string) => number | undefined;
}

export interface RunningServer {
  readonly origin: string;
  stop(): Promise<void>;
}

/** More than any request of ours and less than what would hurt; ARM's own limit is of this size. */
const maximumBodyBytes = 4 * 1024 * 1024;

/** Listens on 127.0.0.1. Rejects when the port is taken. The only file of the sandbox that knows sockets. */
export async function listen(options: ServerOptions): Promise<RunningServer> {
  const { certificate } = options;
  const server = certificate === undefined
    ? createHttpServer()
    : createHttpsServer({ cert: certificate.certificate, key: certificate.privateKey });
  const port = await bind(server, options.port ?? 0);
  const origin = `${certificate === undefined ? 'http' : 'https'}://127.0.0.1:${port}`;
  const stop = (): Promise<void> => new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
  try {
    const handler = options.createHandler(origin);
    server.on('request', (incoming, outgoing) => {
      void answer(handler, incoming, outgoing, options);
    });
  } catch (thrown) {
    // Options that a handler refuses must not leave a port open.
    await stop();
    throw thrown;
  }
  return { origin, stop };
}

function bind(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
}

async function answer(
  handler: Handler,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  { onAnswer, longestBody }: Pick<ServerOptions, 'onAnswer' | 'longestBody'>,
): Promise<void> {
  const target = incoming.url ?? '/';
  const method = incoming.method ?? 'GET';
  const headers = flatten(incoming);
  const longest = longestBody?.(target) ?? maximumBodyBytes;
  const bytes = await readBody(incoming, longest);
  // A client that hung up while sending wants no answer.
  if (bytes === 'aborted') return;
  const body = bytes === 'tooLarge' ? undefined : parseBody(bytes, headers['content-type'] ?? '');
  const response = bytes === 'tooLarge' ? tooLarge(longest) : respond(handler, toRequest(method, target, headers, body));
  const { mishap } = response;
  const fault = mishap === undefined ? {} : { fault: mishap.rule };
  onAnswer({ method, path: target, status: response.status, headers, body: body instanceof MalformedBody || Buffer.isBuffer(body) ? undefined : body, ...fault });
  if (mishap === undefined) send(outgoing, method, response);
  else await suffer(mishap, outgoing, method, response);
}

/** Carries out what goes wrong with an answer. A connection that ends meanwhile ends the waiting. */
async function suffer({ delay, cut }: Mishap, outgoing: ServerResponse, method: string, response: Serialised): Promise<void> {
  const gone = new AbortController();
  outgoing.once('close', () => gone.abort());
  try {
    if (delay !== undefined) await wait(delay, undefined, { signal: gone.signal });
  } catch {
    return;
  }
  if (cut === undefined) return send(outgoing, method, response);
  const whole = response.bytes ?? Buffer.from(response.text);
  const length = arriving(cut, whole.length);
  if (length === undefined) {
    outgoing.socket?.destroy();
    return;
  }
  outgoing.writeHead(response.status, headersOf(response));
  outgoing.flushHeaders();
  outgoing.write(whole.subarray(0, length));
  outgoing.socket?.destroySoon();
}

type Serialised = Omit<StandInResponse, 'body' | 'text'> & { readonly text: string };

function refusal(status: number, code: string, message: string): Serialised {
  return { status, text: JSON.stringify({ error: { code, message } }) };
}

function tooLarge(longest: number): Serialised {
  return { ...refusal(413, 'RequestEntityTooLarge', `The request content size exceeds the maximum size of ${longest} bytes.`), headers: { connection: 'close' } };
}

/** A handler that throws is a bug of ours; the caller sees what Azure shows in that case, and the server lives on. */
function respond(handler: Handler, request: StandInRequest): Serialised {
  try {
    const { body, text, ...rest } = handler(request);
    return { ...rest, text: text ?? (body === undefined ? '' : JSON.stringify(body)) };
  } catch (thrown) {
    const detail = thrown instanceof Error ? thrown.message : String(thrown);
    return refusal(500, 'InternalServerError', `The sandbox failed, which is a bug: ${detail}`);
  }
}

function toRequest(method: string, target: string, headers: Readonly<Record<string, string>>, body: unknown): StandInRequest {
  const mark = target.indexOf('?');
  return {
    method,
    path: mark < 0 ? target : target.slice(0, mark),
    query: new URLSearchParams(mark < 0 ? '' : target.slice(mark + 1)),
    headers,
    body,
  };
}

function flatten(incoming: IncomingMessage): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(incoming.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : value ?? '']),
  );
}

function readBody(incoming: IncomingMessage, longest: number): Promise<Buffer | 'tooLarge' | 'aborted'> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;
    incoming.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > longest) resolve('tooLarge');
      else chunks.push(chunk);
    });
    incoming.on('end', () => resolve(Buffer.concat(chunks)));
    incoming.on('error', () => resolve('aborted'));
    incoming.on('close', () => resolve('aborted'));
  });
}

function send(outgoing: ServerResponse, method: string, response: Serialised): void {
  outgoing.writeHead(response.status, headersOf(response));
  outgoing.end(method === 'HEAD' ? undefined : (response.bytes ?? response.text));
}

function headersOf({ bytes, status, headers, text }: Serialised): Readonly<Record<string, string | number>> {
  const type = text === '' ? {} : { 'content-type': 'application/json; charset=utf-8' };
  const length = status === 204 || status === 304 ? {} : { 'content-length': bytes?.length ?? Buffer.byteLength(text) };
  return { ...type, ...headers, ...length };
}
