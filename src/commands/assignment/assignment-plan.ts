import type { JsonObject } from '../../arm/json.ts';
import type { Resource } from '../../arm/resource.ts';
import type { Finding } from '../../policy/index.ts';
import type { Living } from '../../policy/objects/living.ts';
import type { PolicyPlan, WantedObject } from '../../policy/objects/plan.ts';

/** What is wanted, and what was seen. */
export interface AssignmentInput {
  /** Definitions, initiatives, assignments and exemptions of the library. */
  readonly objects: readonly WantedObject[];
  /** Definitions and initiatives that they refer to and that others keep, by lower-case id. */
  readonly others: ReadonlyMap<string, JsonObject>;
  readonly living: Living;
  /** Resources within the scope that the rules concern. */
  readonly resources: readonly JsonObject[];
  /** Types that could not be looked at, lower case, and why in a clause. */
  readonly unseen: readonly { readonly type: string; readonly why: string }[];
  /** A cluster as it will be; it is judged instead of the living one. */
  readonly own?: Resource;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Days for which what would be locked out is let through; undefined for none. */
  readonly graceDays?: number | undefined;
  /** Which living objects of this owner stand where this library keeps its own, and are surplus when it does not have them; none when absent. */
  readonly isSurplus?: (document: JsonObject, kind: WantedObject['kind']) => boolean;
  /** Whether surplus objects are taken away. */
  readonly prune?: boolean;
  readonly refused?: ReadonlyMap<string, string>;
  /** Region of the identity of assignments that act with one. */
  readonly location?: string | undefined;
  readonly version: string;
}

/** What is to be written, and what it means for what is there. */
export interface AssignmentPlan {
  readonly policies: PolicyPlan;
  /** One for each assignment, in the order of the library. */
  readonly assignments: readonly AssignmentOutlook[];
  /** Findings on resources in scope other than the cluster being deployed; where a Deny is in force they can no longer be changed. */
  readonly others: readonly Finding[];
  /** Every verdict on those resources, compliant ones included. */
  readonly judged: readonly Finding[];
  readonly notes: readonly string[];
}

export interface AssignmentOutlook {
  /** The id under which it lives, or will. */
  readonly id: string;
  readonly name: string;
  readonly scope: string;
  readonly enforced: boolean;
  /** Whether it refuses already, so that what is changed in it bites at once. */
  readonly wasEnforced: boolean;
  /** The strongest effect among what it brings: `deny`, `audit`, … */
  readonly effect: string;
  /** What its parameters would loosen while it is enforced; nothing may be written while there is any. */
  readonly loosened: readonly string[];
  /** Roles that its identity needs. */
  readonly roles: readonly string[];
  /** The principal of its identity, where it has one already. */
  readonly principalId: string | undefined;
  /** With which Azure would refuse a resource's next update. */
  readonly lockedOut: readonly Finding[];
  /** Those of them that are refused by what is new, while the assignment is enforced; nothing may be written while there is any. */
  readonly newlyLockedOut: readonly Finding[];
}
