import type { FoundWrong } from '../../../isolation/remedy.ts';
import type { ClusterFile } from '../../../isolation/specification.ts';
import type { ReportRemedy } from '../../../report/report.ts';

/** A living cluster with what is wrong with it, on it and around it. */
export interface FailingCluster {
  readonly id: string;
  readonly name: string;
  /** Findings; with the spots of `ExposureFinding` commands for resources around the cluster can be named. */
  readonly found: readonly FoundWrong[];
}

export interface RemediateOptions {
  /** Whether writes may reimage nodes, break connections, cut off the API server or end what runs in the cluster. */
  readonly allowDisruption: boolean;
  /** Ids in lower case; empty: every subscription. */
  readonly allowedSubscriptions: readonly string[];
  /** What is declared for a cluster, if anything is. */
  readonly fileFor?: (clusterId: string) => ClusterFile | undefined;
  /** Only of `applyRemedies`: nothing is written. */
  readonly dryRun: boolean;
  /** An approved plan: a run with another one stops before its first write. */
  readonly planHash: string | undefined;
  /** Milliseconds between two looks at a running operation. */
  readonly pollInterval: number;
}

export interface Remedies {
  /** In the order of the clusters; several for a cluster of which some is written and some not. */
  readonly remedies: readonly ReportRemedy[];
  /** sha256 over everything that would be written under these options. */
  readonly planHash: string;
  readonly notes: readonly string[];
  /** Why the run stopped before its end; the remedies tell how far it got. */
  readonly failure?: Error;
}
