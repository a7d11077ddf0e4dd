import { outboundTypeOf } from '../../../../document/cluster.ts';
import type { Check, Remark } from '../../check.ts';
import { clusterOptions, planned } from '../../situation.ts';
import { mayChange, stopover, transitionSources, type NetworkKind } from '../../transitions.ts';

/** Whether the outbound type may become what is wanted. */
export const outboundChecks: readonly Check[] = [
  {
    id: 'block-own-network', group: 'outbound type', title: 'The outbound type block stays in networks of AKS', kinds: ['refusal'],
    why: 'AKS writes the rule of block only in networks that it makes itself.',
    remedy: 'Take outbound type none, and deny the Internet in the security group of the subnet.',
    source: 'AKS documentation, "Customize cluster egress with outbound types": block; Azure/AKS issue 4351',
    look: ({ isIsolating, network, outboundType }) => (isIsolating && network === 'own' && outboundType.toLowerCase() === 'block' ? [{ title: "The outbound type is to be block, in a network of the owner's" }] : []),
  },
  {
    id: 'outbound-transition', group: 'outbound type', title: 'The outbound type may change so', kinds: ['refusal', 'unverified'],
    why: 'Azure does not take this change of the outbound type.',
    remedy: 'Build a new cluster with the wanted outbound type.',
    source: `${transitionSources.documentation}; ${transitionSources.releaseNotes}`,
    look: (situation) => {
      const { living, isMigrating, outboundType: to, network } = situation;
      const isPlanned = planned(situation, 'properties', 'networkProfile', 'outboundType') !== undefined;
      if (living === undefined || !(isMigrating || isPlanned) || (network === 'own' && to.toLowerCase() === 'block')) return [];
      return transitionRemarks(outboundTypeOf(living), to, network, clusterOptions(situation));
    },
  },
];

const attempt = 'Try it on a cluster that may break, and set `allow-unverified` when it works there.';

/**
 * What stands against a change of the outbound type; nothing where it is documented. A way of two hops is named.
 * @param options of `az aks update`, that name the cluster
 */
export function transitionRemarks(from: string, to: string, network: NetworkKind, options: string): readonly Remark[] {
  const answer = mayChange(from, to, network);
  if (answer === 'yes') return [];
  const title = `The outbound type is ${from} and is to be ${to}`;
  const by = stopover(from, to, network);
  if (by !== undefined) return [{ title, remedy: `Change it to ${by} first, and run again: from there ${to} may be had.`, command: `az aks update ${options} --outbound-type ${by}` }];
  if (answer === 'disputed') return [{ kind: 'unverified', title, why: 'The documentation says that Azure does not take this change; the release notes of AKS of 2026-05-29 say that it does.', remedy: attempt }];
  if (answer === 'unknown') return [{ kind: 'unverified', title, why: `The documentation of changes does not have ${from} in a network ${network === 'own' ? 'of the owner' : 'of AKS'}.`, remedy: attempt }];
  return [{ title }];
}
