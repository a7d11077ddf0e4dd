import { textAt } from '../../../arm/json.ts';
import { indexPolicies, judge, type AssignedPolicy, type Judgement, type PolicyIndex } from '../../../policy/index.ts';
import { isBelow } from '../hierarchy/reach.ts';
import { bindPolicies } from '../policy/reading.ts';
import { contextOf, exemptionsFor, objectsInForce } from '../policy-enforcement.ts';
import type { Arm, PolicyObject } from '../state.ts';
import { evaluablesWithin, relatedIn, type Evaluable } from './evaluable.ts';
import { stateKey, type PolicyStateRecord } from './policy-states.ts';

const words: Readonly<Partial<Record<Judgement['finding']['verdict'], PolicyStateRecord['word']>>> = {
  compliant: 'Compliant', violation: 'NonCompliant', exempt: 'Exempt', error: 'Error', undetermined: 'Unknown',
};

/**
 * Evaluates what is at or below a scope as Azure does in its scans: by all assignments, enforced or not, and as resources now are. What no
 * policy is about, what an assignment excludes and what is disabled has no state (azure-policy-language.md §1.10).
 */
export function evaluateWithin(scope: string, { state }: Arm, at: number): void {
  const { policyStates: { records } } = state;
  for (const [key, { resourceId }] of records) if (isBelow(resourceId, scope, state.hierarchy)) records.delete(key);
  if (![...state.policies.values()].some(({ kind }) => kind === 'policyAssignments')) return;
  const index = indexer();
  const related = relatedIn(state);
  for (const resource of evaluablesWithin(scope, state)) {
    const assignments = objectsInForce('policyAssignments', resource.id, state, at);
    if (assignments.length === 0) continue;
    const context = { ...contextOf(resource.id, state, { now: at, apiVersion: '' }), related };
    const policies = index(assignments, state.policies).for(resource).filter(({ assignment }) => assignment?.notScopes.some((excluded) => isBelow(resource.id, excluded, state.hierarchy)) !== true);
    for (const judgement of judge(policies, resource, context, exemptionsFor(resource.id, state, at))) {
      const record = recordOf(judgement, resource, at);
      if (record !== undefined) records.set(stateKey(record), record);
    }
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

function recordOf({ policy, finding }: Judgement, { id, type, body }: Evaluable, at: number): PolicyStateRecord | undefined {
  const { assignment, definition, initiative, referenceId } = policy;
  const word = words[finding.verdict];
  if (word === undefined || finding.effect === 'disabled' || assignment === undefined) return undefined;
  const definitionId = definition.id ?? '';
  return {
    resourceId: id,
    resourceType: type,
    location: textAt(body, 'location') ?? '',
    assignment: { id: assignment.id ?? '', name: assignment.name, scope: assignment.scope },
    definition: { id: definitionId, name: definition.name ?? definitionId.split('/').at(-1) ?? '' },
    ...(initiative === undefined ? {} : { member: { initiativeId: initiative.id ?? '', initiativeName: initiative.name, referenceId: referenceId ?? '' } }),
    effect: finding.effect,
    word,
    at,
  };
}
