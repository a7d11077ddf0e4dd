import type { JsonObject } from '../../../../arm/json.ts';
import { segmentAfter } from '../../../../arm/resource-id.ts';
import { principalId } from '../../../identities.ts';
import { compact } from '../../documents.ts';
import { isActive } from '../../deployments/deployment.ts';
import type { ArmState } from '../../state.ts';
import { toAzureTime } from '../../time.ts';
import type { Remediation, RemediationTarget } from './stored.ts';

export const remediationType = 'Microsoft.PolicyInsights/remediations';

type Status = 'Running' | 'Succeeded' | 'Failed';

/** A task as it is answered (Remediations_GetAtSubscriptionScope.json of Azure/azure-rest-api-specs). */
export function renderRemediation(remediation: Remediation, state: ArmState): JsonObject {
  const { id, name, assignmentId, referenceId, createdAt, targets, isCanceled } = remediation;
  const statuses = targets.map((target) => statusOf(target, state));
  const count = (wanted: Status): number => statuses.filter((status) => status === wanted).length;
  const end = count('Failed') > 0 ? 'Failed' : 'Succeeded';
  const time = toAzureTime(createdAt, id);
  return {
    id,
    type: remediationType,
    name,
    systemData: { createdBy: principalId, createdByType: 'Application', createdAt: time, lastModifiedBy: principalId, lastModifiedByType: 'Application', lastModifiedAt: time },
    properties: compact({
      policyAssignmentId: assignmentId,
      policyDefinitionReferenceId: referenceId,
      resourceDiscoveryMode: 'ExistingNonCompliant',
      provisioningState: isCanceled === true ? 'Canceled' : count('Running') > 0 ? 'Running' : end,
      createdOn: time,
      lastUpdatedOn: time,
      resourceCount: 500,
      parallelDeployments: 10,
      deploymentStatus: { totalDeployments: targets.length, successfulDeployments: count('Succeeded'), failedDeployments: count('Failed') },
      correlationId: segmentAfter(id, 'remediations') ?? '',
    }),
  };
}

/** One of its deployments (Remediations_ListDeploymentsAtSubscriptionScope.json). */
export function renderTarget(target: RemediationTarget, { createdAt, id }: Remediation, state: ArmState): JsonObject {
  const deployment = state.deployments.get(target.deploymentId?.toLowerCase() ?? '');
  return compact({
    remediatedResourceId: target.resourceId,
    deploymentId: target.deploymentId,
    status: statusOf(target, state),
    resourceLocation: target.location,
    createdOn: toAzureTime(createdAt, id),
    lastUpdatedOn: toAzureTime(deployment?.endedAt ?? createdAt, target.resourceId),
    error: target.error ?? deployment?.error,
  });
}

/** A deployment that nobody knows any more has been deleted from the history: it had ended. */
function statusOf({ deploymentId, error }: RemediationTarget, { deployments }: ArmState): Status {
  if (error !== undefined) return 'Failed';
  const deployment = deployments.get(deploymentId?.toLowerCase() ?? '');
  if (deployment === undefined) return 'Succeeded';
  return isActive(deployment) ? 'Running' : deployment.state === 'Succeeded' ? 'Succeeded' : 'Failed';
}
