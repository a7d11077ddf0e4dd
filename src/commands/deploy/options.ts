import type { JsonObject } from '../../arm/json.ts';
import type { Scope } from '../../arm/scope.ts';
import type { OpenOutboundType } from '../../isolation/deployment/cluster/leave.ts';
import type { EgressDeclaration } from '../../isolation/exposure/meant/declaration.ts';
import type { ClusterSpecification } from '../../isolation/specification.ts';
import type { FailOn } from '../../policy/fail-on.ts';

/** What `deploy` takes. */
export interface DeployOptions {
  readonly specification: ClusterSpecification;
  readonly assignPolicies: boolean;
  readonly definitionScope: Scope | undefined;
  readonly parameters: JsonObject;
  readonly enforcement: 'auto' | 'do-not-enforce';
  /** Who keeps the policy objects. */
  readonly owner: string;
  readonly dryRun: boolean;
  readonly planHash: string | undefined;
  readonly failOn: FailOn;
  /** Which ways out of the living cluster are findings: `auto` those from medium severity on; `none` are not even looked at. */
  readonly exposures: 'auto' | 'all' | 'none';
  /** Ways out that are meant. */
  readonly egress: readonly EgressDeclaration[];
  /** Milliseconds between two looks at a running operation. */
  readonly pollInterval: number;
  /** The outbound type to leave isolation to; undefined: towards isolation. */
  readonly leaveTo: OpenOutboundType | undefined;
  /** What is done about what is missing around the cluster. */
  readonly prerequisites: 'create' | 'verify' | 'ignore';
  /** Somebody knows that pulls from other registries end and nodes are made anew. */
  readonly acknowledgesImages: boolean;
  /** Somebody takes what no source says works. */
  readonly allowsUnverified: boolean;
  /** False: what a step starts is not waited for, and a later run goes on. */
  readonly wait: boolean;
  /** Who works on the cluster, as other runs are told: the address of a workflow run, or a name. */
  readonly runner: string;
}
