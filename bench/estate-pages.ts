/**
 * An estate in a sandbox without sockets, in a process of its own: `node --expose-gc bench/estate-pages.ts CLUSTERS SUBSCRIPTIONS`. Prints what loading it took
 * and what pages of it take, as JSON.
 */
import { clusterQuery, nearQueries, nodeGroupQuery, roleQueries } from '../src/azure/fleet/tables.ts';
import { kqlOf } from '../src/azure/fleet/rows.ts';
import { arrayAt, at, textAt, type JsonObject } from '../src/arm/json.ts';
import { createArm } from '../src/sandbox/arm/arm.ts';
import { createAccessTokens } from '../src/sandbox/entra/access-tokens.ts';
import type { StandInResponse } from '../src/sandbox/http.ts';
import { makeEstate } from './estate.ts';
import { summarise } from './statistics.ts';
import { newestVersionFor } from '../src/sandbox/arm/versions/check.ts';

export interface PageFigures {
  readonly name: string;
  /** Of the whole list or result. */
  readonly rows: number;
  /** Milliseconds of the page that begins it, with the work on the whole; then of one in its middle, and of the last. */
  readonly first: number;
  readonly middle: number;
  readonly last: number;
  /** Milliseconds that JSON alone takes for the page in the middle. */
  readonly json: number;
}

export interface EstateFigures {
  readonly clusters: number;
  readonly subscriptions: number;
  readonly documents: number;
  /** Milliseconds of processor time until the estate is in the store, and of parsing the same documents from JSON. */
  readonly load: number;
  readonly parse: number;
  /** Bytes: of the store with its documents after loading, and the most that the process took. */
  readonly heap: number;
  readonly peakMemory: number;
  readonly lists: readonly PageFigures[];
  readonly graph: readonly PageFigures[];
}

const [clusters = 100, subscriptions = 30] = process.argv.slice(2).map(Number);
const turns = 9;
const day = 24 * 3_600_000;
const rowsOfPage = 1000;

let time = Date.parse('2026-11-23T12:00:00Z');
const estate = makeEstate({ clusters, subscriptions, drifted: 0.01 });
const parse = inParts(estate.documents, 1000).map((part) => JSON.stringify(part)).reduce((sum, text) => sum + processorTimeOf(() => void JSON.parse(text)), 0);
globalThis.gc?.();
const tokens = createAccessTokens(() => time);
const begin = process.cpuUsage();
const arm = createArm({ endpoint: 'https://arm.test', authorityHost: 'https://login.test', tokens, now: () => time, estate });
const load = millisecondsSince(begin);
globalThis.gc?.();
const heap = process.memoryUsage().heapUsed;
const [cluster = ''] = estate.clusters;
const subscription = cluster.split('/').slice(0, 3).join('/');
const hub = `/subscriptions/${estate.subscriptions[0]?.subscriptionId ?? ''}`;
const states = 'providers/Microsoft.PolicyInsights/policyStates/latest/queryResults';
const top = '/providers/Microsoft.Management/managementGroups/contoso';
/** Making one is not what is measured. */
let issued: { readonly at: number; readonly token: string } | undefined;
assignPolicy();
const figures: EstateFigures = {
  clusters, subscriptions, documents: estate.documents.length, load, parse, heap,
  lists: [
    list('clusters of a subscription', 'GET', `${subscription}/providers/Microsoft.ContainerService/managedClusters`),
    list('groups of a subscription', 'GET', `${subscription}/resourceGroups`),
    list('everything in a subscription', 'GET', `${subscription}/resources`),
    list('registries of a hub, which grows', 'GET', `${hub}/providers/Microsoft.ContainerRegistry/registries`),
    list('everything in a hub, which grows', 'GET', `${hub}/resources`),
    list('policy states of a subscription', 'POST', `${subscription}/${states}`),
    list('policy states of the tenant, which grow', 'POST', `${top}/${states}`),
    list('subscriptions, which grow', 'GET', '/subscriptions'),
  ],
  graph: [
    ...[clusterQuery, ...nearQueries, ...roleQueries, nodeGroupQuery].map((query) => graph(`${query.table}: ${(query.types[0] ?? '').split('/').slice(1).join('/')}${query.types.length > 1 ? ', …' : ''}`, kqlOf(query, 'needed'))),
    graph('resourcecontainers: subscriptions', "resourcecontainers | where type =~ 'microsoft.resources/subscriptions' | project id, name, subscriptionId | order by id asc"),
    graph('policyresources: policyStates', "policyresources | where type =~ 'microsoft.policyinsights/policystates' | project id, properties | order by id asc"),
  ],
  peakMemory: process.resourceUsage().maxRSS * 1024,
};
console.log(JSON.stringify(figures));

