import type { Reason } from '../finding.ts';
/** Values that would turn one comparison round, the ones that the rule names first. */
export declare function candidatesFor({ operator, actual: found, expected, result, path }: Reason): readonly unknown[];
