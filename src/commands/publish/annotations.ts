import type { Finding } from '../../policy/finding.ts';
import { freshFirst } from '../../report/drift/fresh.ts';
import { placesOf, type PlaceOf } from '../../report/drift/place.ts';
import { clip, oneLine } from '../../report/escape.ts';
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
 * The findings as annotations, worst first, of living resources what is new or worse before what is as it was: those that fail the run as errors,
 * other violations as warnings, what is undetermined otherwise as notices; nothing of what is exempt. What could not be read is a warning before them.
 * Those for which there is no room are counted in one sentence at the end.
 */
export function annotationsOf(report: Report, fails: (finding: Finding) => boolean): readonly Annotation[] {
  const left = { ...room };
  const placeOf = placesOf(report.drift);
  const shown: Annotation[] = unseenIn(report.drift);
  left.warning -= shown.length;
  const dropped: Annotation['kind'][] = [];
  for (const finding of report.drift === undefined ? worstFirst(report.findings) : freshFirst(report.findings)) {
    const kind = kindOf(finding, fails);
    if (kind === undefined) continue;
    left[kind] -= 1;
    if (left[kind] >= 0) shown.push(annotate(kind, finding, placeOf));
    else dropped.push(kind);
  }
  return dropped.length === 0 ? shown : [...shown, countOf(dropped)];
}

/** One sentence for all of it: it is neither clean nor healed, and no finding speaks of it. */
function unseenIn(drift: Report['drift']): Annotation[] {
  const [first] = drift?.unseen ?? [];
  if (drift === undefined || first === undefined) return [];
  const more = drift.unseen.length - 1;
  const message = `${drift.unseen.length} not read, and therefore neither clean nor healed: ${clip(oneLine(first.scope), 400)}: ${oneLine(first.why)}${more === 0 ? '' : `; and ${more} more`}`;
  return [{ kind: 'warning', message: clip(message, messageLimit) }];
}

function kindOf(finding: Finding, fails: (finding: Finding) => boolean): Annotation['kind'] | undefined {
  if (fails(finding)) return 'error';
  if (finding.verdict === 'violation' || finding.verdict === 'error') return 'warning';
  return finding.verdict === 'undetermined' ? 'notice' : undefined;
}

function annotate(kind: Annotation['kind'], finding: Finding, placeOf: PlaceOf): Annotation {
  const { change, fix, message, remedy, resource, rule } = finding;
  const living = placeOf(resource);
  const where = living === undefined ? '' : ` in ${living.resourceGroup}${living.subscription === undefined ? '' : ` of ${clip(living.subscription, titleLimit)}`}`;
  const news = change === undefined || change.kind === 'unchanged' ? '' : `${change.kind}: `;
  const advice = fix === undefined ? remedy : `${fix.description}.`;
  const sentence = `${news}${clip(rule, titleLimit)} on ${clip(resource.name, titleLimit)}${where}: ${message}${advice === undefined ? '' : ` ${advice}`}`;
  const place = spotOf(finding);
  return { kind, message: clip(sentence, messageLimit), ...(place === undefined ? {} : { place }) };
}

/** The finding's line; where the line has a literal to change, that literal. */
function spotOf({ fix, location, rule, title }: Finding): Place | undefined {
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
