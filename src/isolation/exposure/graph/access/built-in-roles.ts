/** Built-in roles by their GUIDs (Azure documentation, "Azure built-in roles"; the first six also in Azure/bicep-registry-modules and mspnp/aks-baseline). */
export const roles = {
  acrPull: '7f951dda-4ed3-4680-a7ca-43fe172d538d',
  acrPush: '8311e382-0749-4cb8-b61a-304f252e45ec',
  repositoryReader: 'b93aa761-3e63-49ed-ac28-beffa264f7ac',
  networkContributor: '4d97b98b-1d4f-4787-a291-c67834d212e7',
  managedIdentityOperator: 'f1a07417-d97a-45cb-824c-7a7467783830',
  privateDnsZoneContributor: 'b12aa53e-6015-4669-85d0-8515ebb3ae7f',
  repositoryWriter: '2a1e307c-b015-4ebd-883e-5b7698a07328',
  repositoryContributor: '2efddaa5-3f1f-4df3-97df-af3f13818f4c',
  registryContributor: '3bc748fc-213d-45c1-8d91-9da5725539b9',
  tasksContributor: 'fb382eab-e894-4461-af04-94435c366c3f',
  reader: 'acdd72a7-3385-48ef-bd42-f606fba81ae7',
  contributor: 'b24988ac-6180-42a0-ab88-20f7382dd24c',
  owner: '8e3af657-a8ff-443c-a75c-2fe8c4bcb635',
  accessAdministrator: '18d7d88d-d35e-4fb5-a5c3-7773c20a72d9',
  roleAdministrator: 'f58310d9-a9f6-439a-9e8d-f62e7b41a168',
} as const;

const names: ReadonlyMap<string, string> = new Map([
  [roles.acrPull, 'AcrPull'],
  [roles.acrPush, 'AcrPush'],
  [roles.repositoryReader, 'Container Registry Repository Reader'],
  [roles.networkContributor, 'Network Contributor'],
  [roles.managedIdentityOperator, 'Managed Identity Operator'],
  [roles.privateDnsZoneContributor, 'Private DNS Zone Contributor'],
  [roles.repositoryWriter, 'Container Registry Repository Writer'],
  [roles.repositoryContributor, 'Container Registry Repository Contributor'],
  [roles.registryContributor, 'Container Registry Contributor and Data Access Configuration Administrator'],
  [roles.tasksContributor, 'Container Registry Tasks Contributor'],
  [roles.reader, 'Reader'],
  [roles.contributor, 'Contributor'],
  [roles.owner, 'Owner'],
  [roles.accessAdministrator, 'User Access Administrator'],
  [roles.roleAdministrator, 'Role Based Access Control Administrator'],
]);

/** The name of a role, else its GUID. */
export function roleName(role: string): string {
  return names.get(role) ?? role;
}

const byName: ReadonlyMap<string, string> = new Map([...names].map(([role, name]) => [name.toLowerCase(), role]));

/** The GUID of a role by its name, without regard to case; undefined for one that is not known here. */
export function roleCalled(name: string): string | undefined {
  return byName.get(name.toLowerCase());
}

/** True for a built-in role of which it is known here what it allows. */
export function isKnownRole(role: string): boolean {
  return names.has(role);
}
