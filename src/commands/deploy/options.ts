import type { JsonObject } from '../../arm/json.ts';
import type { Scope } from '../../arm/scope.ts';
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
}
