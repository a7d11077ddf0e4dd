import { textAt } from '../../../../arm/json.ts';
import { formatResourceId, sameId } from '../../../../arm/resource-id.ts';
import type { StandInResponse } from '../../../http.ts';
import { correlationOf } from '../../activity/record.ts';
import { requireBody } from '../../http/bodies.ts';
import type { Door } from '../../deployments/door.ts';
import { beginPolicyDeployment } from '../../deployments/policy/begin.ts';
import { deployingFor } from '../../deployments/policy/policies.ts';
import { isBelow } from '../../hierarchy/reach.ts';
import { page } from '../../http/paging.ts';
import { requireScope } from '../../policy/scopes.ts';
import { refusal } from '../../http/refusal.ts';
import { parameter, type ArmCall, type Route } from '../../http/router.ts';
import type { Arm } from '../../state.ts';
import { evaluateWithin } from '../evaluate.ts';
import type { PolicyStateRecord } from '../policy-states.ts';
import { remediationType, renderRemediation, renderTarget } from './remediation.ts';
import type { Remediation, RemediationTarget } from './stored.ts';

const list = `/{+scope}/providers/${remediationType}`;
const one = `${list}/{name}`;
/** Resources of one task, unless it says otherwise (learn.microsoft.com, "Remediation task structure": `resourceCount`). */
const mostResources = 500;

/** Remediation tasks of policies that deploy (Azure/azure-rest-api-specs, Microsoft.PolicyInsights/remediations.json). */
export function remediationRoutes(arm: Arm, door: Door): readonly Route[] {
  return [
    { method: 'GET', pattern: list, handle: (call) => listRemediations(arm, call) },
    { method: 'PUT', pattern: one, handle: (call) => putRemediation(arm, door, call) },
    { method: 'GET', pattern: one, handle: (call) => ({ status: 200, body: renderRemediation(requireRemediation(arm, call), arm.state) }) },
    { method: 'DELETE', pattern: one, handle: (call) => deleteRemediation(arm, call) },
    { method: 'POST', pattern: `${one}/cancel`, handle: (call) => cancel(arm, call) },
    {
      method: 'POST',
      pattern: `${one}/listDeployments`,
      handle(call) {
        const remediation = requireRemediation(arm, call);
        return page(remediation.targets.map((target) => renderTarget(target, remediation, arm.state)), call, arm.settings);
      },
    },
  ];
}

/** Begins the deployments of all resources that were found not to comply: what is right by now is left out. */
function putRemediation(arm: Arm, door: Door, call: ArmCall): StandInResponse {
  const { state } = arm;
  const [scope, name] = [parameter(call, 'scope'), parameter(call, 'name')];
  requireScope(scope, state);
  const body = requireBody(call.request);
  const assignmentId = textAt(body, 'properties', 'policyAssignmentId') ?? '';
  const assignment = state.policies.get(assignmentId.toLowerCase());
  if (assignment?.kind !== 'policyAssignments') throw invalid(`The policy assignment '${assignmentId}' could not be found`);
  const id = formatResourceId(scope, remediationType, name);
  const referenceId = textAt(body, 'properties', 'policyDefinitionReferenceId');
  if (textAt(body, 'properties', 'resourceDiscoveryMode')?.toLowerCase() === 'reevaluatecompliance') evaluateWithin(scope, arm, call.now);
  const found = recordsOf(arm, scope, assignment.id, referenceId);
  const targets = found.slice(0, mostResources).flatMap((record) => targetOf(record, arm, door, call) ?? []);
  const existing = state.remediations.get(id.toLowerCase());
  const remediation: Remediation = { id, name, scope, assignmentId: assignment.id, ...(referenceId === undefined ? {} : { referenceId }), createdAt: call.now, targets };
  state.remediations.set(id.toLowerCase(), remediation);
  return { status: existing === undefined ? 201 : 200, body: renderRemediation(remediation, state) };
}

