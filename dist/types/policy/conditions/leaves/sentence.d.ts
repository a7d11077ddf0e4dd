import type { Decision } from '../test.ts';
/** What the comparisons found and what would change the answer: "`networkProfile.outboundType` is `loadBalancer`; allowed: `none`." */
export declare function complaint(decisions: readonly Decision[]): string;
/** What the comparisons found, without a demand: "`networkProfile.outboundType` is `none`." */
export declare function observation(decisions: readonly Decision[]): string;
