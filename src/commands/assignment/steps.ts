import { textAt } from '../../arm/json.ts';
import { UserError } from '../../run/errors.ts';
import { isChangedByOthers, type PolicyPlan } from '../../policy/objects/plan.ts';
import type { PolicyStep } from '../../policy/objects/policy-step.ts';
import { kindFacts, scopeOf } from '../../policy/objects/policy-object.ts';
import { stampName } from '../../policy/objects/stamp.ts';
import type { Finding } from '../../policy/index.ts';
import type { Living } from '../../policy/objects/living.ts';
import type { ReportStep } from '../../report/report.ts';
import type { AssignmentPlan } from './assignment-plan.ts';

const verbs: Readonly<Record<PolicyStep['action'], string>> = { create: 'Create', update: 'Update', replace: 'Replace by', enforce: 'Enforce', delete: 'Delete', unchanged: 'Keep' };

/** The steps as a plan: what would be written. */
export function plannedSteps({ policies, assignments }: AssignmentPlan, living?: Living): readonly ReportStep[] {
  const steps = policies.steps.filter(({ action }) => action !== 'unchanged').map((step) => {
    const planned = reportStep(step, 'planned');
    return living !== undefined && isChangedByOthers(step, living.find(step.object.id)) ? { ...planned, details: ['somebody else has changed it since it was written', ...planned.details] } : planned;
  });
  const made = new Set(policies.steps.filter(({ action, object }) => object.kind === 'assignment' && (action === 'create' || action === 'replace')).map(({ object }) => object.id));
  const roles = assignments.filter(({ id }) => made.has(id)).flatMap(({ name, scope, roles: needed }) => needed.map((role): ReportStep => ({
    title: `Create role assignment for the identity of ${name}`, status: 'planned', resourceId: scope, details: [`roleDefinitionId: ${role}`],
  })));
  return [...steps, ...roles];
}

export function reportStep({ action, object, details }: PolicyStep, status: ReportStep['status'], elapsed?: number): ReportStep {
  const mode = object.kind === 'assignment' && action !== 'delete' && action !== 'enforce' ? [`enforcement: ${textAt(object.body, 'properties', 'enforcementMode') ?? 'Default'}`] : [];
  return {
    title: `${verbs[action]} ${kindFacts[object.kind].noun} ${object.name}${placeOf(object)}`, status, resourceId: object.id, details: [...mode, ...details],
    ...(elapsed === undefined ? {} : { elapsed }),
  };
}

/** Where an exemption stands: its name says nothing to people. */
function placeOf({ kind, id }: PolicyStep['object']): string {
  return kind === 'exemption' ? ` at ${scopeOf(id).split('/').slice(-2).join('/')}` : '';
}

/** What an approval of the plan covers. */
export function substanceOf({ policies, assignments }: AssignmentPlan): unknown {
  return [
    ...substanceOfSteps(policies),
    ...assignments.filter(({ roles }) => roles.length > 0).map(({ id, roles }) => ({ id, roles })),
  ];
}

export function substanceOfSteps({ steps }: Pick<PolicyPlan, 'steps'>): readonly unknown[] {
  return steps.filter(({ action }) => action !== 'unchanged').map(({ action, object }) => ({ action, id: object.id, ...(action === 'delete' ? {} : { body: object.body }) }));
}

/** "assigned and enforced": how the policies stand, in words. */
export function standingOf({ assignments }: AssignmentPlan): string {
  const words = assignments.map(({ name, enforced, effect }) => {
    const standing = effect !== 'deny' ? `assigned with effect ${effect}` : enforced ? 'assigned and enforced' : 'assigned, not enforced';
    return assignments.length === 1 ? standing : `${name} ${standing}`;
  });
  return words.length === 0 ? 'nothing is assigned' : words.join('; ');
}

/** What new policies would add to what is refused already, in a clause. */
export function lockOut(findings: readonly Finding[]): string {
  const names = [...new Set(findings.map(({ resource }) => resource.name))];
  return `The policies are enforced, and the new ones would refuse every update of ${names.slice(0, 20).join(', ')}${names.length > 20 ? ` and ${names.length - 20} more` : ''} (${[...new Set(findings.map(({ rule }) => rule))].join(', ')}), which the present ones do not`;
}

/** Refuses, before the first write, what may not be written: objects of others, a loosening, a Deny in force that would lock out more than it does. */
export function refuseImpossible({ policies: { foreign }, assignments }: AssignmentPlan): void {
  const newly = assignments.flatMap(({ newlyLockedOut }) => newlyLockedOut);
  if (newly.length > 0) throw new UserError(`${lockOut(newly)}; nothing was written. Isolate what is named and run again, enter it in the exemptions file, or give it time with "exempt-for-days".`);
  const loosened = assignments.flatMap((assignment) => assignment.loosened);
  if (loosened.length > 0) {
    throw new UserError(`"parameters" would loosen policies that are enforced already (${loosened.join('; ')}); nothing was written. Change the assignment in Azure if you mean it.`);
  }
  if (foreign.length === 0) return;
  throw new UserError(
    `${foreign.map(({ id }) => id).join(', ')} exists already and was not written by this tool (its metadata lacks managedBy: ${stampName}), or belongs to another "owner"; nothing was written. ` +
      'Choose another "definition-scope" or remove the object.',
  );
}
