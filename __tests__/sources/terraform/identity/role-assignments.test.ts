import { describe, expect, test } from '@jest/globals';
import type { Resource } from '../../../../src/arm/resource.ts';
import { computed, expression, planned, reference, resourcesOf, shown } from '../plans.ts';

// user_assigned_identity_resource.go, Create; role_assignment_resource.go, resourceArmRoleAssignmentCreate.

type Attributes = { readonly [name: string]: unknown };
const identity: Attributes = { name: 'kubelet', resource_group_name: 'rg', location: 'West Europe' };
const principal = '00000000-0000-0000-0000-00000000000a';
const acr = '/subscriptions/s/resourceGroups/rg/providers/Microsoft.ContainerRegistry/registries/acr';

async function identityOf(attributes: Attributes): Promise<unknown> {
  const [found] = await resourcesOf([{ address: 'azurerm_user_assigned_identity.kubelet', attributes: { ...identity, ...attributes } }]);
  return shown(found?.body);
}

async function assignment(attributes: Attributes): Promise<Resource | undefined> {
  const basic = { scope: acr, principal_id: principal, name: computed, role_definition_id: computed, role_definition_name: computed, principal_type: computed };
  const resources = await resourcesOf([{ address: 'azurerm_role_assignment.pull', attributes: { ...basic, ...attributes } }]);
  return resources[0];
}

async function assigned(attributes: Attributes): Promise<unknown> {
  return shown((await assignment(attributes))?.body);
}

test('a new identity has no object id yet', async () => {
  expect(await identityOf({ principal_id: computed, client_id: computed })).toEqual({ location: 'westeurope', properties: { isolationScope: 'None' } });
});

test('of an identity that is there the object id is known', async () => {
  expect(await identityOf({ principal_id: planned(principal), client_id: planned('c'), isolation_scope: 'Regional' })).toEqual({ location: 'westeurope', properties: { isolationScope: 'Regional', principalId: principal, clientId: 'c' } });
});

describe('a role', () => {
  const open = '/providers/Microsoft.Authorization/roleDefinitions/7f951dda-4ed3-4680-a7ca-43fe172d538d';

  test('by its id goes over as it is', async () => {
    expect(await assigned({ role_definition_id: `/subscriptions/s${open}` })).toEqual({ properties: { roleDefinitionId: `/subscriptions/s${open}`, principalId: principal } });
  });

  test('by its name is known by the GUID of the built-in role, without regard to case', async () => {
    for (const name of ['AcrPull', 'acrpull']) expect(await assigned({ role_definition_name: name })).toEqual({ properties: { roleDefinitionId: { unknown: `role \`${name}\` is looked up by its name`, pieces: ['', open] }, principalId: principal } });
  });

  test('by a name of somebody else is unknown', async () => {
    expect(await assigned({ role_definition_name: 'Our Pullers' })).toEqual({ properties: { roleDefinitionId: { unknown: 'the id of role `Our Pullers` is known only to the service' }, principalId: principal } });
  });

  test('by a name that is not known is unknown', async () => {
    expect(await assigned({ role_definition_name: expression('random_pet.r.id') })).toHaveProperty('properties.roleDefinitionId', { unknown: '`role_definition_name` of azurerm_role_assignment.pull is known only after apply: it comes from `random_pet.r.id`' });
  });

  test('that is there already is that of its id', async () => {
    expect(await assigned({ role_definition_id: planned(`/subscriptions/s${open}`), role_definition_name: planned('AcrPull') })).toHaveProperty('properties.roleDefinitionId', `/subscriptions/s${open}`);
  });
});

test('a principal that is not looked up is a service principal; what is written goes before', async () => {
  expect(await assigned({ skip_service_principal_aad_check: true })).toHaveProperty('properties.principalType', 'ServicePrincipal');
  expect(await assigned({ skip_service_principal_aad_check: true, principal_type: 'Group' })).toHaveProperty('properties.principalType', 'Group');
  expect(await assigned({ skip_service_principal_aad_check: planned(false) })).not.toHaveProperty('properties.principalType');
});

test('a condition has a version', async () => {
  expect(await assigned({ condition: '@x' })).toHaveProperty('properties', { principalId: principal, condition: '@x', conditionVersion: '2.0' });
  expect(await assigned({ condition: '@x', condition_version: '1.0' })).toHaveProperty('properties', { principalId: principal, condition: '@x', conditionVersion: '1.0' });
});

test('its name is open in its id: the provider makes a GUID', async () => {
  expect((await assignment({}))?.openId).toEqual([`${acr}/providers/Microsoft.Authorization/roleAssignments/`, '']);
});

test('on a resource of the same plan it stands on what is known of its id', async () => {
  const registry = { address: 'azurerm_container_registry.acr', attributes: { ...identity, name: 'acr', sku: 'Premium' } };
  const pull = { address: 'azurerm_role_assignment.pull', attributes: { name: principal, scope: reference('azurerm_container_registry.acr.id'), principal_id: principal, role_definition_name: 'AcrPull' } };
  const [, found] = await resourcesOf([registry, pull]);
  expect(found?.openId).toEqual(['/subscriptions/', `/resourceGroups/rg/providers/Microsoft.ContainerRegistry/registries/acr/providers/Microsoft.Authorization/roleAssignments/${principal}`]);
});
