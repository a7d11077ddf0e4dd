import type { Resource } from '../../arm/resource.ts';
import type { Variant } from '../../isolation/deployment/variant.ts';
import type { AssignedPolicy } from '../../policy/index.ts';
import { judgeCluster } from '../assignment/judge-cluster.ts';

/** Which rule has a say in a wish, and what allows it. */
const wishes: readonly { readonly of: keyof Variant; readonly rule: string; readonly parameter: string; readonly input: string }[] = [
  { of: 'outboundType', rule: 'aks-outbound-type', parameter: 'allowedOutboundTypes', input: 'outbound-type' },
  { of: 'registry', rule: 'aks-bootstrap-registry', parameter: 'allowedRegistryIds', input: 'registry' },
  { of: 'network', rule: 'aks-node-subnet', parameter: 'allowedSubnetIds', input: 'virtual-network' },
];

/**
 * What is asked for and refused by the very policies that the run judges by, and assigns: one sentence each. Nothing is loosened by itself, since the
 * parameters bind every cluster of the scope.
 * @param planned the cluster as it will be
 */
export function contradictions(planned: Resource, variant: Variant | undefined, policies: readonly AssignedPolicy[]): readonly string[] {
  const asked = wishes.filter(({ of }) => variant?.[of] !== undefined);
  if (asked.length === 0) return [];
  const { findings } = judgeCluster(planned, policies);
  return asked.flatMap(({ rule, parameter, input }) => findings.filter((finding) => finding.rule === rule && finding.verdict === 'violation')
    .map(({ message }) => `"${input}" asks for what the policies of this run refuse: ${message} Allow it with ${parameter} in "parameters", or ask for something else.`));
}
