/** Azure Resource Manager with a fault in front: an HTTPS server that passes requests on to the sandbox, but for what a test wants otherwise. */
import { createServer, request as send, type Server } from 'node:https';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { makeLoopbackCertificate } from '../../src/sandbox/certificate.ts';
import type { Sandbox } from '../../src/sandbox/sandbox.ts';

/** What becomes of one request. `lose`: Azure gets it and its answer is lost on the way. */
export type Fault =
  | { readonly status: number; readonly headers?: Readonly<Record<string, string>>; readonly body?: string }
  | { readonly change: (answer: { headers: Record<string, string>; body: string }) => { headers: Record<string, string>; body: string } }
  | 'lose';

/** Which request: its method and path, and how many of the same method and path came before. */
export type Faults = (request: { readonly method: string; readonly path: string; readonly earlier: number }) => Fault | undefined;

export interface FaultyArm {
  readonly origin: string;
  readonly certificate: string;
  /** "PUT /subscriptions/…", in order, poll addresses without their query. */
  readonly seen: readonly string[];
  stop(): Promise<void>;
}

export async function startFaultyArm(sandbox: Sandbox, faults: Faults): Promise<FaultyArm> {
  const { certificate, privateKey } = await makeLoopbackCertificate();
  const seen: string[] = [];
  let origin = '';
  const server = createServer({ cert: certificate, key: privateKey }, (request, response) => {
    void answer(request, response).catch(() => response.destroy());
  });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const method = request.method ?? '';
    const path = (request.url ?? '').split('?')[0] ?? '';
    const line = `${method} ${path}`;
    const earlier = seen.filter((one) => one === line).length;
    seen.push(line);
    const body = await textOf(request);
    const fault = faults({ method, path, earlier });
    if (typeof fault === 'object' && 'status' in fault) {
      response.writeHead(fault.status, { 'content-type': 'application/json', ...fault.headers }).end(fault.body ?? '');
      return;
    }
    const passed = await passOn(sandbox, request, body);
    if (fault === 'lose') {
      request.socket.destroy();
      return;
    }
    const rewrite = (text: string): string => text.replaceAll(sandbox.armEndpoint, origin);
    const plain = { headers: Object.fromEntries(Object.entries(passed.headers).map(([name, value]) => [name, rewrite(value)])), body: rewrite(passed.body) };
    const changed = fault === undefined ? plain : fault.change(plain);
    delete changed.headers['content-length'];
    response.writeHead(passed.status, changed.headers).end(changed.body);
  }

  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  origin = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { origin, certificate, seen, stop: () => close(server) };
}

/** An https server that should never be asked for anything. */
export async function startStranger(): Promise<FaultyArm> {
  const { certificate, privateKey } = await makeLoopbackCertificate();
  const seen: string[] = [];
  const server = createServer({ cert: certificate, key: privateKey }, (request, response) => {
    seen.push(`${request.method ?? ''} ${request.url ?? ''}`);
    response.writeHead(200, { 'content-type': 'application/json' }).end('{"status":"Succeeded"}');
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return { origin: `https://127.0.0.1:${(server.address() as AddressInfo).port}`, certificate, seen, stop: () => close(server) };
}

async function passOn(sandbox: Sandbox, request: IncomingMessage, body: string): Promise<{ status: number; headers: Readonly<Record<string, string>>; body: string }> {
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    const headers = { ...request.headers, host: new URL(sandbox.armEndpoint).host };
    const sent = send(`${sandbox.armEndpoint}${request.url ?? ''}`, { method: request.method, headers, ca: sandbox.caCertificate, agent: false }, resolve);
    sent.on('error', reject);
    sent.end(body === '' ? undefined : body);
  });
  const plain = Object.entries(response.headers).map(([name, value]) => [name, String(value)] as const);
  return { status: response.statusCode ?? 0, headers: Object.fromEntries(plain.filter(([name]) => name !== 'transfer-encoding')), body: await textOf(response) };
}

async function textOf(stream: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(Buffer.from(chunk as Uint8Array));
  return Buffer.concat(chunks).toString('utf8');
}

async function close(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
  });
}
