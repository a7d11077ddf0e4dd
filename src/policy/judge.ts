import type { Resource } from '../arm/resource.ts';
import { isWithin, parseScope } from '../arm/scope.ts';
import type { Truth } from '../language/values.ts';
import type { AssignedPolicy, AssignmentFacts } from './bind.ts';
import type { EvaluationContext, PolicyIds } from './conditions/scope.ts';
import type { Decision } from './conditions/test.ts';
import type { PolicyDefinition } from './documents/definition.ts';
import type { Finding, Location, Severity } from './finding.ts';
import type { Evaluation } from './verdict.ts';

/** What one policy says of one resource. */
export interface Judgement {
  readonly policy: AssignedPolicy;
  readonly finding: Finding;
  /** Whether the effect takes place: the condition holds and, for the IfNotExists family, nothing related satisfies it. */
  readonly acts: Truth;
  /** `then.details` with their expressions resolved, where the effect takes place. */
  readonly details?: unknown;
}

/**
 * What policies say of a resource, in their order. Policies whose assignment does not reach the resource are left out;
 * those that do not concern it come out as `notApplicable`, so that they can be counted.
 * Never throws for what a rule or the resource says: a failing rule is the verdict `error`.
 */
export function judge(policies: readonly AssignedPolicy[], resource: Resource, context: EvaluationContext = {}): readonly Judgement[] {
  return policies
    .filter(({ assignment }) => assignment === undefined || reaches(assignment, resource.id))
    .map((policy) => {
      const { definition, parameters } = policy;
      const evaluation = definition.evaluate({ resource, parameters, context, ids: idsOf(policy) });
      const { acts, details } = evaluation;
      return { policy, finding: findingOf(policy, resource, evaluation), acts, ...(details === undefined ? {} : { details }) };
    });
}

/**
 * Scope minus `notScopes`, by segments. A resource without an id, which a file may not tell, is taken to be in reach;
 * so is every resource of a management group, whose children ids do not show.
 */
function reaches({ scope, notScopes }: AssignmentFacts, id: string | undefined): boolean {
  if (id === undefined) return true;
  const isInside = scope === '' || parseScope(scope)?.kind === 'managementGroup' || isWithin(id, scope);
  return isInside && !notScopes.some((excluded) => isWithin(id, excluded));
}

function idsOf({ definition, initiative, assignment, referenceId }: AssignedPolicy): PolicyIds {
  return {
    assignmentId: assignment?.id ?? '',
    definitionId: definition.id ?? '',
    setDefinitionId: initiative?.id ?? '',
    definitionReferenceId: referenceId ?? '',
  };
}

function findingOf(policy: AssignedPolicy, resource: Resource, evaluation: Evaluation): Finding {
  const { definition } = policy;
  const { verdict, effect, decisions } = evaluation;
  const { type, name, id } = resource;
  const rule = ruleName(definition);
  const location = verdict === 'notApplicable' ? undefined : locate(resource, decisions);
  const remedy = textOf(definition, 'remediation');
  return {
    rule,
    title: definition.displayName ?? rule,
    verdict,
    effect,
    severity: severityOf(definition, effect),
    resource: { type, name, ...(id === undefined ? {} : { id }) },
    ...(location === undefined ? {} : { location }),
    message: messageOf(policy, evaluation),
    reasons: decisions.map(({ reason }) => reason),
    ...(remedy === undefined ? {} : { remedy }),
  };
}

function ruleName({ name, id, displayName }: PolicyDefinition): string {
  return name ?? id?.split('/').at(-1) ?? displayName ?? 'unnamed';
}

/** The assignment's own words to whoever it stops, then what was found. */
function messageOf({ assignment, referenceId }: AssignedPolicy, { verdict, message }: Evaluation): string {
  if (assignment === undefined || verdict !== 'violation') return message;
  const messages = assignment.nonComplianceMessages;
  const about = (wanted: string | undefined) => messages.find((entry) => entry.referenceId?.toLowerCase() === wanted?.toLowerCase());
  const own = (referenceId === undefined ? undefined : about(referenceId)) ?? about(undefined);
  const unenforced = assignment.enforcementMode === 'DoNotEnforce' ? ['The assignment does not enforce this.'] : [];
  return [...(own === undefined ? [] : [own.message]), message, ...unenforced].join(' ');
}

const severities: readonly Severity[] = ['high', 'medium', 'low'];

/** Deny is high, everything else medium; `metadata.severity` overrides. */
function severityOf(definition: PolicyDefinition, effect: string): Severity {
  const written = textOf(definition, 'severity')?.toLowerCase();
  return severities.find((severity) => severity === written) ?? (effect === 'deny' ? 'high' : 'medium');
}

function textOf({ metadata }: PolicyDefinition, key: string): string | undefined {
  const value = Object.hasOwn(metadata, key) ? metadata[key] : undefined;
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** The line of the first place that decided, or of its nearest ancestor that is written down. */
function locate({ originOf }: Resource, decisions: readonly Decision[]): Location | undefined {
  const pointer = decisions.find((decision) => decision.pointer !== undefined)?.pointer ?? '';
  const origin = originOf?.(pointer);
  if (origin === undefined) return undefined;
  return { file: origin.file, line: origin.line ?? 1, column: origin.column ?? 1, pointer: origin.pointer };
}
