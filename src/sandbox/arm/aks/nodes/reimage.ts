import type { OperationOutcome } from '../../operations.ts';
import type { Cluster } from '../cluster.ts';
import { extensionError } from './extension-error.ts';

/** How it ends that nodes are made anew; undefined: well. */
export function endOfReimage({ awaitsRestart }: Cluster): OperationOutcome | undefined {
  return awaitsRestart === true ? { status: 'Failed', error: extensionError(51) } : undefined;
}
