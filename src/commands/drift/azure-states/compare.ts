import type { Resource } from '../../../arm/resource.ts';
import type { ComplianceStates, PolicyState } from '../../../azure/compliance-states.ts';
import type { AssignedPolicy } from '../../../policy/bind.ts';
import type { Finding, Verdict } from '../../../policy/finding.ts';
import { verdictOrder } from '../../../report/report.ts';
import { agreements, dependsOnTime, worstWord, type Agreement } from './agreement.ts';
import { ownRules } from './own-rules.ts';

/** What a look at living resources came to. */
export interface OwnSide {
  /** All that were judged, whatever was found. Those without an id are passed over. */
  readonly resources: readonly Resource[];
  readonly policies: readonly AssignedPolicy[];
  /** What is not compliant, what is exempt as such. A rule without a finding on a resource was content, or not about it. */
  readonly findings: readonly Finding[];
}

/** One rule on one resource, with both answers. */
export interface ComparedRule {
  readonly rule: string;
  readonly resource: Resource & { readonly id: string };
  readonly verdict: Verdict;
  readonly finding?: Finding;
  /** The answer of Azure's that counts. */
  readonly state: PolicyState;
  readonly agreement: Agreement;
  /** Azure's answer is from before the resource was last written. */
  readonly isStale: boolean;
}

/**
 * Sets Azure's states beside what was found, for the rules that both have an answer of and on resources that were judged.
 * @param writtenAt when resources were last written by somebody, by lower-case id: ISO 8601 in UTC
 */
export function compareStates(own: OwnSide, azure: Pick<ComplianceStates, 'states'>, writtenAt: ReadonlyMap<string, string>): readonly ComparedRule[] {
  const ruleOf = ownRules(own.policies);
  const resources = new Map(own.resources.flatMap((resource) => (resource.id === undefined ? [] : [[resource.id.toLowerCase(), { ...resource, id: resource.id }] as const])));
  const findings = worstFindings(own.findings);
  const answers = new Map<string, { readonly rule: string; readonly resource: Resource & { readonly id: string }; readonly states: PolicyState[] }>();
  for (const state of azure.states) {
    const [rule, resource] = [ruleOf(state), resources.get(state.resourceId.toLowerCase())];
    if (rule === undefined || resource === undefined) continue;
    const key = keyOf(rule, resource.id);
    const answer = answers.get(key) ?? { rule, resource, states: [] };
    answers.set(key, answer);
    answer.states.push(state);
  }
  return [...answers].flatMap(([key, { rule, resource, states }]) => {
    const written = writtenAt.get(resource.id.toLowerCase());
    const isOld = ({ at }: PolicyState): boolean => written !== undefined && at !== undefined && at < written;
    // An assignment that was evaluated since outweighs one that was not.
    const current = states.filter((state) => !isOld(state));
    const state = worst(current.length > 0 ? current : states);
    if (state === undefined) return [];
    const finding = findings.get(key);
    const verdict = finding?.verdict ?? 'compliant';
    const agreement = agreements[state.word][verdict];
    return [{ rule, resource, verdict, state, agreement, isStale: current.length === 0 && dependsOnTime.has(agreement), ...(finding === undefined ? {} : { finding }) }];
  });
}

/** Of several findings of one rule on one resource, which several assignments make, the worst. */
function worstFindings(findings: readonly Finding[]): ReadonlyMap<string, Finding> {
  const worstOf = new Map<string, Finding>();
  for (const finding of findings) {
    if (finding.resource.id === undefined) continue;
    const key = keyOf(finding.rule, finding.resource.id);
    const known = worstOf.get(key);
    if (known === undefined || verdictOrder.indexOf(finding.verdict) < verdictOrder.indexOf(known.verdict)) worstOf.set(key, finding);
  }
  return worstOf;
}

function worst(states: readonly PolicyState[]): PolicyState | undefined {
  return states.toSorted((left, right) => worstWord.indexOf(left.word) - worstWord.indexOf(right.word))[0];
}

function keyOf(rule: string, id: string): string {
  return JSON.stringify([rule, id]).toLowerCase();
}
