/** What a refusal of a write means: look again, wait, or give up. */
import { AzureError } from '../../../azure/arm-error.ts';
import { arrayAt, at, textAt } from '../../../arm/json.ts';
import type { RunState } from './run-state.ts';

export type Meaning =
  /** Somebody else came first: the plan is made anew. */
  | { readonly kind: 'stale' }
  /** It may be taken later: `wait` milliseconds, then what is there is read again. `until`: no longer than this, milliseconds since 1970. */
  | { readonly kind: 'later'; readonly wait: number; readonly until: number; readonly why: string }
  | { readonly kind: 'final' };

/** How long Azure may take, in milliseconds, and how often is asked again. */
const delays = {
  /** A new assignment or exemption is enforced after up to 30 minutes (Microsoft Learn, "Get compliance data of Azure resources": evaluation triggers). */
  policy: 1_800_000,
  /** Role assignments take effect within ten minutes (Microsoft Learn, "Troubleshoot Azure RBAC": role assignment changes are not detected). */
  roles: 600_000,
  /** Another write to the same network, which takes seconds to minutes. */
  busy: 600_000,
  again: 30_000,
} as const;

/** Codes with which a service says that an identity lacks a right. */
const lackOfRights = /^(?:AuthorizationFailed|LinkedAuthorizationFailed|LinkedInvalidPropertyId|PrincipalNotFound|CustomKubeletIdentityMissingPermissionError|CustomPrivateDNSZoneMissingPermissionError|SubnetMissingPermissionError|VnetMissingPermissionError|MissingPermission\w*|InsufficientPermissions?)\b/i;
const busyNetwork = /^(?:AnotherOperationInProgress|RetryableError|ReferencedResourceNotProvisioned|ResourceNotProvisioned|ConflictingConcurrentWriteNotAllowed|CanceledAndSupersededDueToAnotherOperation|PrivateEndpointCannotBeUpdatedInProvisioningState|PreconditionFailed|Conflict|OperationInProgress|InProgress)\b/i;

/** @param startedAt when the step began: milliseconds since 1970 */
export function meaningOf(error: unknown, isAks: boolean, state: RunState, startedAt: number): Meaning {
  if (!(error instanceof AzureError)) return { kind: 'final' };
  const { status, code } = error;
  if (isAks && (status === 412 || (status === 409 && /^(OperationNotAllowed|EtagMismatch|Conflict)\b/i.test(code)))) return { kind: 'stale' };
  if (status === 403 && /^RequestDisallowedByPolicy\b/i.test(code) && state.exemptedAt > 0 && refusedBy(error).every((id) => state.exempted.has(id))) {
    return { kind: 'later', wait: delays.again, until: state.exemptedAt + delays.policy, why: 'the exemption of the cluster is not in force yet' };
  }
  if ((status === 400 || status === 403) && lackOfRights.test(code) && state.rolesAt > 0) {
    return { kind: 'later', wait: delays.again, until: state.rolesAt + delays.roles, why: 'a new role assignment is not in force yet' };
  }
  if (!isAks && (status === 412 || status === 409 || status === 429) && (status !== 409 || busyNetwork.test(code))) {
    return { kind: 'later', wait: delays.again, until: startedAt + delays.busy, why: 'Azure works on something that it belongs to' };
  }
  return { kind: 'final' };
}

/** Lower-case ids of the assignments that refused, as the answer names them. */
function refusedBy({ body }: AzureError): readonly string[] {
  const error = at(body, 'error') ?? body;
  const infos = [...arrayAt(error, 'additionalInfo'), ...arrayAt(error, 'details').flatMap((detail) => arrayAt(detail, 'additionalInfo'))];
  const ids = infos.flatMap((info) => textAt(info, 'info', 'policyAssignmentId') ?? []);
  return ids.length === 0 ? ['unknown'] : ids.map((id) => id.toLowerCase());
}
