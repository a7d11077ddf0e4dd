import type { JsonObject } from '../../arm/json.ts';
import type { Cluster } from './aks/cluster.ts';
import { Operations } from './operations.ts';

export interface ResourceGroup {
  readonly id: string;
  readonly name: string;
  readonly location: string;
  readonly tags?: JsonObject;
  /** Set on a group that a service made for itself: the id of its cluster. */
  readonly managedBy?: string;
}

/** A definition, initiative or assignment as stored: its full document as a GET answers it. */
export interface PolicyObject {
  readonly id: string;
  readonly name: string;
  readonly kind: PolicyKind;
  /** The scope it stands at. */
  readonly scope: string;
  readonly document: JsonObject;
}

export const policyKinds = ['policyDefinitions', 'policySetDefinitions', 'policyAssignments'] as const;
export type PolicyKind = (typeof policyKinds)[number];

/** All that an ARM of the sandbox knows. Keys of the maps are lower-case ids; values are replaced, never changed in place. */
export interface ArmState {
  readonly groups: Map<string, ResourceGroup>;
  readonly clusters: Map<string, Cluster>;
  readonly policies: Map<string, PolicyObject>;
  readonly operations: Operations;
}

/** What does not change while an ARM runs. */
export interface ArmSettings {
  /** Where ARM is reached, without trailing slash: goes into status addresses and next links. */
  readonly endpoint: string;
  /** Named to callers without a token. */
  readonly authorityHost: string;
  /** Items on a page of a list. Azure's page sizes differ by provider and are not documented. */
  readonly pageSize: number;
}

/** One ARM: what it knows and how it is set. */
export interface Arm {
  readonly state: ArmState;
  readonly settings: ArmSettings;
}

export function emptyState(speed: number): ArmState {
  return { groups: new Map(), clusters: new Map(), policies: new Map(), operations: new Operations(speed) };
}