/** One definition at the top, and a day later what was found of every cluster. */
function assignPolicy(): void {
  const policies = `${top}/providers/Microsoft.Authorization`;
  const policyRule: unknown = JSON.parse('{"if":{"field":"type","equals":"Microsoft.ContainerService/managedClusters"},"then":{"effect":"audit"}}');
  ask('PUT', `${policies}/policyDefinitions/all`, { properties: { mode: 'All', policyRule } });
  ask('PUT', `${policies}/policyAssignments/all`, { properties: { policyDefinitionId: `${policies}/policyDefinitions/all` } });
  time += day;
}

/** First the page with the work that a write before it makes necessary, then pages on the way: by their tokens. */
function list(name: string, method: string, path: string): PageFigures {
  let answer = ask(method, path);
  const pages = [answer];
  const addresses: string[] = [path];
  for (;;) {
    const next = textAt(answer.body, 'nextLink') ?? textAt(answer.body, '@odata.nextLink');
    if (next === undefined) break;
    addresses.push(next);
    answer = ask(method, next);
    pages.push(answer);
  }
  const middle = Math.floor(addresses.length / 2);
  return {
    name, rows: pages.reduce((sum, { body }) => sum + arrayAt(body, 'value').length, 0),
    first: often(() => ask(method, path), touch), middle: often(() => ask(method, addresses[middle] ?? path)), last: often(() => ask(method, addresses.at(-1) ?? path)),
    json: jsonOf(pages[middle]?.body),
  };
}

function graph(name: string, query: string): PageFigures {
  const page = (start: number): StandInResponse => ask('POST', '/providers/Microsoft.ResourceGraph/resources', { query, managementGroups: ['contoso'], options: { $top: rowsOfPage, $skip: start } });
  const rows = Number(at(page(0).body, 'totalRecords'));
  const pages = Math.max(1, Math.ceil(rows / rowsOfPage));
  // Beginning with the last whole page: what is compared is pages of one size.
  const start = (of: number): number => Math.max(0, Math.min(of * rowsOfPage, rows - rowsOfPage));
  return { name, rows, first: often(() => page(0), touch), middle: often(() => page(start(Math.floor(pages / 2)))), last: often(() => page(start(pages - 1))), json: jsonOf(page(start(Math.floor(pages / 2))).body) };
}

/** A write: what was kept does not hold any more. */
function touch(): void {
  ask('PUT', `${subscription}/resourceGroups/touched`, { location: 'westeurope' });
}

function ask(method: string, path: string, body?: JsonObject): StandInResponse {
  const url = new URL(path, 'https://arm.test');
  if (!url.searchParams.has('api-version')) url.searchParams.set('api-version', newestVersionFor(url.pathname));
  const response = arm({ method, path: url.pathname, query: url.searchParams, headers: { authorization: `Bearer ${token()}` }, body });
  if (response.status < 300) return response;
  throw new Error(`${method} ${path} was answered with ${response.status}: ${JSON.stringify(response.body)}`);
}

function token(): string {
  if (issued?.at !== time) issued = { at: time, token: tokens.issue('https://arm.test') };
  return issued.token;
}

/** The least of several times: what other work on the machine adds is no part of it. @param before is not measured */
function often(work: () => unknown, before: () => void = () => undefined): number {
  return summarise(Array.from({ length: turns }, () => {
    before();
    return timeOf(work);
  })).min;
}

function jsonOf(body: unknown): number {
  return often(() => JSON.stringify(body));
}

function timeOf(work: () => unknown): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

/** The processor's, of all threads: of what takes long, other work on the machine would be a part. */
function processorTimeOf(work: () => unknown): number {
  const start = process.cpuUsage();
  work();
  return millisecondsSince(start);
}

function millisecondsSince(start: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

function inParts<Item>(items: readonly Item[], size: number): readonly (readonly Item[])[] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, part) => items.slice(part * size, (part + 1) * size));
}
