import { at, isJsonObject, textAt, type JsonObject } from '../../../arm/json.ts';
import { formatResourceId } from '../../../arm/resource-id.ts';
import type { Resource } from '../../../arm/resource.ts';
import { judge, type Judgement, type Reason } from '../../../policy/index.ts';
import type { StandInResponse } from '../../http.ts';
import { requireBody } from '../http/bodies.ts';
import { subscriptionScopeOf } from '../hierarchy/documents.ts';
import { enforcedOn } from '../policy-enforcement.ts';
import { gatewayRefusal, refusal } from '../http/refusal.ts';
import { requireGroup } from '../groups/resource-groups.ts';
import { parameter, type ArmCall, type Route } from '../http/router.ts';
import type { Arm } from '../state.ts';
import { requireSubscription } from '../hierarchy/subscriptions.ts';

const path = '/providers/Microsoft.PolicyInsights/checkPolicyRestrictions';

/** What policies would say of a resource that is not there yet (Azure/azure-rest-api-specs, checkPolicyRestrictions.json, 2024-10-01). `pendingFields` are not answered. */
export function restrictionRoutes(arm: Arm): readonly Route[] {
  return ['/subscriptions/{subscription}', '/subscriptions/{subscription}/resourceGroups/{group}'].map((scope) => ({
    method: 'POST', pattern: `${scope}${path}`, handle: (call: ArmCall) => check(arm, call),
  }));
}

/**
 * Answers the evaluations that are not compliant, and no others. The content is judged as it is ("will be denied as-is"), without what
 * `append` and `modify` would make of it. Where nothing is enforced, nothing is restricted, and what is exempt is not: whether
 * Azure says so too is not documented.
 */
function check(arm: Arm, call: ArmCall): StandInResponse {
  const { group } = call.parameters;
  const subscription = requireSubscription(arm.state.hierarchy, parameter(call, 'subscription'));
  const body = requireBody(call.request);
  const resource = resourceIn(body, group === undefined ? subscriptionScopeOf(subscription) : requireGroup(arm.state, subscription.subscriptionId, group).id);
  const effects = new Set(['deny', ...(at(body, 'includeAuditEffect') === true ? ['audit'] : [])]);
  const enforced = enforcedOn(arm, { ...call, apiVersion: resource.apiVersion ?? '' }, resource.id);
  const judgements = enforced === undefined ? [] : judge(enforced.policies, resource, enforced.context, enforced.exemptions);
  const concerned = judgements.filter(({ finding }) => finding.verdict === 'error' || effects.has(finding.effect));
  const undecided = concerned.find(({ finding }) => finding.verdict === 'undetermined');
  if (undecided !== undefined) throw refusal(500, 'PolicyUndecidable', `The sandbox cannot tell what policy '${undecided.finding.rule}' says of '${resource.name}': ${undecided.finding.message}`);
  const objections = concerned.filter(({ finding }) => finding.verdict === 'violation' || finding.verdict === 'error');
  return { status: 200, body: { fieldRestrictions: [], contentEvaluationResult: { policyEvaluations: objections.map(evaluationOf) } } };
}

/** The resource as it would be created: below `resourceDetails.scope` for a child, else in the group or subscription of the address. */
function resourceIn(body: JsonObject, scope: string): Resource & { readonly id: string } {
  const content = at(body, 'resourceDetails', 'resourceContent');
  const type = textAt(content, 'type');
  if (!isJsonObject(content) || type === undefined || !/^[\w.]+(\/\w+)+$/.test(type)) {
    throw gatewayRefusal(400, 'InvalidRequestContent', "The request content was invalid and could not be deserialized: 'resourceDetails.resourceContent needs a type.'.");
  }
  const name = textAt(content, 'name') ?? 'unnamed';
  const parent = textAt(body, 'resourceDetails', 'scope');
  const apiVersion = textAt(body, 'resourceDetails', 'apiVersion');
  const leaf = name.split('/').at(-1) ?? name;
  const id = parent === undefined ? formatResourceId(scope, type, name) : `${parent}/${type.split('/').at(-1) ?? ''}/${leaf}`;
  return { type, name, id, body: content, ...(apiVersion === undefined ? {} : { apiVersion }) };
}

const effectNames: Readonly<Record<string, string>> = { deny: 'Deny', audit: 'Audit' };

function evaluationOf({ policy, finding }: Judgement): JsonObject {
  const { assignment, initiative, definition, referenceId } = policy;
  return {
    policyInfo: {
      policyDefinitionId: definition.id ?? '',
      ...(initiative === undefined ? {} : { policySetDefinitionId: initiative.id ?? '', policyDefinitionReferenceId: referenceId ?? '' }),
      policyAssignmentId: assignment?.id ?? '',
    },
    evaluationResult: finding.verdict === 'error' ? 'Error' : 'NonCompliant',
    evaluationDetails: { evaluatedExpressions: finding.reasons.map(expressionOf) },
    effectDetails: { policyEffect: effectNames[finding.effect] ?? finding.effect },
  };
}

function expressionOf({ kind, expression, path: read, operator, actual, expected, result }: Reason): JsonObject {
  return {
    result: result === true ? 'True' : 'False',
    expressionKind: kind,
    expression,
    ...(read === undefined ? {} : { path: read }),
    ...(actual === undefined ? {} : { expressionValue: actual }),
    ...(expected === undefined ? {} : { targetValue: expected }),
    operator,
  };
}
