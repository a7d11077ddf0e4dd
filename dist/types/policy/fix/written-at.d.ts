import type { Writing } from '../../arm/resource.ts';
/** What stands where a value was written, when it got from there by a name: "the default of parameter `outboundType`". */
export declare function writtenAt({ origin, through }: Pick<Writing, 'origin' | 'through'>): string | undefined;
