import { connect as connectTcp, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { runs } from '../../exhaustive.ts';
import { startSandbox, type Sandbox } from '../../../src/sandbox/sandbox.ts';
import { group } from '../arm-client.ts';

let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await startSandbox({ speed: 60_000 });
});

afterAll(() => sandbox.stop());

/** What comes back for these bytes until the connection is closed, at the latest when nothing has come for a while. */
function exchange(origin: string, bytes: Buffer): Promise<string> {
  const { hostname: host, port, protocol } = new URL(origin);
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    const socket: Socket = protocol === 'https:' ? connectTls({ host, port: Number(port), ca: sandbox.caCertificate }) : connectTcp({ host, port: Number(port) });
    socket.setTimeout(1000, () => socket.destroy());
    socket.on('data', (chunk: Buffer) => chunks.push(chunk));
    // A reset is an answer too: what matters is who is there afterwards.
    socket.on('error', () => socket.destroy());
    socket.on('close', () => resolve(Buffer.concat(chunks).toString('latin1')));
    socket.end(bytes);
  });
}

const line = fc.oneof(
  fc.constantFrom(`GET ${group}?api-version=2025-04-01 HTTP/1.1`, `PUT ${group}?api-version=2025-04-01 HTTP/1.1`, 'POST /providers/Microsoft.ResourceGraph/resources?api-version=2024-04-01 HTTP/1.1', 'GET /subscriptions?api-version=2022-12-01 HTTP/1.1'),
  fc.constantFrom('GET', 'GET /', 'GET / HTTP/9.9', 'get / HTTP/1.1', 'GET  / HTTP/1.1', 'GET * HTTP/1.1', 'GET http://[::1 HTTP/1.1', 'CONNECT a:1 HTTP/1.1', 'OPTIONS * HTTP/1.1', 'PRI * HTTP/2.0', `GET /${'a'.repeat(20_000)} HTTP/1.1`, 'GET /%zz?%zz=%zz HTTP/1.1', 'GET //../..//%00 HTTP/1.1', 'PUT /sandbox/snapshot HTTP/1.1', 'GET /sandbox/__proto__ HTTP/1.1', 'PUT /sandbox/faults HTTP/1.1', '\u0000\u0001', ''),
);
const header = fc.constantFrom('Host: a', 'Content-Length: 5', 'Content-Length: -5', 'Content-Length: 5, 6', 'Content-Length: 99999999999999999999', 'Content-Length: 0', 'Transfer-Encoding: chunked', 'Transfer-Encoding: gzip, chunked', 'Expect: 100-continue', 'Connection: Upgrade\r\nUpgrade: h2c',
  'Connection: close', 'If-Match: "a"\r\nIf-Match: "b"', 'Content-Type: application/json', 'Content-Type: text/plain', 'Content-Type: application/x-www-form-urlencoded', 'X-Http-Method-Override: DELETE', 'a b: c', ': x', 'x', 'Cookie: a\r\nCookie: b', '__proto__: x', `X: ${'y'.repeat(20_000)}`, 'X: \u00ff', 'Authorization: TOKEN', 'Authorization: TOKEN');
const body = fc.constantFrom('', '{}', '{"location":"westeurope"}', '\u00ef\u00bb\u00bf{"location":"westeurope"}', '{"a":1,"a":2}', 'a=b', '5\r\nhello\r\n0\r\n\r\n', 'ffffffffffff\r\n', '-1\r\n', '[', '['.repeat(100_000), '\u00c3\u0028', 'GET / HTTP/1.1\r\n\r\n');

test('no bytes bring a listener down: what comes back is HTTP without anything of our insides, and the next request is answered', async () => {
  const bytes = fc.oneof(
    { weight: 9, arbitrary: fc.tuple(line, fc.array(header, { maxLength: 5 }), body, fc.constantFrom('\r\n', '\r\n', '\r\n', '\n')).map(([first, headers, rest, end]) => `${[first, ...headers].join(end)}${end}${end}${rest}`) },
    { weight: 1, arbitrary: fc.uint8Array({ maxLength: 200 }).map((all) => Buffer.from(all).toString('latin1')) },
  );
  const origins = [sandbox.armEndpoint, sandbox.authorityHost, sandbox.githubApiUrl];
  await fc.assert(fc.asyncProperty(fc.nat(2), bytes, async (which, text) => {
    const origin = origins[which] ?? sandbox.armEndpoint;
    const answer = await exchange(origin, Buffer.from(text.replaceAll('TOKEN', `Bearer ${sandbox.accessToken()}`), 'latin1'));
    if (answer !== '') expect(answer).toMatch(/^HTTP\/1\.1 (?:1|2|4)\d\d /);
    expect(answer).not.toMatch(/^HTTP\/1\.1 5|TypeError|node:internal|\.ts:\d|which is a bug/);
  }), runs(40, 500));
  for (const origin of origins) expect(await exchange(origin, Buffer.from('GET /x HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n'))).toMatch(/^HTTP\/1\.1 4\d\d /);
});

test('a body that is longer than Azure takes is refused, and one that breaks off leaves nothing behind', async () => {
  const head = (length: number): string => `PUT ${group}?api-version=2025-04-01 HTTP/1.1\r\nHost: a\r\nConnection: close\r\nAuthorization: Bearer ${sandbox.accessToken()}\r\nContent-Length: ${length}\r\n\r\n`;
  expect(await exchange(sandbox.armEndpoint, Buffer.concat([Buffer.from(head(5_000_000)), Buffer.alloc(5_000_000, ' ')]))).toMatch(/^HTTP\/1\.1 413 [\s\S]*RequestEntityTooLarge/);
  expect(await exchange(sandbox.armEndpoint, Buffer.from(`${head(500)}{"location":"westeurope"}`))).not.toMatch(/^HTTP\/1\.1 2/);
  expect(JSON.stringify(sandbox.arm.snapshot().state['groups'])).toBe('[]');
});
