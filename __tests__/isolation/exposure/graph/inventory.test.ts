import { describe, expect, test } from '@jest/globals';
import type { Resource } from '../../../../src/arm/resource.ts';
import { inventoryOf, type Followed } from '../../../../src/isolation/exposure/graph/inventory.ts';
import { Unknown } from '../../../../src/language/unknown.ts';
import { group, ids, resource, subscription } from '../estate.ts';

const networkType = 'Microsoft.Network/virtualNetworks';
const named = (name: string, more: Partial<Resource> = {}): Resource => ({ type: networkType, name, body: { type: networkType, name, properties: {} }, ...more });
const open = (...pieces: readonly string[]) => new Unknown('the id of the subscription is not given', { pieces });
const openNetwork = open('/subscriptions/', `/resourceGroups/`, `/providers/${networkType}/v`);

function follow(value: unknown, resources: readonly Resource[], from: Partial<Resource> = {}): Followed {
  return inventoryOf(resources).follow({ resource: { type: '', name: '', body: {}, ...from }, pointer: '', value });
}

describe('a reference', () => {
  const network = resource(ids.network, {});

  test('leads to the resource of that id, without regard to case', () => {
    expect(follow(ids.network.toUpperCase(), [network])).toEqual({ kind: 'found', resource: network });
    expect(follow(`${ids.network}/`, [network])).toEqual({ kind: 'found', resource: network });
  });

  test('that is absent, null or empty leads nowhere', () => {
    for (const nothing of [undefined, null, '']) expect(follow(nothing, [network])).toEqual({ kind: 'none' });
  });

  test('to what was not given leads outside: it is not absent', () => {
    expect(follow(ids.network.replace('/v', '/w'), [network])).toEqual({ kind: 'outside', id: ids.network.replace('/v', '/w') });
    const elsewhere = ids.network.replace(group, `${subscription}/resourceGroups/other`);
    expect(follow(elsewhere, [network])).toEqual({ kind: 'outside', id: elsewhere });
  });

  test('of which only the end is known leads to the one resource of that type and name', () => {
    const v = named('v', { openId: openNetwork.pieces ?? [] });
    expect(follow(openNetwork, [v, named('w')])).toEqual({ kind: 'found', resource: v });
  });

  test('to a name that two resources have means the one of its own deployment', () => {
    const [dev, prod] = [named('v', { deployment: 'main with dev' }), named('v', { deployment: 'main with prod' })];
    expect(follow(openNetwork, [dev, prod], { deployment: 'main with prod' })).toEqual({ kind: 'found', resource: prod });
    expect(follow(openNetwork, [dev, prod])).toMatchObject({ kind: 'unknown', why: expect.stringContaining('more than one') });
  });

  test('in another resource group is another one, as far as the groups are known', () => {
    const v = named('v', { openId: ['/subscriptions/', `/resourceGroups/hub/providers/${networkType}/v`] });
    expect(follow(open('/subscriptions/', `/resourceGroups/spoke/providers/${networkType}/v`), [v]).kind).toBe('outside');
    expect(follow(open('/subscriptions/', `/resourceGroups/hub/providers/${networkType}/v`), [v]).kind).toBe('found');
  });

  test('of which nothing is known is unknown, with why', () => {
    expect(follow(new Unknown('the parameter `n` is given no value'), [network])).toEqual({ kind: 'unknown', why: 'the parameter `n` is given no value' });
    expect(follow(open('', ''), [network]).kind).toBe('unknown');
  });

  test('that is no id is unknown, not nothing', () => {
    for (const wrong of ['v', 5, {}, '/subscriptions/x', '/x/../y/providers/a/b/c']) expect(follow(wrong, [network]).kind).toBe('unknown');
  });
});

describe('children', () => {
  const child = (parent: string, name: string) => resource(`${parent}/subnets/${name}`, {});

  test('are those below the id of the parent, not those of its namesake', () => {
    const other = ids.network.replace(group, `${subscription}/resourceGroups/other`);
    const [mine, theirs] = [child(ids.network, 'a'), child(other, 'b')];
    const parent = resource(ids.network, {});
    const inventory = inventoryOf([parent, resource(other, {}), mine, theirs]);
    expect(inventory.childrenOf(parent, `${networkType}/subnets`)).toEqual([mine]);
    expect(inventory.parentOf(mine)).toBe(parent);
  });

  test('without ids are those of the same name and deployment', () => {
    const of = (deployment: string): Resource => ({ type: `${networkType}/subnets`, name: 'v/a', body: {}, deployment });
    const [parent, mine, theirs] = [named('v', { deployment: 'dev' }), of('dev'), of('prod')];
    const inventory = inventoryOf([parent, mine, theirs]);
    expect(inventory.childrenOf(parent, `${networkType}/subnets`)).toEqual([mine]);
    expect(inventory.parentOf(theirs)).toBeUndefined();
  });
});

describe('a complete list', () => {
  const complete = (type: string, scope: string) => inventoryOf([], [{ type, scope }]);

  test('holds for its type, at its scope and below', () => {
    const inventory = complete('Microsoft.Network/natGateways', subscription);
    expect(inventory.isComplete('microsoft.network/NATGATEWAYS', group)).toBe(true);
    expect(inventory.isComplete('Microsoft.Network/natGateways', subscription)).toBe(true);
    expect(inventory.isComplete('Microsoft.Network/publicIPAddresses', group)).toBe(false);
    expect(complete('*', group).isComplete('Microsoft.Network/natGateways', subscription)).toBe(false);
    expect(complete('*', `${subscription}/resourceGroups/ap`).isComplete('Microsoft.Network/natGateways', group)).toBe(false);
  });

  test('says nothing of a place that is not known', () => {
    expect(complete('*', subscription).isComplete('Microsoft.Network/natGateways', undefined)).toBe(false);
    expect(complete('*', '').isComplete('Microsoft.Network/natGateways', undefined)).toBe(true);
  });
});
