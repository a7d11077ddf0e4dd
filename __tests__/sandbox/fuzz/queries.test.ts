import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { runs } from '../../exhaustive.ts';
import { at } from '../../../src/arm/json.ts';
import { subscription } from '../arm-client.ts';
import { expectAzureAnswer } from './answers.ts';
import { anyBody } from './mutations.ts';
import { asked, changedParts, holdings, makeWorld } from './world.ts';

const world = makeWorld();
const path = '/providers/Microsoft.ResourceGraph/resources';

const good = [
  "resources | where type in~ ('microsoft.containerservice/managedclusters') and id contains 'rg' | project id, name, kept = pack('a', properties.networkProfile), names = bag_keys(properties) | order by id asc",
  "resourcecontainers | where type =~ 'microsoft.resources/subscriptions' | extend above = properties.managementGroupAncestorsChain[0].name | project id, above | take 10",
  'policyresources | summarize states = count() by resource = tolower(tostring(properties.resourceId)) | order by states desc nulls last',
  "authorizationresources | where isnotempty(properties.principalId) | distinct type, location | count",
  "resourcechanges | extend at = todatetime(properties.changeAttributes.timestamp) | where at > datetime(2026-01-01) | project at, x = iff(isnull(at), 'a', strcat('b', \"c\", @'d\\')) | project-away x",
  'dnsresources | where array_length(properties.aRecords) >= 1 | extend a = coalesce(properties.a, properties.b)',
];
const words = [...new Set(good.flatMap((query) => query.match(/\w+|[^\s\w]/g) ?? []))];
const word = fc.oneof(
  fc.constantFrom(...words, ...words.map((text) => text.toUpperCase()), 'join', 'union', 'mv-expand', 'let', ';', '//', '/*', '\n', '\0', "'", '"', '\\', '!', '!=', '..', '[', ']', '{', '}', '$left', '1e999', '-9223372036854775809', '0x', '__proto__', 'constructor', 'toString', 'İ', '\ud800', 'datetime(x)', 'dynamic({})'),
  fc.string({ maxLength: 4 }),
  fc.constantFrom('('.repeat(3000), 'not('.repeat(200), '['.repeat(3000), ' and a'.repeat(2000), `| where ${'a or '.repeat(1000)}a`, '| extend a = a'.repeat(500), "'".repeat(999)),
);

interface Edit {
  readonly place: number;
  readonly drop: number;
  readonly put: readonly string[];
}

/** A good query of which some words are others. */
const query = fc.oneof(
  { weight: 9, arbitrary: fc.tuple(fc.constantFrom(...good), fc.array(fc.record<Edit>({ place: fc.nat(60), drop: fc.nat(3), put: fc.array(word, { maxLength: 2 }) }), { maxLength: 3 })).map(([text, edits]) => (
    edits.reduce<readonly string[]>((parts, { place, drop, put }) => parts.toSpliced(place % parts.length, drop, ...put), text.match(/\w+|\s+|[^\s\w]/g) ?? []).join('')
  )) },
  { weight: 1, arbitrary: fc.array(word, { maxLength: 12 }).map((all) => all.join(' ')) },
);
const options = fc.record({
  '$top': fc.constantFrom<unknown>(1, 2, 1000, 0, -1, 1.5, '1', null, 1e308),
  '$skip': fc.constantFrom<unknown>(0, 3, -1, '1', null, Number.MAX_SAFE_INTEGER),
  '$skipToken': fc.constantFrom<unknown>('', 'x', 'MTAw', 1, null, Buffer.from('1.0').toString('base64url'), '__proto__'),
  'resultFormat': fc.constantFrom<unknown>('table', 'objectArray', 'x', 1),
  'authorizationScopeFilter': fc.constantFrom<unknown>('AtScopeAboveAndBelow', 'atscopeexact', 'x', 1, null),
  'allowPartialScopes': fc.constantFrom<unknown>(true, 'x'),
}, { requiredKeys: [] });
const scope = fc.constantFrom<unknown>(undefined, [], [subscription.split('/')[2]], ['x'], [1], 'x', ['contoso'], ['__proto__'], null, [[]]);
const request = fc.oneof(
  { weight: 6, arbitrary: fc.record({ query }) },
  { weight: 2, arbitrary: fc.record({ query, options, subscriptions: scope, managementGroups: scope }, { requiredKeys: ['query'] }) },
  { weight: 1, arbitrary: anyBody(good.map((text) => ({ query: text, subscriptions: [subscription.split('/')[2]], options: { $top: 5, resultFormat: 'objectArray' } }))) },
);

test('no query brings Resource Graph down or changes anything; what is refused says why in the shape of Resource Graph', () => {
  world.reset();
  const before = holdings(world);
  fc.assert(fc.property(request, (body) => {
    const response = world.ask(asked('POST', path, body));
    expectAzureAnswer(response, 'POST', JSON.stringify(body ?? null));
    expect([200, 400]).toContain(response.status);
    if (response.status === 200) expect(at(response.body, 'count')).toBe(countOf(at(response.body, 'data')));
  }), runs(400, 6000));
  expect(changedParts(before, holdings(world))).toEqual([]);
});

function countOf(data: unknown): number | undefined {
  const rows = Array.isArray(data) ? data : at(data, 'rows');
  return Array.isArray(rows) ? rows.length : undefined;
}
