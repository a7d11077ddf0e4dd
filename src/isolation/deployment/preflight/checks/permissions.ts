import { sameId } from '../../../../arm/resource-id.ts';
import { parseScope, isWithin } from '../../../../arm/scope.ts';
import { quote } from '../../../migration.ts';
import type { Check, Remark } from '../check.ts';
import { allowanceOf, type Allowance } from '../rights/allowed.ts';
import type { Need } from '../rights/needs.ts';
import { grantScope, roleFor } from '../rights/roles-to-grant.ts';
import type { Situation } from '../situation.ts';

export const permissionChecks: readonly Check[] = [
  {
    id: 'permission', group: 'permissions', title: 'The identity may do what the plan does', kinds: ['refusal', 'warning', 'undetermined'],
    why: 'A step of the plan needs it (`AuthorizationFailed`, `LinkedAuthorizationFailed`).',
    remedy: 'Grant the role.',
    source: 'Azure documentation, "Azure permissions" and "Azure built-in roles"',
    look: (situation) => {
      const answers = situation.questions.needs.map((need) => ({ need, answer: answerFor(need, situation) }));
      const lacking = answers.filter(({ answer }) => answer === 'no').map(({ need }) => need);
      const [certain, maybe] = [lacking.filter(({ isMaybe }) => isMaybe !== true), lacking.filter(({ isMaybe }) => isMaybe === true)];
      return [
        ...missing(certain, situation),
        ...missing(maybe, situation).map((remark): Remark => ({ ...remark, kind: 'warning', target: `linked ${remark.target ?? ''}`, why: 'The cluster refers to it, and is written in whole when it is changed: Azure may ask for this right (`LinkedAuthorizationFailed`).' })),
        ...unsure(answers),
      ];
    },
  },
];

type Answer = Allowance | { readonly unseen: string };

/** Rights at a scope hold for all below: one place that allows is enough, and only where all that bear on it were read it is known that none does. */
function answerFor({ scope, action }: Need, { observed }: Situation): Answer {
  const around = (observed.permissions ?? []).filter((one) => isWithin(scope, one.scope));
  const allowances = around.flatMap(({ entries }) => ('known' in entries ? [allowanceOf(action, entries.known)] : []));
  if (allowances.includes('yes')) return 'yes';
  const [unseen] = around.flatMap(({ entries }) => ('unseen' in entries ? [entries.unseen] : [])).toSorted();
  if (unseen !== undefined) return { unseen };
  if (allowances.length === 0) return { unseen: 'It was not read.' };
  return allowances.includes('conditional') ? 'conditional' : 'no';
}

interface Grant {
  readonly role: string;
  readonly scope: string;
  readonly actions: ReadonlySet<string>;
}

/** Where Contributor has to be granted, narrower roles for what it allows too would be in vain; it allows nothing of Microsoft.Authorization. */
function foldIntoContributor(grants: readonly Grant[]): readonly Grant[] {
  const isFolded = ({ actions }: Grant): boolean => [...actions].every((action) => !/^Microsoft\.Authorization\//i.test(action));
  return grants.flatMap((grant): readonly Grant[] => {
    const beside = grants.filter(({ scope }) => sameId(scope, grant.scope));
    const isNeeded = beside.some(({ role }) => role === 'Contributor');
    if (!isNeeded || !isFolded(grant)) return [grant];
    return grant.role === 'Contributor' ? [{ ...grant, actions: new Set(beside.filter(isFolded).flatMap(({ actions }) => [...actions])) }] : [];
  });
}

/** One remark for each role and scope to grant it at. */
function missing(needs: readonly Need[], { steps }: Situation): readonly Remark[] {
  const made = new Set(steps.filter(({ id, work }) => work.kind === 'put' && parseScope(id)?.kind === 'resourceGroup').map(({ id }) => id.toLowerCase()));
  const grants = new Map<string, { readonly role: string; readonly scope: string; readonly actions: Set<string> }>();
  for (const need of needs) {
    const [role, scope] = [roleFor(need.action), grantScope(need.scope, made)];
    const key = `${role}\n${scope}`.toLowerCase();
    const grant = grants.get(key) ?? { role, scope, actions: new Set<string>() };
    grant.actions.add(need.action);
    grants.set(key, grant);
  }
  return foldIntoContributor([...grants.values()]).map(({ role, scope, actions }): Remark => ({
    target: `${role} ${scope}`.toLowerCase(),
    title: `The identity lacks ${[...actions].toSorted().join(', ')} at ${scope}`,
    remedy: `Grant it the role ${role} there, or one that allows as much.`,
    command: `az role assignment create --assignee <object id> --role ${quote(role)} --scope ${quote(scope)}`,
  }));
}

/** What is not known of many places is said once. */
function unsure(answers: readonly { readonly need: Need; readonly answer: Answer }[]): readonly Remark[] {
  const remedy = 'A missing right makes a step fail, and a later run goes on there.';
  const conditional = answers.flatMap(({ need: { scope, action }, answer }): readonly Remark[] => (answer !== 'conditional' ? [] : [{
    kind: 'undetermined', target: `${scope}/${action}`.toLowerCase(), title: `The identity may ${action} at ${scope} under a condition`, why: 'Whether the condition holds is decided by Azure when it is written.', remedy,
  }]));
  const unseen = answers.flatMap(({ need: { scope }, answer }) => (typeof answer === 'string' ? [] : [{ scope, why: answer.unseen }]));
  const [first] = unseen;
  const places = new Set(unseen.map(({ scope }) => scope.toLowerCase())).size;
  if (first === undefined) return conditional;
  const others = places === 1 ? '' : ` and ${places - 1} more ${places === 2 ? 'place' : 'places'}`;
  return [...conditional, { kind: 'undetermined', target: first.scope.toLowerCase(), title: `Whether the identity has the rights it needs at ${first.scope}${others} is not known`, why: first.why, remedy }];
}
