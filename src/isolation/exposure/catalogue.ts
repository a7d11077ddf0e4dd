import type { ExposureRule } from './rule.ts';
import { nodePublicIp } from './rules/node-public-ip.ts';
import { outboundType } from './rules/outbound-type.ts';

/** Every exposure rule, in the order in which people read them. */
export const exposureRules: readonly ExposureRule[] = [outboundType, nodePublicIp];
