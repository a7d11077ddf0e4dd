/** A deployment that a policy will begin for a resource that was written, unless what it looks for is there by then. */
export interface DueDeployment {
  readonly id: string;
  readonly resourceId: string;
  readonly assignmentId: string;
  readonly definitionId: string;
  /** The member of the initiative. */
  readonly referenceId?: string;
  /** Milliseconds since 1970; with `operation` not before that has ended. */
  readonly due: number;
  /** The operation by which the resource is written, where the rule waits for its end. */
  readonly operation?: string;
  /** How that has to end. */
  readonly after: 'any' | 'success' | 'failure';
  readonly correlationId: string;
}
