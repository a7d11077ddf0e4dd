import type { Finding } from '../../../policy/finding.ts';
import type { ReportRule } from '../../../report/report.ts';
import type { ComparedRule } from './compare.ts';

/** The rule's name in reports. */
export const differenceRule = 'azure-state-differs';

const title = 'Azure Policy should say the same of a resource as is found here';
const comparison = 'Compare the parameters and the version of what is assigned in Azure with what is judged by here; run "assign" where Azure has an older one.';

/** What the rule is about, whatever it finds. */
export const differenceReportRule: ReportRule = {
  rule: differenceRule, title, severity: 'medium', remedy: comparison,
  description: 'Sets the compliance state that Azure Policy keeps of a resource beside what the same rule finds here. Of two answers one is wrong, and which is not known. What was written since Azure looked is not compared.',
};

/** So many rules are for a reader; the rest is counted. */
const shown = 5;

/**
 * One finding for a resource of which Azure Policy says something else than was found, whatever the number of rules: a finding is known
 * again by rule and resource. It is undetermined: of two answers one is wrong, and which is not known.
 * @param differing rules of one resource, at least one
 */
export function differenceFinding(differing: readonly [ComparedRule, ...ComparedRule[]]): Finding {
  const { type, name, id } = differing[0].resource;
  const more = differing.length > shown ? ` ${differing.length - shown} more rules differ.` : '';
  return {
    rule: differenceRule,
    title,
    verdict: 'undetermined',
    effect: 'audit',
    severity: 'medium',
    resource: { type, name, id },
    message: `${differing.slice(0, shown).map(sentenceOf).join(' ')}${more}`,
    reasons: [],
    remedy: differing.some(({ state }) => state.word === 'exempt')
      ? 'Look at the exemption in Azure: take it away, or write it into the exemptions file, so that both know what was agreed to.'
      : comparison,
  };
}

function sentenceOf({ rule, verdict, finding, state }: ComparedRule): string {
  const here = verdict === 'compliant' || verdict === 'notApplicable' ? 'nothing to object to' : verdict;
  const when = state.at === undefined ? 'at a time it does not tell' : `on ${state.at}`;
  const assignment = state.assignmentId.split('/').at(-1) ?? '';
  const reason = finding === undefined || finding.message === '' ? '' : ` (${finding.message.replace(/\.$/, '')})`;
  return `\`${rule}\` finds ${here} here${reason}; Azure Policy said ${state.said.slice(0, 100)} ${when}, by the assignment \`${assignment}\`.`;
}
