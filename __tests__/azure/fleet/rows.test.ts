import { describe, expect, test } from '@jest/globals';
import { kqlOf, resourceOfRow } from '../../../src/azure/fleet/rows.ts';
import type { FleetQuery } from '../../../src/azure/fleet/tables.ts';
import { isUnknown } from '../../../src/language/unknown.ts';

const query: FleetQuery = { table: 'resources', types: ['Microsoft.Network/routeTables'], members: ['routes', 'disableBgpRoutePropagation'] };
const id = '/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/rg/providers/Microsoft.Network/routeTables/t';
const row = { id, name: 't', type: 'microsoft.network/routetables', location: 'westeurope', sku: null, identity: null };

const properties = (more: object): unknown => resourceOfRow({ ...row, ...more }, query, 'needed')?.body['properties'];

describe('a row of Resource Graph', () => {
  test('is the resource, its type as Azure spells it', () => {
    const resource = resourceOfRow({ ...row, names: ['routes'], kept: { routes: [], disableBgpRoutePropagation: null } }, query, 'needed');
    expect(resource).toMatchObject({ id, type: 'Microsoft.Network/routeTables', name: 't', body: { id, location: 'westeurope', properties: { routes: [] } } });
    expect(Object.keys(resource?.body ?? {})).not.toContain('sku');
  });

  test('tells a property that is not there from one that was not asked for', () => {
    const found = properties({ names: ['routes', 'subnets'], kept: { routes: [], disableBgpRoutePropagation: null } });
    expect(found).toEqual({ routes: [], subnets: expect.objectContaining({ why: 'the query did not ask for it' }) });
    expect(found).not.toHaveProperty('disableBgpRoutePropagation');
  });

  test('does not take a property in other letters for one that is missing', () => {
    expect(properties({ names: ['Routes'], kept: { routes: null, disableBgpRoutePropagation: null } })).toEqual({ Routes: expect.objectContaining({ why: expect.any(String) }) });
  });

  test.each([[{ kept: 'text', names: [] }], [{ names: ['routes'] }], [{ names: 'routes', kept: {} }]])('of another shape is of unknown properties: %j', (more) => {
    expect(isUnknown(properties(more))).toBe(true);
  });

  test('may name what it likes without reaching further', () => {
    expect(properties({ names: ['__proto__', 'constructor', 7], kept: {} })).toEqual({ constructor: expect.objectContaining({ why: expect.any(String) }) });
  });

  test('takes its texts from those that were seen', () => {
    const seen = (text: string): string => `seen ${text}`;
    const { body } = resourceOfRow({ ...row, names: ['routes'], kept: { routes: 'role' } }, query, 'needed', seen) ?? { body: {} };
    expect(body).toMatchObject({ id: `seen ${id}`, name: 't', location: 'seen westeurope', properties: { routes: 'seen role' } });
  });

  test('has tags that nobody asked for as unknown', () => {
    expect(isUnknown(resourceOfRow({ ...row, names: [], kept: {} }, query, 'needed')?.body['tags'])).toBe(true);
  });

  test('with everything is as it stands', () => {
    expect(resourceOfRow({ ...row, tags: { a: 'b' }, properties: { x: 1 } }, query, 'everything')?.body).toMatchObject({ tags: { a: 'b' }, properties: { x: 1 } });
  });

  test.each([[{ ...row, id: 'nonsense' }], [{ ...row, id: undefined }], [{ ...row, id: id.replace('routeTables', 'virtualNetworks') }], [{ ...row, id: `${id}/../../x/y` }]])('of something else is left out: %j', (strange) => {
    expect(resourceOfRow(strange, query, 'needed')).toBeUndefined();
  });
});

test('a query names types, members and a stable order, and escapes what it is given', () => {
  expect(kqlOf(query, 'needed', "resourceGroup in~ ('a')")).toBe(
    "resources | where type in~ ('Microsoft.Network/routeTables') and resourceGroup in~ ('a') | project id, name, type, location, sku, identity, names = bag_keys(properties), kept = pack('routes', properties.routes, 'disableBgpRoutePropagation', properties.disableBgpRoutePropagation) | order by id asc",
  );
});
