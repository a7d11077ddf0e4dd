import { textAt, type JsonObject } from '../../arm/json.ts';
import { parseResourceId, sameId } from '../../arm/resource-id.ts';
import type { Resource } from '../../arm/resource.ts';
import { PolicyError, type AssignedPolicy, type Finding } from '../../policy/index.ts';
import { bindObjects } from '../../policy/objects/library/bind-objects.ts';
import type { Living } from '../../policy/objects/living.ts';
import { planPolicyObjects, type PolicyPlan, type WantedObject } from '../../policy/objects/plan.ts';
import { objectId } from '../../policy/objects/policy-object.ts';
import { stampOf } from '../../policy/objects/stamp.ts';
import { UserError } from '../../run/errors.ts';
import { shortHash } from '../plan-hash.ts';
import { isGrace } from './grace.ts';
import { asExemption, assignmentOf, distinct, isObjection, judgeAll, livingBaseIds, livingExemptions } from './judge-living.ts';
import type { AssignmentOptions } from './options.ts';
import { outlook } from './outlook.ts';

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
}

/** Plans what to write. Throws UserError when the library cannot be assigned as it is. */
export function planAssignment(options: AssignmentOptions, input: AssignmentInput): AssignmentPlan {
  const { living, isSurplus = () => false, prune = false } = input;
  const policies = boundPolicies(input.objects, input.others);
  const baseIds = livingBaseIds(input.objects, living, options.owner);
  /** What ends by itself: exemptions of these assignments that are over, and time that nobody needs any more. Those of other assignments are others' affair. */
  const ends = (document: JsonObject, kind: WantedObject['kind']): boolean =>
    kind === 'exemption' && baseIds.has(assignmentOf(document)) && (isOver(document, input.now) || isGrace(document));
  const goes = (document: JsonObject, kind: WantedObject['kind']): boolean => ends(document, kind) || (prune && isSurplus(document, kind));
  const wanted = input.objects.filter(({ kind }) => kind === 'exemption');
  const spokenOf = new Set(wanted.map(({ kind, scope, name }) => objectId(kind, scope, name).toLowerCase()));
  const exemptions = [...wanted.map(asExemption), ...livingExemptions(living, options.owner, baseIds, (document, kind) => goes(document, kind) || spokenOf.has((textAt(document, 'id') ?? '').toLowerCase()))];
  const judged = judgeAll(policies, exemptions, input);
  const outlooks = input.objects.filter(({ kind }) => kind === 'assignment').map((object) => outlook(object, options, input, policies, judged));
  const objects = input.objects.map((object) => outlooks.find((one) => one.object === object)?.wanted ?? object);
  const grace = outlooks.flatMap((one) => one.grace);
  const plan = planPolicyObjects({
    wanted: [...objects, ...grace], living, owner: options.owner, version: input.version, hash: shortHash,
    prunes: goes, isSurplus,
    ...(input.refused === undefined ? {} : { refused: input.refused }),
  });
  const other = judged.filter(({ isOwn }) => !isOwn).map(({ finding }) => finding);
  return {
    policies: plan,
    assignments: outlooks.map(({ object, of }) => {
      const id = livesAt(plan, object);
      return { ...of, id, principalId: textAt(living.find(id), 'identity', 'principalId') };
    }),
    others: distinct(other.filter(isObjection)),
    judged: other,
    notes: [...outlooks.flatMap(({ notes }) => notes), ...plan.used, ...leftNotes(plan)],
  };
}

/** What the assignments of a library bring. Throws UserError when it cannot be assigned as it is. */
export function boundPolicies(objects: readonly WantedObject[], others: ReadonlyMap<string, JsonObject>): readonly AssignedPolicy[] {
  try {
    return bindObjects(objects, others);
  } catch (error) {
    if (!(error instanceof PolicyError)) throw error;
    throw new UserError(`The policies cannot be assigned as they are: ${error.message}${error.pointer === '' ? '' : ` (at ${error.pointer})`}. "parameters" gives values to initiatives.`, { cause: error });
  }
}

function livesAt(plan: PolicyPlan, object: WantedObject): string {
  const own = plan.steps.find(({ object: step }) => step.kind === 'assignment' && (stampOf(step.body)?.of ?? '').toLowerCase() === object.name.toLowerCase() && sameId(parseResourceId(step.id)?.scope ?? '', object.scope));
  return own?.object.id ?? objectId('assignment', object.scope, object.name);
}

/** An exemption that has ended exempts nothing any more, and only hides that it does not. */
function isOver(document: JsonObject, now: number): boolean {
  const end = textAt(document, 'properties', 'expiresOn');
  return end !== undefined && Date.parse(end) <= now;
}

function leftNotes({ left }: PolicyPlan): readonly string[] {
  if (left.length === 0) return [];
  const shown = left.slice(0, 5).join(', ');
  return [`${left.length} objects of this owner are not in the library any more and stay: ${shown}${left.length > 5 ? ', …' : ''}. With "prune" they are taken away.`];
}
