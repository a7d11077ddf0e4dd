import { arrayAt, textAt, type JsonObject } from '../../../../arm/json.ts';
import { sameId } from '../../../../arm/resource-id.ts';
import { isWithin } from '../../../../arm/scope.ts';
import { quote } from '../../../migration.ts';
import { clusterIdOf } from '../../../specification.ts';
import type { Check, Remark } from '../check.ts';
import type { Objection, ObjectionsTo } from '../observation.ts';
import { isDeparture, writtenBody } from '../planned.ts';
import type { Situation } from '../situation.ts';

/** What the user's own policies would refuse, by Azure's word. */
export const policyRefusalChecks: readonly Check[] = [
  {
    id: 'policy-refusal', group: 'policies', title: 'No policy that is enforced refuses what the plan writes, on the way to isolation included', kinds: ['refusal', 'warning', 'undetermined'],
    why: 'Azure would refuse the write (`RequestDisallowedByPolicy`). A policy that asks for an isolated outbound type also refuses the update that sets the artifact source, as the cluster is not isolated yet.',
    remedy: 'Let the assignment not enforce until the cluster is isolated, or exempt the cluster for that time, and run again.',
    source: 'Azure/azure-rest-api-specs, checkPolicyRestrictions (2024-10-01); AKS troubleshooting, "RequestDisallowedByPolicy"',
    look: (situation) => {
      const { questions, observed } = situation;
      const answers = questions.judged.map((write): ObjectionsTo => observed.objections?.find(({ step }) => step === write.step) ?? { step: write.step, said: { unseen: 'It was not asked.' } });
      const unseen = answers.flatMap(({ said }) => ('unseen' in said ? [said.unseen] : []));
      const remarks = answers.flatMap(({ step, said }) => ('known' in said ? said.known.flatMap((objection) => ofObjection(objection, step, situation)) : []));
      // One policy may stand against several steps: the first tells.
      const first = [...new Map(remarks.toReversed().map((remark) => [remark.target, remark])).values()];
      if (unseen.length === 0) return first;
      return [...first, { kind: 'undetermined', title: 'What the assigned policies say of the plan could not be asked', why: unseen.toSorted()[0] ?? '', remedy: 'Grant Reader on the resource group to be told before; a policy that refuses a write makes a step fail, and a later run goes on there.' }];
    },
  },
];

const onTheWayBack = { why: 'Azure would refuse the write (`RequestDisallowedByPolicy`).', remedy: 'Take the policies away, or exempt the cluster from them for as long as it is open, and run again.' };

function ofObjection({ assignmentId, definitionId, referenceId, effect }: Objection, stepKey: string, { observed, questions, steps, specification }: Situation): readonly Remark[] {
  const write = questions.judged.find(({ step }) => step === stepKey);
  if (effect?.toLowerCase() !== 'deny' || write === undefined) return [];
  const assignments = observed.assignments;
  const assignment = assignments !== undefined && 'known' in assignments ? assignments.known.find((one) => sameId(textAt(one, 'id') ?? '', assignmentId)) : undefined;
  if (textAt(assignment, 'properties', 'enforcementMode')?.toLowerCase() === 'donotenforce') return [];
  if (arrayAt(assignment, 'properties', 'notScopes').some((scope) => typeof scope === 'string' && isWithin(write.id, scope))) return [];
  const covers = (exemption: JsonObject | undefined): boolean => {
    const references = arrayAt(exemption, 'properties', 'policyDefinitionReferenceIds');
    return sameId(textAt(exemption, 'properties', 'policyAssignmentId') ?? '', assignmentId)
      && (references.length === 0 || (referenceId !== undefined && references.some((one) => typeof one === 'string' && sameId(one, referenceId))));
  };
  if (steps.some((step) => /\/Microsoft\.Authorization\/policyExemptions\/[^/]+$/i.test(step.id) && step.work.kind !== 'delete' && covers(writtenBody(step)))) return [];
  const target = `${assignmentId}/${referenceId ?? ''}/${write.id}`.toLowerCase();
  const policy = `${referenceId ?? definitionId.split('/').at(-1) ?? ''} (assignment ${assignmentId})`;
  const { exemptions } = observed;
  const isExempt = exemptions !== undefined && 'known' in exemptions && exemptions.known.some((exemption) => covers(exemption) && isWithin(write.id, placeOf(exemption)));
  if (isExempt) return [{ kind: 'warning', target, title: `Policy ${policy} stands against: ${write.title}`, why: 'There is an exemption from it.', remedy: 'See that the exemption has not ended.' }];
  return [{
    target, title: `Policy ${policy} refuses: ${write.title}`, ...(isDeparture(steps, clusterIdOf(specification)) ? onTheWayBack : {}),
    command: `az policy exemption create --name isolation --exemption-category Waiver --policy-assignment ${quote(assignmentId)} --scope ${quote(write.id)} --expires-on <date>`,
  }];
}

function placeOf(exemption: JsonObject): string {
  return (textAt(exemption, 'id') ?? '—').replace(/\/providers\/Microsoft\.Authorization\/policyExemptions\/[^/]+$/i, '');
}
