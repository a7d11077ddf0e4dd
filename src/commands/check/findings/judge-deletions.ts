import type { JsonObject } from '../../../arm/json.ts';
import type { AssignedPolicy } from '../../../policy/bind.ts';
import type { EvaluationContext } from '../../../policy/conditions/scope.ts';
import type { Exemption } from '../../../policy/documents/exemption.ts';
import type { Finding, Verdict } from '../../../policy/finding.ts';
import { indexPolicies } from '../../../policy/judge/index-policies.ts';
import { judge } from '../../../policy/judge/judge.ts';
import { mayDenyDeletion } from '../../../policy/judge/may-deny-deletion.ts';
import type { Infrastructure } from '../../../sources/read-infrastructure.ts';
import { distinctFindings } from './distinct-findings.ts';
import { breathe, endOfFindings, mostFindings, type Judged } from './judge-resources.ts';
import { unseenIn, whatGoes, type Going } from './what-goes.ts';

/**
 * What policies with the effect `denyAction` say of what plans delete: of each resource by itself, and of what goes with a resource group. Nothing else is asked
 * of what goes.
 */
export async function judgeDeletions({ deletions, resources }: Pick<Infrastructure, 'deletions' | 'resources'>, policies: readonly AssignedPolicy[], exemptions: readonly Exemption[], context: EvaluationContext, signal: AbortSignal): Promise<Judged> {
  const quiet: Partial<Record<Verdict, number>> = {};
  const bodies = new Map<Finding, JsonObject>();
  const denying = policies.filter(mayDenyDeletion);
  const index = indexPolicies(denying);

  const ask = (policy: AssignedPolicy, going: Going): void => {
    for (const judgement of judge([policy], going.resource, { ...context, deletion: going.by }, exemptions)) {
      const finding = findingOf(judgement.finding, going);
      if (finding.verdict === 'compliant' || finding.verdict === 'notApplicable') quiet[finding.verdict] = (quiet[finding.verdict] ?? 0) + 1;
      else bodies.set(finding, going.resource.body);
    }
  };

  const judged = (): Judged => ({ findings: distinctFindings([...bodies.keys()]), quiet, bodyOf: (finding) => bodies.get(finding) });
  for (const [position, deletion] of denying.length === 0 ? [] : deletions.entries()) {
    if (bodies.size >= mostFindings) return { ...judged(), findings: [...judged().findings, endOfFindings(deletion.resource, deletions.length - position)] };
    await breathe(position, signal);
    for (const going of whatGoes(deletion, resources)) for (const policy of index.for(going.resource)) ask(policy, going);
    if (!deletion.takesContents) continue;
    // What has no id is in every assignment's reach; its group is not.
    for (const policy of denying) if (judge([policy], deletion.resource, context, exemptions).length > 0) ask(policy, unseenIn(deletion, policy));
  }
  return judged();
}

/** What may not go at all is refused by nobody for sure. */
function findingOf(finding: Finding, { said, isCertain, shownAs }: Going): Finding {
  const { type, name, id } = shownAs ?? finding.resource;
  const isDoubtful = !isCertain && (finding.verdict === 'violation' || finding.verdict === 'error');
  return { ...finding, ...(isDoubtful ? { verdict: 'undetermined' } : {}), resource: { type, name, ...(id === undefined ? {} : { id }) }, message: `${said} ${finding.message}` };
}
