import type { Finding } from '../../policy/finding.ts';
import { codeSpan, prose } from '../escape.ts';
import { countBySeverity, reasonWords } from '../wording.ts';
import { worstFirst } from '../worst-first.ts';
import { prefixWithin } from './room.ts';

/** Room for the sentence about what was left out, and for the last group's heading. */
const reserve = 300;
/** More reasons than this explain nothing more. */
const reasonLimit = 8;

const headings: Readonly<Record<Finding['verdict'], string>> = {
  error: 'Failed rules',
  violation: 'Violations',
  undetermined: 'Undetermined',
  exempt: 'Exempt',
  compliant: 'Compliant',
  notApplicable: 'Not applicable',
};

/** The findings, worst first, as many as `room` holds, under a heading per verdict and severity; the rest counted by severity. */
export function renderFindings(findings: readonly Finding[], room: number): string {
  const sorted = worstFirst(findings);
  const shown = prefixWithin(blocksOf(sorted), room - reserve, 1);
  const left = countBySeverity(sorted.slice(shown.length));
  const notice = left === undefined ? [] : [`\n> ${left} not shown; see the run's summary or the report file.`];
  return [...shown, ...notice].join('\n').trim();
}

/** One block per finding, made when it is asked for: of 70,000 only those that fit are rendered. The first of a group brings its heading. */
function* blocksOf(findings: readonly Finding[]): Generator<string> {
  const sizes = new Map<string, number>();
  for (const finding of findings) sizes.set(groupOf(finding), (sizes.get(groupOf(finding)) ?? 0) + 1);
  let current = '';
  for (const finding of findings) {
    const group = groupOf(finding);
    yield group === current ? renderFinding(finding) : `\n#### ${group} (${sizes.get(group) ?? 0})\n\n${renderFinding(finding)}`;
    current = group;
  }
}

function groupOf({ verdict, severity }: Finding): string {
  return `${headings[verdict]}, ${severity} severity`;
}

function renderFinding(finding: Finding): string {
  const { resource, location, reasons, remedy } = finding;
  const place = location === undefined ? '' : `, ${codeSpan(`${location.file}:${location.line}`, 200)}`;
  return [
    // Two blanks at the end break the line.
    `- **${prose(finding.title, 200)}** (${codeSpan(finding.rule, 100)}) on ${codeSpan(resource.name, 200)}${place}  `,
    `  ${prose(finding.message)}`,
    ...reasons.slice(0, reasonLimit).map((reason) => {
      const words = reasonWords(reason);
      const relation = words.relation === '→' ? '→' : codeSpan(words.relation, 40);
      return `  - ${codeSpan(words.path, 200)}: ${codeSpan(words.actual, 200)} ${relation} ${codeSpan(words.expected, 200)}`;
    }),
    ...(reasons.length > reasonLimit ? [`  - ${reasons.length - reasonLimit} more conditions`] : []),
    ...(remedy === undefined ? [] : [`  - To do: ${prose(remedy)}`]),
  ].join('\n');
}
