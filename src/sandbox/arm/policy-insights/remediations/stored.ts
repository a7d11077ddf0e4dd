import type { JsonObject } from '../../../../arm/json.ts';

/** A remediation task: what a policy deploys for resources that are there already. */
export interface Remediation {
  readonly id: string;
  readonly name: string;
  readonly scope: string;
  readonly assignmentId: string;
  /** The member of the initiative. */
  readonly referenceId?: string;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  readonly isCanceled?: true;
  readonly targets: readonly RemediationTarget[];
}

/** One resource of it: a deployment was begun for it, or what kept it from being. */
export interface RemediationTarget {
  readonly resourceId: string;
  readonly location: string;
  readonly deploymentId?: string;
  readonly error?: JsonObject;
}