/** What an assignment, or one member of its initiative, was found to have to deploy. */
function recordsOf({ state }: Arm, scope: string, assignmentId: string, referenceId: string | undefined): readonly PolicyStateRecord[] {
  const own = state.policyStates.all().filter((record) => sameId(record.assignment.id, assignmentId) && isBelow(record.resourceId, scope, state.hierarchy));
  if (referenceId === undefined && own.some(({ member }) => member !== undefined)) throw invalid('The policy assignment is of an initiative: name the policyDefinitionReferenceId of the policy to remediate');
  const wanted = own.filter(({ member }) => member?.referenceId.toLowerCase() === referenceId?.toLowerCase());
  if (wanted.some(({ effect }) => effect === 'modify')) throw invalid('The sandbox covers remediation tasks of the effect deployIfNotExists only');
  return wanted.filter(({ word, effect }) => word === 'NonCompliant' && effect === 'deployifnotexists');
}

function targetOf({ resourceId, location, assignment, definition, member }: PolicyStateRecord, arm: Arm, door: Door, call: ArmCall): RemediationTarget | undefined {
  const found = deployingFor(resourceId, arm, call.now).find(({ judgement: { policy } }) => (
    sameId(policy.assignment?.id ?? '', assignment.id) && sameId(policy.definition.id ?? '', definition.id) && policy.referenceId === member?.referenceId
  ));
  if (found === undefined) return undefined;
  const key = [call.requestId, resourceId].join(' ');
  const due = { id: key, resourceId, assignmentId: assignment.id, definitionId: definition.id, due: call.now, after: 'any' as const, correlationId: correlationOf(call) };
  return { resourceId, location, ...beginPolicyDeployment(found, due, arm, door, call.now) };
}

function invalid(reason: string): Error {
  return refusal(400, 'InvalidCreateRemediationRequest', `The request to create the remediation is invalid: ${reason}.`);
}

function listRemediations({ state, settings }: Arm, call: ArmCall): StandInResponse {
  const scope = parameter(call, 'scope');
  requireScope(scope, state);
  return page([...state.remediations.values()].filter((remediation) => isBelow(remediation.scope, scope, state.hierarchy)), call, settings, (remediation) => renderRemediation(remediation, state));
}

function requireRemediation({ state }: Arm, call: ArmCall): Remediation {
  const found = state.remediations.get(idOf(call));
  if (found === undefined) throw refusal(404, 'RemediationNotFound', `The remediation '${parameter(call, 'name')}' could not be found.`);
  return found;
}

function idOf(call: ArmCall): string {
  return formatResourceId(parameter(call, 'scope'), remediationType, parameter(call, 'name')).toLowerCase();
}

/** One that is under way stays. Absent: 204. */
function deleteRemediation({ state }: Arm, call: ArmCall): StandInResponse {
  const remediation = state.remediations.get(idOf(call));
  if (remediation === undefined) return { status: 204 };
  const document = renderRemediation(remediation, state);
  if (textAt(document, 'properties', 'provisioningState') === 'Running') throw refusal(400, 'InvalidDeleteRemediationRequest', `The remediation '${remediation.name}' is in progress: cancel it first.`);
  state.remediations.delete(idOf(call));
  return { status: 200, body: document };
}

/** What was begun goes on; all of it was begun at once. */
function cancel(arm: Arm, call: ArmCall): StandInResponse {
  const remediation = requireRemediation(arm, call);
  if (textAt(renderRemediation(remediation, arm.state), 'properties', 'provisioningState') !== 'Running') {
    throw refusal(400, 'InvalidCancelRemediationRequest', 'A completed remediation cannot be canceled.');
  }
  const canceled: Remediation = { ...remediation, isCanceled: true };
  arm.state.remediations.set(idOf(call), canceled);
  return { status: 200, body: renderRemediation(canceled, arm.state) };
}
