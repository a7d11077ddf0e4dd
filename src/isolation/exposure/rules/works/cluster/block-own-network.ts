import { isUnknown } from '../../../../../language/unknown.ts';
import { closed, notVisible, open, undetermined } from '../../../evidence.ts';
import { isOneOf } from '../../../graph/spot.ts';
import type { ExposureRule } from '../../../rule.ts';

/** `block` is for the network that AKS makes. */
export const worksBlockOwnNetwork: ExposureRule = {
  id: 'works-block-own-network',
  kind: 'works',
  title: 'The outbound type block should stay in networks of AKS',
  short: 'block in an own network',
  leak: 'AKS writes the rule of the outbound type `block` only in networks that it makes itself, and refuses it where pools name subnets.',
  seen: ['Microsoft.ContainerService/managedClusters: networkProfile.outboundType, agentPoolProfiles[*].vnetSubnetID'],
  severity: 'high',
  remedy: 'Set `networkProfile.outboundType` to `none` and deny the Internet in the security group of the subnet.',
  sources: ['AKS documentation, "Customize cluster egress with outbound types": block', 'Azure/AKS issue 4351'],
  look: ({ outboundType: spot, network, pools }) => {
    const isBlock = isOneOf(spot, ['block']);
    if (isBlock === false) return [closed('the outbound type is not `block`', spot)];
    if (network.kind !== 'own') return network.kind === 'managed' && pools.rest.length === 0 ? [closed('the network is that of AKS', spot)] : [notVisible('whether the pools lie in a network of their owner', spot)];
    if (isUnknown(isBlock)) return [undetermined(`the outbound type is not known, and \`block\` does not work in a network of one's own: ${isBlock.why}`, spot)];
    return [open("the outbound type is `block`, in a network of the owner's", spot, { wanted: 'none' })];
  },
};
