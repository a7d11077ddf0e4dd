import { member, textAt, type JsonObject } from '../../../arm/json.ts';
import { segmentAfter } from '../../../arm/resource-id.ts';
import { tenantId } from '../../identities.ts';
import { renderCluster } from '../aks/render.ts';
import { renderRoleAssignment } from '../authorization/role-assignment.ts';
import { renderGroup } from '../resource-groups.ts';
import { renderResource } from '../resources/render.ts';
import { findType } from '../resources/types.ts';
import type { ArmState } from '../state.ts';
import { managementGroupDocument, subscriptionDocument } from '../subscriptions.ts';
import type { Column } from './query/columns.ts';

/** The columns of every table (MicrosoftDocs, "Azure Resource Graph table and resource type reference"): texts are empty, not null. */
export const tableColumns: readonly Column[] = [
  ...['id', 'name', 'type', 'tenantId', 'kind', 'location', 'resourceGroup', 'subscriptionId', 'managedBy'].map((name) => ({ name, type: 'string' as const })),
  ...['sku', 'plan', 'properties', 'tags', 'identity', 'zones', 'extendedLocation'].map((name) => ({ name, type: 'dynamic' as const })),
];

/** What the rows of a table are made of; rows are in order of creation. */
type Documents = (state: ArmState, apiVersion: string) => readonly JsonObject[];

const tables: Readonly<Record<string, Documents>> = {
  // Tracked resources: what has a location. Subnets, rules and records are parts of others here as in Azure.
  resources: (state, apiVersion) => [
    ...[...state.clusters.values()].map((cluster) => renderCluster(cluster, { answerTo: 'GET', apiVersion, operations: state.operations })),
    ...state.resources.all()
      .filter(({ type }) => findType(type)?.location !== 'parent')
      .map((resource) => renderResource(resource, state)),
  ],
  resourcecontainers: (state) => [
    managementGroupDocument,
    { ...subscriptionDocument, type: 'Microsoft.Resources/subscriptions', name: subscriptionDocument.displayName, properties: subscriptionDocument },
    ...[...state.groups.values()].map((group) => ({ ...renderGroup(group, state), type: 'Microsoft.Resources/subscriptions/resourceGroups' })),
  ],
  policyresources: (state) => [...state.policies.values()].map(({ document }) => document),
  authorizationresources: (state) => [...state.roleAssignments.values()].map((assignment) => renderRoleAssignment(assignment, 'anything else')),
  kubernetesconfigurationresources: (state) => state.resources
    .ofType('Microsoft.KubernetesConfiguration/extensions')
    .map((extension) => renderResource(extension, state)),
};

/** The documents behind a table, or undefined when there is none of the name; names compare without case. */
export function documentsOf(table: string, state: ArmState): readonly JsonObject[] | undefined {
  const name = table.toLowerCase();
  return Object.hasOwn(tables, name) ? tables[name]?.(state, newest) : undefined;
}

/** Resource Graph reads resources with an API version of its own; nothing is hidden from it here. */
const newest = '9999-12-31';

/** A document as a row: types in lower case, ids as they are (MicrosoftDocs, table reference; group names come in lower case). */
export function rowOf(document: JsonObject): JsonObject {
  const id = textAt(document, 'id') ?? '';
  const row: JsonObject = {
    ...document,
    type: textAt(document, 'type')?.toLowerCase(),
    tenantId,
    resourceGroup: segmentAfter(id, 'resourceGroups')?.toLowerCase(),
    subscriptionId: segmentAfter(id, 'subscriptions'),
  };
  return Object.fromEntries(tableColumns.map(({ name, type }) => {
    const value = member(row, name) ?? null;
    return [name, type === 'string' && typeof value !== 'string' ? '' : value];
  }));
}
