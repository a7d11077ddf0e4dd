import type { PolicyObject } from './policy-object.ts';

export interface PolicyStep {
  /**
   * - `replace`: made under a new name, as Azure refuses to change the living object
   * - `enforce`: an assignment begins to refuse; after everything that must be there before it does
   */
  readonly action: 'create' | 'update' | 'replace' | 'enforce' | 'delete' | 'unchanged';
  readonly object: PolicyObject;
  /** Changed lines, or why. */
  readonly details: readonly string[];
}
