import { memberIgnoringCase } from '../../../arm/json.ts';
import { deepEqual } from '../../../language/values.ts';
import type { AssignedPolicy, Judgement, Verdict } from '../../../policy/index.ts';
import { ruleName } from '../../../policy/judge/rule-facts.ts';

/** Where the check says something else than what is assigned says, not because an engine differs but because what they judge by does. */
export interface Deviation {
  readonly rule: string;
  readonly assignment: string;
  readonly sentence: string;
}

/**
 * The deviation of what is assigned in Azure from what the check judges by, for one resource.
 * @param own what the check's policies say of it
 * @param standing what one policy says of it as it is assigned
 */
export function deviationOf(own: readonly Judgement[], standing: Judgement): Deviation | undefined {
  const rule = ruleName(standing.policy.definition);
  const same = own.filter(({ policy }) => ruleName(policy.definition).toLowerCase() === rule.toLowerCase());
  const [first] = same;
  if (first === undefined || same.some(({ finding }) => meaning(finding.verdict) === meaning(standing.finding.verdict))) return undefined;
  const assignment = standing.policy.assignment?.name ?? '';
  const said = `\`${rule}\` comes out as ${first.finding.verdict} here and would as ${standing.finding.verdict} by the assignment \`${assignment}\` in Azure`;
  return { rule, assignment, sentence: `${said}: ${listed(differences(first.policy, standing.policy))}.` };
}

/** Whether a verdict objects, and if that is not known. */
function meaning(verdict: Verdict): string {
  return verdict === 'notApplicable' || verdict === 'exempt' ? 'compliant' : verdict;
}

function differences(own: AssignedPolicy, standing: AssignedPolicy): readonly string[] {
  const [here, there] = [own.definition.version, standing.definition.version];
  // Values stay in Azure: a report of a pull request has more readers than an assignment.
  const names = Object.keys(standing.parameters).filter((name) => deepEqual(memberIgnoringCase(own.parameters, name) ?? null, standing.parameters[name] ?? null) !== true);
  const parameters = names.length === 0 ? [] : [`its ${names.length === 1 ? 'parameter' : 'parameters'} ${names.slice(0, 10).map((name) => `\`${name}\``).join(', ')} ${names.length === 1 ? 'differs' : 'differ'}`];
  const version = here === there ? [] : [`the definition is of version ${there ?? 'none'} there and ${here ?? 'none'} here`];
  const found = [...parameters, ...version];
  return found.length > 0 ? found : ['the definition, an exemption, or what the assignment is about differs'];
}

function listed(parts: readonly string[]): string {
  return parts.join('; ');
}
