import type { Finding } from '../../policy/finding.ts';
import { clip } from '../../report/escape.ts';
import type { Report } from '../../report/report.ts';
import { worstFirst } from '../../report/worst-first.ts';
import type { Place } from '../../run/logger.ts';

/** A finding as GitHub shows it beside the line it is about. */
export interface Annotation {
  readonly kind: 'error' | 'warning' | 'notice';
  readonly message: string;
  readonly place?: Place;
}

/**
 * GitHub shows ten annotations of each kind per step and drops the rest unsaid (github/community discussion 68471). The run's own
 * sentences come later and must be among them: why it failed; that the comment, the suggestions or the summary could not be
 * written, and how many findings are not shown.
 */
const room: Readonly<Record<Annotation['kind'], number>> = { error: 9, warning: 6, notice: 8 };

/** UTF-16 units. GitHub takes 64 KB of a message and 255 characters of a title (docs.github.com, "Check runs", annotations). */
const messageLimit = 1_000;
const titleLimit = 200;
/** Longer than any path that git or a file system takes. */
const fileLimit = 4_096;

/**
 * The findings as annotations, worst first, of living resources what is new before what is as it was: those that fail the run as errors, other violations as warnings, what is undetermined
 * otherwise as notices; nothing of what is exempt. Those for which there is no room are counted in one sentence at the end.
 */
export function annotationsOf(report: Report, fails: (finding: Finding) => boolean): readonly Annotation[] {
  const left = { ...room };
  const shown: Annotation[] = [];
  const dropped: Annotation['kind'][] = [];
  const ordered = worstFirst(report.findings);
  for (const finding of [...ordered.filter((one) => !isKnown(one)), ...ordered.filter(isKnown)]) {
    const kind = kindOf(finding, fails);
    if (kind === undefined) continue;
    left[kind] -= 1;
    if (left[kind] >= 0) shown.push(annotate(kind, finding));
    else dropped.push(kind);
  }
  return dropped.length === 0 ? shown : [...shown, countOf(dropped)];
}

function isKnown({ change }: Finding): boolean {
  return change?.kind === 'unchanged';
}

function kindOf(finding: Finding, fails: (finding: Finding) => boolean): Annotation['kind'] | undefined {
  if (fails(finding)) return 'error';
  if (finding.verdict === 'violation' || finding.verdict === 'error') return 'warning';
  return finding.verdict === 'undetermined' ? 'notice' : undefined;
}

function annotate(kind: Annotation['kind'], finding: Finding): Annotation {
  const { fix, message, remedy, resource, rule } = finding;
  const advice = fix === undefined ? remedy : `${fix.description}.`;
  const sentence = `${clip(rule, titleLimit)} on ${clip(resource.name, titleLimit)}: ${message}${advice === undefined ? '' : ` ${advice}`}`;
  const place = placeOf(finding);
  return { kind, message: clip(sentence, messageLimit), ...(place === undefined ? {} : { place }) };
}

/** The finding's line; where the line has a literal to change, that literal. */
function placeOf({ fix, location, rule, title }: Finding): Place | undefined {
  if (location === undefined || location.file.length > fileLimit) return undefined;
  const { file, line } = location;
  const there = fix !== undefined && fix.file === file && fix.line === line && fix.endLine === line;
  const columns = there ? { column: fix.column, endColumn: fix.endColumn - 1 } : { column: location.column };
  return { file, line, ...columns, title: clip(`${rule}: ${title}`, titleLimit) };
}

function countOf(dropped: readonly Annotation['kind'][]): Annotation {
  const failing = dropped.filter((kind) => kind === 'error').length;
  const [be, fail] = dropped.length === 1 ? ['is', 'fails'] : ['are', 'fail'];
  const more = `${dropped.length} more ${dropped.length === 1 ? 'finding' : 'findings'}`;
  if (failing === 0) return { kind: 'notice', message: `${more} ${be} in the report.` };
  if (failing === dropped.length) return { kind: 'warning', message: `${more} that ${fail} the run ${be} in the report.` };
  return { kind: 'warning', message: `${more} ${be} in the report; ${failing} of them ${failing === 1 ? 'fails' : 'fail'} the run.` };
}
