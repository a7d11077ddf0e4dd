import type { PolicyNames, PolicyState } from '../../../azure/compliance-states.ts';
import type { AssignedPolicy } from '../../../policy/bind.ts';
import { ruleName } from '../../../policy/judge/rule-facts.ts';
import { isVersionOf } from '../../../policy/objects/stamp.ts';

/** Finds which of our rules a state of Azure's is about; undefined for a policy of somebody else. */
export type RuleOf = (state: PolicyState) => string | undefined;

/**
 * A state is about a rule when its definition has the rule's name, or that with a version behind it; or when it is about the member of an
 * initiative of ours that has the rule's reference id, whatever the definition is called there.
 */
export function ownRules(policies: readonly AssignedPolicy[]): RuleOf {
  const rules = [...new Set(policies.map(({ definition }) => ruleName(definition)))];
  const members = policies.flatMap(({ definition, initiative, referenceId }) => (
    initiative === undefined || referenceId === undefined ? [] : [{ rule: ruleName(definition), initiative: initiative.name, referenceId: referenceId.toLowerCase() }]
  ));
  const known = new Map<string, string | undefined>();
  const find = ({ definitionId, initiativeId, referenceId }: PolicyState): string | undefined => {
    const exact = rules.find((rule) => rule.toLowerCase() === lastOf(definitionId).toLowerCase()) ?? rules.find((rule) => isVersionOf(lastOf(definitionId), rule));
    if (exact !== undefined || initiativeId === undefined || referenceId === undefined) return exact;
    return members.find((member) => member.referenceId === referenceId.toLowerCase() && isVersionOf(lastOf(initiativeId), member.initiative))?.rule;
  };
  return (state) => {
    const key = JSON.stringify([state.definitionId, state.initiativeId, state.referenceId]).toLowerCase();
    if (!known.has(key)) known.set(key, find(state));
    return known.get(key);
  };
}

/** The names that Azure's states are asked for by. */
export function namesOf(policies: readonly AssignedPolicy[]): PolicyNames {
  return {
    definitions: [...new Set(policies.map(({ definition }) => ruleName(definition)))],
    initiatives: [...new Set(policies.flatMap(({ initiative }) => initiative?.name ?? []))],
  };
}

function lastOf(id: string): string {
  return id.split('/').at(-1) ?? '';
}
