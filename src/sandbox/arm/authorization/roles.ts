import { memberIgnoringCase } from '../../../arm/json.ts';
import { bundledDefinitions, type JsonObject } from '../../../policy/index.ts';
import { toFixedAzureTime } from '../time.ts';

/** A built-in role, with what it is for. */
export interface Role {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly actions: readonly string[];
  readonly notActions?: readonly string[];
}

/** The reading and supporting that most roles begin with. */
const common = ['Microsoft.Authorization/*/read', 'Microsoft.Insights/alertRules/*', 'Microsoft.Resources/deployments/*', 'Microsoft.Resources/subscriptions/resourceGroups/read', 'Microsoft.Support/*'];

/**
 * Built-in roles by Microsoft Learn, "Azure built-in roles": those that the bundled definitions name, and a few that everybody knows.
 * The actions are abridged: nothing here is decided by them.
 */
export const roles: readonly Role[] = [
  {
    id: '8e3af657-a8ff-443c-a75c-2fe8c4bcb635',
    name: 'Owner',
    description: 'Grants full access to manage all resources, including the ability to assign roles in Azure RBAC.',
    actions: ['*'],
  },
  {
    id: 'b24988ac-6180-42a0-ab88-20f7382dd24c',
    name: 'Contributor',
    description: 'Grants full access to manage all resources, but does not allow you to assign roles in Azure RBAC.',
    actions: ['*'],
    notActions: ['Microsoft.Authorization/*/Delete', 'Microsoft.Authorization/*/Write', 'Microsoft.Authorization/elevateAccess/Action'],
  },
  { id: 'acdd72a7-3385-48ef-bd42-f606fba81ae7', name: 'Reader', description: 'View all resources, but does not allow you to make any changes.', actions: ['*/read'] },
  {
    id: '18d7d88d-d35e-4fb5-a5c3-7773c20a72d9',
    name: 'User Access Administrator',
    description: 'Lets you manage user access to Azure resources.',
    actions: ['*/read', 'Microsoft.Authorization/*', 'Microsoft.Support/*'],
  },
  {
    id: '36243c78-bf99-498c-9df9-86d9f8d28608',
    name: 'Resource Policy Contributor',
    description: 'Users with rights to create/modify resource policy, create support ticket and read resources/hierarchy.',
    actions: [
      '*/read', 'Microsoft.Authorization/policyassignments/*', 'Microsoft.Authorization/policydefinitions/*', 'Microsoft.Authorization/policyexemptions/*',
      'Microsoft.Authorization/policysetdefinitions/*', 'Microsoft.PolicyInsights/*', 'Microsoft.Support/*',
    ],
  },
  {
    id: 'ed7f3fbd-7b88-4dd4-9017-9adb7ce333f8',
    name: 'Azure Kubernetes Service Contributor Role',
    description: 'Grants access to read and write Azure Kubernetes Service clusters',
    actions: ['Microsoft.ContainerService/managedClusters/read', 'Microsoft.ContainerService/managedClusters/write', 'Microsoft.Resources/deployments/*'],
  },
  {
    id: 'df87f177-bb12-4db1-9793-a413691eff94',
    name: 'Container Registry Cache Rule Administrator',
    description: "Create, Read, Update, and Delete Cache Rules in Container Registry. This role doesn't grant permissions to manage Credential Sets.",
    actions: ['Microsoft.ContainerRegistry/registries/cacheRules/read', 'Microsoft.ContainerRegistry/registries/cacheRules/write', 'Microsoft.ContainerRegistry/registries/cacheRules/delete'],
  },
  {
    id: '3bc748fc-213d-45c1-8d91-9da5725539b9',
    name: 'Container Registry Contributor and Data Access Configuration Administrator',
    description: 'Provides permissions to create, list, and update container registries and registry configuration properties.',
    actions: [...common, 'Microsoft.ContainerRegistry/registries/read', 'Microsoft.ContainerRegistry/registries/write', 'Microsoft.ContainerRegistry/registries/delete'],
  },
  {
    id: '7f951dda-4ed3-4680-a7ca-43fe172d538d',
    name: 'AcrPull',
    description: 'acr pull',
    actions: ['Microsoft.ContainerRegistry/registries/pull/read'],
  },
  {
    id: '4d97b98b-1d4f-4787-a291-c67834d212e7',
    name: 'Network Contributor',
    description: 'Lets you manage networks, but not access to them.',
    actions: [...common, 'Microsoft.Network/*'],
  },
  {
    id: 'b12aa53e-6015-4669-85d0-8515ebb3ae7f',
    name: 'Private DNS Zone Contributor',
    description: 'Lets you manage private DNS zone resources, but not the virtual networks they are linked to.',
    actions: [...common, 'Microsoft.Network/privateDnsZones/*', 'Microsoft.Network/virtualNetworks/join/action', 'Microsoft.Network/virtualNetworks/read'],
  },
  {
    id: 'f1a07417-d97a-45cb-824c-7a7467783830',
    name: 'Managed Identity Operator',
    description: 'Read and Assign User Assigned Identity',
    actions: [...common, 'Microsoft.ManagedIdentity/userAssignedIdentities/*/read', 'Microsoft.ManagedIdentity/userAssignedIdentities/*/assign/action'],
  },
];

/**
 * Lower-case guids of the roles that can be assigned: those above, and those that bundled and given definitions ask for in
 * `roleDefinitionIds`. Azure has hundreds more.
 */
export function assignableRoles(builtIns: readonly JsonObject[]): ReadonlySet<string> {
  const asked = [...bundledDefinitions.map(({ document }) => document), ...builtIns].flatMap((document) => {
    const properties = memberIgnoringCase(document, 'properties') ?? document;
    const details = ['policyRule', 'then', 'details', 'roleDefinitionIds'].reduce<unknown>(memberIgnoringCase, properties);
    return Array.isArray(details) ? details.filter((id) => typeof id === 'string').map(guidIn) : [];
  });
  return new Set([...roles.map(({ id }) => id), ...asked]);
}

/** The guid at the end of a role definition's id, lower case. */
export function guidIn(roleDefinitionId: string): string {
  return roleDefinitionId.slice(roleDefinitionId.lastIndexOf('/') + 1).toLowerCase();
}

/** When most built-in roles were written first, and when all of them were changed (byo-acr-create.json, of one): that they have times matters to a client, which it is does not. */
const [madeAt, changedAt] = [Date.parse('2018-10-22T19:01:56.822Z'), Date.parse('2021-11-11T20:13:08.877Z')];

/** A role as ARM answers it at a scope: its id begins with the subscription that was asked, if one was. */
export function renderRole({ id, name, description, actions, notActions = [] }: Role, scope: string): JsonObject {
  const [subscription = ''] = /^\/subscriptions\/[^/]+/i.exec(scope) ?? [];
  return {
    properties: {
      roleName: name,
      type: 'BuiltInRole',
      description,
      assignableScopes: ['/'],
      permissions: [{ actions, notActions, dataActions: [], notDataActions: [] }],
      createdOn: toFixedAzureTime(madeAt, id),
      updatedOn: toFixedAzureTime(changedAt, `updated ${id}`),
      createdBy: null,
      updatedBy: null,
    },
    id: `${subscription}/providers/Microsoft.Authorization/roleDefinitions/${id}`,
    type: 'Microsoft.Authorization/roleDefinitions',
    name: id,
  };
}

