import * as fc from 'fast-check';
import { cluster, group, subscription } from '../arm-client.ts';
import { anyBody } from './mutations.ts';
import { versionFor } from '../version-for.ts';
import { actions, contents, everyRoute, validBodies, version, type Asked, type World } from './world.ts';

const known = [...contents.keys()];
const knownNames = [...new Set([...known, ...actions].flatMap((path) => path.split('/')))].filter((name) => name !== '');
const scopes = ['', subscription, group, cluster, '/providers/Microsoft.Management/managementGroups/contoso'];

const oddSegment = fc.oneof(
  fc.constantFrom('', '.', '..', '%2e%2e', '%2F', '%', '%zz', '%00', '%C3%28', '%F0%9F%92%A3', 'ü', '日本', 'İ', '__proto__', 'constructor', 'toString', '{name}', '@', '*', ' ', '-', 'a b', "a'b", 'a"b', '<script>', 'x'.repeat(3000), '1', '0'.repeat(90)),
  fc.string({ maxLength: 8 }).map((text) => encodeURIComponent(text)),
);
const segment = fc.oneof({ weight: 5, arbitrary: fc.constantFrom(...knownNames) }, { weight: 1, arbitrary: oddSegment });

/** The pattern with names in its places. */
function filled(pattern: string): fc.Arbitrary<string> {
  return fc.tuple(...pattern.split('/').slice(1).map((part) => {
    if (part.startsWith('{+')) return fc.constantFrom(...scopes).map((scope) => scope.slice(1));
    if (part === '{subscription}') return fc.oneof({ weight: 12, arbitrary: fc.constant(subscription.split('/')[2] ?? '') }, { weight: 1, arbitrary: oddSegment });
    if (part === '{group}') return fc.oneof({ weight: 12, arbitrary: fc.constant('rg-demo') }, { weight: 1, arbitrary: oddSegment });
    return part.startsWith('{') ? segment : fc.constant(part);
  })).map((parts) => `/${parts.join('/')}`.replace(/^\/\//, '/'));
}

/** What may be done to a path that was good. */
const same = (path: string): string => path;
const bent = fc.oneof({ weight: 5, arbitrary: fc.constant(same) }, { weight: 1, arbitrary: fc.constantFrom<(path: string) => string>(
  (path) => path.toUpperCase(), (path) => path.toLowerCase(), (path) => `${path}/`, (path) => `/${path}`,
  (path) => path.replaceAll('/', '//'), (path) => `${path}/..`, (path) => path.replace('/providers/', '/providers/../providers/'), (path) => path.slice(1), (path) => path.slice(0, -1),
  (path) => path.split('/').map((part) => encodeURIComponent(part)).join('/'), (path) => path.replaceAll('o', '%6f'), (path) => path.replaceAll('/', '%2F'), (path) => `${path}?x`, (path) => `${path}#x`,
  (path) => `${path}%`, (path) => path.split('/').slice(0, -1).join('/'), (path) => `${path}/${'a/'.repeat(500)}`, () => '', () => '*', () => '/',
) });

/** Stands for a version that what the path names has. */
const itsOwn = 'its own';
const apiVersion = fc.oneof(
  { weight: 20, arbitrary: fc.constant<string | undefined>(itsOwn) },
  { weight: 2, arbitrary: fc.constantFrom(undefined, '', '2016-03-30', '2099-01-01', '2025-06-02-preview', '2025-13-99', 'latest', '2025-05-01-PREVIEW', '2025-05-01;drop', '__proto__', 'x'.repeat(999)) },
);
const token = fc.oneof(fc.constantFrom('', '0', '-1', 'MTAw', 'OTk5OTk5OTk5', '!!!', 'TmFO', 'SW5maW5pdHk', 'MWU5OQ', '__proto__'), fc.nat(200).map((at) => Buffer.from(String(at)).toString('base64url')));
const filter = fc.constantFrom('', "resourceType eq 'Microsoft.ContainerService/managedClusters'", "tagName eq 'team' and tagValue eq 'a'", "tagName eq '", "atScope()", 'atExactScope()', "principalId eq 'x'", "assignedTo('x')",
  "policyType eq 'Custom'", "category eq 'a'", "complianceState eq 'NonCompliant'", "isCompliant eq false and resourceId eq '/a'", "((((", "eventTimestamp ge '2026-11-23T00:00:00Z'", "eventTimestamp ge 'x'", `${'a and '.repeat(800)}a`,
  "eventTimestamp ge '2026-11-23T00:00:00Z' and eventTimestamp le '2026-11-24T00:00:00Z' and resourceGroupName eq 'rg-demo'", "policyDefinitionId eq '__proto__'", "name eq 'x''y'", '\u0000');
const query = fc.record({
  'api-version': apiVersion,
  '$filter': filter,
  '$top': fc.constantFrom('1', '0', '-1', 'NaN', '1e9', 'x', '', '99999999999999999999'),
  '$skiptoken': token,
  '$expand': fc.constantFrom('children', 'path', 'x', '', 'resourceTypes/aliases'),
  '$recurse': fc.constantFrom('true', 'x'),
}, { requiredKeys: ['api-version'] }).map((all) => new URLSearchParams(written(all)));

const headers = fc.record({
  'if-match': fc.constantFrom('*', '"x"', 'W/"x"', '', '"a", "b"', '__proto__'),
  'if-none-match': fc.constantFrom('*', '"x"', ''),
  'content-type': fc.constantFrom('application/json', 'text/plain', 'application/xml', 'multipart/form-data', 'x'),
  'content-length': fc.constantFrom('0', '-1', '999999999', 'x'),
  'x-http-method-override': fc.constantFrom('DELETE', 'PUT'),
  'x-ms-correlation-request-id': fc.constantFrom('x', '11111111-2222-3333-4444-555555555555', 'a, b'),
  'x-ms-client-request-id': fc.constantFrom('x', 'a, b', ''),
  'x-ms-return-client-request-id': fc.constantFrom('true', 'x'),
}, { requiredKeys: [] });
const authorization = fc.record({
  authorization: fc.constantFrom('', 'Bearer', 'Bearer x', 'Bearer a.b.c', 'Basic x', `Bearer ${Buffer.from('null').toString('base64url')}.${Buffer.from('null').toString('base64url')}.x`),
});
const saying: fc.Arbitrary<Readonly<Record<string, string>>> = fc.oneof({ weight: 30, arbitrary: fc.constant({}) }, { weight: 15, arbitrary: headers.map(written) }, { weight: 1, arbitrary: authorization });

function written(all: Readonly<Record<string, string | undefined>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(all).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
}

/** A request to anything, of which most get past the gateway. */
export function anyRequest(world: World): fc.Arbitrary<Asked> {
  const bodies = validBodies(world);
  const all = [...bodies.values()].flat();
  const method = fc.oneof({ weight: 9, arbitrary: fc.constantFrom('GET', 'PUT', 'PUT', 'PUT', 'DELETE') }, { weight: 1, arbitrary: fc.constantFrom('PATCH', 'POST', 'HEAD', 'OPTIONS', 'TRACE', 'get', 'X') });
  const acting = fc.constantFrom('POST', 'POST', 'PATCH', 'GET');
  const ofRoute = fc.constantFrom(...everyRoute()).chain(({ method: own, pattern }) => fc.tuple(fc.oneof({ weight: 9, arbitrary: fc.constant(own) }, { weight: 1, arbitrary: method }), filled(pattern), anyBody(all)));
  const ofKnown = fc.constantFrom(...known).chain((path) => fc.tuple(method, fc.constant(path), anyBody(bodies.get(path) ?? [])));
  const ofAction = fc.tuple(acting, fc.constantFrom(...actions), anyBody(actionBodies));
  return fc.tuple(fc.oneof(ofRoute, ofKnown, ofKnown, ofAction), bent, query, saying).map(([[verb, path, body], bend, asks, said]) => (
    { method: verb, path: bend(path), query: inItsVersion(asks, path), headers: said, body: verb === 'GET' || verb === 'HEAD' ? undefined : body }
  ));
}

function inItsVersion(asked: URLSearchParams, path: string): URLSearchParams {
  const asks = new URLSearchParams(asked);
  if (asks.get('api-version') === itsOwn) asks.set('api-version', versionFor(path));
  return asks;
}

/** What actions are sent with. */
const actionBodies: readonly unknown[] = [
  { operation: 'Merge', properties: { tags: { a: 'b' } } },
  { force: true },
  {
    resourceDetails: { resourceContent: { type: 'Microsoft.ContainerService/managedClusters', location: 'westeurope', properties: { networkProfile: { outboundType: 'loadBalancer' } } }, apiVersion: version },
    pendingFields: [{ field: 'name', values: ['a'] }, { field: 'tags' }],
  },
];
