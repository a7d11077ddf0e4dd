import type { ExposureRule } from './rule.ts';
import { nodePublicIp } from './rules/node-public-ip.ts';
import { learnedRoute } from './rules/network/learned-route.ts';
import { peering } from './rules/network/peering.ts';
import { outboundType } from './rules/outbound-type.ts';

/** Every exposure rule, in the order in which people read them. */
export const exposureRules: readonly ExposureRule[] = [
  outboundType,
  nodePublicIp,
  // The network around the cluster.
  learnedRoute,
  peering,
];
