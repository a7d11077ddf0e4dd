import type { Resource } from '../../arm/resource.ts';
import type { Variant } from '../../isolation/deployment/variant.ts';
import type { AssignedPolicy, Finding } from '../../policy/index.ts';
import { judgeCluster } from '../assignment/judge-cluster.ts';

/** Where a wish for the cluster ends up in its document, and what allows it. */
const wishes: readonly { readonly of: keyof Variant; readonly path: RegExp; readonly parameter: string; readonly input: string }[] = [
  { of: 'outboundType', path: /networkProfile\.outboundType$/i, parameter: 'allowedOutboundTypes', input: 'outbound-type' },
  { of: 'registry', path: /bootstrapProfile\.containerRegistryId$/i, parameter: 'allowedRegistryIds', input: 'registry' },
  { of: 'network', path: /vnetSubnetID$/i, parameter: 'allowedSubnetIds', input: 'virtual-network' },
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
  return findings.filter(({ verdict }) => verdict === 'violation').flatMap((finding) => {
    const wish = asked.find(({ path }) => isAbout(finding, path));
    return wish === undefined ? [] : [`"${wish.input}" asks for what the policies of this run refuse: ${finding.message} Allow it with ${wish.parameter} in "parameters", or ask for something else.`];
  });
}

function isAbout({ reasons }: Finding, path: RegExp): boolean {
  return reasons.some((reason) => path.test(reason.path ?? reason.expression));
}
