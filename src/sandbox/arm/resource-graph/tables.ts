import { textAt, type JsonObject } from '../../../arm/json.ts';
import { managedClusterType } from '../../../arm/api-versions.ts';
import { renderCluster } from '../aks/render.ts';
import type { Cluster } from '../aks/cluster.ts';
import { renderRoleAssignment, roleAssignmentId } from '../authorization/role-assignment.ts';
import { managementGroupRow, subscriptionRow } from '../hierarchy/documents.ts';
import { renderGroup } from '../groups/resource-groups.ts';
import { renderResource } from '../resources/render.ts';
import type { StoredResource } from '../resources/store.ts';
import { changeProperties } from '../activity/activity-log.ts';
import { policyStateType, stateDocument, stateFacts } from '../policy-insights/render.ts';
import type { PolicyStateRecord } from '../policy-insights/policy-states.ts';
import { findType, resourceTypes } from '../resources/types.ts';
import type { ArmState } from '../state.ts';
import { graphRow, type GraphRow, type LastDocument, type RowFacts } from './rows.ts';

/** Types in lower case; undefined: all. A table may answer more than is asked for. */
type Types = ReadonlySet<string> | undefined;

/** A table of Resource Graph. */
export interface GraphTable {
  /** Rows are in order of creation within a type. */
  readonly rows: (types: Types, now: number) => readonly GraphRow[];
  /** True when its rows follow from what `changesOf` counts, so that a result may be kept until that changes. */
  readonly isKept: boolean;
}

/** Resource Graph reads resources with an API version of its own; nothing is hidden from it here. */
const newest = '9999-12-31';

/** All tables over a state, by their names in lower case. */
export function graphTables(state: ArmState, last: LastDocument): ReadonlyMap<string, GraphTable> {
  const rowOf = rowMaker(last);
  const clusterRow = (cluster: Cluster): GraphRow => rowOf(cluster, factsOfCluster(cluster), () => (
    renderCluster(cluster, { answerTo: 'GET', apiVersion: newest, operations: state.operations })
  ));
  const resourceRow = (resource: StoredResource): GraphRow => rowOf(resource, resource, () => renderResource(resource, state));
  const ofTypes = (types: readonly string[], wanted: Types): readonly GraphRow[] => types
    .filter((type) => wanted === undefined || wanted.has(type.toLowerCase()))
    .flatMap((type) => state.resources.ofType(type))
    .map(resourceRow);
  const stateRow = (record: PolicyStateRecord): GraphRow => rowOf(record, stateFacts(record), () => stateDocument(record));
  const documents = (list: readonly JsonObject[]): readonly GraphRow[] => list.map((document) => rowOf(document, factsOf(document), () => document));

  const tables: Readonly<Record<string, GraphTable['rows']>> = {
    // Tracked resources: what has a location. Subnets, rules and peerings are parts of others here as in Azure.
    resources: (types) => [
      ...(types === undefined || types.has(managedClusterType.toLowerCase()) ? [...state.clusters.values()].map(clusterRow) : []),
      ...(types === undefined ? state.resources.all().filter(({ type }) => trackedTypes.has(type)).map(resourceRow) : ofTypes([...trackedTypes], types)),
    ],
    resourcecontainers: () => [
      ...state.hierarchy.groups().map((group) => managementGroupRow(group, state.hierarchy)),
      ...state.hierarchy.subscriptions().map((subscription) => subscriptionRow(subscription, state.hierarchy)),
    ].map((document) => graphRow(factsOf(document), () => document, last)).concat(
      [...state.groups.values()].map((group) => rowOf(group, { ...group, type: 'Microsoft.Resources/subscriptions/resourceGroups' }, () => renderGroup(group, state))),
    ),
    policyresources: (types) => [
      ...documents([...state.policies.values()].map(({ document }) => document)),
      ...(types === undefined || types.has(policyStateType.toLowerCase()) ? state.policyStates.all().map(stateRow) : []),
    ],
    resourcechanges: (_, now) => state.activity.changes(now).map((change) => (
      rowOf(change, { id: change.id, name: change.name, type: 'Microsoft.Resources/changes' }, () => ({ properties: changeProperties(change) }))
    )),
    authorizationresources: () => [...state.roleAssignments.values()].map((assignment) => rowOf(
      assignment,
      { id: roleAssignmentId(assignment), name: assignment.name, type: 'Microsoft.Authorization/roleAssignments' },
      () => renderRoleAssignment(assignment, 'anything else'),
    )),
    // Records of private zones; links are tracked resources (MicrosoftDocs, table reference).
    dnsresources: (types) => ofTypes(['Microsoft.Network/privateDnsZones/A'], types),
    kubernetesconfigurationresources: (types) => ofTypes(['Microsoft.KubernetesConfiguration/extensions'], types),
  };
  return new Map(Object.entries(tables).map(([name, rows]) => [name, { rows, isKept: name !== 'resourcechanges' }]));
}

const trackedTypes: ReadonlySet<string> = new Set(resourceTypes.map(({ type }) => type).filter((type) => findType(type)?.location !== 'parent'));

function factsOfCluster({ id, name, location }: Cluster): RowFacts {
  return { id, name, location, type: managedClusterType };
}

function factsOf(document: JsonObject): RowFacts {
  const location = textAt(document, 'location');
  return {
    id: textAt(document, 'id') ?? '',
    name: textAt(document, 'name') ?? '',
    type: textAt(document, 'type') ?? '',
    ...(location === undefined ? {} : { location }),
  };
}

/** What is kept is never changed in place, so that its row is made once. */
function rowMaker(last: LastDocument): (kept: object, facts: RowFacts, render: () => JsonObject) => GraphRow {
  const rows = new WeakMap<object, GraphRow>();
  return (kept, facts, render) => {
    const known = rows.get(kept);
    if (known !== undefined) return known;
    const made = graphRow(facts, render, last);
    rows.set(kept, made);
    return made;
  };
}
