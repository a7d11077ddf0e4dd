import type { Finding } from '../../policy/finding.ts';
import { codeSpan, prose } from '../escape.ts';
import { isFresh } from '../drift/fresh.ts';
import type { PlaceOf } from '../drift/place.ts';
import { byFile } from '../findings/by-file.ts';
import { countBySeverity, reasonWords, remedyLabel, tellingReasons } from '../wording.ts';
import { worstFirst } from '../worst-first.ts';
import { renderDiff } from './change.ts';
import { renderChange, renderLastingChange } from './drift/change.ts';
import { renderWhere } from './drift/where.ts';
import { placeLink, type LinkTo } from './links.ts';
import { prefixWithin } from './room.ts';

/** Room for the sentence about what was left out, and for the last group's heading. */
const reserve = 300;
/** More reasons than this explain nothing more. */
const reasonLimit = 8;

const headings: Readonly<Record<Finding['verdict'], string>> = {
  error: 'Errors',
  violation: 'Violations',
  undetermined: 'Undetermined',
  exempt: 'Exempt',
  compliant: 'Compliant',
  notApplicable: 'Not applicable',
};

/** Other places of one finding. */
const relatedLimit = 5;

export interface FindingLooks {
  readonly linkTo?: LinkTo | undefined;
  /** Where a living resource is. */
  readonly placeOf?: PlaceOf;
  /**
   * - `fresh`: headings tell what is new or worse than in the earlier run from what is as before
   * - `lasting`: nothing is said that the next run would not say of the same findings
   */
  readonly change?: 'fresh' | 'lasting';
}

/**
 * The findings, worst first, as many as `room` holds, under a heading per verdict and severity, and below it by file where
 * there is more than one; the rest counted by severity.
 */
export function renderFindings(findings: readonly Finding[], room: number, looks: FindingLooks): string {
  const sorted = groupsOf(worstFirst(findings)).flatMap((group) => byFile(group).flatMap((part) => part.findings));
  const shown = prefixWithin(blocksOf(sorted, looks), room - reserve, 1);
  const left = countBySeverity(sorted.slice(shown.length));
  const notice = left === undefined ? [] : [`\n> ${left} not shown; see the run's summary or the report file.`];
  return [...shown, ...notice].join('\n').trim();
}

/** Runs of one verdict and severity. */
function groupsOf(sorted: readonly Finding[]): readonly (readonly Finding[])[] {
  const groups: Finding[][] = [];
  let current = '';
  for (const finding of sorted) {
    const group = groupOf(finding);
    if (group === current) groups.at(-1)?.push(finding);
    else groups.push([finding]);
    current = group;
  }
  return groups;
}

/** One block per finding, made when it is asked for: of 70,000 only those that fit are rendered. The first of a group and of a file brings its heading. */
function* blocksOf(findings: readonly Finding[], looks: FindingLooks): Generator<string> {
  const sizes = new Map<string, number>();
  for (const finding of findings) sizes.set(groupOf(finding), (sizes.get(groupOf(finding)) ?? 0) + 1);
  const several = new Set(findings.map(({ location }) => location?.file)).size > 1;
  let current = '';
  let file: string | undefined;
  for (const finding of findings) {
    const group = groupOf(finding);
    const heading = group === current ? '' : `\n#### ${headingOf(finding, looks)} (${sizes.get(group) ?? 0})\n\n`;
    if (group !== current) file = undefined;
    const next = finding.location?.file;
    const subheading = several && next !== undefined && next !== file ? `${heading === '' ? '\n' : ''}##### ${codeSpan(next, 200)}\n\n` : '';
    yield `${heading}${subheading}${renderFinding(finding, several, looks)}`;
    current = group;
    file = next;
  }
}

function groupOf({ verdict, severity }: Finding): string {
  return `${headings[verdict]}, ${severity} severity`;
}

function headingOf(finding: Finding, { change }: FindingLooks): string {
  if (change !== 'fresh') return groupOf(finding);
  return `${isFresh(finding) ? 'New or worse' : 'As before'}: ${groupOf(finding).toLowerCase()}`;
}

/** Under a file's heading the place is its line alone. */
function renderFinding(finding: Finding, underFile: boolean, { linkTo, placeOf, change: told }: FindingLooks): string {
  const { resource, location, remedy, fix, related = [], exposes = [], change } = finding;
  const reasons = tellingReasons(finding);
  const place = location === undefined ? renderWhere(placeOf?.(resource)) : `, ${underFile ? placeLink(location, linkTo, `line ${location.line}`) : placeLink(location, linkTo)}`;
  return [
    // Two blanks at the end break the line.
    `- **${prose(finding.title, 200)}** (${codeSpan(finding.rule, 100)}) on ${codeSpan(resource.name, 200)}${place}  `,
    `  ${prose(finding.message)}`,
    ...(change === undefined ? [] : told === 'lasting' ? renderLastingChange(change, '  ') : renderChange(change, '  ')),
    ...(fix === undefined ? [] : [renderDiff(fix, '  ')]),
    ...reasons.slice(0, reasonLimit).map((reason) => {
      const words = reasonWords(reason);
      const relation = words.relation === '→' ? '→' : codeSpan(words.relation, 40);
      return `  - ${codeSpan(words.path, 200)}: ${codeSpan(words.actual, 200)} ${relation} ${codeSpan(words.expected, 200)}`;
    }),
    ...(reasons.length > reasonLimit ? [`  - ${reasons.length - reasonLimit} more conditions`] : []),
    ...(exposes.length === 0 ? [] : [`  - Opens ${exposes.slice(0, relatedLimit).map(({ rule }) => codeSpan(rule, 100)).join(', ')}`]),
    ...(remedy === undefined ? [] : [`  - ${remedyLabel(finding)}: ${prose(remedy)}`]),
    ...related.slice(0, relatedLimit).map((other) => `  - See ${placeLink(other, linkTo)}: ${prose(other.message, 200)}`),
  ].join('\n');
}
