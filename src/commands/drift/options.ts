import type { Scope } from '../../arm/scope.ts';
import type { EgressDeclaration } from '../../isolation/exposure/meant/declaration.ts';
import type { FailOn } from '../../policy/fail-on.ts';
import type { Severity } from '../../policy/finding.ts';
import type { JudgeOptions } from '../check/judges/judges.ts';

/** Which living clusters are looked at. */
export type DriftTarget =
  /** One, which is read directly. */
  | { readonly kind: 'cluster'; readonly id: string }
  /** All of some scopes, and some by their ids. */
  | { readonly kind: 'fleet'; readonly scopes: readonly Scope[]; readonly clusters: readonly string[] };

/** What `drift` takes. */
export interface DriftOptions extends JudgeOptions {
  readonly target: DriftTarget;
  readonly failOn: FailOn;
  readonly leastSeverity: Severity;
  /** Ways out that are meant. */
  readonly egress: readonly EgressDeclaration[];
}
