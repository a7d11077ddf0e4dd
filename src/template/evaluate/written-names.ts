import type { Frame } from './frame.ts';
import { isExpression } from './scan.ts';
import type { Written } from './written.ts';

/**
 * Tells of members whose names are expressions where names say what something is: `"[concat('temp', 'late')]"`. Whoever reads the
 * template without evaluating them would look past what is deployed. @param what with its article
 */
export function assertWrittenNames(what: string, written: Written, { session }: Frame): void {
  for (const { key, value } of written.members) {
    if (isExpression(key)) session.problems.add('error', `${what} has a member whose name is computed, so it cannot be told what it is: write the name out`, value);
  }
}
