import type { Scope } from '../../arm/scope.ts';
import type { EgressDeclaration } from '../../isolation/exposure/meant/declaration.ts';
import type { FailOn } from '../../policy/fail-on.ts';
import type { Severity } from '../../policy/finding.ts';
import type { ClusterFile } from '../../isolation/specification.ts';
import type { JudgeOptions } from '../check/judges/judges.ts';
import type { CheckOptions } from '../check/options.ts';

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
  /** Which part of a fleet, counted from 1; undefined for all of it. */
  readonly shard: { readonly index: number; readonly count: number } | undefined;
  /** Reports of shards that are joined instead. */
  readonly merge: readonly string[] | undefined;
  /** The issue that is kept; undefined for none. */
  readonly issue: IssueOptions | undefined;
  readonly githubToken: string | undefined;
  /** The JSON report of the run before; there is none yet for a first run. */
  readonly earlierReport: string | undefined;
  /** What the repository declares; undefined where nothing is compared. */
  readonly declared: DeclaredOptions | undefined;
  /** Whether Azure's own compliance states are set beside. */
  readonly azureStates: boolean;
  /** Whether Azure is asked to evaluate anew before. */
  readonly triggerEvaluation: boolean;
  readonly remediate: 'none' | 'plan' | 'apply';
  /** Whether remedies may reimage nodes, drop connections or restart things. */
  readonly allowDisruption: boolean;
  /** The only subscriptions that may be touched, in lower case; empty for no limit. */
  readonly allowedSubscriptions: readonly string[];
  /** Remedies are not carried out, whatever was asked for. */
  readonly dryRun: boolean;
  /** The approved plan of the remedies. */
  readonly planHash: string | undefined;
  /** Between two looks at a running operation, in milliseconds. */
  readonly pollInterval: number;
}

/** Where it is declared what should live. */
export type DeclaredOptions = Pick<CheckOptions, 'paths' | 'parameterFiles' | 'templateParameters' | 'facts' | 'providerVersion'> & {
  /** Of the one cluster that is looked at. */
  readonly clusterFile: ClusterFile | undefined;
};

export interface IssueOptions {
  /** Names the issue across runs. */
  readonly key: string;
  readonly label: string;
}
