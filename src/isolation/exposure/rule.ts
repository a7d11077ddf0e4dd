import type { Severity } from '../../policy/finding.ts';
import type { Evidence } from './evidence.ts';
import type { ClusterView } from './graph/cluster.ts';

/**
 * - `egress`: packets of nodes or pods leave
 * - `ingress`: somebody outside reaches in, and answers go out
 * - `channel`: data leaves without a packet of the cluster's own network: through the control plane, a registry, DNS
 * - `works`: not a way out; Azure or the nodes would refuse the configuration
 */
export type ExposureKind = 'egress' | 'ingress' | 'channel' | 'works';

/** One way out of a cluster, and how to see whether it is closed. */
export interface ExposureRule {
  /** Names findings and declarations: `egress-node-public-ip`. Stable. */
  readonly id: string;
  readonly kind: ExposureKind;
  /** What should hold, as a finding's title: "Nodes should have no public addresses". */
  readonly title: string;
  /** The way in two or three words, for a picture: "Node public addresses". */
  readonly short: string;
  /** How it leaks, in one or two sentences. */
  readonly leak: string;
  /** The ARM types and properties that are read. */
  readonly seen: readonly string[];
  readonly severity: Severity;
  /** What to do, in one sentence. */
  readonly remedy: string;
  /** Pages and threads that the rule rests on. */
  readonly sources: readonly string[];
  /** Rules whose answers may change with this one, because they read the same value or come behind it. */
  readonly implies?: readonly string[];
  /** Everything the answer rests on; an empty list says that the rule has nothing to look at and is closed. */
  readonly look: (cluster: ClusterView) => readonly Evidence[];
}
