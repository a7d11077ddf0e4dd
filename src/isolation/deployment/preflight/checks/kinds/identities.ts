import { at, textAt } from '../../../../../arm/json.ts';
import { sameId } from '../../../../../arm/resource-id.ts';
import { equalsIgnoringCase, poolNameOf } from '../../../../document/cluster.ts';
import { remarkIf, type Check } from '../../check.ts';
import { planned, type Situation } from '../../situation.ts';

/** What has to fit together of identities, zone and network. */
export const identityChecks: readonly Check[] = [
  {
    id: 'kubelet-identity', group: 'cluster', title: 'An own identity of the nodes comes with an own identity of the control plane', kinds: ['refusal'],
    why: 'Azure takes an identity for nodes only from a control plane with a user-assigned identity.',
    remedy: 'Name an identity for the control plane too.',
    source: 'AKS documentation, "Use a managed identity in AKS"; Azure/azure-cli, `az aks create --assign-kubelet-identity`',
    look: (situation) => {
      const { isIsolating, variant, document } = situation;
      const group = textAt(document, 'properties', 'nodeResourceGroup')?.toLowerCase();
      const named = variant.kubeletIdentityId ?? textAt(document, 'properties', 'identityProfile', 'kubeletidentity', 'resourceId') ?? '';
      const isOwn = named !== '' && (group === undefined || !named.toLowerCase().includes(`/resourcegroups/${group}/`));
      return remarkIf(isIsolating && isOwn && !hasOwnIdentity(situation), () => ({ title: 'The nodes have an identity of yours, and the control plane has not' }));
    },
  },
  {
    id: 'private-dns-zone', group: 'cluster', title: 'The zone of the API server fits its names and the identity of the control plane', kinds: ['refusal'],
    why: 'Without a zone and without a public name nobody finds the API server; into a zone of your own only a user-assigned identity may write.',
    remedy: 'Leave the zone to AKS (`system`), or give the control plane a user-assigned identity.',
    source: 'AKS documentation, "Create a private AKS cluster": private DNS zone',
    look: (situation) => {
      const zone = access(situation, 'privateDNSZone');
      if (!situation.isIsolating || typeof zone !== 'string') return [];
      return [
        ...remarkIf(equalsIgnoringCase(zone, 'none') && access(situation, 'enablePrivateClusterPublicFQDN') === false, () => ({ target: 'none', title: 'The API server has neither a zone nor a public name' })),
        ...remarkIf(zone.startsWith('/') && !hasOwnIdentity(situation), () => ({ target: 'identity', title: 'The API server has a zone of yours, and the control plane no identity of yours' })),
      ];
    },
  },
  {
    id: 'network-fixed', group: 'cluster', title: 'A living cluster stays in its network', kinds: ['refusal'],
    why: 'No update moves the nodes of a pool to another network, and all pools of a cluster stand in one.',
    remedy: 'Leave the network out, name the one that the cluster stands in, or build a new cluster.',
    source: 'REST reference of managed clusters: `vnetSubnetID` is fixed at creation; AKS documentation, "Use a unique subnet for each node pool"',
    look: ({ living, pools, variant: { network } }) => {
      if (living === undefined || network === undefined) return [];
      const elsewhere = pools.filter((pool) => !sameId((textAt(pool, 'vnetSubnetID') ?? '').replace(/\/subnets\/[^/]*$/i, ''), network.id));
      return elsewhere.map((pool) => ({ target: poolNameOf(pool), title: `Pool ${poolNameOf(pool)} stands in ${(textAt(pool, 'vnetSubnetID') ?? '') === '' ? 'the network of AKS' : 'another network'}, and not in ${network.id}` }));
    },
  },
];

function access(situation: Situation, member: string): unknown {
  const path = ['properties', 'apiServerAccessProfile', member] as const;
  return planned(situation, ...path) ?? at(situation.document, ...path);
}

function hasOwnIdentity(situation: Situation): boolean {
  const type = planned(situation, 'identity', 'type') ?? at(situation.document, 'identity', 'type');
  return situation.variant.controlPlaneIdentityId !== undefined || (typeof type === 'string' && type.toLowerCase().includes('userassigned'));
}
