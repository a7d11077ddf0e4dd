import { roleCalled } from '../../../../isolation/exposure/graph/access/built-in-roles.ts';
import { isUnknown, present, Unknown } from '../../../../language/unknown.ts';
import type { Attributes, ResourceTable, Setting } from '../table.ts';

export const roleAssignment: ResourceTable = {
  kind: 'resource',
  type: 'azurerm_role_assignment',
  armType: 'Microsoft.Authorization/roleAssignments',
  apiVersion: '2022-04-01',
  source: 'internal/services/authorization/role_assignment_resource.go, resourceArmRoleAssignmentCreate',
  notes: 'Without `name` the provider makes a GUID, which is not known here.',
  identity: { kind: 'extension', scope: 'scope', name: 'name' },
  rows: [
    { attribute: 'role_definition_id', to: 'properties.roleDefinitionId' },
    { attribute: 'principal_id', to: 'properties.principalId' },
    { attribute: 'principal_type', to: 'properties.principalType' },
    { attribute: 'skip_service_principal_aad_check', to: 'properties.principalType', as: { kind: 'choice', values: { true: 'ServicePrincipal', false: null } } },
    { attribute: 'description', to: 'properties.description' },
    { attribute: 'condition', to: 'properties.condition' },
    { attribute: 'condition_version', to: 'properties.conditionVersion' },
    { to: 'properties.conditionVersion', default: '2.0', when: 'condition' },
    { attribute: 'delegated_managed_identity_resource_id', to: 'properties.delegatedManagedIdentityResourceId' },
  ],
  more: {
    about: '`role_definition_name` makes `properties.roleDefinitionId`: of well-known built-in roles their GUID is known, of others it is unknown.',
    settings: roleByName,
  },
};

/** The provider asks the service for the one definition of this name at the scope; its id begins with a subscription, or with nothing. */
function roleByName(read: Attributes): readonly Setting[] {
  const attribute = 'role_definition_name';
  const name = read.at(attribute);
  return name === undefined ? [] : [{ to: 'properties.roleDefinitionId', value: roleNamed(name), attribute }];
}

function roleNamed(name: unknown): Unknown {
  if (isUnknown(name)) return present(name);
  const text = typeof name === 'string' ? name : '';
  const role = roleCalled(text);
  if (role === undefined) return new Unknown(`the id of role \`${text}\` is known only to the service`, { isPresent: true });
  return new Unknown(`role \`${text}\` is looked up by its name`, { pieces: ['', `/providers/Microsoft.Authorization/roleDefinitions/${role}`] });
}
