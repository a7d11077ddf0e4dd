import { clip } from './escape.js';
import { worstFirst } from './worst-first.js';

/** A finding as GitHub shows it beside the line it is about. */
                             
                                                
                           
                         
 

/**
 * GitHub shows ten annotations of each kind per step and drops the rest unsaid (github/community discussion 68471). The run's own
 * sentences come later and must be among them: why it failed; that the comment, the suggestions or the summary could not be
 * written, and how many findings are not shown.
 */
const room                                               = { error: 9, warning: 6, notice: 8 };

/** UTF-16 units. GitHub takes 64 KB of a message and 255 characters of a title (docs.github.com, "Check runs", annotations). */
const messageLimit = 1_000;
const titleLimit = 200;
/** Longer than any path that git or a file system takes. */
const fileLimit = 4_096;

/**
 * The findings as annotations, worst first: those that fail the run as errors, other violations as warnings, what is undetermined
 * otherwise as notices; nothing of what is exempt. Those for which there is no room are counted in one sentence at the end.
 */
function annotationsOf(report        , fails                               )                        {
  const left = { ...room };
  const shown               = [];
  const dropped                       = [];
  for (const finding of worstFirst(report.findings)) {
    const kind = kindOf(finding, fails);
    if (kind === undefined) continue;
    left[kind] -= 1;
    if (left[kind] >= 0) shown.push(annotate(kind, finding));
    else dropped.push(kind);
  }
  return dropped.length === 0 ? shown : [...shown, countOf(dropped)];
}

function kindOf(finding         , fails                               )                                 {
  if (fails(finding)) return 'error';
  if (finding.verdict === 'violation' || finding.verdict === 'error') return 'warning';
  return finding.verdict === 'undetermined' ? 'notice' : undefined;
}

function annotate(kind                    , finding         )             {
  const { fix, message, remedy, resource, rule } = finding;
  const advice = fix === undefined ? remedy : `${fix.description}.`;
  const sentence = `${clip(rule, titleLimit)} on ${clip(resource.name, titleLimit)}: ${message}${advice === undefined ? '' : ` ${advice}`}`;
  const place = placeOf(finding);
  return { kind, message: clip(sentence, messageLimit), ...(place === undefined ? {} : { place }) };
}

/** The finding's line; where the line has a literal to change, that literal. */
function placeOf({ fix, location, rule, title }         )                    {
  if (location === undefined || location.file.length > fileLimit) return undefined;
  const { file, line } = location;
  const there = fix !== undefined && fix.file === file && fix.line === line && fix.endLine === line;
  const columns = there ? { column: fix.column, endColumn: fix.endColumn - 1 } : { column: location.column };
  return { file, line, ...columns, title: clip(`${rule}: ${title}`, titleLimit) };
}

function countOf(dropped                               )             {
  const failing = dropped.filter((kind) => kind === 'error').length;
  const [be, fail] = dropped.length === 1 ? ['is', 'fails'] : ['are', 'fail'];
  const more = `${dropped.length} more ${dropped.length === 1 ? 'finding' : 'findings'}`;
  if (failing === 0) return { kind: 'notice', message: `${more} ${be} in the report.` };
  if (failing === dropped.length) return { kind: 'warning', message: `${more} that ${fail} the run ${be} in the report.` };
  return { kind: 'warning', message: `${more} ${be} in the report; ${failing} of them ${failing === 1 ? 'fails' : 'fail'} the run.` };
}

export { annotationsOf };
