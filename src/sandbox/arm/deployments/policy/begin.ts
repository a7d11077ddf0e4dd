import { createHash, randomUUID } from 'node:crypto';
import { roles } from '../../../../isolation/exposure/graph/access/built-in-roles.ts';
import { arrayAt, at, isJsonObject, memberIgnoringCase, textAt, type JsonObject } from '../../../../arm/json.ts';
import { segmentAfter } from '../../../../arm/resource-id.ts';
import { EvaluationError } from '../../../../language/errors.ts';
import { findUnknown } from '../../../../language/values.ts';
import type { ActivityEvent } from '../../activity/activity-log.ts';
import { hasRole } from '../../aks/access/role-check.ts';
import { guidIn } from '../../authorization/roles.ts';
import { asObject } from '../../documents.ts';
import { systemPrincipal } from '../../policy/identity.ts';
import { Refusal, refusal } from '../../http/refusal.ts';
import { groupId, requireGroup } from '../../groups/resource-groups.ts';
import type { Arm } from '../../state.ts';
import { checkDeployment } from '../check/check.ts';
import { acceptance, deploymentId, deploymentType, type Deployment } from '../deployment.ts';
import type { Door } from '../door.ts';
import { errorIn } from '../errors.ts';
import { storeDeployment } from '../store.ts';
import type { DueDeployment } from './due-deployment.ts';
import type { Deploying } from './policies.ts';

/** The deployment that was begun, or why none was. */
export type Begun = { readonly deploymentId: string } | { readonly error: JsonObject };

/** Begins what a policy deploys for a resource, with the identity of its assignment. What keeps it from that is told in the activity log, and nothing is deployed. */
export function beginPolicyDeployment(deploying: Deploying, due: DueDeployment, arm: Arm, door: Door, now: number): Begun {
  const assignment = arm.state.policies.get(due.assignmentId.toLowerCase());
  const principal = systemPrincipal(assignment) ?? userPrincipal(asObject(assignment?.document));
  const tell = (events: readonly Pick<ActivityEvent, 'operation' | 'status' | 'resourceId' | 'method' | 'message'>[]): void => (
    arm.state.activity.add([], events.map((event) => ({ ...event, id: randomUUID(), at: now, caller: principal ?? due.assignmentId, correlationId: due.correlationId })))
  );
  const deed = { operation: 'Microsoft.Authorization/policies/deployIfNotExists/action', resourceId: due.resourceId, method: 'POST' } as const;
  try {
    const draft = draftOf(deploying, due, principal ?? '', arm, now);
    requireRoles(deploying, draft, arm, now);
    const { resources, dependencies } = checkDeployment(draft, arm, door);
    const declared = resources.flatMap(({ id }) => (id === undefined ? [] : [id.toLowerCase()]));
    storeDeployment(arm.state, { ...draft, declared, dependencies, wakesAt: now + acceptance / arm.settings.speed });
    tell([{ ...deed, status: 'Succeeded' }, { operation: `${deploymentType}/write`, resourceId: draft.id, method: 'PUT', status: 'Accepted' }]);
    return { deploymentId: draft.id };
  } catch (thrown) {
    if (!(thrown instanceof Refusal) && !(thrown instanceof EvaluationError)) throw thrown;
    const error = thrown instanceof Refusal ? errorIn(thrown.response.body) : { code: 'InvalidTemplate', message: thrown.message };
    tell([{ ...deed, status: 'Failed', message: JSON.stringify({ error }) }]);
    return { error };
  }
}

/** The deployment of `then.details`: to the resource's own group, to another one, or to the subscription. */
function draftOf({ judgement: { policy, details }, input }: Deploying, due: DueDeployment, principal: string, { state }: Arm, now: number): Deployment {
  const written = memberIgnoringCase(details, 'deployment');
  const properties = memberIgnoringCase(written, 'properties');
  const template = memberIgnoringCase(properties, 'template');
  const parameters = policy.definition.deploymentParameters(input) ?? {};
  const unknown = findUnknown(parameters);
  if (!isJsonObject(template) || !isJsonObject(parameters) || unknown !== undefined) throw new EvaluationError(unknown?.why ?? 'The deployment of the policy has no template');
  const subscription = segmentAfter(due.resourceId, 'subscriptions') ?? '';
  const [group, place] = [memberIgnoringCase(details, 'resourceGroupName'), memberIgnoringCase(details, 'deploymentScope')];
  const isOfSubscription = typeof place === 'string' && place.toLowerCase() === 'subscription';
  const scope = isOfSubscription ? `/subscriptions/${subscription}` : groupId(subscription, requireGroup(state, subscription, typeof group === 'string' ? group : segmentAfter(due.resourceId, 'resourceGroups') ?? '').name);
  const location = isOfSubscription ? textAt(written, 'location') ?? 'westeurope' : undefined;
  const name = `PolicyDeployment_${digitsOf(`${due.id} ${now}`)}`;
  return {
    id: deploymentId(scope, name), name, scope, ...(location === undefined ? {} : { location }), template, parameters, state: 'Accepted', startedAt: now, correlationId: due.correlationId,
    actor: { name: principal, type: 'Application', client: 'Unspecified' }, principal, by: 'policy', steps: [], declared: [], dependencies: [], remediates: due.resourceId,
  };
}

/** The roles that the definition names are what the identity is to have (learn.microsoft.com, "Remediate non-compliant resources"); an owner may do all. */
function requireRoles({ judgement: { details } }: Deploying, { scope, principal }: Deployment, arm: Arm, now: number): void {
  const needed = arrayAt({ ids: memberIgnoringCase(details, 'roleDefinitionIds') }, 'ids').filter((id) => typeof id === 'string').map(guidIn);
  if (principal !== '' && needed.every((role) => hasRole(principal, [role, roles.owner], scope, now, arm))) return;
  throw refusal(
    403, 'AuthorizationFailed',
    `The client '${principal}' with object id '${principal}' does not have authorization to perform action '${deploymentType}/write' over scope '${scope}' or the scope is invalid. If access was recently granted, please refresh your credentials.`,
  );
}

function userPrincipal(document: JsonObject): string | undefined {
  const [identity] = Object.values(asObject(at(document, 'identity', 'userAssignedIdentities')));
  return textAt(identity, 'principalId');
}

function digitsOf(text: string): string {
  return createHash('sha256').update(text).digest().readBigUInt64BE().toString();
}
