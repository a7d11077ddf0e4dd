import type { Resource } from '../../arm/resource.ts';
import type { Fix } from '../finding.ts';
import type { Change } from './change.ts';
/**
 * The edit of a file that makes the changes: where all of them give one value to what is one literal in one file, also when a parameter
 * or a copy loop brings it to several places. Undefined for everything else.
 */
export declare function fixOf(changes: readonly Change[], { writingOf }: Pick<Resource, 'writingOf'>): Fix | undefined;
