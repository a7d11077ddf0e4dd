import { textAt, type JsonObject } from '../../arm/json.ts';
import { parseResourceId, sameId } from '../../arm/resource-id.ts';
import { PolicyError, type AssignedPolicy } from '../../policy/index.ts';
import { bindObjects } from '../../policy/objects/library/bind-objects.ts';
import { planPolicyObjects, type PolicyPlan, type WantedObject } from '../../policy/objects/plan.ts';
import { objectId } from '../../policy/objects/policy-object.ts';
import { stampOf } from '../../policy/objects/stamp.ts';
import { UserError } from '../../run/errors.ts';
import { shortHash } from '../plan-hash.ts';
import { isGrace } from './grace.ts';
import { asExemption, assignmentOf, distinct, isObjection, judgeAll, livingBaseIds, livingExemptions } from './judge-living.ts';
import type { AssignmentInput, AssignmentPlan } from './assignment-plan.ts';
import type { AssignmentOptions } from './options.ts';
import { outlook } from './outlook.ts';

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
