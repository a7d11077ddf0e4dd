import type { JsonObject } from '../../arm/json.ts';
import type { AliasTable } from '../../policy/index.ts';
import type { Cluster } from './aks/cluster.ts';
import type { ClusterWrite } from './aks/nodes/writes.ts';
import { ActivityLog } from './activity/activity-log.ts';
import type { CustomRole } from './authorization/custom/custom-role.ts';
import type { RoleAssignment } from './authorization/role-assignment.ts';
import type { Principal } from './authorization/principal.ts';
import { CountedMap, PlacedMap } from './counted-map.ts';
import type { Lock } from './gates/locks/lock.ts';
import { Access } from './hierarchy/access.ts';
import type { Deployment } from './deployments/deployment.ts';
import type { DueDeployment } from './deployments/policy/due-deployment.ts';
import { Hierarchy } from './hierarchy/hierarchy.ts';
import { Operations } from './operations.ts';
import type { Remediation } from './policy-insights/remediations/stored.ts';
import { PolicyStates } from './policy-insights/policy-states.ts';
import { ResourceStore } from './resources/store.ts';

export interface ResourceGroup {
  readonly id: string;
  readonly name: string;
  readonly location: string;
  readonly tags?: JsonObject;
  /** Set on a group that a service made for itself: the id of its cluster. */
  readonly managedBy?: string;
}

/** A definition, initiative, assignment or exemption as stored: its full document as a GET answers it. */
export interface PolicyObject {
  readonly id: string;
  readonly name: string;
  readonly kind: PolicyKind;
  /** The scope it stands at. */
  readonly scope: string;
  readonly document: JsonObject;
  /** When what is written here begins to bite, in milliseconds since 1970; absent: at once. */
  readonly bitesFrom?: number;
  /** What bites until then; absent when nothing does. */
  readonly until?: PolicyObject;
}

export const policyKinds = ['policyDefinitions', 'policySetDefinitions', 'policyAssignments', 'policyExemptions'] as const;
export type PolicyKind = (typeof policyKinds)[number];

/** All that an ARM of the sandbox knows. Keys of the maps are lower-case ids; values are replaced, never changed in place. */
export interface ArmState {
  /** Management groups and subscriptions. */
  readonly hierarchy: Hierarchy;
  /** What the caller may read. */
  readonly access: Access;
  readonly groups: PlacedMap<ResourceGroup>;
  readonly clusters: PlacedMap<Cluster>;
  /** What the cluster PUTs that were taken led to, oldest first: by the cluster's id, no part of any document. */
  readonly clusterWrites: Map<string, readonly ClusterWrite[]>;
  /** What stands around the clusters: networks, registries, zones, identities. */
  readonly resources: ResourceStore;
  readonly policies: CountedMap<string, PolicyObject>;
  /** By their names, which are unique in the whole tenant. */
  readonly roleAssignments: CountedMap<string, RoleAssignment>;
  /** Roles of the tenant's own, by their guids. */
  readonly customRoles: CountedMap<string, CustomRole>;
  /** By their ids. */
  readonly locks: CountedMap<string, Lock>;
  /** Since when (milliseconds since 1970) subscriptions are registered with providers that they were not registered with: by "subscription/namespace". */
  readonly registrations: CountedMap<string, number>;
  /** The identities that the sandbox made itself, by object id. */
  readonly principals: Map<string, Principal>;
  readonly operations: Operations;
  /** Deployments of templates, also those that are over. */
  readonly deployments: CountedMap<string, Deployment>;
  /** Remediation tasks. */
  readonly remediations: CountedMap<string, Remediation>;
  /** Deployments that policies will begin, by an id of their own. */
  readonly dueDeployments: CountedMap<string, DueDeployment>;
  /** Who wrote what. */
  readonly activity: ActivityLog;
  /** What policies were found to say of resources when they were last evaluated. */
  readonly policyStates: PolicyStates;
}

/** What does not change while an ARM runs. */
export interface ArmSettings {
  /** Where ARM is reached, without trailing slash: goes into status addresses and next links. */
  readonly endpoint: string;
  /** Named to callers without a token. */
  readonly authorityHost: string;
  /** Items on a page of a list. Azure's page sizes differ by provider and are not documented. */
  readonly pageSize: number;
  /** Milliseconds until a written assignment or exemption bites. */
  readonly policyDelay: number;
  /** How many times faster than Azure time passes. */
  readonly speed: number;
  /** Milliseconds until policies are evaluated for a written resource. */
  readonly evaluationDelay: number;
  /** Milliseconds until role assignments know a new identity. */
  readonly principalDelay: number;
  /** Milliseconds until a role assignment counts for what a cluster and its nodes do. */
  readonly roleDelay: number;
  /** The aliases that this tenant knows. */
  readonly aliases: AliasTable;
  /** Lower-case names of those that this tenant does not know and others do. */
  readonly hiddenAliases: ReadonlySet<string>;
  /** Lower-case namespaces of providers that no subscription is registered with before it asks. */
  readonly unregistered: ReadonlySet<string>;
  /** What the caller may do, as entries of `Microsoft.Authorization/permissions`. */
  readonly callerPermissions: readonly JsonObject[];
  /** vCPUs that a subscription may use in a location, in all and of each family. */
  readonly coreQuota: number;
  /** Lower-case names of sizes of machines that no subscription can have. */
  readonly restrictedSizes: ReadonlySet<string>;
  /** What becomes of a PUT that closes the way out of a pool that was not reimaged. */
  readonly reimageCheck: 'degrade' | 'refuse';
  /** Lower-case guids of the roles that can be assigned. */
  readonly roles: ReadonlySet<string>;
}

/** One ARM: what it knows and how it is set. */
export interface Arm {
  readonly state: ArmState;
  readonly settings: ArmSettings;
}

export function emptyState(speed: number): ArmState {
  return {
    hierarchy: new Hierarchy(),
    access: new Access(),
    groups: new PlacedMap(),
    clusters: new PlacedMap(),
    clusterWrites: new Map(),
    resources: new ResourceStore(),
    policies: new CountedMap(),
    roleAssignments: new CountedMap(),
    customRoles: new CountedMap(),
    locks: new CountedMap(),
    registrations: new CountedMap(),
    principals: new Map(),
    operations: new Operations(speed),
    deployments: new CountedMap(),
    remediations: new CountedMap(),
    dueDeployments: new CountedMap(),
    activity: new ActivityLog(),
    policyStates: new PolicyStates(),
  };
}
