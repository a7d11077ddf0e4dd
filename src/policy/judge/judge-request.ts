import { isJsonObject } from '../../arm/json.ts';
import type { Resource } from '../../arm/resource.ts';
import { EvaluationError } from '../../language/errors.ts';
import { isUnknown, Unknown } from '../../language/unknown.ts';
import { deepEqual } from '../../language/values.ts';
import type { Truth } from '../../language/truth.ts';
import type { AssignedPolicy } from '../bind.ts';
import type { EvaluationContext } from '../conditions/scope.ts';
import { exemptionsAt } from '../assignment/exempt.ts';
import type { Exemption } from '../documents/exemption.ts';
import type { Applied, FieldChange } from '../effects/apply.ts';
import { written } from '../effects/write.ts';
import { inputOf, judge } from './judge.ts';
import type { Judgement } from './judgement.ts';
import { actsIfDeployed, ifDeployed } from './may-be-absent.ts';
import type { RequestChange } from '../rule/verdict.ts';

/** What policies make of a request, before it reaches the provider. */
export interface RequestJudgement {
  /** One for each policy that reaches the resource, in their order; all but `append` and `modify` saw the changed request. */
  readonly judgements: readonly Judgement[];
  /** The request after `append` and `modify`. */
  readonly resource: Resource;
  /** Two policies that write different values to one field, of which the first stays; and fields that may not be written. */
  readonly conflicts: readonly Conflict[];
}

export interface Conflict {
  readonly policy: AssignedPolicy;
  readonly field: string;
  /** Whether the request is refused: with `conflictEffect` deny, as far as it is known that the policy wants to write. */
  readonly isDenied: Truth;
}

const changing: ReadonlySet<string> = new Set(['append', 'modify']);

/**
 * Judges a request as Azure does at the PUT: `append` and `modify` change it first, then the other effects see what became of it
 * (azure-policy-language.md §1.10). Assignments that do not enforce change nothing. Never throws for what a rule or the resource says.
 */
export function judgeRequest(
  policies: readonly AssignedPolicy[],
  request: Resource,
  context: EvaluationContext = {},
  allExemptions: readonly Exemption[] = [],
): RequestJudgement {
  const exemptions = exemptionsAt(allExemptions, request.id);
  const { mayBeAbsent: why, ...present } = request;
  if (why === undefined) return judgePresent(policies, request, context, exemptions);
  // A request that is never made is changed by nobody: what the policies see of each other's changes is that of one that is made.
  const { judgements, resource, conflicts } = judgePresent(policies, present, context, exemptions);
  return {
    judgements: judgements.map((judgement) => ifDeployed(judgement, why)),
    resource: { ...resource, mayBeAbsent: why },
    conflicts: conflicts.map((conflict) => ({ ...conflict, isDenied: actsIfDeployed(conflict.isDenied, why) })),
  };
}

function judgePresent(policies: readonly AssignedPolicy[], request: Resource, context: EvaluationContext, exemptions: readonly Exemption[]): RequestJudgement {
  let resource = request;
  const owners = new Map<string, FieldChange>();
  const conflicts: Conflict[] = [];
  const first = new Map<AssignedPolicy, Judgement>();
  for (const policy of policies) {
    const [judgement] = judge([policy], resource, context, exemptions);
    if (judgement === undefined || !changing.has(judgement.finding.effect)) continue;
    const { acts, finding } = judgement;
    const applied = acts === false ? undefined : changeOf(policy, finding.effect, resource, context);
    // A change that may not be wanted at all is no certain failure.
    first.set(policy, applied instanceof EvaluationError && acts === true ? failed(judgement, applied) : judgement);
    if (applied === undefined || applied instanceof EvaluationError || policy.assignment?.enforcementMode === 'DoNotEnforce') continue;
    const { conflictEffect } = applied;
    const denies = (unless: Unknown | undefined): Truth => (conflictEffect === 'deny' ? (isUnknown(acts) ? acts : (unless ?? true)) : false);
    if (applied.unwritable.length > 0) {
      if (conflictEffect !== 'disabled') conflicts.push(...applied.unwritable.map(({ field, unless }) => ({ policy, field, isDenied: denies(unless) })));
      // Refused for sure, nothing is written; else nobody knows whether the other operations are.
      const open = applied.unwritable.every(({ unless }) => unless !== undefined) ? applied.unwritable[0]?.unless : undefined;
      if (open !== undefined) resource = uncertain(resource, applied, open);
      continue;
    }
    const clash = applied.changes.find(({ field, value }) => owners.has(field.toLowerCase()) && deepEqual(owners.get(field.toLowerCase())?.value, value) !== true);
    if (clash !== undefined) {
      if (conflictEffect !== 'disabled') conflicts.push({ policy, field: clash.field, isDenied: denies(undefined) });
      continue;
    }
    for (const change of applied.changes) owners.set(change.field.toLowerCase(), change);
    resource = isUnknown(acts) ? uncertain(resource, applied, acts) : applied.resource;
  }
  const judgements = policies.flatMap((policy) => first.get(policy) ?? judge([policy], resource, context, exemptions));
  return { judgements, resource, conflicts };
}

/** What `append` or `modify` makes of a request, or how it fails. */
function changeOf(policy: AssignedPolicy, effect: string, resource: Resource, context: EvaluationContext): RequestChange | EvaluationError | undefined {
  try {
    return policy.definition.change(inputOf(policy, resource, context), effect);
  } catch (error) {
    if (error instanceof EvaluationError) return error;
    throw error;
  }
}

/** A change that fails on its values fails the rule. */
function failed(judgement: Judgement, { message }: EvaluationError): Judgement {
  const finding = { ...judgement.finding, verdict: 'error' as const, message: `The rule failed, which Azure treats as a denial: ${message}.` };
  return { policy: judgement.policy, finding, acts: false, decisions: judgement.decisions };
}

/** What a policy would write, if its condition held: neither the old value nor the new one. */
function uncertain(resource: Resource, { changes }: Applied, why: Unknown): Resource {
  const open = new Unknown(`whether a policy changes it is not known: ${why.why}`);
  const body = changes.reduce<unknown>((value, { path }) => written(value, path, () => open, 'creating'), resource.body);
  return isJsonObject(body) ? { ...resource, body } : resource;
}
