import { describe, expect, test } from '@jest/globals';
import { registryPush } from '../../../../../src/isolation/exposure/rules/registry/push.ts';
import { Unknown } from '../../../../../src/language/unknown.ts';
import { answer, changed, closedEstate, estateWith, group, ids, resource, said, subscription } from '../../estate.ts';

const { cluster, kubelet } = closedEstate();
const acrPush = '8311e382-0749-4cb8-b61a-304f252e45ec';
const contributor = 'b24988ac-6180-42a0-ab88-20f7382dd24c';
const assigned = (scope: string, role: string, principalId: unknown = 'kubelet-object', more: object = {}) =>
  resource(`${scope}/providers/Microsoft.Authorization/roleAssignments/more`, { principalId, roleDefinitionId: `${subscription}/providers/Microsoft.Authorization/roleDefinitions/${role}`, ...more });

/** "Azure Container Registry Entra permissions and role assignments overview": which roles push. */
describe('pushing from nodes', () => {
  test('is closed where the kubelet identity only pulls', () => {
    expect(answer(registryPush, estateWith({})).state).toBe('closed');
  });

  test.each([
    ['the registry', ids.registry, acrPush],
    ['its resource group', group, contributor],
    ['its subscription', subscription, '8e3af657-a8ff-443c-a75c-2fe8c4bcb635'],
  ])('is open with a role on %s', (_, scope, role) => {
    const found = answer(registryPush, estateWith({ more: assigned(scope, role) }));
    expect(found.state).toBe('open');
    expect(found.evidence.find(({ state }) => state === 'open')?.spot?.pointer).toBe('/properties/roleDefinitionId');
  });

  test('is found by the object id of the identity where the cluster names no object id', () => {
    const estate = estateWith({ cluster: changed(cluster, 'identityProfile.kubeletidentity', { resourceId: ids.kubelet }), kubelet, more: assigned(ids.registry, acrPush) });
    expect(answer(registryPush, estate).state).toBe('open');
  });

  test('is found without regard to case in ids', () => {
    expect(answer(registryPush, estateWith({ more: assigned(ids.registry.toUpperCase().replace('/SUBSCRIPTIONS', '/subscriptions'), acrPush, 'KUBELET-OBJECT') })).state).toBe('open');
  });

  test('looks open and is closed where somebody else pushes', () => {
    expect(answer(registryPush, estateWith({ more: assigned(ids.registry, acrPush, 'pipeline-object') })).state).toBe('closed');
  });

  test('looks open and is closed where the role counts for another registry', () => {
    expect(answer(registryPush, estateWith({ more: assigned(`${group}/providers/Microsoft.ContainerRegistry/registries/other`, acrPush) })).state).toBe('closed');
    expect(answer(registryPush, estateWith({ more: assigned(`${group}-2`, contributor) })).state).toBe('closed');
  });

  /** Whoever manages the registry can open it and run tasks in it: no role with push in its name is needed. */
  test('looks closed and is open where the role manages what is there', () => {
    expect(said(answer(registryPush, estateWith({ more: assigned(group, contributor) })))).toContain('`Contributor`');
  });

  test('is not visible where the object id is made by the deployment: no finding', () => {
    const found = answer(registryPush, estateWith({ more: assigned(ids.registry, acrPush, new Unknown("reference('kubelet') is known only at deployment")) }), []);
    expect(found.state).toBe('undetermined');
    expect(found.evidence.filter(({ state }) => state !== 'closed').every(({ notVisible }) => notVisible !== undefined)).toBe(true);
  });

  test('is not visible where a group may hold the identity, or where nobody knows what a role allows', () => {
    expect(answer(registryPush, estateWith({ more: assigned(ids.registry, acrPush, 'group', { principalType: 'Group' }) })).state).toBe('undetermined');
    expect(said(answer(registryPush, estateWith({ more: assigned(ids.registry, '00000000-0000-0000-0000-0000000000aa') })))).toContain('00000000-0000-0000-0000-0000000000aa');
  });

  test('is not visible where assignments may be made elsewhere', () => {
    expect(said(answer(registryPush, estateWith({}), []))).toContain('what the kubelet identity may do in registry `r` cannot be seen here');
  });
});
