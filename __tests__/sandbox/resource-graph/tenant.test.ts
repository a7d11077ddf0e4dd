import { describe, expect, test } from '@jest/globals';
import { arrayAt, at, textAt, type JsonObject } from '../../../src/arm/json.ts';
import type { StandInResponse } from '../../../src/sandbox/http.ts';
import { managementGroup, subscriptionId } from '../../../src/sandbox/identities.ts';
import { askKusto } from './kusto.ts';
import { authorization, makeArm, type TestArm } from '../arm-client.ts';
import { definitionBody } from '../policy-objects.ts';

const groups = '/providers/Microsoft.Management/managementGroups';
const idOf = (number: number): string => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
const ask = (arm: TestArm, query: string, rest: JsonObject = {}): StandInResponse => arm.send('POST', '/providers/Microsoft.ResourceGraph/resources?api-version=2024-04-01', { query, ...rest });
const rows = (arm: TestArm, query: string, rest: JsonObject = {}): readonly unknown[] => {
  const answer = ask(arm, query, rest);
  expect([answer.status, at(answer.body, 'error')]).toEqual([200, undefined]);
  return arrayAt(answer.body, 'data');
};

/** A definition at each scope of contoso ─ apps ─ 1, and contoso ─ hubs ─ 2; a route table in each subscription. */
function makeTenant(): TestArm {
  const scopes = [`${groups}/${managementGroup}`, `${groups}/apps`, `/subscriptions/${idOf(1)}`, `${groups}/hubs`, `/subscriptions/${idOf(2)}`];
  return makeArm({
    estate: {
      managementGroups: [{ name: 'apps', displayName: 'Applications' }, { name: 'hubs' }],
      subscriptions: [{ subscriptionId: idOf(1), displayName: 'App', managementGroup: 'apps' }, { subscriptionId: idOf(2), displayName: 'Hub', managementGroup: 'hubs' }],
      documents: [
        ...scopes.map((scope) => ({ id: `${scope}/providers/${authorization}/policyDefinitions/${scope.split('/').at(-1) ?? ''}`, ...definitionBody() })),
        ...[idOf(1), idOf(2)].map((id) => ({ id: `/subscriptions/${id}/resourceGroups/rg/providers/Microsoft.Network/routeTables/r`, location: 'westeurope', tags: { a: 'x', b: 'y' }, properties: { routes: [{ name: 'out', properties: {} }] } })),
      ],
    },
  });
}

describe('subscriptions and management groups', () => {
  test('have the chain of the groups above them, the nearest first', () => {
    const arm = makeTenant();
    const chain = [{ displayName: 'Applications', name: 'apps' }, { displayName: 'Contoso', name: 'contoso' }];
    expect(rows(arm, `resourcecontainers | where type == 'microsoft.resources/subscriptions' and subscriptionId == '${idOf(1)}' | project name, properties`)).toEqual([
      { name: 'App', properties: expect.objectContaining({ managementGroupAncestorsChain: chain, state: 'Enabled' }) },
    ]);
    expect(rows(arm, "resourcecontainers | where name == 'apps' | project properties.displayName, properties.details.parent.name, properties.details.managementGroupAncestorsChain")).toEqual([
      { properties_displayName: 'Applications', properties_details_parent_name: 'contoso', properties_details_managementGroupAncestorsChain: chain.slice(1) },
    ]);
  });

  test('are scopes of a query, each with all that is below it', () => {
    const arm = makeTenant();
    const seen = (scope: JsonObject): unknown => rows(arm, 'resources | project subscriptionId | order by subscriptionId asc', scope).map((row) => at(row, 'subscriptionId'));
    expect(seen({})).toEqual([idOf(1), idOf(2)]);
    expect(seen({ managementGroups: ['contoso'] })).toEqual([idOf(1), idOf(2)]);
    expect(seen({ managementGroups: ['Apps'] })).toEqual([idOf(1)]);
    expect(seen({ managementGroups: ['apps', 'hubs', 'none'] })).toEqual([idOf(1), idOf(2)]);
    expect(seen({ subscriptions: [idOf(2), subscriptionId] })).toEqual([idOf(2)]);
  });

  test('without a subscription are no scope', () => {
    const arm = makeArm({ estate: { managementGroups: [{ name: 'empty' }] } });
    expect(at(arrayAt(ask(arm, 'resources', { managementGroups: ['empty'] }).body, 'error', 'details')[0], 'code')).toBe('NoValidSubscriptionsInQueryRequest');
  });
});

describe('what stands above a scope', () => {
  test.each([
    ['AtScopeAndBelow', ['00000000-0000-4000-8000-000000000001', 'apps']],
    [undefined, ['00000000-0000-4000-8000-000000000001', 'apps']],
    ['atscopeandabove', ['apps', 'contoso']],
    ['AtScopeAboveAndBelow', ['00000000-0000-4000-8000-000000000001', 'apps', 'contoso']],
    ['AtScopeExact', ['apps']],
  ])('is seen with %s', (authorizationScopeFilter, names) => {
    const options = { allowPartialScopes: true, ...(authorizationScopeFilter === undefined ? {} : { authorizationScopeFilter }) };
    expect(rows(makeTenant(), 'policyresources | project name | order by name asc', { managementGroups: ['apps'], options }).map((row) => at(row, 'name'))).toEqual(names);
  });

  test('does not matter to resources', () => {
    expect(rows(makeTenant(), 'resources | project name', { managementGroups: ['apps'], options: { authorizationScopeFilter: 'AtScopeExact' } })).toHaveLength(1);
  });

  test.each([{ authorizationScopeFilter: 'Above' }, { allowPartialScopes: 'yes' }])('is not asked for with %p', (options) => {
    expect(ask(makeTenant(), 'resources', { options }).status).toBe(400);
  });
});

