import { textAt } from '../../../arm/json.ts';
import { inputOf } from '../../../policy/judge/judge.ts';
import { indexPolicies, judge, type AssignedPolicy, type EvaluationContext, type Exemption, type Finding, type PolicyIndex } from '../../../policy/index.ts';
import { isBelow } from '../hierarchy/reach.ts';
import { bindPolicies } from '../policy/reading.ts';
import { contextOf, exemptionsFor, objectsInForce } from '../policy-enforcement.ts';
import type { Arm, PolicyObject } from '../state.ts';
import { evaluablesWithin, relatedIn, type Evaluable } from './evaluable.ts';
import type { PolicyStateRecord } from './policy-states.ts';

const words: Readonly<Partial<Record<Finding['verdict'], PolicyStateRecord['word']>>> = {
  compliant: 'Compliant', violation: 'NonCompliant', exempt: 'Exempt', error: 'Error', undetermined: 'Unknown',
};

/**
 * Evaluates what is at or below a scope as Azure does in its scans: by all assignments, enforced or not, and as resources now are. What no
 * policy is about, what an assignment excludes and what is disabled has no state (azure-policy-language.md §1.10).
 */
export function evaluateWithin(scope: string, { state }: Arm, at: number): void {
  const { policyStates: { records } } = state;
  for (const id of records.keys()) if (isBelow(id, scope, state.hierarchy)) records.delete(id);
  if (![...state.policies.values()].some(({ kind }) => kind === 'policyAssignments')) return;
  const index = indexer();
  const related = relatedIn(state);
  for (const resource of evaluablesWithin(scope, state)) {
    const assignments = objectsInForce('policyAssignments', resource.id, state, at);
    if (assignments.length === 0) continue;
    const context = { ...contextOf(resource.id, state, { now: at, apiVersion: '' }), related };
    const policies = index(assignments, state.policies).for(resource).filter(({ assignment }) => assignment?.notScopes.some((excluded) => isBelow(resource.id, excluded, state.hierarchy)) !== true);
    const exemptions = exemptionsFor(resource.id, state, at);
    const found = policies.flatMap((policy) => recordsOf(policy, resource, context, exemptions, at));
    if (found.length > 0) records.set(resource.id.toLowerCase(), found);
  }
}

/** Assignments are bound once for all resources that they reach together. */
function indexer(): (assignments: readonly PolicyObject[], policies: Arm['state']['policies']) => PolicyIndex {
  const indexes = new Map<string, PolicyIndex>();
  return (assignments, policies) => {
    const key = assignments.map(({ id }) => id).join('\n');
    const known = indexes.get(key);
    if (known !== undefined) return known;
    const index = indexPolicies(assignments.flatMap((assignment) => bindPolicies(assignment, policies)).filter(isOfResourceManager));
    indexes.set(key, index);
    return index;
  };
}

function isOfResourceManager({ definition }: AssignedPolicy): boolean {
  return ['all', 'indexed'].includes(definition.mode.toLowerCase());
}

function recordsOf(policy: AssignedPolicy, resource: Evaluable, context: EvaluationContext, exemptions: readonly Exemption[], at: number): readonly PolicyStateRecord[] {
  const plain = plainOutcome(policy, resource, context, exemptions);
  const outcomes = plain === undefined ? judge([policy], resource, context, exemptions).map(({ finding }) => finding) : [plain];
  return outcomes.flatMap((outcome) => recordOf(policy, outcome, resource, at) ?? []);
}

/** The outcome of a policy of which its assignment makes nothing else, without the reasons: those take several times as long. */
function plainOutcome(policy: AssignedPolicy, resource: Evaluable, context: EvaluationContext, exemptions: readonly Exemption[]): Pick<Finding, 'verdict' | 'effect'> | undefined {
  const { assignment, definition, definitionVersion, initiativeVersion } = policy;
  const isPlain = assignment?.overrides.length === 0 && assignment.resourceSelectors.length === 0 && definitionVersion === undefined && initiativeVersion === undefined && exemptions.length === 0;
  return isPlain ? definition.decide(inputOf(policy, resource, context)) : undefined;
}

function recordOf({ assignment, definition, initiative, referenceId }: AssignedPolicy, { verdict, effect }: Pick<Finding, 'verdict' | 'effect'>, { id, type, body }: Evaluable, at: number): PolicyStateRecord | undefined {
  const word = words[verdict];
  if (word === undefined || effect === 'disabled' || assignment === undefined) return undefined;
  const definitionId = definition.id ?? '';
  return {
    resourceId: id,
    resourceType: type,
    location: textAt(body, 'location') ?? '',
    assignment: { id: assignment.id ?? '', name: assignment.name, scope: assignment.scope },
    definition: { id: definitionId, name: definition.name ?? definitionId.split('/').at(-1) ?? '' },
    ...(initiative === undefined ? {} : { member: { initiativeId: initiative.id ?? '', initiativeName: initiative.name, referenceId: referenceId ?? '' } }),
    effect,
    word,
    at,
  };
}
