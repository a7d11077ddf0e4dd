/** From an isolated cluster back to one that reaches the Internet. */
import type { JsonObject } from '../../../arm/json.ts';
import { equalsIgnoringCase, hasFailed, outboundTypeOf, poolNameOf, poolsOf } from '../../document/cluster.ts';
import { mergeDocument } from '../../document/merge.ts';
import type { ClusterSpecification } from '../../specification.ts';
import type { Step } from '../step.ts';
import type { ClusterSteps, Ground } from './isolate.ts';
import { sourceOf } from './source.ts';
import { changeStep, reconcileStep, renewalStep } from './steps.ts';

/** The outbound types that a cluster can leave isolation to. */
export const openOutboundTypes = ['loadBalancer', 'managedNATGateway', 'userAssignedNATGateway', 'userDefinedRouting'] as const;
export type OpenOutboundType = (typeof openOutboundTypes)[number];

/**
 * The way out first, as nodes have to reach the public registry while they are made anew; then the source, then the nodes. Both in one PUT has been
 * refused (MicrosoftDocs/azure-aks-docs issue 184). What the user brought stays; so does a registry of AKS's until `Cache` ends.
 */
export function leavingSteps(specification: ClusterSpecification, live: JsonObject, to: OpenOutboundType, { after, isFresh }: Pick<Ground, 'after' | 'isFresh'>): ClusterSteps {
  const steps: Step[] = [];
  let planned = live;
  let last = after;
  const change = (about: Omit<Parameters<typeof changeStep>[2], 'after'>): void => {
    const step = changeStep(specification, planned, { ...about, after: last });
    if (step.details.length === 0) return;
    steps.push(step);
    planned = mergeDocument(planned, about.change);
    last = [about.key];
  };
  if (!equalsIgnoringCase(outboundTypeOf(live), to)) {
    change({
      key: 'outbound-type', title: `Set the outbound type to ${to}`, why: 'The way out comes first: nodes need it when they are made anew.',
      change: { properties: { networkProfile: { outboundType: to } } },
    });
  }
  const isCached = equalsIgnoringCase(sourceOf(live).artifactSource, 'Cache');
  if (isCached) {
    change({
      key: 'artifact-source', title: 'Set the bootstrap artifact source to Direct', why: 'Nodes start from the public registry again.',
      change: { properties: { bootstrapProfile: { artifactSource: 'Direct', containerRegistryId: null } } },
    });
  }
  if (steps.length === 0 && hasFailed(live)) {
    steps.push(reconcileStep(specification, last));
    last = ['reconcile'];
  }
  for (const pool of poolsOf(live).map(poolNameOf).filter((name) => isCached || !isFresh(name))) {
    steps.push(renewalStep(specification, pool, last, 'Nodes learn where to pull from only when they are made anew.'));
  }
  return { steps, reasons: [], unclosed: [] };
}
