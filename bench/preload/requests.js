// Preload (`--import`): writes every HTTP request of the program, with begin and end in milliseconds, to BENCH_REQUESTS.
// Both clients in dist/ are heard: node's own (Azure) and undici (GitHub), which publish on diagnostics channels.
import { subscribe } from 'node:diagnostics_channel';
import { writeFileSync } from 'node:fs';

const requests = [];
// Of a request that is over nothing may be kept: the program's memory is measured in the same run.
const open = new WeakMap();

function begin(request, method, url) {
  const entry = { method, url, begin: performance.now(), end: undefined };
  open.set(request, entry);
  requests.push(entry);
}

function end(request) {
  const entry = open.get(request);
  if (entry !== undefined) entry.end ??= performance.now();
}

subscribe('http.client.request.start', ({ request }) => {
  begin(request, request.method, `${request.protocol}//${request.getHeader('host')}${request.path}`);
});
subscribe('http.client.response.finish', ({ request }) => end(request));
subscribe('http.client.request.error', ({ request }) => end(request));
subscribe('undici:request:create', ({ request }) => begin(request, request.method, `${request.origin}${request.path}`));
subscribe('undici:request:trailers', ({ request }) => end(request));
subscribe('undici:request:error', ({ request }) => end(request));

process.on('exit', () => {
  const now = performance.now();
  writeFileSync(process.env.BENCH_REQUESTS ?? '', JSON.stringify(requests.map((entry) => ({ ...entry, end: entry.end ?? now }))));
});
