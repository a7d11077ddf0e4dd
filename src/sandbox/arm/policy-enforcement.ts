import { at, textAt, type JsonObject } from '../../arm/json.ts';
import { segmentAfter } from '../../arm/resource-id.ts';
import { parseScope } from '../../arm/scope.ts';
import type { Resource } from '../../arm/resource.ts';
import { inputOf } from '../../policy/judge/judge.ts';
import {
  judgeRequest, type AssignedPolicy, type EvaluationContext, type Exemption, type Judgement, type RequestJudgement,
} from '../../policy/index.ts';
import { tellDeeds } from './policy/deeds.ts';
import { subscriptionDocument } from './hierarchy/documents.ts';
import type { Hierarchy } from './hierarchy/hierarchy.ts';
import { isBelow } from './hierarchy/reach.ts';
import { disallowed } from './policy/refusing/disallowed.ts';
import { bindPolicies, readPolicy } from './policy/reading.ts';
import { inRuleOrder } from './policy/refusing/rule-order.ts';
import { inForce } from './policy/store.ts';
import { refusal, type Refusal } from './http/refusal.ts';
import { renderGroup, requireGroup } from './groups/resource-groups.ts';
import type { ArmCall } from './http/router.ts';
import type { Arm, ArmState, PolicyObject } from './state.ts';
import { requireSubscription } from './hierarchy/subscriptions.ts';

/**
 * Policy on a write: what the assignments at and above the resource make of its request, in Azure's order. `append` and `modify`
 * change it, then `deny` sees what became of it; exemptions that have not expired are honoured. What the engine decides here is what
 * the product decides elsewhere. Returns the body to store.
 * Throws RequestDisallowedByPolicy when one objects: effect deny whose condition holds, a value that `append` or a conflict of
 * `modify` does not allow, or a rule that fails while it is evaluated.
 */
export function requirePolicyAllows(arm: Arm, call: ArmCall, resource: Resource & { readonly id: string }): JsonObject {
  const enforced = enforcedOn(arm, call, resource.id);
  if (enforced === undefined) return resource.body;
  const { policies, context, exemptions } = enforced;
  const request = judgeRequest(policies, resource, context, exemptions);
  requireDecided(request, resource);
  const objection = refusalOf(request, resource, context, arm.state);
  tellDeeds(request, resource.id, objection !== undefined, arm.state, call);
  if (objection !== undefined) throw objection;
  return request.resource.body;
}

/** Whether policies would refuse a write that has not come yet, by what is known of it: what cannot be told, the write itself will show. */
export function policyRefusal(arm: Arm, call: Pick<ArmCall, 'apiVersion' | 'now'>, resource: Resource & { readonly id: string }): Refusal | undefined {
  const enforced = enforcedOn(arm, call, resource.id);
  if (enforced === undefined) return undefined;
  const { policies, context, exemptions } = enforced;
  return refusalOf(judgeRequest(policies, resource, context, exemptions), resource, context, arm.state);
}

function refusalOf(request: RequestJudgement, resource: Resource, context: EvaluationContext, state: ArmState): Refusal | undefined {
  const objections = objectionsTo(request, context);
  return objections.length === 0 ? undefined : disallowed(resource, objections.map((judgement) => describe(judgement, state)));
}

/** What a resource is judged by. */
interface Enforced {
  readonly policies: readonly AssignedPolicy[];
  readonly context: EvaluationContext;
  readonly exemptions: readonly Exemption[];
}

/** What is enforced on a resource by the assignments at and above it; undefined when nothing is. */
export function enforcedOn({ state }: Arm, call: Pick<ArmCall, 'apiVersion' | 'now'>, id: string): Enforced | undefined {
  const policies = objectsInForce('policyAssignments', id, state, call.now)
    .flatMap((assignment) => bindPolicies(assignment, state.policies))
    .filter((policy) => isEnforced(policy, id, state.hierarchy));
  return policies.length === 0 ? undefined : { policies, context: contextOf(id, state, call), exemptions: exemptionsFor(id, state, call.now) };
}

/** The objects of a kind that reach a resource, as they bite now. */
export function objectsInForce(kind: PolicyObject['kind'], id: string, { policies, hierarchy }: ArmState, now: number): readonly PolicyObject[] {
  return [...policies.values()].flatMap((object) => (object.kind === kind && isBelow(id, object.scope, hierarchy) ? inForce(object, now) ?? [] : []));
}

/** Modes that Resource Manager judges are enforced on writes; the others inside the resource. */
function isEnforced({ assignment, definition }: AssignedPolicy, id: string, hierarchy: Hierarchy): boolean {
  if (assignment?.enforcementMode === 'DoNotEnforce' || assignment?.notScopes.some((scope) => isBelow(id, scope, hierarchy)) === true) return false;
  return ['all', 'indexed'].includes(definition.mode.toLowerCase());
}