test('above ten thousand subscriptions the rest is left out, and the answer says so', () => {
  const subscriptions = Array.from({ length: 10_001 }, (_, index) => ({ subscriptionId: idOf(index), managementGroup: 'many' }));
  const arm = makeArm({ estate: { managementGroups: [{ name: 'many' }], subscriptions } });
  const query = "resourcecontainers | where type == 'microsoft.resources/subscriptions' | count";
  const limited = ask(arm, query, { managementGroups: ['many'] });
  expect(limited).toMatchObject({ headers: { 'x-ms-tenant-subscription-limit-hit': 'true' }, body: { data: [{ Count: 10_000 }] } });
  const whole = ask(arm, query, { subscriptions: subscriptions.map(({ subscriptionId: id }) => id) });
  expect(whole.headers).not.toHaveProperty('x-ms-tenant-subscription-limit-hit');
  expect(arrayAt(whole.body, 'data')).toEqual([{ Count: 10_001 }]);
});

describe('the pages of a result', () => {
  test('are of one moment as long as nothing changes, and of the next when something has', () => {
    const arm = makeArm({ estate: { documents: ['a', 'b', 'c', 'd'].map((name) => ({ id: `/subscriptions/${idOf(1)}/resourceGroups/rg/providers/Microsoft.Network/routeTables/${name}`, location: 'westeurope', properties: {} })) } });
    const query = 'resources | project name | order by name asc';
    const first = ask(arm, query, { options: { $top: 2 } });
    const next = { options: { $top: 2, $skipToken: textAt(first.body, '$skipToken') } };
    expect(rows(arm, query, next)).toEqual([{ name: 'c' }, { name: 'd' }]);
    arm.controls.forget(`/subscriptions/${idOf(1)}/resourceGroups/rg/providers/Microsoft.Network/routeTables/c`);
    expect(rows(arm, query, next)).toEqual([{ name: 'd' }]);
    arm.controls.deny(`/subscriptions/${idOf(1)}/resourceGroups/rg/providers/Microsoft.Network/routeTables/d`);
    expect(rows(arm, query, next)).toEqual([]);
  });
});

describe('functions', () => {
  test.each<[string, unknown]>([
    ["strcat(name, '-', 1, '-', tags.none)", 'r-1-'],
    ["bag_pack('id', id, 'two', properties.routes[0].name)", { id: `/subscriptions/${idOf(1)}/resourceGroups/rg/providers/Microsoft.Network/routeTables/r`, two: 'out' }],
    ["pack('none', tags.none)", { none: null }],
    ['bag_keys(tags)', ['a', 'b']],
    ['array_length(properties.routes)', 1],
    ['array_length(tags)', null],
    ["coalesce(tostring(tags.none), 'other')", 'other'],
    ["iff(name == 'r', 'yes', 'no')", 'yes'],
    ['iif(isnull(tags.none), 1, 2)', 1],
    ["tolower(strcat(name, 'X'))", 'rx'],
  ])('%s', (expression, value) => {
    const query = `resources | project x = ${expression} | take 1`;
    expect(rows(makeTenant(), query)).toEqual([{ x: value }]);
    expect(askKusto(query).problems).toEqual([]);
  });

  test.each(['strcat()', 'bag_pack(name)', "bag_pack('a', 1, 'b')", "iff(name, 'a', 'b')", 'tolower(name, id)', "coalesce(name, 1)", 'not(name)'])('%s means nothing to Kusto either', (expression) => {
    const query = `resources | project x = ${expression}`;
    expect(ask(makeTenant(), query).status).toBe(400);
    expect(askKusto(query).problems).not.toEqual([]);
  });

  test('a list of thousands is looked up', () => {
    const ids = Array.from({ length: 5000 }, (_, index) => `'/SUBSCRIPTIONS/${idOf(index)}/resourcegroups/rg/providers/Microsoft.Network/routeTables/r'`).join(', ');
    expect(rows(makeTenant(), `resources | where id in~ (${ids}) | project subscriptionId | order by subscriptionId asc`)).toEqual([{ subscriptionId: idOf(1) }, { subscriptionId: idOf(2) }]);
  });
});

test.each([
  "type =~ 'microsoft.network/routetables' or name == 'nothing'",
  "type in~ ('Microsoft.Network/routeTables', 'a')",
  "tolower(type) == 'microsoft.network/routetables'",
  "type != 'a' and type == 'microsoft.network/routetables'",
  "'r' == name",
  "type !in ('a')",
  "type == 'microsoft.network/routetables' | where type =~ 'Microsoft.Network/RouteTables'",
])('what a query says of types leaves nothing out: %s', (condition) => {
  expect(rows(makeTenant(), `resources | where ${condition} | count`)).toEqual([{ Count: 2 }]);
});

test.each(["type == 'Microsoft.Network/routeTables'", "type == 'a' and type == 'microsoft.network/routetables'", "type in ('a')", "type == 'a' | where type == 'b'"])('nor does it let anything in: %s', (condition) => {
  expect(rows(makeTenant(), `resources | where ${condition} | count`)).toEqual([{ Count: 0 }]);
});
