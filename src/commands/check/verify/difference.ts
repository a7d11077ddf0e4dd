import type { EvaluatedExpression, PolicyEvaluation } from '../../../azure/policy-restrictions.ts';
import type { Finding, Location } from '../../../policy/finding.ts';
import type { Resource } from '../../../arm/resource.ts';
import type { Compared } from './compare.ts';

/** The rule's name in reports. */
export const differenceRule = 'verify-difference';

/** A finding where Azure and the engine say different things of the same definition, parameters and resource. */
export function differenceFinding({ judgement, azure }: Compared, resource: Resource): Finding {
  const { finding, policy } = judgement;
  const { type, name, id } = resource;
  const assignment = policy.assignment?.name ?? '';
  const location = finding.location ?? originOf(resource);
  const here = finding.verdict === 'notApplicable' ? 'that it is not about the resource' : finding.verdict === 'compliant' ? 'compliant' : finding.verdict;
  const there = azure === undefined ? 'does not object' : `says ${azure.result.slice(0, 100) || 'that it objects'}`;
  const what = `Azure Policy ${there} where the same definition \`${finding.rule}\` with the same parameters (assignment \`${assignment}\`) is judged here as: ${here}.`;
  return {
    rule: differenceRule,
    title: 'Azure Policy and this check agree',
    verdict: 'violation',
    effect: 'audit',
    severity: 'medium',
    resource: { type, name, ...(id === undefined ? {} : { id }) },
    ...(location === undefined ? {} : { location }),
    message: [what, ...(azure === undefined ? [] : [saidByAzure(azure)]), ...(finding.message === '' ? [] : [`Here: ${finding.message}`])].join(' '),
    reasons: finding.reasons,
    remedy: `Azure's word counts at the deployment. Report the difference to this project with the rule, the resource and both reasons; exempt \`${differenceRule}\` for the resource where it is known.`,
  };
}

function originOf({ originOf: find }: Resource): Location | undefined {
  const origin = find?.('');
  return origin === undefined ? undefined : { file: origin.file, line: origin.line ?? 1, column: origin.column ?? 1, pointer: origin.pointer };
}

/** So many expressions are for a reader; the rest is counted. */
const shown = 6;

function saidByAzure({ expressions, reason }: PolicyEvaluation): string {
  if (expressions.length === 0) return reason === undefined ? 'Azure gives no reason.' : `Azure: ${reason}`;
  const more = expressions.length > shown ? `, and ${expressions.length - shown} more` : '';
  return `Azure evaluated ${expressions.slice(0, shown).map(sentenceOf).join(', ')}${more}.`;
}

function sentenceOf({ kind, expression, path, operator, actual, expected, result }: EvaluatedExpression): string {
  const what = path === '' || path === expression ? `\`${expression}\`` : `\`${expression}\` (${path})`;
  return `${kind} ${what} ${operator} ${valueText(expected)}: ${result || 'no result'}, it is ${valueText(actual)}`;
}

function valueText(value: unknown): string {
  const text = value === undefined ? 'nothing' : JSON.stringify(value);
  return text.length > 200 ? `${text.slice(0, 200)}…` : text;
}
