import { describe, expect, test } from '@jest/globals';
import type { Resource } from '../../../../../src/arm/resource.ts';
import { extendedBy } from '../../../../../src/isolation/exposure/graph/access/extending.ts';
import { inventoryOf } from '../../../../../src/isolation/exposure/graph/inventory.ts';

const registryTail = '/resourceGroups/rg/providers/Microsoft.ContainerRegistry/registries/acr';
const registry: Resource = { type: 'Microsoft.ContainerRegistry/registries', name: 'acr', openId: ['/subscriptions/', registryTail], body: {} };
const assignment = (openId: readonly string[]): Resource => ({ type: 'Microsoft.Authorization/roleAssignments', name: 'a', openId, body: {} });

describe('what an extension resource stands on', () => {
  test('is found by what is known of the id before its own type', () => {
    const one = assignment(['/subscriptions/', `${registryTail}/providers/Microsoft.Authorization/roleAssignments/a`]);
    expect(extendedBy(one, inventoryOf([registry, one]))).toEqual({ kind: 'resource', resource: registry });
  });

  test('is found where the name is open as well: a GUID that is made at deployment', () => {
    const one = assignment(['/subscriptions/', `${registryTail}/providers/Microsoft.Authorization/roleAssignments/`, '']);
    expect(extendedBy(one, inventoryOf([registry, one]))).toEqual({ kind: 'resource', resource: registry });
  });

  test('is a scope where all before the type is known', () => {
    const one = assignment(['/subscriptions/S/resourceGroups/rg/providers/Microsoft.Authorization/roleAssignments/', '']);
    expect(extendedBy(one, inventoryOf([one]))).toEqual({ kind: 'scope', id: '/subscriptions/s/resourcegroups/rg' });
  });

  test('is unknown where the id does not say its own type', () => {
    const one = assignment(['', `${registryTail}/more`]);
    expect(extendedBy(one, inventoryOf([registry, one]))).toEqual({ kind: 'unknown' });
  });
});
