import type { JsonObject } from '../../../../arm/json.ts';
import type { Resource } from '../../../../arm/resource.ts';
import type { Reason } from '../../../../policy/index.ts';
import { compact } from '../../documents.ts';
import { Refusal } from '../../http/refusal.ts';

/** A policy object as a refusal names it. */
interface Named {
  readonly id: string;
  readonly name: string;
  readonly displayName: string;
  readonly version?: string;
}

/** One policy's objection to a request. */
export interface Objection {
  readonly definition: Named;
  readonly initiative?: Named;
  /** The member of the initiative. */
  readonly referenceId?: string;
  readonly assignment: Named & { readonly scope: string; readonly parameters: unknown };
  readonly effect: string;
  readonly reasons: readonly Reason[];
  /** The non-compliance message. */
  readonly reason?: string;
}

/**
 * The refusal of a PUT by policy: 403 RequestDisallowedByPolicy as in errors.json. With non-compliance messages the text gives these
 * as reasons instead of the identifiers, and `evaluationDetails` has the `reason`: so seen in the public output of `az aks create`
 * against the initiative Deny-PublicPaaSEndpoints (a repository's notes, 2024), which also shows the members that an initiative adds.
 */
export function disallowed(resource: Resource, objections: readonly Objection[]): Refusal {
  const target = resource.name.split('/').at(-1) ?? resource.name;
  const message = `Resource '${target}' was disallowed by policy. ${explain(objections)}`;
  return new Refusal(message, {
    status: 403,
    headers: { 'x-ms-failure-cause': 'gateway' },
    body: { error: { code: 'RequestDisallowedByPolicy', target, message, additionalInfo: objections.map(additionalInfo) } },
  });
}

/** The refusal of a DELETE by policy: of a resource or a resource group by its name. Its text is that of public reports of `denyAction`. */
export function deletionDisallowed(name: string, objections: readonly Objection[]): Refusal {
  const target = name.split('/').at(-1) ?? name;
  const message = `Deletion of resource '${target}' was disallowed by policy. ${explain(objections)}`;
  return new Refusal(message, {
    status: 403,
    headers: { 'x-ms-failure-cause': 'gateway' },
    body: { error: { code: 'RequestDisallowedByPolicy', target, message, additionalInfo: objections.map(additionalInfo) } },
  });
}

function explain(objections: readonly Objection[]): string {
  const reasons = [...new Set(objections.flatMap(({ reason }) => (reason === undefined ? [] : [reason])))];
  if (reasons.length > 0) return `Reasons: ${reasons.map((reason) => `'${reason}'`).join(', ')}. See error details for policy resource IDs.`;
  const identifiers = objections.map(({ definition, initiative, assignment }) => compact({
    policyAssignment: identifier(assignment),
    policyDefinition: identifier(definition),
    policySetDefinition: initiative === undefined ? undefined : identifier(initiative),
  }));
  return `Policy identifiers: '${JSON.stringify(identifiers)}'.`;
}

/** Here `name` is the display name. */
function identifier({ id, displayName, version }: Named): JsonObject {
  return compact({ name: displayName, id, version });
}

function additionalInfo({ definition, initiative, referenceId, assignment, effect, reasons, reason }: Objection): JsonObject {
  return {
    type: 'PolicyViolation',
    info: compact({
      evaluationDetails: compact({ evaluatedExpressions: reasons.map(evaluatedExpression), reason }),
      policyDefinitionId: definition.id,
      policySetDefinitionId: initiative?.id,
      policyDefinitionReferenceId: referenceId,
      policySetDefinitionName: initiative?.name,
      policySetDefinitionDisplayName: initiative?.displayName,
      policySetDefinitionVersion: initiative?.version,
      policyDefinitionName: definition.name,
      policyDefinitionDisplayName: definition.displayName,
      policyDefinitionVersion: definition.version,
      policyDefinitionEffect: effect,
      policyAssignmentId: assignment.id,
      policyAssignmentName: assignment.name,
      policyAssignmentDisplayName: assignment.displayName,
      policyAssignmentScope: assignment.scope,
      policyAssignmentParameters: assignment.parameters,
      policyExemptionIds: [],
      policyEnrollmentIds: [],
    }),
  };
}

/** A member that the resource does not have has no `expressionValue`. */
function evaluatedExpression(reason: Reason): JsonObject {
  return compact({
    result: reason.result === 'unknown' ? 'Unknown' : shown(reason.result),
    expressionKind: capital(reason.kind),
    expression: reason.expression,
    path: reason.path,
    expressionValue: reason.actual === null ? undefined : shown(reason.actual),
    targetValue: shown(reason.expected),
    operator: capital(reason.operator),
  });
}

/** Booleans are written as .NET writes them. */
function shown(value: unknown): unknown {
  return typeof value === 'boolean' ? capital(String(value)) : value;
}

function capital(text: string): string {
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;
}
