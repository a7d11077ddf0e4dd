import { AuthorizationManagementClient } from '@azure/arm-authorization';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { all, connect, refusalOf, type Connection } from './connection.ts';

const group = 'rg-roles';
const name = (digit: number): string => `00000000-0000-4000-8000-00000000000${digit}`;
let connection: Connection;
let client: AuthorizationManagementClient;
let scope: string;

beforeAll(async () => {
  connection = await connect([group]);
  client = new AuthorizationManagementClient(connection.credential, connection.subscriptionId, { ...connection.options, $host: connection.options.endpoint });
  scope = `/subscriptions/${connection.subscriptionId}/resourceGroups/${group}`;
});

afterAll(() => connection.sandbox.stop());

test('a role is found by its name, and by its id', async () => {
  const [role] = await all(client.roleDefinitions.list(scope, { filter: "roleName eq 'AcrPull'" }));
  expect(role).toMatchObject({ roleName: 'AcrPull', roleType: 'BuiltInRole', permissions: [{ actions: ['Microsoft.ContainerRegistry/registries/pull/read'] }] });
  expect((await client.roleDefinitions.getById(role?.id ?? '')).roleName).toBe('AcrPull');
  expect((await all(client.roleDefinitions.list(scope))).length).toBeGreaterThan(10);
});

test('a role is assigned, read, listed over pages and taken away', async () => {
  const [role] = await all(client.roleDefinitions.list(scope, { filter: "roleName eq 'AcrPull'" }));
  for (const digit of [1, 2, 3]) {
    const made = await client.roleAssignments.create(scope, name(digit), { roleDefinitionId: role?.id ?? '', principalId: name(digit + 4), principalType: 'ServicePrincipal' });
    expect(made).toMatchObject({ name: name(digit), scope, principalId: name(digit + 4), principalType: 'ServicePrincipal' });
  }
  expect(await client.roleAssignments.get(scope, name(1))).toMatchObject({ roleDefinitionId: role?.id, createdOn: expect.any(Date) });
  expect((await all(client.roleAssignments.listForScope(scope))).map((assignment) => assignment.name)).toEqual([name(1), name(2), name(3)]);
  expect(await all(client.roleAssignments.listForResourceGroup(group, { filter: `principalId eq '${name(5)}'` }))).toHaveLength(1);
  expect(await client.roleAssignments.deleteById(`${scope}/providers/Microsoft.Authorization/roleAssignments/${name(3)}`)).toMatchObject({ name: name(3) });
  expect(await refusalOf(client.roleAssignments.get(scope, name(3)))).toEqual([404, 'RoleAssignmentNotFound']);
});

test('the same role for the same principal is refused', async () => {
  const [role] = await all(client.roleDefinitions.list(scope, { filter: "roleName eq 'Reader'" }));
  const wanted = { roleDefinitionId: role?.id ?? '', principalId: name(5), principalType: 'ServicePrincipal' };
  await client.roleAssignments.create(scope, name(8), wanted);
  expect(await refusalOf(client.roleAssignments.create(scope, name(9), wanted))).toEqual([409, 'RoleAssignmentExists']);
});

test('what the caller may do is listed', async () => {
  expect((await all(client.permissions.listForResourceGroup(group))).map(({ actions }) => actions)).toEqual([['*']]);
});
