import { isUnknown } from '../../../language/unknown.ts';
import { isOneOf, textIn } from '../graph/spot.ts';
import { isolatedOutboundTypes } from '../../document/cluster.ts';
import { closed, open, undetermined } from '../evidence.ts';
import type { ExposureRule } from '../rule.ts';

/** The way out that AKS makes itself. */
export const outboundType: ExposureRule = {
  id: 'egress-outbound-type',
  kind: 'egress',
  title: 'AKS should make no way out',
  short: 'Outbound type',
  leak: 'With any outbound type but `none` and `block` AKS makes, or relies on, a way to the Internet for every node.',
  seen: ['Microsoft.ContainerService/managedClusters: networkProfile.outboundType'],
  severity: 'high',
  remedy: 'Set the artifact source to `Cache`, reimage every pool, then set `outboundType` to `none`; `deploy` plans it.',
  sources: ['AKS documentation, "Customize cluster egress with outbound types"'],
  look: ({ outboundType: spot }) => {
    if (isUnknown(spot.value)) return [undetermined(`the outbound type is not known: ${spot.value.why}`, spot, { wanted: 'none' })];
    if (isOneOf(spot, isolatedOutboundTypes) === true) return [closed(`the outbound type is \`${textIn(spot) ?? ''}\``, spot)];
    const said = textIn(spot);
    const message = said === undefined ? 'no outbound type is set, which is `loadBalancer`' : `the outbound type is \`${said}\``;
    return [open(message, spot, { wanted: 'none', target: said ?? 'loadBalancer' })];
  },
};
