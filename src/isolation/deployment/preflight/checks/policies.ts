import { conflictingBuiltIns } from '../../../../policy/built-ins.ts';
import type { Check, Remark } from '../check.ts';
import { seen } from '../observation.ts';
import type { AssignedBuiltIn } from '../policies/assigned.ts';
import type { Situation } from '../situation.ts';

/** Built-ins that refuse or change a registry when it is written, and what write it takes. */
const atWrite: ReadonlyMap<string, { readonly type: RegExp; readonly acts: readonly string[] }> = new Map([
  ['42781ec6-6127-4c30-bdfa-fb423a0047d3', { type: /\/Microsoft\.ContainerRegistry\/registries\/[^/]+$/i, acts: ['deny'] }],
  ['785596ed-054f-41bc-aaec-7f3d0ba05725', { type: /\/Microsoft\.ContainerRegistry\/registries\/[^/]+$/i, acts: ['modify'] }],
  ['84497762-32b6-4ab3-80b6-732ea48b85a2', { type: /\/Microsoft\.ContainerRegistry\/registries\/[^/]+\/cacheRules\/[^/]+$/i, acts: ['deny'] }],
]);

export const policyChecks: readonly Check[] = [
  {
    id: 'conflicting-policy', group: 'policies', title: 'No built-in that works against isolation is assigned', kinds: ['refusal', 'warning', 'undetermined'],
    why: 'It works against isolation.',
    remedy: 'Exclude the cluster and its registry from the assignment.',
    source: 'Azure/azure-policy, built-in definitions',
    look: (situation) => {
      const assigned = seen(situation.observed.assigned);
      if ('unseen' in assigned) return [{ kind: 'undetermined', title: 'Policy assignments could not be read', why: assigned.unseen, remedy: 'Grant Reader on the resource group to be told before; a policy that refuses a write makes a step fail, and a later run goes on there.' }];
      const unread = (situation.observed.unreadInitiatives ?? []).map(({ id, why }): Remark => ({ kind: 'undetermined', target: id.toLowerCase(), title: `The initiative ${id}, which is assigned, could not be read`, why, remedy: 'See that it brings none of the built-ins that work against isolation.' }));
      return [...unread, ...assigned.known.flatMap((one) => ofAssigned(one, situation))];
    },
  },
];

function ofAssigned({ assignmentId, assignment, guid, effect, isEnforced }: AssignedBuiltIn, { steps }: Situation): readonly Remark[] {
  const builtIn = conflictingBuiltIns.find((one) => one.guid === guid);
  const acts = effect?.toLowerCase();
  if (builtIn === undefined || acts === 'disabled' || !isEnforced) return [];
  const rule = atWrite.get(guid);
  const refused = rule === undefined ? undefined : steps.find(({ id, work }) => ['put', 'change'].includes(work.kind) && rule.type.test(id));
  const mayAct = rule !== undefined && (acts === undefined || rule.acts.includes(acts));
  // What only audits does nothing to a registry.
  if (rule !== undefined && !mayAct) return [];
  const unknown = acts === undefined ? ' Which effect it has there could not be read.' : '';
  return [{
    // Without its effect nobody knows that it refuses.
    kind: refused !== undefined && acts !== undefined ? 'refusal' : 'warning',
    target: `${assignmentId}/${guid}`.toLowerCase(),
    title: `The assignment "${assignment}" (${assignmentId}) brings the built-in "${builtIn.displayName}"${refused === undefined ? '' : `, which stands against: ${refused.title}`}`,
    why: `As it is assigned, ${builtIn.why}.${unknown}`,
  }];
}