/** Ids do not show that a management group reaches a resource: that is decided here, so that the engine takes the exemption for any. */
export function exemptionsFor(id: string, state: ArmState, now: number): readonly Exemption[] {
  return objectsInForce('policyExemptions', id, state, now).map(readPolicy).flatMap((parsed) => (parsed.kind === 'exemption' ? [{ ...parsed, scope: '' }] : []));
}

/** A resource of a subscription has no resource group to look at. */
export function contextOf(id: string, state: ArmState, call: Pick<ArmCall, 'apiVersion' | 'now'>): EvaluationContext {
  // A resource group stands in none itself.
  const group = parseScope(id) === undefined ? segmentAfter(id, 'resourceGroups') : undefined;
  const subscription = requireSubscription(state.hierarchy, segmentAfter(id, 'subscriptions') ?? '');
  return {
    ...(group === undefined ? {} : { resourceGroup: renderGroup(requireGroup(state, subscription.subscriptionId, group), state) }),
    subscription: subscriptionDocument(subscription),
    requestContext: { apiVersion: call.apiVersion },
    utcNow: new Date(call.now).toISOString().replace('Z', '0000Z'),
  };
}

const deciding: ReadonlySet<string> = new Set(['deny', 'append', 'modify', '']);

/** Azure always decides. Neither letting it pass nor refusing it would be true, so the sandbox says that it cannot tell. */
function requireDecided({ judgements }: RequestJudgement, resource: Resource): void {
  const undecided = judgements.find(({ finding }) => deciding.has(finding.effect) && finding.verdict === 'undetermined');
  if (undecided === undefined) return;
  const { rule, message, effect } = undecided.finding;
  const does = effect === 'append' || effect === 'modify' ? 'changes' : 'denies';
  throw refusal(500, 'PolicyUndecidable', `The sandbox cannot tell whether policy '${rule}' ${does} '${resource.name}': ${message}`);
}

/** That a conflict of `modify` is refused with the code of a denial is assumed; that `append` denies is Azure's (azure-policy-language.md §1.10). */
function objectionsTo({ judgements, conflicts, resource }: RequestJudgement, context: EvaluationContext): readonly Judgement[] {
  const denied = new Set(conflicts.filter(({ isDenied }) => isDenied === true).map(({ policy }) => policy));
  return judgements.filter(({ policy, finding, acts }) => {
    if (finding.verdict === 'error' || (finding.effect === 'deny' && finding.verdict === 'violation') || denied.has(policy)) return true;
    if (finding.effect !== 'append' || acts !== true) return false;
    return (policy.definition.change(inputOf(policy, resource, context), 'append')?.denied ?? []).length > 0;
  });
}

/** A judgement as the refusal shows it, with the non-compliance message of the initiative's member, else the assignment's own. */
export function describe({ policy, finding }: Judgement, state: ArmState): Parameters<typeof disallowed>[1][number] {
  const { assignment, referenceId, definition, initiative } = policy;
  const messages = assignment?.nonComplianceMessages ?? [];
  const ownMessage = messages.find((message) => message.referenceId !== undefined && message.referenceId.toLowerCase() === referenceId?.toLowerCase());
  const reason = (ownMessage ?? messages.find((message) => message.referenceId === undefined))?.message;
  return {
    definition: { id: definition.id ?? '', ...named(definition.name, definition.displayName), ...versioned(definition.metadata) },
    ...(initiative === undefined ? {} : {
      initiative: { id: initiative.id ?? '', ...named(initiative.name, initiative.displayName), ...initiativeVersion(initiative.id, state) },
    }),
    ...(referenceId === undefined ? {} : { referenceId }),
    assignment: {
      id: assignment?.id ?? '',
      ...named(assignment?.name, assignment?.displayName),
      scope: assignment?.scope ?? '',
      parameters: at(state.policies.get(assignment?.id?.toLowerCase() ?? '')?.document, 'properties', 'parameters') ?? {},
    },
    effect: finding.effect,
    reasons: inRuleOrder(finding.reasons, at(state.policies.get(definition.id?.toLowerCase() ?? '')?.document, 'properties', 'policyRule', 'if')),
    ...(reason === undefined ? {} : { reason }),
  };
}

function named(name: string | undefined, displayName: string | undefined): { readonly name: string; readonly displayName: string } {
  return { name: name ?? '', displayName: displayName ?? name ?? '' };
}

function versioned(metadata: JsonObject): { readonly version?: string } {
  const version = textAt(metadata, 'version');
  return version === undefined ? {} : { version };
}

function initiativeVersion(id: string | undefined, state: ArmState): { readonly version?: string } {
  const metadata = at(state.policies.get(id?.toLowerCase() ?? '')?.document, 'properties', 'metadata');
  return versioned({ version: at(metadata, 'version') });
}
